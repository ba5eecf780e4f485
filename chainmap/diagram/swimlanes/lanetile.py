"""A box to be placed in a lane."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

Link = tuple[Hashable, Hashable]
"""Two boxes with a line between them."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Tile:
    """A box to be placed; `column` counts from the left, None is beside the flow.

    A `lead` stands at the top of its lane.
    """

    key: Hashable
    lane: int
    column: int | None
    width: float
    height: float
    lead: bool = False
