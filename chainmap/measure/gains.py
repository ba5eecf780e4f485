"""What a move at one team gives a delivery: its figure before and after, weighed by complaints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chainmap.model import Handoff


@dataclass(frozen=True, slots=True)
class Gain:
    """One delivery before and after a move: its lead time in hours, or its rolled accuracy 0..1."""

    delivery: Handoff
    weight: float
    before: float
    after: float


def hours_sooner(gains: Iterable[Gain]) -> float:
    """Return the hours gained, each delivery with its weight."""
    return sum(gain.weight * (gain.before - gain.after) for gain in gains)


def share_more(gains: Iterable[Gain]) -> float:
    """Return by how much more is right, each delivery with its weight."""
    return sum(gain.weight * (gain.after - gain.before) for gain in gains)
