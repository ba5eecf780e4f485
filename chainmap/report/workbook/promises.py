"""The sheets of promises: what steps promise against what customers were told, and chance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from chainmap.analysis.budget import Budget, Budgets
from chainmap.report.workbook.sheet import Column, Kind, Row, Sheet, sheet

if TYPE_CHECKING:  # it stands on numpy
    from chainmap.analysis.chance import Chance

_PROMISES = (
    Column("Customer"),
    Column("Deliverable"),
    Column("From"),
    Column("Promised to the customer", Kind.HOURS),
    Column("Needed by the customer", Kind.HOURS),
    Column("The steps promise together", Kind.HOURS),
    Column("Too much for the promise, else the need", Kind.HOURS, alarming=True),
    Column("Takes (slowest chain)", Kind.HOURS),
)
_PROPOSALS = (
    Column("Customer"),
    Column("Delivery"),
    Column("Step: supplier"),
    Column("Step: customer"),
    Column("Step: deliverable"),
    Column("Promise of the step", Kind.HOURS),
    Column("Takes", Kind.HOURS),
    Column("Evidence"),
    Column("Proposed", Kind.HOURS),
)


def promises_sheet(found: Budgets) -> Sheet:
    """Return the promise budget of each delivery with a promise or a need, worst first."""
    question = "Do the promises of the steps fit what customers were told?"
    told = (budget for budget in found.budgets if budget.limit is not None)
    return sheet("Promises", question, _PROMISES, map(_promise, told))


def _promise(budget: Budget) -> Row:
    known = budget.delivery
    return (
        known.customer,
        known.deliverable,
        known.supplier,
        budget.promised,
        budget.needed,
        budget.total,
        None if budget.headroom is None else -budget.headroom,
        budget.taken,
    )


def proposals_sheet(found: Budgets) -> Sheet:
    """Return the promise to each customer split over the chain that takes most."""
    question = "How could each promise be split over the steps, in proportion to their times?"
    return sheet(
        "Proposals", question, _PROPOSALS, (row for b in found.budgets for row in _proposed(b))
    )


def _proposed(budget: Budget) -> Iterator[Row]:
    for step in budget.split:
        if step.proposed is not None:
            known, own = step.handoff, step.handoff.own_promise
            yield (
                budget.delivery.customer,
                budget.delivery.deliverable,
                known.supplier,
                known.customer,
                known.deliverable,
                None if own is None else own.hours,
                known.time,
                str(known.evidence),
                step.proposed,
            )


def chance_sheet(found: Chance) -> Sheet:
    """Return how long the deliveries take when times vary, and how often promises are kept."""
    within = tuple(Column(f"{point:g} % within", Kind.HOURS) for point in found.points)
    columns = (
        *(Column("Customer"), Column("Deliverable"), Column("From")),
        *(Column("Single figures", Kind.HOURS), Column("Average", Kind.HOURS), *within),
        *(Column("Promise kept", Kind.SHARE), Column("Need met", Kind.SHARE)),
        Column("Promise kept, figures in doubt", Kind.SHARE),
        *(Column("Steps with a range", Kind.NUMBER), Column("Steps", Kind.NUMBER)),
    )
    rows = (
        (
            *(known.delivery.customer, known.delivery.deliverable, known.delivery.supplier),
            *(known.single, known.mean, *known.percentiles),
            *(known.promise_kept, known.need_met, known.in_doubt.promise_kept),
            *(known.varying, known.steps),
        )
        for known in found.deliveries
    )
    return sheet("Chance", "How long do deliveries take when times vary?", columns, rows)
