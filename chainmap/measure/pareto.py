"""Pareto: weights by name, the largest first, with the share that has come together so far.

After Juran, "Universals in management planning and controlling" (1954): the vital few.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from math import fsum

MOST = 10
"""Names with a bar of their own."""

VITAL = 0.8
"""Share of the weight that the vital few make up."""


class BarKind(Enum):
    """Whether a bar stands for one name, for the rest, or for what has no name."""

    NAMED = "named"
    OTHERS = "others"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Bar:
    """A weight, its share of all (0..1), the share up to here; `names` are those it stands for."""

    kind: BarKind
    names: tuple[str, ...]
    weight: float
    share: float
    cumulative: float

    @property
    def is_vital(self) -> bool:
        """Whether it begins below 80 % of the weight."""
        return self.cumulative - self.share < VITAL - 1e-9


@dataclass(frozen=True, slots=True)
class Pareto:
    """The bars, largest first, then the rest, then what nobody can be named for."""

    bars: tuple[Bar, ...]
    total: float


def pareto(weights: Iterable[tuple[str | None, float]], *, most: int = MOST) -> Pareto:
    """Return weights summed by name; None is a weight that nobody is named for.

    Where there are more names than `most`, those behind become one bar. The cumulative share ends
    at 1.

    >>> [bar.names for bar in pareto([("b", 1), ("a", 5), ("b", 2)]).bars]
    [('a',), ('b',)]
    """
    sums: dict[str | None, list[float]] = {}
    for name, weight in weights:
        sums.setdefault(name, []).append(weight)
    totals = {name: fsum(parts) for name, parts in sums.items() if fsum(parts) > 0}
    unnamed = totals.pop(None, 0.0)
    named = sorted(((name, w) for name, w in totals.items() if name is not None), key=_largest)
    groups: list[tuple[BarKind, tuple[str, ...], float]]
    groups = [(BarKind.NAMED, (name,), weight) for name, weight in named[:most]]
    if rest := named[most:]:
        names = tuple(name for name, _ in rest)
        groups.append((BarKind.OTHERS, names, fsum(weight for _, weight in rest)))
    if unnamed:
        groups.append((BarKind.UNNAMED, (), unnamed))
    total = fsum(weight for _, _, weight in groups)
    ends = list(accumulate(weight for _, _, weight in groups))
    return Pareto(
        tuple(
            Bar(kind, names, weight, weight / total, end / ends[-1])
            for (kind, names, weight), end in zip(groups, ends, strict=True)
        ),
        total,
    )


def _largest(item: tuple[str, float]) -> tuple[float, str]:
    return -item[1], item[0]
