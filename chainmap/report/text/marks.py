"""Marks of a survey as text, and how a handoff that was asked about is called."""

from __future__ import annotations

from chainmap.model import Handoff
from chainmap.units import signed


def mark(value: float, *, sign: bool = False) -> str:
    """Return a mark with one decimal, a difference of marks with its sign.

    >>> mark(4), mark(-1.25, sign=True), mark(0.01, sign=True)
    ('4.0', '−1.2', '0.0')
    """
    text = f"{abs(value):.1f}"
    if text == "0.0":
        return text
    return signed(text, value) if sign else text


def pair(handoff: Handoff) -> str:
    """Return supplier and customer, in the direction of work."""
    return f"{handoff.supplier} → {handoff.customer}"


def called(handoff: Handoff) -> str:
    """Return what is handed over, in quotes."""
    return f"“{handoff.deliverable}”" if handoff.deliverable else "the handoff"
