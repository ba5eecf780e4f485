"""The promise budgets as a table: what customers were told against what the steps promise."""

from __future__ import annotations

from dataclasses import dataclass

from chainmap.analysis.budget import Budget, Budgets, Step
from chainmap.model import Calendar
from chainmap.report.page.figures import NOTHING, Figure
from chainmap.report.story.promises import promises_answer, room_left
from chainmap.report.text.promise_tables import EVIDENCE, exact


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
    return BudgetTable(promises_answer(told), tuple(_row(budget, calendar) for budget in told))


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
        verdict=room_left(budget, calendar),
        is_over=budget.fits is False,
        proposal=_proposal(budget, calendar),
    )


def _hours(hours: float | None, calendar: Calendar) -> Figure:
    return NOTHING if hours is None else Figure(exact(hours, calendar), hours)


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
