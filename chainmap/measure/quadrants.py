"""Importance against performance: which figures are high, which low, and what that advises.

Martilla and James, "Importance-performance analysis" (Journal of Marketing 41, 1977). Where the
cuts lie decides everything; they are the means (or medians) of the figures compared, and stated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median

from chainmap.measure.judgement import Judged
from chainmap.survey import CutBy

_LEAST = 2
"""Figures below which none can be called high or low beside others."""


class Quadrant(StrEnum):
    """What the two together advise."""

    CONCENTRATE = "concentrate here"
    KEEP_UP = "keep up"
    LOW_PRIORITY = "low priority"
    OVERKILL = "possible overkill"


@dataclass(frozen=True, slots=True)
class CutPoints:
    """From which mark on importance and performance are high, the middle of so many figures."""

    importance: float
    performance: float
    by: CutBy
    figures: int

    def quadrant(self, judged: Judged) -> Quadrant | None:
        """Return where a dimension lies, None with too few answers; on the cut is high."""
        point = _point(judged)
        if point is None:
            return None
        importance, performance = point
        if importance >= self.importance:
            return Quadrant.KEEP_UP if performance >= self.performance else Quadrant.CONCENTRATE
        return Quadrant.OVERKILL if performance >= self.performance else Quadrant.LOW_PRIORITY


def cut_points(dimensions: Iterable[Judged], *, by: CutBy) -> CutPoints | None:
    """Return the cuts of the dimensions that have enough answers, None for fewer than two."""
    points = [point for judged in dimensions if (point := _point(judged)) is not None]
    if len(points) < _LEAST:
        return None
    middle = fmean if by is CutBy.MEAN else median
    importance, performance = (middle(marks) for marks in zip(*points, strict=True))
    return CutPoints(importance, performance, by, len(points))


def _point(judged: Judged) -> tuple[float, float] | None:
    importance, performance = judged.importance, judged.perceived
    if importance is None or performance is None:
        return None
    is_enough = importance.is_enough and performance.is_enough
    return (importance.value, performance.value) if is_enough else None
