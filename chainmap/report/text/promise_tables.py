"""The tables of a promise budget, with durations to the second so that parts add up."""

from __future__ import annotations

from collections.abc import Sequence

from chainmap.analysis.budget import Budget, Step
from chainmap.model import Calendar, Evidence, Handoff
from chainmap.report.text.table import table
from chainmap.units import hours, signed

EVIDENCE = {
    Evidence.MEASURED: "measured",
    Evidence.ESTIMATED: "estimated",
    Evidence.GUESS: "a guess",
    Evidence.PROMISE: "what is promised",
    Evidence.NEED: "what is needed",
}
"""What a time rests on, in words."""

_NONE = "–"


def promised_table(budget: Budget, calendar: Calendar) -> list[str]:
    """Return the chain whose steps promise most."""
    rows = [("", "", "promise", "takes", "beyond promise")]
    rows += [
        (*named(step.handoff), *_promise_and_time(step.handoff, calendar), _beyond(step, calendar))
        for step in budget.steps
    ]
    rows.append(("together", "", exact(budget.total, calendar), "", ""))
    return [*table(rows, right=frozenset({2, 3, 4})), *_without_promise(budget.steps)]


def proposal_table(budget: Budget, calendar: Calendar) -> list[str]:
    """Return the chain that takes most, with what each step would promise."""
    head = ("", "", "promise", "takes", "beyond promise", "proposed", "the time is")
    rows: list[Sequence[str]] = [head]
    rows += [_proposed(step, calendar) for step in budget.split]
    promised = sum(step.counted for step in budget.split)
    totals = (exact(time, calendar) for time in (promised, budget.taken))
    rows.append(("together", "", *totals, "", or_none(budget.limit, calendar), ""))
    return [*table(rows, right=frozenset({2, 3, 4, 5})), *_without_promise(budget.split)]


def _proposed(step: Step, calendar: Calendar) -> tuple[str, ...]:
    remark = EVIDENCE.get(step.handoff.evidence, "")
    if step.below_work and step.handoff.process_time is not None:
        remark += f"; less than its {exact(step.handoff.process_time, calendar)} of work"
    return (
        *named(step.handoff),
        *_promise_and_time(step.handoff, calendar),
        _beyond(step, calendar),
        or_none(step.proposed, calendar),
        remark,
    )


def _without_promise(steps: Sequence[Step]) -> list[str]:
    unsaid = any(step.handoff.own_promise is None and step.handoff.time for step in steps)
    return ["A step without a promise (–) counts with its time."] if unsaid else []


def named(handoff: Handoff) -> tuple[str, str]:
    """Return two cells: who serves whom, and with what."""
    return f"{handoff.supplier} → {handoff.customer}", handoff.deliverable


def _promise_and_time(handoff: Handoff, calendar: Calendar) -> tuple[str, str]:
    own = handoff.own_promise
    return (
        or_none(None if own is None else own.hours, calendar),
        or_none(handoff.time, calendar),
    )


def _beyond(step: Step, calendar: Calendar) -> str:
    overrun = step.handoff.overrun
    return signed(exact(abs(overrun), calendar), overrun) if overrun else ""


def or_none(time: float | None, calendar: Calendar) -> str:
    """Return the duration, a dash where there is none."""
    return _NONE if time is None else exact(time, calendar)


def exact(time: float, calendar: Calendar) -> str:
    """Return a duration to the second; days from 2 d on.

    >>> [exact(time, Calendar()) for time in (27.2, 1.75, 16, 0.25)]
    ['3 d 3 h 12 min', '1 h 45 min', '2 d', '15 min']
    """
    size = round(time * 3600)
    day = round(calendar.hours_per_day * 3600)
    if not size:
        return hours(time, calendar)
    days, rest = divmod(size, day) if size >= 2 * day else (0, size)
    in_hours, rest = divmod(rest, 3600)
    minutes, seconds = divmod(rest, 60)
    parts = ((days, "d"), (in_hours, "h"), (minutes, "min"), (seconds, "s"))
    return " ".join(f"{amount} {unit}" for amount, unit in parts if amount)
