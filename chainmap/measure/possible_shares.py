"""The shares of the suspects in many worlds that the files admit, each kind by its own rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from chainmap.flow import Flow
from chainmap.measure.doubt import Figures, Size
from chainmap.measure.possible_losses import wrong_shares
from chainmap.measure.single_cases import late_shares
from chainmap.measure.suspects import Basis
from chainmap.model import HandoffId, PartyId

if TYPE_CHECKING:
    import numpy as np

WORLDS, CASES = 100, 50
"""Worlds drawn, and cases in each."""

FEWEST_WORLDS, FEWEST_CASES = 20, 5

EFFORT = 4_000_000
"""Figures drawn in all together; a large organisation gets fewer worlds, and fewer cases."""

Key = tuple[HandoffId, Basis]
"""A complained delivery, and the rule by which its suspects were found."""


def possible_shares(
    flow: Flow,
    complained: Iterable[Key],
    *,
    columns: Mapping[PartyId, int],
    dice: np.random.Generator,
) -> Mapping[Key, Figures]:
    """Return the shares of the suspects (column) in each world (row), the worlds being the same.

    Parties without a column have the last one in common. What does not depend on figures that may
    be off, or cannot be drawn (behind a cycle, or never right), is left out.
    """
    by_basis: dict[Basis, set[HandoffId]] = defaultdict(set)
    for delivery, basis in complained:
        by_basis[basis].add(delivery)
    size = _size(len(flow.handoffs))
    late = sorted(by_basis[Basis.OVERRUN] | by_basis[Basis.TIME])
    wrong = sorted(by_basis[Basis.ACCURACY])
    delayed = late_shares(flow, late, columns=columns, size=size, dice=dice) if late else {}
    lost = (
        wrong_shares(flow, wrong, columns=columns, worlds=size.worlds, dice=dice) if wrong else {}
    )
    bases = {Basis.OVERRUN: delayed, Basis.TIME: delayed, Basis.ACCURACY: lost}
    return {(d, basis): shares for basis, known in bases.items() for d, shares in known.items()}


def _size(handoffs: int) -> Size:
    """Return how many worlds and cases a flow of so many handoffs gets."""
    runs = EFFORT // max(1, handoffs)
    worlds = max(FEWEST_WORLDS, min(WORLDS, runs // CASES))
    return Size(worlds, max(FEWEST_CASES, min(CASES, runs // worlds)))
