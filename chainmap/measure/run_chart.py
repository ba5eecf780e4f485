"""Run charts: which changes of a series over time are more than chance.

The three rules by probability of Perla, Provost and Murray, "The run chart: a simple analytical
tool for learning from variation in healthcare processes" (BMJ Quality & Safety 20, 2011):

- shift: six or more points in a row on one side of the median (points on the median are skipped);
- trend: five or more in a row all rising or all falling (of points alike in a row one counts);
- runs: fewer or more runs about the median than chance makes (`run_limits`, its sources there).

Six and five are the least, not the limit: chance makes six in a row in 1 % of series of 11 points,
but in 16 % of those of 24 and 35 % of those of 40, a trend of five in about 1 of 6 of 16. So a
series must show as many more as its length asks for, each rule alone wrong in at most 1 of 20
series. Anhøj's limit, log2(n) + 3 rounded (Anhøj and Olesen, "Run charts revisited", PLoS ONE 9,
2014), grows in the same way, but is made for a median from earlier data; the median here is that of
the series itself, about which half of the points lie on either side. There it asks for 8 of 12
points and can never signal. From 40 points on both are the same or one apart.

The fourth rule, the astronomical point, is left out: it is one that all who look at the chart agree
is unusual, a judgement without a limit. Fewer than ten points are not judged. A point that is
missing is skipped: it neither adds to a run nor ends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median

from chainmap.measure.run_limits import (
    RunLimits,
    longest_by_chance,
    longest_trend_by_chance,
    run_limits,
)

POINTS = 10
"""Points below which a run chart is not judged."""

SHIFT = 6
"""Points on one side of the median that are a shift at the least."""

TREND = 5
"""Points rising or falling that are a trend at the least."""


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
class Crossings:
    """How many runs about the median there are, and how many chance makes."""

    runs: int
    by_chance: RunLimits

    @property
    def are_few(self) -> bool:
        """Whether the series stays on a side for long: it has levels, or drifts."""
        return self.runs < self.by_chance.fewest

    @property
    def are_many(self) -> bool:
        """Whether it changes sides all the time: two kinds of points taken in turn."""
        return self.runs > self.by_chance.most


@dataclass(frozen=True, slots=True)
class RunChart:
    """A series with its median, and the runs in it that chance hardly makes.

    `runs` are empty and `crossings` None where there are too few points to judge (`is_judged`);
    `crossings` also where all points beside the median lie on one side of it.
    """

    values: tuple[float | None, ...]
    median: float | None
    runs: tuple[Run, ...]
    is_judged: bool
    crossings: Crossings | None = None

    @property
    def is_calm(self) -> bool:
        """Whether no rule finds more than chance."""
        crossed = self.crossings
        return not self.runs and (crossed is None or not (crossed.are_few or crossed.are_many))


def run_chart(values: Iterable[float | None]) -> RunChart:
    """Return the shifts, the trends and the runs of a series; None is a missing point.

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
    sides = [
        (at, Change.ABOVE if value > middle else Change.BELOW)
        for at, value in points
        if value != middle
    ]
    above = sum(side is Change.ABOVE for _, side in sides)
    below = len(sides) - above
    if not (above and below):
        return RunChart(series, middle, tuple(_trends(points)), is_judged=True)
    same = list(_alike(sides))
    least = max(SHIFT, longest_by_chance(above=above, below=below) + 1)
    return RunChart(
        series,
        middle,
        tuple(sorted([*_shifts(same, least), *_trends(points)])),
        is_judged=True,
        crossings=Crossings(len(same), run_limits(above=above, below=below)),
    )


def _shifts(runs: Iterable[list[tuple[int, Change]]], least: int) -> Iterator[Run]:
    for run in runs:
        if len(run) >= least:
            yield Run(run[0][0], run[-1][0], run[0][1], len(run))


def _trends(points: Sequence[tuple[int, float]]) -> Iterator[Run]:
    counted = _without_repeats(points)
    least = max(TREND, longest_trend_by_chance(len(counted)) + 1)
    moves = [
        (step, Change.RISING if after[1] > before[1] else Change.FALLING)
        for step, (before, after) in enumerate(pairwise(counted))
    ]
    for same in _alike(moves):
        if len(same) + 1 >= least:  # so many moves join one point more
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
