"""Explains the promise budget of a trace: limit, promises of the steps, and how late it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from chainmap.analysis.trace import DeliveryTrace
from chainmap.measure.promises import Overrun
from chainmap.model import Handoff
from chainmap.report.explained.figures import Explained, Input
from chainmap.report.explained.inputs import Places, lacking, limit_of, named, promised, timed
from chainmap.report.explained.numbers import added, figure, in_hours, with_sign
from chainmap.units import MINUS


def of_bridge(behind: DeliveryTrace, about: str, places: Places) -> Iterator[Explained]:
    """Yield limit, sum of promises, the gap between them, the overruns, and all together.

    Without a limit there is nothing to be late against: then only the sum of the promises.
    """
    budget = behind.promise
    yield _promises(behind, about, places)
    limit = limit_of(behind.delivery, places)
    if limit is None or budget.limit is None or budget.late is None or budget.budget_gap is None:
        return
    yield _limit(budget.limit, limit, about)
    yield _gap(budget.budget_gap, [budget.internal_sum, -budget.limit], about)
    yield _overruns(budget.overruns, about)
    beyond = sum(overrun.hours for overrun in budget.overruns)
    ways = ([budget.budget_gap, beyond], [budget.actual, -budget.limit])
    yield _late(budget.late, ways, about)


def _promises(behind: DeliveryTrace, about: str, places: Places) -> Explained:
    """Return what the steps promise together."""
    steps, promised_in_all = behind.slowest[0].steps, behind.promise.internal_sum
    return Explained(
        about,
        "promises of these steps",
        promised_in_all,
        in_hours(promised_in_all),
        "the own promise of each step, without one its time",
        tuple(counted(step, places) for step in steps),
        (added([_counts(s) for s in steps], promised_in_all, in_hours(promised_in_all)),),
        lacking([s for s in steps if s.own_promise is None], "a promise", "its time counts"),
        ("promise.internal_sum_h",),
    )


def _limit(hours: float, stated: Input, about: str) -> Explained:
    return Explained(
        about,
        "limit",
        hours,
        in_hours(hours),
        "what the customer was promised for the whole chain, else needs",
        (stated,),
        keys=("promise.limit_h", "promise.promised_h", "promise.needed_h"),
    )


def _gap(hours: float, parts: Sequence[float], about: str) -> Explained:
    gap = with_sign(hours)
    return Explained(
        about,
        "promises against limit",
        hours,
        gap,
        "promises of the steps less the limit",
        worked=(added(parts, hours, gap),),
        keys=("promise.budget_gap_h",),
    )


def _overruns(overruns: Sequence[Overrun], about: str) -> Explained:
    hours = [overrun.hours for overrun in overruns]
    return Explained(
        about,
        "beyond promises",
        sum(hours),
        with_sign(sum(hours)),
        "time less own promise of each step that has one",
        tuple(_overrun(overrun.step, overrun.hours) for overrun in overruns),
        (added(hours, sum(hours), with_sign(sum(hours))),),
        keys=("promise.overruns",),
    )


def _late(hours: float, ways: Iterable[Sequence[float]], about: str) -> Explained:
    """Return how late it is; each way to add it up comes to the same."""
    late = with_sign(hours)
    return Explained(
        about,
        "late" if hours > 0 else "to spare",
        hours,
        late,
        "promises against limit and beyond promises together: slowest chain less limit",
        worked=tuple(added(parts, hours, late) for parts in ways),
        keys=("promise.late_h",),
    )


def counted(step: Handoff, places: Places) -> Input:
    """Return the hours a step has in a promise budget: its promise, without one its time."""
    return timed(step, places) if step.own_promise is None else promised(step, places)


def _counts(step: Handoff) -> float:
    return step.time or 0.0 if step.own_promise is None else step.own_promise.hours


def _overrun(step: Handoff, hours: float) -> Input:
    own = step.own_promise.hours if step.own_promise else 0.0
    how = f"{figure(step.time or 0.0)} {MINUS} {figure(own)}"
    return Input(named(step), with_sign(hours) if hours else "0 h", hours, how)
