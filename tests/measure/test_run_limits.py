"""Limits of run charts: as printed, and as counting all orders gives."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmap.measure.run_limits import (
    longest_by_chance,
    longest_trend_by_chance,
    run_limits,
)


@pytest.mark.parametrize(
    ("above", "below", "few", "many"),
    [
        (5, 5, 2, 10),
        (6, 9, 4, 13),
        (10, 10, 6, 16),
        (12, 12, 7, 19),
        (15, 15, 10, 22),
        (20, 20, 14, 28),
    ],
)
def test_swed_and_eisenhart_as_printed(above: int, below: int, few: int, many: int) -> None:
    """Their critical values, 2.5 % on each side: so few or fewer, so many or more."""
    found = run_limits(above=above, below=below)
    assert (found.fewest, found.most) == (few + 1, many - 1)
    assert run_limits(above=below, below=above) == found


def lengths(signs: tuple[int, ...]) -> list[int]:
    return [len(list(run)) for _, run in groupby(signs)]


def orders(above: int, below: int) -> list[tuple[int, ...]]:
    """All orders of so many points above and below, each once, by brute force."""
    size = above + below
    return [
        signs
        for number in range(2**size)
        if sum(signs := tuple(number >> at & 1 for at in range(size))) == above
    ]


@given(st.integers(1, 6), st.integers(1, 6))
def test_limits_are_those_of_counting_all_orders(above: int, below: int) -> None:
    all_of_them = orders(above, below)
    runs = Counter(len(lengths(signs)) for signs in all_of_them)
    allowed = len(all_of_them) / 40
    found = run_limits(above=above, below=below)
    assert sum(runs[n] for n in range(found.fewest)) <= allowed
    assert sum(runs[n] for n in range(found.fewest + 1)) > allowed
    assert sum(n for count, n in runs.items() if count > found.most) <= allowed
    assert sum(n for count, n in runs.items() if count >= found.most) > allowed
    longest = Counter(max(lengths(signs)) for signs in all_of_them)
    limit = longest_by_chance(above=above, below=below)
    assert sum(n for length, n in longest.items() if length > limit) * 20 <= len(all_of_them)
    assert sum(n for length, n in longest.items() if length >= limit) * 20 > len(all_of_them)


def test_a_trend_of_chance_is_no_longer_than_said_in_19_of_20_orders() -> None:
    size, limit = 7, longest_trend_by_chance(7)
    beyond = [order for order in permutations(range(size)) if longest_trend(order) > limit]
    assert len(beyond) * 20 <= len(list(permutations(range(size))))


def longest_trend(values: tuple[int, ...]) -> int:
    ups = tuple(int(b > a) for a, b in pairwise(values))
    return max(lengths(ups)) + 1


@pytest.mark.parametrize(("points", "needed"), [(10, 6), (16, 6), (20, 6), (40, 7), (100, 7)])
def test_the_longer_the_series_the_longer_is_a_trend(points: int, needed: int) -> None:
    """Six of 16 points: Balestracci, Quality Digest, October 2008."""
    assert longest_trend_by_chance(points) + 1 == needed


def test_all_on_one_side_is_the_only_order_there_is() -> None:
    assert longest_by_chance(above=12, below=0) == 12
