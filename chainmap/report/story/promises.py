"""Promises and chance, told in a sentence: what does not fit, and how often it is missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from chainmap.analysis.budget import Budget
from chainmap.model import SAME_TIME, Calendar
from chainmap.report.text.promise_tables import exact
from chainmap.units import count, number

if TYPE_CHECKING:  # it stands on numpy
    from chainmap.analysis.chance import Chance


def promises_answer(told: Sequence[Budget]) -> str:
    """Return how many of the deliveries with a promise or a need are promised too much for."""
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


def room_left(budget: Budget, calendar: Calendar) -> str:
    """Return what the steps leave of the promise, and of the need where that is another."""
    return "; ".join(_rooms(budget, calendar))


def _rooms(budget: Budget, calendar: Calendar) -> Iterator[str]:
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


def chance_answer(found: Chance) -> str:
    """Return how many deliveries are late, and of how many times are known to vary."""
    if found.late is None:
        return "No delivery has a promise or a need, so none can be late."
    late = number(found.late * 100)
    varying = sum(known.varies for known in found.deliveries)
    told = f"{late} of 100 deliveries miss their promise or need, by weight."
    if not varying:
        return f"{told} Nothing varies: no time behind them is given as low, likely and high."
    whole = count(len(found.deliveries), "delivery", "deliveries")
    return f"{told} Times of {varying} of {whole} vary."
