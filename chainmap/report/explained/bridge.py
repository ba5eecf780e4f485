"""Explains the promise budget of a trace: limit, promises of the steps, and how late it is."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.analysis.trace import DeliveryTrace
from chainmap.model import Handoff
from chainmap.report.explained.figures import Explained, Input
from chainmap.report.explained.inputs import Places, lacking, limit_of, named, promised, timed
from chainmap.report.explained.numbers import added, figure, in_hours, with_sign
from chainmap.units import MINUS


def of_bridge(behind: DeliveryTrace, about: str, places: Places) -> Iterator[Explained]:
    """Yield limit, sum of promises, the gap between them, the overruns, and all together."""
    budget, steps = behind.promise, behind.slowest[0].steps
    yield Explained(
        about,
        "promises of these steps",
        budget.internal_sum,
        in_hours(budget.internal_sum),
        "the own promise of each step, without one its time",
        tuple(counted(step, places) for step in steps),
        (added([_counts(s) for s in steps], budget.internal_sum, in_hours(budget.internal_sum)),),
        lacking([s for s in steps if s.own_promise is None], "a promise", "its time counts"),
        ("promise.internal_sum_h",),
    )
    limit = limit_of(behind.delivery, places)
    if limit is None or budget.limit is None or budget.late is None or budget.budget_gap is None:
        return
    gap = with_sign(budget.budget_gap)
    yield Explained(
        about,
        "limit",
        budget.limit,
        in_hours(budget.limit),
        "what the customer was promised for the whole chain, else needs",
        (limit,),
        keys=("promise.limit_h", "promise.promised_h", "promise.needed_h"),
    )
    yield Explained(
        about,
        "promises against limit",
        budget.budget_gap,
        gap,
        "promises of the steps less the limit",
        worked=(added([budget.internal_sum, -budget.limit], budget.budget_gap, gap),),
        keys=("promise.budget_gap_h",),
    )
    hours = [overrun.hours for overrun in budget.overruns]
    yield Explained(
        about,
        "beyond promises",
        sum(hours),
        with_sign(sum(hours)),
        "time less own promise of each step that has one",
        tuple(_overrun(overrun.step, overrun.hours) for overrun in budget.overruns),
        (added(hours, sum(hours), with_sign(sum(hours))),),
        keys=("promise.overruns",),
    )
    parts = added([budget.budget_gap, sum(hours)], budget.late, with_sign(budget.late))
    against = added([budget.actual, -budget.limit], budget.late, with_sign(budget.late))
    yield Explained(
        about,
        "late" if budget.late > 0 else "to spare",
        budget.late,
        with_sign(budget.late),
        "promises against limit and beyond promises together: slowest chain less limit",
        worked=(parts, against),
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
