"""The bridge from what the customer was told to what the chain takes, in lines that add up."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from chainmap.measure.promises import PromiseBudget
from chainmap.model import SAME_TIME, Calendar, PartyId
from chainmap.units import hours, signed


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """One part of the difference: its size with sign and unit, and where it comes from."""

    amount: str
    reason: str


@dataclass(frozen=True, slots=True)
class Bridge:
    """All parts; the amounts as printed add up to the `difference` as printed."""

    difference: str
    is_late: bool
    rows: tuple[BridgeRow, ...]


def bridge(budget: PromiseBudget, calendar: Calendar) -> Bridge | None:
    """Return the bridge of a chain, None where the customer has neither promise nor need."""
    if budget.late is None or budget.budget_gap is None:
        return None
    over, under = _by_supplier(budget)
    parts = [(budget.budget_gap, _fit(budget, calendar))]
    parts += [(value, f"{party} over its promise") for party, value in over]
    if under:
        names = [party for party, _ in under]
        whose = "its promise" if len(names) == 1 else "their promises"
        parts.append((sum(value for _, value in under), f"{joined(names)} below {whose}"))
    unit, name = _unit([budget.late, *(value for value, _ in parts)], calendar)
    tenths = _rounded([value / unit for value, _ in parts], budget.late / unit)
    rows = (
        BridgeRow(_amount(tenth, name), reason)
        for tenth, (_, reason) in zip(tenths, parts, strict=True)
        if tenth
    )
    size = f"{abs(round(budget.late / unit * 10)) / 10:g} {name}"
    return Bridge(size, budget.late > SAME_TIME, tuple(rows))


def joined(names: Sequence[str]) -> str:
    """Return names, at least one, as in a sentence: A, B and C."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _by_supplier(
    budget: PromiseBudget,
) -> tuple[list[tuple[PartyId, float]], list[tuple[PartyId, float]]]:
    """Return who is over its promises, most first, and who is below them."""
    sums: dict[PartyId, float] = defaultdict(float)
    for overrun in budget.overruns:
        sums[overrun.step.supplier] += overrun.hours
    ranked = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    over = [(party, value) for party, value in ranked if value > SAME_TIME]
    return over, [(party, value) for party, value in ranked if value < -SAME_TIME]


def _fit(budget: PromiseBudget, calendar: Calendar) -> str:
    steps, limit = hours(budget.internal_sum, calendar), hours(budget.limit or 0.0, calendar)
    told = "the customer was told" if budget.promised is not None else "the customer needs"
    if budget.fits:
        return f"the promises leave room: the steps promise {steps} together, {told} {limit}"
    return f"the promises do not fit: the steps promise {steps} together, {told} {limit}"


def _unit(values: Sequence[float], calendar: Calendar) -> tuple[float, str]:
    """Return hours in the unit that shows the largest value best, and its sign."""
    largest = max(abs(value) for value in values)
    if largest >= calendar.hours_per_day:
        return calendar.hours_per_day, "d"
    return (1.0, "h") if largest >= 1 else (1 / 60, "min")


def _rounded(values: Sequence[float], whole: float) -> list[int]:
    """Return tenths that add up to those of the whole (largest remainder method)."""
    tenths = [math.floor(value * 10) for value in values]
    missing = round(whole * 10) - sum(tenths)
    remainders = sorted(range(len(values)), key=lambda i: tenths[i] - values[i] * 10)
    for position in remainders[: max(missing, 0)]:
        tenths[position] += 1
    return tenths


def _amount(tenths: int, unit: str) -> str:
    return signed(f"{abs(tenths) / 10:g} {unit}", tenths)
