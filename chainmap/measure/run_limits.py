"""Limits of run charts: how many runs, and how long ones, chance makes in 95 of 100 series.

Given how many points lie above and how many below the median, chance puts them in any order alike.
The number of runs in such an order: Swed and Eisenhart, "Tables for testing randomness of grouping
in a sequence of alternatives" (Annals of Mathematical Statistics 14, 1943); their tables, of which
those of Provost and Murray ("The Health Care Data Guide", 2011) are an excerpt, are computed here
and not looked up: so they hold for any size, and where points on the median leave other numbers
above than below. How long the longest is: Mood, "The distribution theory of runs" (ibid. 11, 1940).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import comb, factorial

RISK = Fraction(1, 20)
"""How often chance alone may break a rule: in 1 of 20 series."""


@dataclass(frozen=True, slots=True)
class RunLimits:
    """The fewest and the most runs that are still chance."""

    fewest: int
    most: int


def run_limits(*, above: int, below: int) -> RunLimits:
    """Return how many runs chance makes; beyond each limit in at most 2.5 of 100 series.

    >>> run_limits(above=10, below=10)  # printed: 6 or fewer, 16 or more are not chance
    RunLimits(fewest=7, most=15)
    """
    each = RISK / 2 * comb(above + below, above)
    possible = range(1, above + below + 1)
    fewer = _beyond((_with_runs(count, above, below) for count in possible), each)
    more = _beyond((_with_runs(count, above, below) for count in reversed(possible)), each)
    return RunLimits(fewest=1 + fewer, most=above + below - more)


def longest_by_chance(*, above: int, below: int) -> int:
    """Return the longest run that chance exceeds in at most 5 of 100 series.

    >>> [longest_by_chance(above=half, below=half) for half in (6, 10, 12, 20)]
    [5, 6, 7, 8]
    """
    orders = comb(above + below, above)
    longest = 1
    while orders - _with_none_beyond(longest, above, below) > RISK * orders:
        longest += 1
    return longest


def longest_trend_by_chance(points: int) -> int:
    """Return the most points that rise (or fall) in a row in all but 5 of 100 series.

    `size` given points in a row do so in 2 of size! orders; the chance that any do is at most the
    sum over the places where they can begin.

    >>> longest_trend_by_chance(16)
    5
    """
    size = 2
    while 2 * max(points - size, 0) > RISK * factorial(size + 1):
        size += 1
    return size


def _beyond(orders: Iterator[int], allowed: Fraction) -> int:
    """Return how many of the counts from an end are together no more than what is allowed."""
    total, found = 0, 0
    for found, number in enumerate(orders):
        total += number
        if total > allowed:
            return found
    return found


def _with_runs(count: int, above: int, below: int) -> int:
    """Return in how many orders there are so many runs."""
    half, odd = divmod(count, 2)
    if odd:
        return _parts(above, half + 1) * _parts(below, half) + _parts(above, half) * _parts(
            below, half + 1
        )
    return 2 * _parts(above, half) * _parts(below, half)


def _with_none_beyond(longest: int, above: int, below: int) -> int:
    """Return in how many orders no run is longer than `longest`."""
    return sum(
        _parts(above, runs, longest)
        * (
            _parts(below, runs - 1, longest)
            + 2 * _parts(below, runs, longest)
            + _parts(below, runs + 1, longest)
        )
        for runs in range(above + 1)
    )


def _parts(points: int, runs: int, longest: int | None = None) -> int:
    """Return in how many ways points fall into so many runs, none beyond the longest.

    Inclusion and exclusion over the runs that are too long.
    """
    if runs <= 0:
        return int(points == runs == 0)
    if longest is None:
        return comb(points - 1, runs - 1) if points else 0
    return sum(
        (-1) ** long * comb(runs, long) * comb(points - long * longest - 1, runs - 1)
        for long in range(runs + 1)
        if points > long * longest
    )
