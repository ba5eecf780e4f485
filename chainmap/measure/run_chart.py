"""Run charts: which changes of a series over time are more than chance.

Rules of Perla, Provost and Murray, "The run chart: a simple analytical tool for learning from
variation in healthcare processes" (BMJ Quality & Safety 20, 2011): a shift is six or more points
in a row on one side of the median (points on the median are skipped), a trend five or more points
in a row all rising or all falling (of points alike in a row one counts). Fewer than ten points are
not judged. A point that is missing is skipped: it neither adds to a run nor ends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median

POINTS = 10
"""Points below which a run chart is not judged."""

SHIFT = 6
TREND = 5


class Change(StrEnum):
    """What a run of points says."""

    ABOVE = "above"
    BELOW = "below"
    RISING = "rising"
    FALLING = "falling"


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """Points in a row that say the same; `first` and `last` are positions in the series.

    `points` are those that count.
    """

    first: int
    last: int
    change: Change
    points: int


@dataclass(frozen=True, slots=True)
class RunChart:
    """A series with its median, and the runs in it that chance hardly makes.

    `runs` are empty where there are too few points to judge (`is_judged`).
    """

    values: tuple[float | None, ...]
    median: float | None
    runs: tuple[Run, ...]
    is_judged: bool


def run_chart(values: Iterable[float | None]) -> RunChart:
    """Return the shifts and trends of a series; None is a missing point.

    >>> chart = run_chart([5, 5, 4, 5, 9, 4, 6, 7, 8, 9, 9, 12])
    >>> [(run.change.value, run.first, run.last) for run in chart.runs]
    [('rising', 5, 11)]
    """
    series = tuple(values)
    points = [(at, value) for at, value in enumerate(series) if value is not None]
    if not points:
        return RunChart(series, None, (), is_judged=False)
    middle = median(value for _, value in points)
    if len(points) < POINTS:
        return RunChart(series, middle, (), is_judged=False)
    runs = sorted([*_shifts(points, middle), *_trends(points)])
    return RunChart(series, middle, tuple(runs), is_judged=True)


def _shifts(points: Sequence[tuple[int, float]], middle: float) -> Iterator[Run]:
    sides = [
        (at, Change.ABOVE if value > middle else Change.BELOW)
        for at, value in points
        if value != middle
    ]
    for same in _alike(sides):
        if len(same) >= SHIFT:
            yield Run(same[0][0], same[-1][0], same[0][1], len(same))


def _trends(points: Sequence[tuple[int, float]]) -> Iterator[Run]:
    counted = _without_repeats(points)
    moves = [
        (step, Change.RISING if after[1] > before[1] else Change.FALLING)
        for step, (before, after) in enumerate(pairwise(counted))
    ]
    for same in _alike(moves):
        if len(same) + 1 >= TREND:  # so many moves join one point more
            first, last = counted[same[0][0]][0], counted[same[-1][0] + 1][0]
            yield Run(first, last, same[0][1], len(same) + 1)


def _without_repeats(points: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return the points, of those alike in a row the first."""
    return [
        point
        for before, point in zip((None, *points), points, strict=False)
        if before is None or before[1] != point[1]
    ]


def _alike(marked: Sequence[tuple[int, Change]]) -> Iterator[list[tuple[int, Change]]]:
    """Yield the runs of one mark, as long as they go."""
    run: list[tuple[int, Change]] = []
    for point in marked:
        if run and run[-1][1] is not point[1]:
            yield run
            run = []
        run.append(point)
    if run:
        yield run
