"""What stands below the promise budgets: promises to doubt, what to do next, what is not known."""

from __future__ import annotations

from collections.abc import Sequence

from chainmap.analysis.budget import Budget, Budgets, Mismatch
from chainmap.model import SAME_TIME, Calendar, Handoff
from chainmap.report.text.blocks import indented, next_steps
from chainmap.report.text.promise_tables import EVIDENCE, exact, named
from chainmap.report.text.table import table
from chainmap.units import count, number

_NAMED = 3
"""Handoffs named in a sentence before the rest is only counted."""


def mismatches(
    title: str, found: Sequence[Mismatch], calendar: Calendar, most: int | None
) -> list[str]:
    """Return the promises that do not go with the times of their steps, at most so many."""
    rows = [
        (
            *named(known.handoff),
            f"promises {exact(known.promise, calendar)}, takes {exact(known.time, calendar)}",
            f"{number(known.ratio)} ×" if known.ratio and known.ratio > 1 else "",
            EVIDENCE.get(known.handoff.evidence, ""),
        )
        for known in found[:most]
    ]
    left = len(found) - len(rows)
    return [title, *indented(table(rows)), *([f"  … {left} more"] if left else [])] if rows else []


def next_lines(result: Budgets, calendar: Calendar) -> list[str]:
    """Return what to talk about first."""
    failing = [budget for budget in result.budgets if budget.fits is False]
    said: list[str] = []
    said += [
        f"{_missed(budget, calendar)}: no plan reaches it while the steps promise "
        f"{exact(budget.total, calendar)}. Agree on a split, or on another promise."
        for budget in failing[:1]
    ]
    said += [
        f"{known.handoff.supplier}, {known.handoff.customer}: which is right, the promise of "
        f"{exact(known.promise, calendar)} or the {exact(known.time, calendar)} it takes?"
        for known in result.short[:1]
    ]
    return next_steps(said)


def _missed(budget: Budget, calendar: Calendar) -> str:
    customer, told = budget.delivery.customer, budget.promised
    if told is not None and budget.total > told + SAME_TIME:
        return f"Whoever promised {customer} {exact(told, calendar)}"
    return f"{customer} and their need of {exact(budget.needed or 0.0, calendar)}"


def not_known(result: Budgets) -> list[str]:
    """Return what was left out, and what counts as 0."""
    lines = []
    untold = [budget.delivery for budget in result.budgets if budget.limit is None]
    if untold:
        noun = count(len(untold), "delivery has", "deliveries have")
        lines.append(f"Not held against anything: {noun} neither promise nor need: {_list(untold)}")
    if result.open_steps:
        size = len(result.open_steps)
        noun, verb = count(size, "step has", "steps have"), "counts" if size == 1 else "count"
        names = _list(result.open_steps)
        lines.append(f"Not known: {noun} neither promise nor time and {verb} as 0 h: {names}")
    return lines


def _list(handoffs: Sequence[Handoff]) -> str:
    names = [f"{called(h)} from {h.supplier} to {h.customer}" for h in handoffs[:_NAMED]]
    more = f" and {len(handoffs) - _NAMED} more" if len(handoffs) > _NAMED else ""
    return f"{', '.join(names)}{more}."


def called(handoff: Handoff) -> str:
    """Return how a deliverable is called in a sentence."""
    return f"“{handoff.deliverable}”" if handoff.deliverable else "the (unnamed) deliverable"
