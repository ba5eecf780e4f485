"""The promise budgets as a table: what customers were told against what the steps promise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chainmap.analysis.budget import Budget, Budgets, Step
from chainmap.model import SAME_TIME, Calendar
from chainmap.report.page.figures import NOTHING, Figure
from chainmap.report.text.promise_tables import EVIDENCE, exact
from chainmap.units import count


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A step with its promise, its time and what it would promise, as text."""

    supplier: str
    customer: str
    deliverable: str
    promised: str
    takes: str
    proposed: str
    remark: str


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One delivery; `is_over` where the steps promise more than promise or need leave."""

    budget: Budget
    customer: str
    deliverable: str
    promised: Figure
    needed: Figure
    steps: Figure
    takes: Figure
    verdict: str
    is_over: bool
    proposal: tuple[ProposalLine, ...]


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """The deliveries with a promise or a need, those that fail by most first."""

    answer: str
    rows: tuple[BudgetRow, ...]


def budget_table(found: Budgets, calendar: Calendar) -> BudgetTable:
    """Return the table, and the answer in a sentence."""
    told = [budget for budget in found.budgets if budget.limit is not None]
    return BudgetTable(_answer(told), tuple(_row(budget, calendar) for budget in told))


def _answer(told: list[Budget]) -> str:
    if not told:
        return "No external customer was promised a time or says what it needs."
    failing = sum(budget.fits is False for budget in told)
    if not failing:
        return "The promises fit: nowhere do the steps promise more time together than is left."
    deliveries = count(len(told), "delivery", "deliveries")
    return (
        f"Of {deliveries} the promises behind {failing} do not fit: the steps promise more time "
        "together than the customer was promised or needs."
    )


def _row(budget: Budget, calendar: Calendar) -> BudgetRow:
    least = "" if budget.proven else "at least "
    return BudgetRow(
        budget=budget,
        customer=budget.delivery.customer,
        deliverable=budget.delivery.deliverable or "the work",
        promised=_hours(budget.promised, calendar),
        needed=_hours(budget.needed, calendar),
        steps=Figure(f"{least}{exact(budget.total, calendar)}", budget.total),
        takes=Figure(exact(budget.taken, calendar), budget.taken),
        verdict="; ".join(_verdicts(budget, calendar)),
        is_over=budget.fits is False,
        proposal=_proposal(budget, calendar),
    )


def _hours(hours: float | None, calendar: Calendar) -> Figure:
    return NOTHING if hours is None else Figure(exact(hours, calendar), hours)


def _verdicts(budget: Budget, calendar: Calendar) -> Iterator[str]:
    """Yield what the steps leave of the promise, and of the need where that is another."""
    if budget.headroom is None:
        return
    same = budget.needed_headroom is None or budget.needed == budget.limit
    yield _room(budget.headroom, calendar) + ("" if same else " for the promise")
    if not same and budget.needed_headroom is not None:
        yield f"{_room(budget.needed_headroom, calendar)} for the need"


def _room(room: float, calendar: Calendar) -> str:
    if abs(room) <= SAME_TIME:
        return "fits, nothing to spare"
    if room > 0:
        return f"fits, {exact(room, calendar)} to spare"
    return f"{exact(-room, calendar)} too much"


def _proposal(budget: Budget, calendar: Calendar) -> tuple[ProposalLine, ...]:
    """Return the split of the limit over the slowest chain; none where all fits."""
    steps = [step for step in budget.split if step.proposed is not None]
    is_needed = budget.fits is False and len(steps) > 1
    return tuple(_line(step, calendar) for step in steps) if is_needed else ()


def _line(step: Step, calendar: Calendar) -> ProposalLine:
    known = step.handoff
    own, work = known.own_promise, known.process_time
    short = step.below_work and work is not None
    less = f"; less than its {exact(work or 0.0, calendar)} of work" if short else ""
    return ProposalLine(
        supplier=known.supplier,
        customer=known.customer,
        deliverable=known.deliverable or "the work",
        promised="–" if own is None else exact(own.hours, calendar),
        takes="–" if known.time is None else exact(known.time, calendar),
        proposed=exact(step.proposed or 0.0, calendar),
        remark=f"{EVIDENCE.get(known.evidence, '')}{less}",
    )
