"""`chainmap observe`: what do the tickets say about handoffs?"""

from __future__ import annotations

from typing import Annotated

import typer
from typer.models import OptionInfo

from chainmap.analysis.observed import Missing, Role
from chainmap.app.observing import observe as answer
from chainmap.cli.options import Format, FormatOption
from chainmap.cli.output import progress, show
from chainmap.evidence.hours import parse_hours
from chainmap.evidence.request import MEMORY, Request


def _share(text: str | float) -> float:
    """Read 5% or 0.05."""
    written = str(text).strip()
    try:
        value = float(written.removesuffix("%")) / (100 if written.endswith("%") else 1)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise typer.BadParameter(f"{written} is no share. Write 5% or 0.05.")
    return value


def _column(role: Role) -> OptionInfo:
    option: OptionInfo = typer.Option(
        f"--{role}", metavar="COLUMN", help=_ROLES[role], show_default=False
    )
    return option


_ROLES = {
    Role.CASE: "Which column names the case.",
    Role.TEAM: "Which names the team.",
    Role.TIME: "Which says when.",
    Role.START: "Which says when the work began.",
    Role.ORDER: "Which orders events at the same time.",
}


def observe(
    log: Annotated[
        list[str],
        typer.Argument(
            metavar="LOG...", help="Files or patterns: CSV, TSV, Parquet, JSON lines, XES."
        ),
    ],
    case: Annotated[str | None, _column(Role.CASE)] = None,
    team: Annotated[str | None, _column(Role.TEAM)] = None,
    time: Annotated[str | None, _column(Role.TIME)] = None,
    start: Annotated[str | None, _column(Role.START)] = None,
    order: Annotated[str | None, _column(Role.ORDER)] = None,
    time_format: Annotated[
        str | None,
        typer.Option(metavar="FORMAT", help='How times are written, such as "%d.%m.%Y %H:%M".'),
    ] = None,
    time_zone: Annotated[
        str | None,
        typer.Option(metavar="ZONE", help="Where times without a zone are from: Europe/Berlin."),
    ] = None,
    working_time: Annotated[
        str | None,
        typer.Option(metavar="HOURS", help='Count only working time: "Mon-Fri 09:00-17:00".'),
    ] = None,
    missing: Annotated[
        Missing,
        typer.Option(help="Events without a team: no handoff, left out, or one team."),
    ] = Missing.SKIP,
    missing_value: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="A text that stands for no team. Repeatable."),
    ] = None,
    allow_unreadable: Annotated[
        float,
        typer.Option(metavar="SHARE", parser=_share, help="Rows that may be unreadable."),
    ] = 0.01,
    memory: Annotated[
        str, typer.Option(metavar="SIZE", help="What it may take before it uses the disk.")
    ] = MEMORY,
    everything: Annotated[bool, typer.Option("--all", help="Print every row.")] = False,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Show what tickets say of handoffs, times and returns."""
    named = {
        Role.CASE: case,
        Role.TEAM: team,
        Role.TIME: time,
        Role.START: start,
        Role.ORDER: order,
    }
    request = Request(
        sources=tuple(log),
        columns={role: name for role, name in named.items() if name is not None},
        time_format=time_format,
        zone=time_zone,
        missing=missing,
        missing_values=tuple(missing_value or ()),
        unreadable=allow_unreadable,
        working=None if working_time is None else parse_hours(working_time),
        memory=memory,
    )
    with progress() as tell:
        found = answer(request, tell=tell)
    if output_format is Format.JSON:
        from chainmap.report.observed_json import observed_json

        show(observed_json(found))
        return
    from chainmap.report.text.observed import as_text

    show(as_text(found, everything=everything))
