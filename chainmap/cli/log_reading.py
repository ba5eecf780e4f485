"""How a log is read: the options of the commands that read one afresh."""

from __future__ import annotations

from typing import Annotated

import typer
from typer.models import OptionInfo

from chainmap.analysis.observed import Missing, Role

_ROLES = {
    Role.CASE: "Which column names the case.",
    Role.TEAM: "Which names the team.",
    Role.TIME: "Which says when.",
    Role.START: "Which says when the work began.",
    Role.ORDER: "Which orders events at the same time.",
    Role.ACTIVITY: "Which says what was done.",
    Role.OUTCOME: "Which says how the case ended.",
}


def column(role: Role) -> OptionInfo:
    """Return the option that names the column with this role."""
    option: OptionInfo = typer.Option(
        f"--{role}", metavar="COLUMN", help=_ROLES[role], show_default=False
    )
    return option


TimeFormatOption = Annotated[
    str | None,
    typer.Option(metavar="FORMAT", help='How times are written, such as "%d.%m.%Y %H:%M".'),
]
TimeZoneOption = Annotated[
    str | None,
    typer.Option(metavar="ZONE", help="Where times without a zone are from: Europe/Berlin."),
]
WorkingTimeOption = Annotated[
    str | None,
    typer.Option(metavar="HOURS", help='Count only working time: "Mon-Fri 09:00-17:00".'),
]
MissingOption = Annotated[
    Missing,
    typer.Option(help="Events without a team: no handoff, left out, or one team."),
]
MissingValueOption = Annotated[
    list[str] | None,
    typer.Option(metavar="TEXT", help="A text that stands for no team. Repeatable."),
]
