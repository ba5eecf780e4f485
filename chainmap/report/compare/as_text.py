"""A comparison as text: is it better or worse for customers, and what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chainmap.analysis.comparison import Comparison, DeliveryChange
from chainmap.analysis.gaps import Gap
from chainmap.issues import Issue, Severity
from chainmap.measure.outcomes import Outcome
from chainmap.model import SAME_TIME, Calendar
from chainmap.report.compare.changes import ARROW, NONE, handoffs_told, named, parties_told
from chainmap.report.compare.compared import Compared
from chainmap.report.story.advice import called
from chainmap.report.story.gap_kinds import GAP_KINDS
from chainmap.report.text.blocks import indented, laid_out, next_steps
from chainmap.report.text.table import table
from chainmap.units import MINUS, command, count, hours, percent, quoted

MAX_LINES = 12
"""Lines of one kind; JSON and --all have the rest."""

_PLAIN = frozenset("._-/:~@")
"""Signs of a directory or a revision that need no quotes."""


def as_text(
    compared: Compared,
    *,
    issues: Sequence[Issue],
    footer: str,
    everything: bool = False,
    is_drawn: bool = False,
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
        _titled("Teams, customers, vendors", list(parties_told(found)), most),
        _titled("Handoffs", list(handoffs_told(found)), most),
        _titled("Gaps that closed", [f"{MINUS} {_gap(gap)}" for gap in gaps_removed], most),
        _next(found, sources, is_drawn=is_drawn),
        [footer],
    ]
    return laid_out(blocks) + "\n"


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


def _gap(gap: Gap) -> str:
    return f"{GAP_KINDS[gap.kind][0]}: {named(gap.handoff)}"


def _next(found: Comparison, sources: tuple[str, str], *, is_drawn: bool) -> list[str]:
    if found.is_same:
        return []
    lines = [] if is_drawn else [f"See it as a picture: {_drawing(*sources)}"]
    worst = max(
        (d for d in found.deliveries if d.hours is not None),
        key=lambda d: d.hours or 0.0,
        default=None,
    )
    if worst is not None and (worst.hours or 0.0) > SAME_TIME:
        trace = command(f"trace --customer {quoted(worst.customer)}", sources[1])
        lines.append(f"Look at what comes latest, {called(worst.handoff)}: {trace}")
    return next_steps(lines)


def _drawing(before: str, after: str) -> str:
    plain = all(sign.isalnum() or sign in _PLAIN for sign in before)
    place = before if plain else quoted(before, instead="BEFORE")
    return command(f"compare {place} -o changes.svg", after)
