"""`chainmap observe`: what do the tickets say about handoffs?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from chainmap.app import agreeing
from chainmap.app.explaining_logs import (
    agreement_explained,
    complaints_explained,
    observe_explained,
)
from chainmap.app.observing import asked
from chainmap.app.observing import observe as answer
from chainmap.cli.grouping import grouped
from chainmap.cli.log_request import ComplaintOptions, DetailOptions, ReadingOptions, WorkOptions
from chainmap.cli.options import ExplainOption, Format, FormatOption
from chainmap.cli.output import progress, say, show

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from chainmap.evidence.observing import Answers
    from chainmap.evidence.request import Request
    from chainmap.report.explained import Explained

MOST = 10
"""Pairs whose figures are explained, unless every row is asked for."""

_OTHER_CLOCK = (
    "its hours are not those of the organisation's calendar, see above; chainmap check says it too"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstOptions:
    """With which organisation the log is compared, and whether it is to have the figures."""

    HEADING: ClassVar = "Against the files of an organisation"

    org: Annotated[
        Path | None,
        typer.Option(metavar="ORG", help="Hold the log against this organisation's files."),
    ] = None
    names: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv",
            help="A table of names: as the log has it (log), as the team is called here (team).",
        ),
    ] = None
    write: Annotated[
        bool, typer.Option("--write", help="Write what was measured to ORG/observed.yaml.")
    ] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HowOptions:
    """How the answer is shown."""

    everything: Annotated[bool, typer.Option("--all", help="Print every row.")] = False
    explain: ExplainOption = False
    output_format: FormatOption = Format.TEXT

    @property
    def is_json(self) -> bool:
        """Whether it is for programs."""
        return self.output_format is Format.JSON


@grouped
def observe(
    *,
    log: Annotated[
        list[str],
        typer.Argument(
            metavar="LOG...",
            help="Files or patterns (CSV, TSV, Parquet, JSON lines, XES), or a table: URL#TABLE.",
        ),
    ],
    reading: ReadingOptions,
    detail: DetailOptions,
    work: WorkOptions,
    complaints: ComplaintOptions,
    against: AgainstOptions,
    how: HowOptions,
) -> None:
    """Show what tickets say of handoffs, times and returns."""
    complaints.require_both()
    request = reading.columns_and_times(log)
    request = asked(
        replace(
            request,
            columns={**request.columns, **detail.columns},
            unreadable=work.allow_unreadable,
            memory=work.memory,
            engine=work.engine,
        ),
        working_time=reading.working_time,
        complaint=complaints.complaint,
        by=complaints.by,
    )
    if against.org is not None:
        _against(request, against.org, against, how)
        return
    if against.write or against.names:
        raise typer.BadParameter("--write and --names need an organisation: --org ORG.")
    with progress() as tell:
        found = answer(request, tell=tell)
    _show(found, how)
    if found.observed.handoffs and not how.is_json:
        from chainmap.evidence.places import masked
        from chainmap.report.text.observed_next import next_text

        logs = [masked(name) for name in log]
        show(f"\n{next_text(logs, by_options=reading != ReadingOptions())}")


def _show(found: Answers, how: HowOptions) -> None:
    explained = observe_explained(found) if how.explain else ()
    if how.is_json:
        _show_json(found, explained, how)
        return
    from chainmap.report.text.observed import as_text

    _show_complaints(found, how)
    show(as_text(found.observed, everything=how.everything))
    _show_explained(explained, how)


def _show_json(
    found: Answers, explained: Sequence[Explained], how: HowOptions, **sections: Mapping[str, Any]
) -> None:
    from chainmap.report.explained.as_json import with_explained
    from chainmap.report.observed_json import observed_json

    if found.complaints is not None:
        from chainmap.report.association_json import association_json

        sections["complaints"] = association_json(found.complaints)
    every = (*complaints_explained(found), *explained) if how.explain else None
    show(with_explained(observed_json(found.observed, **sections), every))


def _show_complaints(found: Answers, how: HowOptions) -> None:
    """Show with what complaints are associated, if that was asked for."""
    if found.complaints is None:
        return
    from chainmap.report.text.association import as_text

    show(f"{as_text(found.complaints, everything=how.everything)}\n")
    if how.explain:
        _show_explained(complaints_explained(found), how, before="", after="\n\n")


def _show_explained(
    explained: Sequence[Explained], how: HowOptions, *, before: str = "\n", after: str = "\n"
) -> None:
    if not explained:
        return
    from chainmap.report.explained.as_text import as_text

    told = as_text(explained, most=None if how.everything else MOST, more="--all --explain")
    show(f"{before}{told}{after}")


def _against(request: Request, org: Path, wanted: AgainstOptions, how: HowOptions) -> None:
    """Hold the log against an organisation and, if asked to, write what was measured."""
    with progress() as tell:
        agreed = agreeing.agree(request, org, wanted.names, tell=tell)
    explained = agreement_explained(org, agreed) if how.explain else ()
    if how.is_json:
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
    if wanted.write:
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
    say(f"Wrote {done.path}: {count(done.measured, 'declared handoff')} measured{seen}")
    if done.unclear:
        pairs = count(done.unclear, "pair", "pairs")
        say(f"left out {pairs} with several deliverables: the log does not tell which")
