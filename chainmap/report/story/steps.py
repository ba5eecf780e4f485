"""The chain step by step: who waits for whom, how long, against which promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chainmap.analysis.trace import TracedChain
from chainmap.measure.promises import TOLERANCE
from chainmap.model import Calendar, Evidence, Handoff
from chainmap.units import count, days, hours, precise, signed

_NOTABLE_WAIT = 0.5
"""The largest wait is pointed out where it is at least this share of the step's time."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step as text; empty where there is nothing to say."""

    number: int
    supplier: str
    customer: str
    deliverable: str
    time: str
    promised: str
    deviation: str
    evidence: str
    waiting: str

    @property
    def remark(self) -> str:
        """What to notice: a weak figure, or the largest wait."""
        return "  ".join(filter(None, (self.evidence, self.waiting)))


def step_rows(chain: TracedChain, calendar: Calendar) -> tuple[StepRow, ...]:
    """Return the rows of a chain, first supplier first."""
    notable = _largest_wait(chain.steps)
    return tuple(
        StepRow(
            number=number,
            supplier=step.supplier,
            customer=step.customer,
            deliverable=step.deliverable,
            time="–" if step.time is None else hours(step.time, calendar),
            promised=_promised(step, calendar),
            deviation=_deviation(step, calendar),
            evidence=_evidence(step),
            waiting=_waiting(step, calendar) if step is notable else "",
        )
        for number, step in enumerate(chain.steps, start=1)
    )


def wait(step: Handoff) -> float | None:
    """Return the hours of a step in which nobody works on it, None where that is not known."""
    if step.time is None or step.process_time is None:
        return None
    return max(step.time - step.process_time, 0.0)


def total(chain: TracedChain, calendar: Calendar) -> str:
    """Return the sum line of a chain: its lead time, and how much of it is work."""
    return f"{_twice(chain.lead_time, calendar)}{_work(chain, calendar)}"


def _twice(value: float, calendar: Calendar) -> str:
    """Return hours, and the same in days where that helps."""
    short = hours(value, calendar)
    if value < calendar.hours_per_day:
        return short
    return f"{value:,.1f}".removesuffix(".0") + f" h = {days(value, calendar)}"


def _work(chain: TracedChain, calendar: Calendar) -> str:
    if chain.process_time is None:
        return ""
    timed = [step for step in chain.steps if step.time]
    known = sum(step.process_time is not None for step in timed)
    work = hours(chain.process_time, calendar)
    if known < len(timed):
        return f", {work} of it work as far as known ({known} of {count(len(timed), 'step')})"
    return f", {work} of it work"


def _largest_wait(steps: Sequence[Handoff]) -> Handoff | None:
    waits = [(hours_waited, step) for step in steps if (hours_waited := wait(step))]
    if not waits:
        return None
    longest, step = max(waits, key=lambda pair: pair[0])
    return step if step.time and longest >= _NOTABLE_WAIT * step.time else None


def _promised(step: Handoff, calendar: Calendar) -> str:
    return f"promised {hours(step.own_promise.hours, calendar)}" if step.own_promise else ""


def _deviation(step: Handoff, calendar: Calendar) -> str:
    if not step.overrun or abs(step.overrun) < TOLERANCE:
        return ""
    in_days = max(step.time or 0.0, abs(step.overrun)) >= 2 * calendar.hours_per_day
    size = days(step.overrun, calendar) if in_days else hours(step.overrun, calendar)
    return signed(size, step.overrun)


def _evidence(step: Handoff) -> str:
    match step.evidence:
        case Evidence.MEASURED | Evidence.NONE:
            return ""
        case Evidence.PROMISE:
            return "as promised, not measured"
        case Evidence.NEED:
            return "as needed, not measured"
        case Evidence.GUESS:
            return "a guess"
        case Evidence.ESTIMATED:
            return "estimated"


def _waiting(step: Handoff, calendar: Calendar) -> str:
    return f"◀ of which {precise(wait(step) or 0.0, calendar)} waiting"
