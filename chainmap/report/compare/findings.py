"""What a comparison finds worse, as issues: a gate can hold on to them."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.analysis.comparison import Comparison, DeliveryChange
from chainmap.analysis.gaps import Gap
from chainmap.issues import Issue, Location, Severity, in_order
from chainmap.measure.outcomes import Outcome
from chainmap.model import SAME_TIME, Calendar, Handoff
from chainmap.report.compare.compared import Compared
from chainmap.report.story.advice import called
from chainmap.report.story.gap_kinds import GAP_KINDS
from chainmap.units import hours, number, percent


def worse(compared: Compared) -> tuple[Issue, ...]:
    """Return what is worse than before.

    Errors: a promise to (or need of) an external customer that was met and no longer is, and work
    that piles up. Warnings: a delivery that is gone, later, less accurate or has more handoffs, a
    promise that was withdrawn, and new gaps.
    """
    found = compared.result
    calendar = found.after.organisation.calendar
    issues = [*_backlogs(found), *_withdrawn(found, calendar)]
    for change in found.deliveries:
        issues += _delivery(change, calendar)
    issues += [_gap(gap) for gap in compared.gaps_added]
    return in_order(issues)


def _delivery(change: DeliveryChange, calendar: Calendar) -> Iterator[Issue]:
    if change.before is None:
        return
    if change.after is None:
        message = f"{_named(change.handoff)} is delivered no longer."
        yield _warning(change.handoff.location, "delivery-gone", message)
        return
    was, is_now = change.before, change.after
    room = is_now.headroom
    if room is not None and room < -SAME_TIME and _was_met(was):
        yield _out_of_reach(change.handoff, was, is_now, calendar)
    elif (change.hours or 0.0) > SAME_TIME:
        message = (
            f"{_named(change.handoff)} takes {hours(is_now.lead_time, calendar)}, "
            f"{hours(change.hours or 0.0, calendar)} longer than before."
        )
        yield _warning(change.handoff.location, "later", message)
    if change.more_handoffs > 0:
        message = (
            f"{_named(change.handoff)}: the longest chain has {is_now.handoffs} handoffs, "
            f"before {was.handoffs}."
        )
        yield _warning(change.handoff.location, "more-handoffs", message)
    if (change.accuracy or 0.0) < -SAME_TIME:
        message = (
            f"{_named(change.handoff)} is right all through in "
            f"{_share(is_now.rolled_accuracy)}, before {_share(was.rolled_accuracy)}."
        )
        yield _warning(change.handoff.location, "less-accurate", message)


def _was_met(was: Outcome) -> bool:
    return was.headroom is None or was.headroom >= -SAME_TIME


def _out_of_reach(handoff: Handoff, was: Outcome, is_now: Outcome, calendar: Calendar) -> Issue:
    word = "promised" if handoff.promise is not None else "needed within"
    message = (
        f"{_named(handoff)} takes {hours(is_now.lead_time, calendar)} (before "
        f"{hours(was.lead_time, calendar)}); {word} {hours(is_now.limit or 0.0, calendar)}."
    )
    hint = "Shorten a step of its slowest chain (chainmap trace), or promise what can be kept."
    return Issue(handoff.location, Severity.ERROR, "out-of-reach", message, hint)


def _share(share: float) -> str:
    points = share * 100
    return f"{number(points)} %" if points < 10 else percent(share)  # noqa: PLR2004  ten percent


def _backlogs(found: Comparison) -> Iterator[Issue]:
    parties, calendar = found.after.organisation.parties, found.after.organisation.calendar
    for load in found.piling_up:
        a_week = (load.growing_backlog or 0.0) * calendar.hours_in("w")
        more = f"{number(a_week)} items a week more than" if a_week else "as much work as"
        busy = percent(load.utilisation or 0.0)
        message = f"Work piles up at {load.team}: {busy} busy, {more} it can do."
        where = parties[load.team].location
        yield Issue(where, Severity.ERROR, "backlog-grows", message, "Add people, or send less.")


def _withdrawn(found: Comparison, calendar: Calendar) -> Iterator[Issue]:
    for change in found.handoffs_changed:
        old, new = change.before.promise, change.after.promise
        if old is not None and new is None:
            message = (
                f"{_named(change.after)}: {change.after.supplier} promises nothing any more, "
                f"before {hours(old.hours, calendar)}."
            )
            yield _warning(change.after.location, "promise-withdrawn", message)


def _gap(gap: Gap) -> Issue:
    title, _ = GAP_KINDS[gap.kind]
    handoff = gap.handoff
    message = f"{title}: {handoff.supplier} → {handoff.customer}, {called(handoff)}. {gap.detail}"
    return _warning(handoff.location, f"new-gap-{gap.kind.replace('_', '-')}", message)


def _named(handoff: Handoff) -> str:
    return f"{called(handoff)[0].upper()}{called(handoff)[1:]} for {handoff.customer}"


def _warning(where: Location, code: str, message: str) -> Issue:
    return Issue(where, Severity.WARNING, code, message)
