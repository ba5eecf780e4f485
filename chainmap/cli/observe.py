"""`chainmap observe`: what do the tickets say about handoffs?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.models import OptionInfo

from chainmap.analysis.observed import Missing, Role
from chainmap.app import agreeing
from chainmap.app.observing import complaint_of
from chainmap.app.observing import observe as answer
from chainmap.cli.options import ExplainOption, Format, FormatOption
from chainmap.cli.output import progress, say, show
from chainmap.cli.shares import share_reader
from chainmap.evidence.hours import parse_hours
from chainmap.evidence.request import MEMORY, Request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from chainmap.evidence.observing import Answers
    from chainmap.report.explained import Explained

MOST = 10
"""Pairs whose figures are explained, unless every row is asked for."""

_OTHER_CLOCK = (
    "its hours are not those of the organisation's calendar, see above; chainmap check says it too"
)


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
    Role.ACTIVITY: "Which says what was done.",
    Role.OUTCOME: "Which says how the case ended.",
}


def observe(
    log: Annotated[
        list[str],
        typer.Argument(
            metavar="LOG...",
            help="Files or patterns (CSV, TSV, Parquet, JSON lines, XES), or a table: URL#TABLE.",
        ),
    ],
    case: Annotated[str | None, _column(Role.CASE)] = None,
    team: Annotated[str | None, _column(Role.TEAM)] = None,
    time: Annotated[str | None, _column(Role.TIME)] = None,
    start: Annotated[str | None, _column(Role.START)] = None,
    order: Annotated[str | None, _column(Role.ORDER)] = None,
    activity: Annotated[str | None, _column(Role.ACTIVITY)] = None,
    outcome: Annotated[str | None, _column(Role.OUTCOME)] = None,
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
        typer.Option(
            metavar="SHARE",
            parser=share_reader("5% or 0.05", none=True),
            help="Rows that may be unreadable.",
        ),
    ] = 0.01,
    memory: Annotated[
        str, typer.Option(metavar="SIZE", help="What it may take before it uses the disk.")
    ] = MEMORY,
    engine: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="What works on files: duckdb, postgresql://user@host/db, spark, spark://host:7077.",
            show_default="duckdb",
        ),
    ] = None,
    complaint: Annotated[
        str | None,
        typer.Option(
            metavar="CONDITION", help="Which events complain, such as \"made_sla = 'false'\"."
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="Compare complaints only within its values."),
    ] = None,
    org: Annotated[
        Path | None,
        typer.Option(metavar="ORG", help="Hold the log against this organisation's files."),
    ] = None,
    names: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="Which name of the log (log) is which team (team)."),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write what was measured to ORG/observed.yaml.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="Print every row.")] = False,
    explain: ExplainOption = False,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Show what tickets say of handoffs, times and returns."""
    named = {
        Role.CASE: case,
        Role.TEAM: team,
        Role.TIME: time,
        Role.START: start,
        Role.ORDER: order,
        Role.ACTIVITY: activity,
        Role.OUTCOME: outcome,
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
        engine=engine,
        complaint=None if complaint is None else complaint_of(complaint, by),
    )
    if by is not None and complaint is None:
        raise typer.BadParameter("--by compares complaints: say which with --complaint.")
    if org is not None:
        if explain:
            raise typer.BadParameter("--explain is for a log alone: leave --org out.")
        _against(request, org, names, write=write, everything=everything, form=output_format)
        return
    if write or names:
        raise typer.BadParameter("--write and --names need an organisation: --org ORG.")
    with progress() as tell:
        found = answer(request, tell=tell)
    _show(found, everything=everything, explain=explain, form=output_format)


def _show(found: Answers, *, everything: bool, explain: bool, form: Format) -> None:
    from chainmap.report.explained.observed import of_observed

    explained = of_observed(found.observed) if explain else None
    if form is Format.JSON:
        _show_json(found, explained)
        return
    from chainmap.report.explained.as_text import as_text as told
    from chainmap.report.text.observed import as_text

    _show_complaints(found, everything=everything)
    show(as_text(found.observed, everything=everything))
    if explained:
        most = None if everything else MOST
        show(f"\n{told(explained, most=most, more='--all --explain')}\n")


def _show_json(
    found: Answers,
    explained: Sequence[Explained] | None = None,
    **sections: Mapping[str, Any],
) -> None:
    from chainmap.report.explained.as_json import with_explained
    from chainmap.report.observed_json import observed_json

    if found.complaints is not None:
        from chainmap.report.association_json import association_json

        sections["complaints"] = association_json(found.complaints)
    show(with_explained(observed_json(found.observed, **sections), explained))


def _show_complaints(found: Answers, *, everything: bool) -> None:
    """Show with what complaints are associated, if that was asked for."""
    if found.complaints is None:
        return
    from chainmap.report.text.association import as_text

    show(f"{as_text(found.complaints, everything=everything)}\n")


def _against(
    request: Request, org: Path, names: Path | None, *, write: bool, everything: bool, form: Format
) -> None:
    """Hold the log against an organisation and, if asked to, write what was measured."""
    with progress() as tell:
        agreed = agreeing.agree(request, org, names, tell=tell)
    if form is Format.JSON:
        from chainmap.report.agreement_json import agreement_json

        _show_json(agreed.answers, declared=agreement_json(agreed.agreement))
    else:
        from chainmap.report.text.agreement import as_text

        calendar = agreed.organisation.calendar
        _show_complaints(agreed.answers, everything=everything)
        show(as_text(agreed.agreement, agreed.answers.observed, calendar, everything=everything))
    if write:
        _tell_written(agreeing.write_measured(agreed, org))
        if not agreed.agreement.same_clock:
            say(_OTHER_CLOCK)


def _tell_written(done: agreeing.Measured) -> None:
    """Say what was written, beside the result: JSON stays JSON."""
    from chainmap.units import count

    seen = f", {count(done.only_seen, 'pair')} that nobody declares" if done.only_seen else ""
    say(f"wrote {done.path}: {count(done.measured, 'declared handoff')} measured{seen}")
    if done.unclear:
        pairs = count(done.unclear, "pair", "pairs")
        say(f"left out {pairs} with several deliverables: the log does not tell which")
