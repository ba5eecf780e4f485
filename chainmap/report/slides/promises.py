"""A slide of promises that do not add up, and one of how often they are kept when times vary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from chainmap.analysis.budget import Budget, Budgets
from chainmap.deck.shapes import Slide
from chainmap.model import Calendar
from chainmap.report.slides.tables import Column, Listing, table_slides
from chainmap.report.story.promises import chance_answer, promises_answer, room_left
from chainmap.report.text.promise_tables import exact
from chainmap.units import count, hours, percent

if TYPE_CHECKING:  # it stands on numpy
    from chainmap.analysis.chance import Chance, DeliveryChance

MAX_ROWS = 8
"""Deliveries on a slide; the notes have all."""

_HALF = 50.0


def promise_slides(found: Budgets, calendar: Calendar) -> Iterator[Slide]:
    """Yield what customers were told against what the steps promise, if anything was told."""
    told = [budget for budget in found.budgets if budget.limit is not None]
    if not told:
        return
    rows = [_budget(budget, calendar) for budget in told]
    yield from table_slides(
        Listing(
            "Promises",
            promises_answer(told),
            (
                Column("Customer", 2.4, is_bold=True),
                Column("Deliverable", 2.6),
                Column("Promised", 1.4, is_figure=True),
                Column("Needed", 1.3, is_figure=True),
                Column("Steps promise", 1.4, is_figure=True),
                Column("Takes", 1.4, is_figure=True),
                Column("Verdict", 2.8),
            ),
            tuple(rows[:MAX_ROWS]),
            _noted(rows),
            _aside(len(rows), "Least room first. Takes: the slowest chain by times."),
        )
    )


def _budget(budget: Budget, calendar: Calendar) -> tuple[str, ...]:
    least = "" if budget.proven else "≥ "
    return (
        budget.delivery.customer,
        budget.delivery.deliverable or "the work",
        _hours(budget.promised, calendar),
        _hours(budget.needed, calendar),
        f"{least}{exact(budget.total, calendar)}",
        exact(budget.taken, calendar) if budget.taken else "–",
        room_left(budget, calendar),
    )


def _hours(value: float | None, calendar: Calendar) -> str:
    return "–" if value is None else exact(value, calendar)


def _noted(rows: list[tuple[str, ...]]) -> str:
    return "\n".join(f"{customer}, {what}: {', '.join(rest)}" for customer, what, *rest in rows)


def _aside(rows: int, said: str) -> str:
    more = rows - MAX_ROWS
    left = f" {count(more, 'more delivery', 'more deliveries')} in the notes." if more > 0 else ""
    return f"{said}{left}"


def chance_slides(found: Chance, calendar: Calendar) -> Iterator[Slide]:
    """Yield how long deliveries take and how often they are in time, if any time varies."""
    if not any(known.varies for known in found.deliveries):
        return
    rows = [_delivery(known, calendar) for known in found.deliveries]
    within = ("Half within" if p == _HALF else f"{p:g} % within" for p in found.points)
    yield from table_slides(
        Listing(
            "When times vary",
            chance_answer(found),
            (
                Column("Customer", 2.4, is_bold=True),
                Column("Deliverable", 2.6),
                Column("Single figures", 1.1, is_figure=True),
                *(Column(title, 1.1, is_figure=True) for title in within),
                Column("Limit", 1.8, is_figure=True),
                Column("In time", 1.1, is_figure=True),
                Column("Steps with a range", 1.3, is_figure=True),
            ),
            tuple(rows[:MAX_ROWS]),
            f"{found.runs:,} runs, seed {found.seed}.\n{_noted(rows)}",
            _aside(len(rows), "Heaviest first. In time: share of runs within the limit."),
        )
    )


def _delivery(known: DeliveryChance, calendar: Calendar) -> tuple[str, ...]:
    delivery = known.delivery
    kept = known.need_met if known.promise_kept is None else known.promise_kept
    limit = delivery.promise or delivery.need
    kind = "promised" if delivery.promise else "needed"
    return (
        delivery.customer,
        delivery.deliverable or "the work",
        hours(known.single, calendar),
        *(hours(value, calendar) for value in known.percentiles),
        f"{kind} {hours(limit.hours, calendar)}" if limit else "–",
        "–" if kept is None else percent(kept),
        f"{known.varying} of {known.steps}",
    )
