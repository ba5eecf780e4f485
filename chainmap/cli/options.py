"""Options that several commands share, said once and in the same words."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

DEFAULT_ORG = Path("org")
"""Where an organisation is when the command does not say."""


class Format(StrEnum):
    """How a result is printed."""

    TEXT = "text"
    JSON = "json"


def parse_date(text: str | date) -> date:
    """Read a date as 2026-09-30."""
    try:
        return date.fromisoformat(str(text))  # Typer hands in its default, too
    except ValueError:
        raise typer.BadParameter(f"{text} is no date. Write it as 2026-09-30.") from None


OrgArgument = Annotated[
    Path,
    typer.Argument(metavar="ORG", help="The directory with the files of the organisation."),
]

FormatOption = Annotated[
    Format,
    typer.Option("--format", help="For people, or for programs."),
]

AsOfOption = Annotated[
    date,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=parse_date,
        default_factory=date.today,
        show_default="today",
        help="The day from which ages are counted.",
    ),
]

OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file.", show_default=False),
]

ForceOption = Annotated[
    bool,
    typer.Option("--force", help="Replace a file that chainmap did not write."),
]
