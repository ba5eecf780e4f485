"""`chainmap observe`: what do the tickets say about handoffs?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chainmap.analysis.observed import Missing, Role
from chainmap.app import agreeing
from chainmap.app.explaining_logs import (
    agreement_explained,
    complaints_explained,
    observe_explained,
)
from chainmap.app.observing import complaint_of
from chainmap.app.observing import observe as answer
from chainmap.cli.log_reading import (
    MissingOption,
    MissingValueOption,
    TimeFormatOption,
    TimeZoneOption,
    WorkingTimeOption,
    column,
)
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


def observe(
    log: Annotated[
        list[str],
        typer.Argument(
            metavar="LOG...",
            help="Files or patterns (CSV, TSV, Parquet, JSON lines, XES), or a table: URL#TABLE.",
        ),
    ],
    case: Annotated[str | None, column(Role.CASE)] = None,
    team: Annotated[str | None, column(Role.TEAM)] = None,
    time: Annotated[str | None, column(Role.TIME)] = None,
    start: Annotated[str | None, column(Role.START)] = None,
    order: Annotated[str | None, column(Role.ORDER)] = None,
    activity: Annotated[str | None, column(Role.ACTIVITY)] = None,
    outcome: Annotated[str | None, column(Role.OUTCOME)] = None,
    time_format: TimeFormatOption = None,
    time_zone: TimeZoneOption = None,
    working_time: WorkingTimeOption = None,
    missing: MissingOption = Missing.SKIP,
    missing_value: MissingValueOption = None,
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
        how = _How(everything=everything, explain=explain, form=output_format)
        _against(request, org, names, how, write=write)
        return
    if write or names:
        raise typer.BadParameter("--write and --names need an organisation: --org ORG.")
    with progress() as tell:
        found = answer(request, tell=tell)
    _show(found, _How(everything=everything, explain=explain, form=output_format))


@dataclass(frozen=True, slots=True)
class _How:
    """How an answer is shown."""

    everything: bool
    explain: bool
    form: Format


def _show(found: Answers, how: _How) -> None:
    explained = observe_explained(found) if how.explain else ()
    if how.form is Format.JSON:
        _show_json(found, explained, how)
        return
    from chainmap.report.text.observed import as_text

    _show_complaints(found, how)
    show(as_text(found.observed, everything=how.everything))
    _show_explained(explained, how)


def _show_json(
    found: Answers, explained: Sequence[Explained], how: _How, **sections: Mapping[str, Any]
) -> None:
    from chainmap.report.explained.as_json import with_explained
    from chainmap.report.observed_json import observed_json

    if found.complaints is not None:
        from chainmap.report.association_json import association_json

        sections["complaints"] = association_json(found.complaints)
    every = (*complaints_explained(found), *explained) if how.explain else None
    show(with_explained(observed_json(found.observed, **sections), every))


def _show_complaints(found: Answers, how: _How) -> None:
    """Show with what complaints are associated, if that was asked for."""
    if found.complaints is None:
        return
    from chainmap.report.text.association import as_text

    show(f"{as_text(found.complaints, everything=how.everything)}\n")
    if how.explain:
        _show_explained(complaints_explained(found), how, before="", after="\n\n")


def _show_explained(
    explained: Sequence[Explained], how: _How, *, before: str = "\n", after: str = "\n"
) -> None:
    if not explained:
        return
    from chainmap.report.explained.as_text import as_text

    told = as_text(explained, most=None if how.everything else MOST, more="--all --explain")
    show(f"{before}{told}{after}")


def _against(request: Request, org: Path, names: Path | None, how: _How, *, write: bool) -> None:
    """Hold the log against an organisation and, if asked to, write what was measured."""
    with progress() as tell:
        agreed = agreeing.agree(request, org, names, tell=tell)
    explained = agreement_explained(org, agreed) if how.explain else ()
    if how.form is Format.JSON:
        from chainmap.report.agreement_json import agreement_json

        declared = agreement_json(agreed.agreement)
        _show_json(agreed.answers, explained, how, declared=declared)
    else:
        from chainmap.report.text.agreement import as_text

        calendar, observed = agreed.organisation.calendar, agreed.answers.observed
        _show_complaints(agreed.answers, how)
        show(as_text(agreed.agreement, observed, calendar, everything=how.everything))
        _show_explained(explained, how)
    if agreed.unheard:
        say(f"--names renames nobody called so in the log: {_listed(agreed.unheard)}")
    if write:
        _tell_written(agreeing.write_measured(agreed, org))
        if not agreed.agreement.same_clock:
            say(_OTHER_CLOCK)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MOST
    return ", ".join(names[:MOST]) + (f" and {more:,} more" if more > 0 else "")


def _tell_written(done: agreeing.Measured) -> None:
    """Say what was written, beside the result: JSON stays JSON."""
    from chainmap.units import count

    seen = f", {count(done.only_seen, 'pair')} that nobody declares" if done.only_seen else ""
    say(f"wrote {done.path}: {count(done.measured, 'declared handoff')} measured{seen}")
    if done.unclear:
        pairs = count(done.unclear, "pair", "pairs")
        say(f"left out {pairs} with several deliverables: the log does not tell which")
