"""A comparison as text: is it better or worse for customers, and what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from chainmap.analysis.comparison import Comparison, DeliveryChange, HandoffChange, TeamChange
from chainmap.analysis.gaps import Gap
from chainmap.issues import Issue, Severity
from chainmap.measure.outcomes import Outcome
from chainmap.model import SAME_TIME, Calendar, Handoff, Time
from chainmap.report.compare.compared import Compared
from chainmap.report.story.advice import called
from chainmap.report.story.gap_kinds import GAP_KINDS
from chainmap.report.text.table import indented, printable, table
from chainmap.units import MINUS, command, count, hours, number, percent, quoted, rate

MAX_LINES = 12
"""Lines of one kind; JSON and --all have the rest."""

NONE = "–"
ARROW = " → "


def as_text(
    compared: Compared, *, issues: Sequence[Issue], footer: str, everything: bool = False
) -> str:
    """Return what differs: for customers first, then where; `issues` are what got worse."""
    found, gaps_added, gaps_removed = compared.result, compared.gaps_added, compared.gaps_removed
    sources = found.before.organisation.source, found.after.organisation.source
    most = None if everything else MAX_LINES
    blocks = [
        [f"What changed from {sources[0]} to {sources[1]}?"],
        _answer(found, gaps_added, gaps_removed),
        _titled("Worse", [_issue(issue) for issue in _gravest_first(issues)], most),
        _titled("What customers get", _deliveries(found), most),
        _titled("Teams, customers, vendors", list(_parties(found)), most),
        _titled("Handoffs", list(_handoffs(found)), most),
        _titled("Gaps that closed", [f"{MINUS} {_gap(gap)}" for gap in gaps_removed], most),
        _next(found, sources),
        [footer],
    ]
    return printable("\n\n".join("\n".join(block) for block in blocks if block)) + "\n"


def _titled(title: str, lines: list[str], most: int | None) -> list[str]:
    if not lines:
        return []
    shown, more = lines[:most], len(lines) - len(lines[:most])
    rest = [f"{count(more, 'more', 'more')}: --all"] if more else []
    return [title, *indented([*shown, *rest])]


def _answer(found: Comparison, gaps_added: Sequence[Gap], gaps_removed: Sequence[Gap]) -> list[str]:
    if found.is_same and all(change.is_same for change in found.deliveries):
        return ["Nothing that chainmap measures."]
    later = [d for d in found.deliveries if (d.hours or 0.0) > SAME_TIME]
    sooner = [d for d in found.deliveries if (d.hours or 0.0) < -SAME_TIME]
    lost = [d for d in found.deliveries if d.after is None]
    new = [d for d in found.deliveries if d.before is None]
    counted = (
        (later, "comes later", "come later"),
        (sooner, "comes sooner", "come sooner"),
        (lost, "is gone", "are gone"),
        (new, "is new", "are new"),
    )
    told = [
        f"{count(len(some), 'delivery', 'deliveries')} {one if len(some) == 1 else many}"
        for some, one, many in counted
        if some
    ]
    first = ", ".join(told) if told else "Every delivery takes as long as before"
    gaps = f"{count(len(gaps_added), 'gap')} more, {len(gaps_removed)} fewer"
    return [f"{first}. {gaps}."]


def _gravest_first(issues: Sequence[Issue]) -> list[Issue]:
    return sorted(issues, key=lambda issue: (issue.severity.rank, issue.sort_key))


def _issue(issue: Issue) -> str:
    mark = "error  " if issue.severity is Severity.ERROR else "warning"
    return f"{mark}  {issue.message}"


def _deliveries(found: Comparison) -> list[str]:
    calendar = found.after.organisation.calendar
    changed = [change for change in found.deliveries if not change.is_same]
    if not changed:
        return []
    rows = [("Customer", "gets", "lead time", "handoffs", "accuracy", "headroom")]
    rows += [_delivery(change, calendar) for change in changed]
    return [*table(rows), *_other_chains(changed)]


def _delivery(change: DeliveryChange, calendar: Calendar) -> tuple[str, str, str, str, str, str]:
    return (
        change.customer,
        change.deliverable or NONE,
        _both(change, lambda outcome: hours(outcome.lead_time, calendar)),
        _both(change, lambda outcome: str(outcome.handoffs)),
        _both(change, lambda outcome: percent(outcome.rolled_accuracy)),
        _both(change, lambda outcome: _room(outcome, calendar)),
    )


def _both(change: DeliveryChange, shown: Callable[[Outcome], str]) -> str:
    was = "not there" if change.before is None else shown(change.before)
    is_now = "gone" if change.after is None else shown(change.after)
    return was if was == is_now else f"{was}{ARROW}{is_now}"


def _room(outcome: Outcome, calendar: Calendar) -> str:
    return NONE if outcome.headroom is None else hours(outcome.headroom, calendar)


def _other_chains(changed: Sequence[DeliveryChange]) -> list[str]:
    return [
        f"{called(c.handoff)} for {c.customer}: the slowest chain is now "
        f"{ARROW.join(c.after.slowest)}"
        for c in changed
        if c.is_other_chain and c.after is not None
    ]


def _parties(found: Comparison) -> Iterator[str]:
    for party in found.parties_added:
        yield f"+ {party.name} ({party.kind})"
    for party in found.parties_removed:
        yield f"{MINUS} {party.name} ({party.kind})"
    for one in found.renamed:
        yield f"~ {one.before} seems to be called {one.after} now"
    for change in found.teams_changed:
        yield f"~ {change.after.name}: {', '.join(_team(change))}"


def _team(change: TeamChange) -> Iterator[str]:
    old, new = change.before, change.after
    if old.people != new.people:
        yield f"people {_number(old.people)}{ARROW}{_number(new.people)}"
    if old.availability != new.availability:
        yield f"availability {percent(old.availability)}{ARROW}{percent(new.availability)}"
    if old.department != new.department:
        yield f"department {old.department or NONE}{ARROW}{new.department or NONE}"


def _number(value: float | None) -> str:
    return NONE if value is None else number(value)


def _handoffs(found: Comparison) -> Iterator[str]:
    for handoff in found.handoffs_added:
        yield f"+ {_handoff(handoff)}"
    for handoff in found.handoffs_removed:
        yield f"{MINUS} {_handoff(handoff)}"
    calendars = found.before.organisation.calendar, found.after.organisation.calendar
    for change in found.handoffs_changed:
        yield f"~ {_handoff(change.after)}: {', '.join(_figures(change, *calendars))}"


def _handoff(handoff: Handoff) -> str:
    what = f" “{handoff.deliverable}”" if handoff.deliverable else ""
    return f"{handoff.supplier}{ARROW}{handoff.customer}{what}"


def _figures(change: HandoffChange, was: Calendar, is_now: Calendar) -> Iterator[str]:
    old, new = change.before, change.after
    if change.hours or (old.time is None) != (new.time is None):
        yield f"time {_hours(old.time, was)}{ARROW}{_hours(new.time, is_now)}"
    times: tuple[tuple[str, Time | None, Time | None, float | None], ...] = (
        ("promise", old.promise, new.promise, change.promised_hours),
        ("step promise", old.step_promise, new.step_promise, change.step_promised_hours),
        ("needed within", old.need, new.need, change.needed_hours),
    )
    for name, one, other, difference in times:
        if difference or (one is None) != (other is None):
            yield f"{name} {_time(one, was)}{ARROW}{_time(other, is_now)}"
    if change.accuracy or (old.accuracy is None) != (new.accuracy is None):
        yield f"accuracy {_percent(old.accuracy)}{ARROW}{_percent(new.accuracy)}"
    if change.volume or (old.volume is None) != (new.volume is None):
        yield f"volume {_rate(old.volume, was)}{ARROW}{_rate(new.volume, is_now)}"


def _hours(value: float | None, calendar: Calendar) -> str:
    return "not known" if value is None else hours(value, calendar)


def _time(time: Time | None, calendar: Calendar) -> str:
    return "none" if time is None else hours(time.hours, calendar)


def _percent(share: float | None) -> str:
    return "not judged" if share is None else percent(share)


def _rate(value: float | None, calendar: Calendar) -> str:
    return "not known" if value is None else rate(value, calendar)


def _gap(gap: Gap) -> str:
    return f"{GAP_KINDS[gap.kind][0]}: {_handoff(gap.handoff)}"


def _next(found: Comparison, sources: tuple[str, str]) -> list[str]:
    if found.is_same:
        return []
    before = quoted(sources[0], instead="BEFORE") if " " in sources[0] else sources[0]
    drawn = command(f"draw compare --before {before} -o changes.svg", sources[1])
    lines = [f"See it as a picture: {drawn}"]
    worst = max(
        (d for d in found.deliveries if d.hours is not None),
        key=lambda d: d.hours or 0.0,
        default=None,
    )
    if worst is not None and (worst.hours or 0.0) > SAME_TIME:
        trace = command(f"trace --customer {quoted(worst.customer)}", sources[1])
        lines.append(f"Look at what comes latest, {called(worst.handoff)}: {trace}")
    return list(chain(["Next"], (f"  {i}. {line}" for i, line in enumerate(lines, start=1))))
