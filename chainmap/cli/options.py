"""Options that several commands share, said once and in the same words."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from chainmap.app.anonymity import Anonymity
from chainmap.diagram.looks.choices import EngineChoice

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
        help="The day from which ages are counted, as 2026-09-30.",
    ),
]

ForceOption = Annotated[
    bool,
    typer.Option("--force", help="Replace a file that chainmap did not write."),
]

ExplainOption = Annotated[
    bool,
    typer.Option("--explain", help="Also: what each figure is made from, with file and line."),
]

AnonymiseOption = Annotated[
    bool,
    typer.Option("--anonymise", help="Replace all names by numbers, leave out what was said."),
]

AnonymiseKeyOption = Annotated[
    str | None,
    typer.Option(
        "--anonymise-key",
        metavar="TEXT",
        help="A secret that makes the numbers, instead of the organisation's name.",
        show_default=False,
    ),
]


def anonymity(*, anonymise: bool, key: str | None) -> Anonymity | None:
    """Return how names are replaced; a key alone asks for it, too."""
    return Anonymity(key) if anonymise or key is not None else None


EngineOption = Annotated[
    EngineChoice,
    typer.Option(help="What draws; auto takes what is there.", rich_help_panel="How it is made"),
]
