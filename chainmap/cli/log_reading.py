"""How a log is read: the options of the commands that read one afresh."""

from __future__ import annotations

from typing import Annotated

import typer
from typer.models import OptionInfo

from chainmap.analysis.observed.reading import Missing, Role
from chainmap.cli.shares import share_reader

ROLES = {
    Role.CASE: "Which column names the case.",
    Role.TEAM: "Which column names the team.",
    Role.TIME: "Which column says when.",
    Role.START: "Which column says when the work began.",
    Role.ORDER: "Which column orders events at the same time.",
    Role.ACTIVITY: "Which column says what was done.",
    Role.OUTCOME: "Which column says how the case ended.",
}
TIME_FORMAT = 'How times are written, such as "%d.%m.%Y %H:%M".'
TIME_ZONE = "Where times without a zone are from: Europe/Berlin."
WORKING_TIME = 'Count only working time: "Mon-Fri 09:00-17:00".'
MISSING = "Events without a team: no handoff, left out, or one team."
MISSING_VALUE = "A text that stands for no team. Repeatable."
UNREADABLE_ROWS = "The share of rows that may be unreadable."
MEMORY_TAKEN = "The memory it may take before it uses the disk."
ENGINE = "What works on files: duckdb, postgresql://user@host/db, spark, spark://host:7077."
"""What the options say of themselves, also where they begin with --log-."""

SHARE_OF_ROWS = share_reader("5% or 0.05", none=True)


def column(role: Role) -> OptionInfo:
    """Return the option that names the column with this role."""
    option: OptionInfo = typer.Option(
        f"--{role}", metavar="COLUMN", help=ROLES[role], show_default=False
    )
    return option


TimeFormatOption = Annotated[
    str | None,
    typer.Option(metavar="FORMAT", help=TIME_FORMAT),
]
TimeZoneOption = Annotated[
    str | None,
    typer.Option(metavar="ZONE", help=TIME_ZONE),
]
WorkingTimeOption = Annotated[
    str | None,
    typer.Option(metavar="HOURS", help=WORKING_TIME),
]
MissingOption = Annotated[
    Missing,
    typer.Option(help=MISSING),
]
MissingValueOption = Annotated[
    list[str] | None,
    typer.Option(metavar="TEXT", help=MISSING_VALUE),
]
AllowUnreadableOption = Annotated[
    float,
    typer.Option(metavar="SHARE", parser=SHARE_OF_ROWS, help=UNREADABLE_ROWS),
]
MemoryOption = Annotated[str, typer.Option(metavar="SIZE", help=MEMORY_TAKEN)]
EngineOfLogOption = Annotated[
    str | None, typer.Option(metavar="URL", help=ENGINE, show_default="duckdb")
]
