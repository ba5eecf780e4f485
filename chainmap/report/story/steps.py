"""The chain step by step: who waits for whom, how long, against which promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chainmap.analysis.trace import TracedChain
from chainmap.model import SAME_TIME, Calendar, Evidence, Handoff
from chainmap.report.story.measured import remark
from chainmap.units import count, days, hours, percent, precise, signed

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
    longest = _longest_wait(chain.steps)
    notable = longest if longest and _is_mostly_waiting(longest) else None
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
    share = f" ({percent(chain.process_time / chain.lead_time)})" if chain.lead_time else ""
    return f", {work} of it work{share}"


def longest_wait(chain: TracedChain, calendar: Calendar) -> str:
    """Return who waits longest for whom on a chain, "" where no wait is known."""
    step = _longest_wait(chain.steps)
    if step is None:
        return ""
    what = f"“{step.deliverable}” from {step.supplier}" if step.deliverable else step.supplier
    idle = precise(wait(step) or 0.0, calendar)
    took = hours(step.time or 0.0, calendar)
    return f"{step.customer} waits longest: {took} for {what}, {idle} of them without any work."


def _longest_wait(steps: Sequence[Handoff]) -> Handoff | None:
    waiting = [step for step in steps if wait(step)]
    return max(waiting, key=lambda step: wait(step) or 0.0, default=None)


def _is_mostly_waiting(step: Handoff) -> bool:
    return (wait(step) or 0.0) >= _NOTABLE_WAIT * (step.time or 0.0)


def _promised(step: Handoff, calendar: Calendar) -> str:
    return f"promised {hours(step.own_promise.hours, calendar)}" if step.own_promise else ""


def _deviation(step: Handoff, calendar: Calendar) -> str:
    if not step.overrun or abs(step.overrun) < SAME_TIME:
        return ""
    in_days = max(step.time or 0.0, abs(step.overrun)) >= 2 * calendar.hours_per_day
    size = days(step.overrun, calendar) if in_days else hours(step.overrun, calendar)
    return signed(size, step.overrun)


def _evidence(step: Handoff) -> str:
    match step.evidence:
        case Evidence.MEASURED:
            return remark(step)
        case Evidence.NONE:
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
