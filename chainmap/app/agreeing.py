"""The use cases of a log and an organisation: hold them against each other, write figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from chainmap.issues import ChainmapError, Issue, Location, Severity

if TYPE_CHECKING:
    from chainmap.analysis.agreement import Agreement, LogSide
    from chainmap.analysis.observed import Observed
    from chainmap.analysis.observed.handoffs import Pair
    from chainmap.app.progress import Tell
    from chainmap.evidence.observing import Answers
    from chainmap.evidence.request import Request
    from chainmap.model import Calendar, Organisation
    from chainmap.source.observed_drafting import Figures, Period

REMARK = (
    "made by chainmap observe --write, and written anew by it: correct the teams' files instead"
)
"""Its beginning is the mark by which chainmap knows its own files."""

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a log says, and how it agrees with what is declared.

    `unheard` are names of the table that no team of the log has: they rename nothing.
    """

    answers: Answers
    organisation: Organisation
    agreement: Agreement
    unheard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """What was written: `measured` declared handoffs, `only_seen` pairs that nobody declares.

    `unclear` pairs were left out: they have several deliverables and the log tells not which.
    """

    path: str
    measured: int
    only_seen: int
    unclear: int


def agree(request: Request, org: Path, names: Path | None, *, tell: Tell) -> Agreed:
    """Read a log and hold it against the organisation as its teams declare it.

    `names` is a table with the columns log and team, for names that differ.

    Raises:
        ChainmapError: the log, the organisation or the table cannot be read.
    """
    from chainmap.app import load
    from chainmap.app.logs import held_against, names_of
    from chainmap.app.observing import observe

    organisation = load(org, measured=False).organisation
    known = names_of(organisation, names)
    heard: set[str] = set()

    def called(name: str) -> str:
        heard.add(name)
        return known.called(name)

    answers = observe(replace(request, called=called), tell=tell)
    found = held_against(answers.observed, organisation, known)
    return Agreed(answers, organisation, found, known.unheard(heard))


def log_side(observed: Observed, calendar: Calendar) -> LogSide:
    """Return what a log says of handoffs between known teams, and the working time it spans."""
    from chainmap.analysis.agreement import LogSide, Seen

    return LogSide(
        seen=tuple(
            Seen(
                supplier=pair.supplier,
                customer=pair.customer,
                handoffs=pair.handoffs,
                low=pair.time.p5,
                median=pair.time.median,
                p85=pair.time.p85,
                high=pair.time.p95,
            )
            for pair in observed.pairs
            if pair.supplier is not None and pair.customer is not None
        ),
        teams=frozenset(team.team for team in observed.by_team if team.team is not None),
        hours=_working_hours(observed, calendar),
        hours_a_day=observed.hours_a_day,
    )


def _working_hours(observed: Observed, calendar: Calendar) -> float:
    """Return the working time from the log's first day to its last, by the calendar."""
    period = _period(observed)
    days = (period.last - period.first).days + 1
    return days / 7 * calendar.hours_in("w")


def _period(observed: Observed) -> Period:
    from chainmap.evidence.places import short_name
    from chainmap.source.observed_drafting import AROUND_THE_CLOCK, Period

    reading = observed.reading
    logs = ", ".join(map(short_name, reading.sources))
    return Period(
        log=_in_one_line(logs),
        first=date.fromisoformat(reading.first or "1970-01-01"),
        last=date.fromisoformat(reading.last or "1970-01-01"),
        counted=observed.working_hours or AROUND_THE_CLOCK,
        hours_per_day=observed.hours_a_day,
    )


def _in_one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text).strip() or "log"


def write_measured(agreed: Agreed, org: Path) -> Measured:
    """Write `observed.yaml` into the organisation; no other file is touched.

    Raises:
        ChainmapError: a file of that name is there that chainmap did not write.
    """
    from chainmap.app.paths import shown
    from chainmap.app.writing import write
    from chainmap.source.observed_drafting import observed_yaml

    figures = _figures(agreed.agreement)
    drafted = observed_yaml(
        _period(agreed.answers.observed), figures, agreed.organisation.calendar, remark=REMARK
    )
    path = org / drafted.path
    write(path, drafted.text, overwrite=False)
    measured = sum(pair.handoff is not None for pair in agreed.agreement.compared)
    return Measured(
        path=shown(path),
        measured=measured,
        only_seen=len(figures) - measured,
        unclear=len(agreed.agreement.compared) - measured,
    )


def _figures(found: Agreement) -> list[Figures]:
    """Return what is measured of each handoff whose two parties are known."""
    from chainmap.source.observed_drafting import Figures

    seen = [(one.seen, one.handoff.deliverable) for one in found.compared if one.handoff]
    unknown = set(found.unknown)
    seen += [(one, "") for one in found.only_seen if not {one.supplier, one.customer} & unknown]
    return [
        Figures(
            supplier=one.supplier,
            customer=one.customer,
            deliverable=deliverable,
            low=one.low,
            likely=one.median,
            high=one.high,
            volume=one.handoffs / found.hours if found.hours else None,
            handoffs=one.handoffs,
        )
        for one, deliverable in seen
    ]


def init_from_log(request: Request, org: Path, *, tell: Tell) -> tuple[str, ...]:
    """Write the organisation that a log shows, for teams to correct; return what was written.

    Raises:
        ChainmapError: the log cannot be read, has no team, or a file is there already.
    """
    from chainmap.app.observing import observe
    from chainmap.app.saving import write_all
    from chainmap.app.starting import schema_files, settings
    from chainmap.model import Calendar
    from chainmap.source.log_names import first_spelling
    from chainmap.source.observed_drafting import drafted_teams, observed_yaml

    observed = observe(replace(request, called=first_spelling()), tell=tell).observed
    teams = [team.team for team in observed.by_team if team.team is not None]
    if not teams:
        message = "The log names no team."
        raise ChainmapError(
            Issue(Location(request.sources[0]), Severity.ERROR, "no-teams", message)
        )
    hours = observed.hours_a_day
    days = 7.0 if request.working is None else float(len(request.working.days))
    calendar = Calendar(hours, days)
    figures = _draft(observed, calendar)
    measured = observed_yaml(_period(observed), figures, calendar, remark=REMARK)
    drafts = (*drafted_teams(teams, figures), measured)
    files: dict[str, bytes | str] = {draft.path: draft.text for draft in drafts}
    files["chainmap.yaml"] = settings(name=org.resolve().name, calendar=calendar)
    return write_all(org, {**files, **schema_files()}, overwrite=False)


def _draft(observed: Observed, calendar: Calendar) -> list[Figures]:
    from chainmap.source.observed_drafting import Figures

    hours = _working_hours(observed, calendar)
    back = _shares_back(observed)
    return [
        Figures(
            supplier=pair.supplier,
            customer=pair.customer,
            deliverable="",
            low=pair.time.p5,
            likely=pair.time.median,
            high=pair.time.p95,
            volume=pair.handoffs / hours,
            handoffs=pair.handoffs,
            comes_back=_comes_back(pair, back),
        )
        for pair in observed.pairs
        if pair.supplier is not None and pair.customer is not None
    ]


def _shares_back(observed: Observed) -> Mapping[tuple[str | None, str | None], float]:
    """Return, for each pair, the share of its handoffs that bring a case straight back."""
    handoffs = {(pair.supplier, pair.customer): pair.handoffs for pair in observed.pairs}
    return {
        (seen.by_way_of, seen.team): seen.count / handoffs[seen.by_way_of, seen.team]
        for seen in observed.returning
    }


def _comes_back(pair: Pair, back: Mapping[tuple[str | None, str | None], float]) -> bool:
    """Whether most of these handoffs bring back; of two ways that both do, the more so."""
    share = back.get((pair.supplier, pair.customer), 0.0)
    other = back.get((pair.customer, pair.supplier), 0.0)
    ahead = (share, pair.supplier or "") > (other, pair.customer or "")
    return share > _HALF and (other <= _HALF or ahead)
