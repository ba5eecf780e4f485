"""Options that several commands share, said once and in the same words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from typer.models import OptionInfo

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

EngineOption = Annotated[
    EngineChoice,
    typer.Option(help="What draws; auto takes what is there.", rich_help_panel="How it is made"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnonymityOptions:
    """Whether real names are shown, as it was given."""

    anonymise: Annotated[
        bool,
        typer.Option("--anonymise", help="Replace all names by numbers, leave out what was said."),
    ] = False
    anonymise_key: Annotated[
        str | None,
        typer.Option(
            "--anonymise-key",
            metavar="TEXT",
            help="A secret that makes the numbers, instead of the organisation's name.",
            show_default=False,
        ),
    ] = None

    @property
    def anonymity(self) -> Anonymity | None:
        """How names are replaced, None if they are not; a key alone asks for it, too."""
        wanted = self.anonymise or self.anonymise_key is not None
        return Anonymity(self.anonymise_key) if wanted else None


def file_option(about: str = "Write to this file.", *, default: str | bool = True) -> OptionInfo:
    """Return the option of a command that writes a file; `default` is shown as its name."""
    option: OptionInfo = typer.Option(
        "--output", "-o", metavar="FILE", help=about, show_default=default
    )
    return option
