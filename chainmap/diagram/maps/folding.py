"""Where a long line of work is folded, so that a map of few parties fills a page.

Work that takes many steps makes a long thin picture when each step has a column of its own. Several
steps in one column make it shorter: there work runs down the column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from chainmap.diagram.maps.columns import Pair
from chainmap.model import PartyId

SHAPE = 16 / 9
"""Width over height of a page."""

MOST = 12
"""Steps of work up to which all foldings are looked at; of longer lines several go together."""

WIDEST = 7
"""Columns of a page at most: more make small letters on a slide."""

_COLUMN, _ROW, _HEAD = 260.0, 130.0, 130.0
"""Points, about: a column with the words right of it, a row with the area round it, the heading."""

_FORK, _BUSY = 0.3, 0.15
"""How much smaller a picture may be to keep a line out of a column: one of several from or to a
party there, one between parties with many lines. Set by trial: larger text is paid for with lines
that cross, in small random organisations 3 a picture instead of 1.5."""

_FEW = 4
"""Lines at both ends of a line together, itself counted at each, that leave it room."""

Columns = list[list[PartyId]]


def folded(steps: Sequence[Sequence[PartyId]], pairs: Collection[Pair], *, beside: int) -> Columns:
    """Return parties in columns: those of one step together, steps in order.

    `pairs` have lines; `beside` counts the columns of the page besides these.

    >>> folded([["A"], ["B"], ["C"], ["D"]], [("A", "B"), ("B", "C"), ("C", "D")], beside=1)
    [['A', 'B'], ['C', 'D']]
    """
    steps = _at_most(steps)
    every = [_cut(steps, at) for at in _cuts(len(steps), most=WIDEST - beside)]
    return min(every, key=lambda found: _cost(found, pairs, beside), default=[])


def _at_most(steps: Sequence[Sequence[PartyId]]) -> list[list[PartyId]]:
    found: Columns = [[] for _ in range(min(len(steps), MOST))]
    for number, step in enumerate(steps):
        found[number * len(found) // len(steps)] += step
    return found


def _cuts(steps: int, *, most: int) -> Iterable[tuple[int, ...]]:
    """Yield between which steps to cut for at most so many columns, few cuts first."""
    for count in range(min(steps, most)):
        yield from combinations(range(1, steps), count)


def _cut(steps: Sequence[Sequence[PartyId]], at: Sequence[int]) -> Columns:
    ends = zip((0, *at), (*at, len(steps)), strict=True)
    return [[party for step in steps[first:last] for party in step] for first, last in ends]


def _cost(columns: Columns, pairs: Collection[Pair], beside: int) -> tuple[float, int]:
    """Return how large the page is, and more for lines that get into each other's way."""
    across = (len(columns) + beside) * _COLUMN
    down = max(len(column) for column in columns) * _ROW + _HEAD
    size = max(across, down * SHAPE)
    return size * (1 + _tangle(columns, pairs)), max(map(len, columns))


def _tangle(columns: Columns, pairs: Collection[Pair]) -> float:
    """Return how much the lines within columns are in the way."""
    column_of = {party: number for number, column in enumerate(columns) for party in column}
    inside = [(a, b) for a, b in pairs if column_of[a] == column_of[b]]
    suppliers = Counter(supplier for supplier, _ in inside)
    customers = Counter(customer for _, customer in inside)
    lines = Counter(party for pair in pairs for party in pair)
    forks = [(a, b) for a, b in inside if suppliers[a] > 1 or customers[b] > 1]
    busy = [pair for pair in inside if pair not in forks and sum(lines[p] for p in pair) > _FEW]
    return _FORK * len(forks) + _BUSY * len(busy)
