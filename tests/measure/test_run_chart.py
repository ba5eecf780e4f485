"""Run charts: each rule at its edge, and the whole against one that counts by brute force."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from random import Random
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmap.measure.run_chart import Change, run_chart
from chainmap.measure.run_limits import longest_by_chance, longest_trend_by_chance

ALTERNATING = [4.0, 6.0] * 6


def changes(values: Sequence[float | None]) -> list[tuple[str, int, int, int]]:
    return [(r.change.value, r.first, r.last, r.points) for r in run_chart(values).runs]


def test_nothing_is_said_of_fewer_than_ten_points() -> None:
    chart = run_chart([1, 2, 3, 4, 5, 6, 7, 8, 9, None, None])
    assert (chart.is_judged, chart.runs, chart.median) == (False, (), 5)


def test_no_point_has_no_median() -> None:
    assert run_chart([None, None]).median is None


def test_points_up_and_down_are_chance() -> None:
    chart = run_chart(ALTERNATING)
    assert chart.is_judged
    assert chart.runs == ()


def test_six_of_twelve_points_on_one_side_are_a_shift_and_five_are_none() -> None:
    both = [("below", 0, 5, 6), ("above", 6, 11, 6)]
    assert changes([1, 2, 1, 2, 1, 2, 8, 9, 8, 9, 8, 9]) == both
    assert changes([1, 2, 1, 2, 1, 8, 9, 8, 9, 8]) == []


@pytest.mark.parametrize(("half", "least"), [(6, 6), (8, 7), (12, 8), (20, 9)])
def test_the_longer_the_series_the_longer_is_a_shift(half: int, least: int) -> None:
    def beginning_with(row: int) -> list[float]:
        mixed = [9.0, 1.0] * (half - row)
        return [1.0] * row + [9.0] * row + mixed

    assert [r.points for r in run_chart(beginning_with(least)).runs if r.first == 0] == [least]
    shorter = run_chart(beginning_with(least - 1)).runs
    assert [r for r in shorter if r.first == 0] == []


def test_a_point_on_the_median_neither_adds_to_a_shift_nor_ends_it() -> None:
    values: list[float | None] = [1, 2, 1, 5, 2, 1, 2, 9, 8, 5, 9, 8, 9, 8]
    assert ("below", 0, 6, 6) in changes(values)
    assert ("above", 7, 13, 6) in changes(values)


def test_where_most_points_are_on_the_median_the_others_make_no_shift() -> None:
    seldom = run_chart([0, 3, 0, 0, 1, 0, 2, 0, 0, 1, 0, 4, 0, 0, 2, 0, 1, 0, 0, 2])
    assert seldom.median == 0
    assert (seldom.runs, seldom.crossings) == ((), None), "all of them can only be above"
    assert seldom.is_calm


def test_six_points_that_rise_are_a_trend_and_five_of_twelve_are_none() -> None:
    assert changes([5, 6, 5, 1, 2, 3, 4, 7, 9, 5, 6, 5]) == [("rising", 3, 8, 6)]
    assert changes([5, 6, 5, 1, 2, 3, 4, 9, 5, 6, 5, 6]) == []


def test_points_alike_in_a_row_count_once_in_a_trend() -> None:
    assert changes([5, 6, 5, 9, 8, 8, 4, 3, 2, 1, 6, 5]) == [("falling", 3, 9, 6)]


def test_a_missing_point_is_skipped() -> None:
    values = [5, 6, 5, 1, None, 2, 3, None, 4, 7, 9, 5, 6, 5]
    assert changes(values) == [("rising", 3, 10, 6)]


def test_balestracci_sees_it_by_the_number_of_runs_alone() -> None:
    """Quality Digest, October 2008: 16 months, runs of 7, 7, 1 and 1; one needs a trend of six."""
    chart = run_chart([20, 21, 20, 21, 24, 23, 22, 11, 10, 12, 13, 12, 13, 12, 21, 12])
    assert chart.crossings is not None
    assert (chart.crossings.runs, chart.crossings.are_few, chart.crossings.are_many) == (
        4,
        True,
        False,
    )
    assert not chart.is_calm
    assert all(run.change in {Change.ABOVE, Change.BELOW} for run in chart.runs)


def test_up_and_down_all_the_time_is_more_than_chance_in_a_long_series() -> None:
    chart = run_chart([4.0, 6.0] * 12)
    assert chart.crossings is not None
    assert (chart.crossings.runs, chart.crossings.by_chance.most) == (24, 18)
    assert chart.crossings.are_many
    assert not chart.is_calm


def test_chance_alone_is_called_a_change_in_fewer_than_one_of_ten_series() -> None:
    dice = Random(7)  # noqa: S311  dice, not secrets
    for size in (10, 16, 24, 40):
        called = sum(
            not run_chart([dice.random() for _ in range(size)]).is_calm for _ in range(500)
        )
        assert called < 60, size


def brute(values: list[int]) -> set[tuple[Change, int]]:
    """Rules as printed, on a list without what is to be ignored: which, with how many points."""
    middle = median(values)
    sides = [v > middle for v in values if v != middle]
    found = set()
    limit = max(6, 1 + longest_by_chance(above=sum(sides), below=len(sides) - sum(sides)))
    for above, run in groupby(sides):
        if len(set(sides)) == 2 and (size := len(list(run))) >= limit:
            found.add((Change.ABOVE if above else Change.BELOW, size))
    kept = [key for key, _ in groupby(values)]
    least = max(5, 1 + longest_trend_by_chance(len(kept)))
    for change in (Change.RISING, Change.FALLING):
        for low in range(len(kept)):
            for high in range(low + least, len(kept) + 1):
                longer = [kept[max(low - 1, 0) : high], kept[low : high + 1]]
                if _is(change, kept[low:high]) and not any(
                    len(part) > high - low and _is(change, part) for part in longer
                ):
                    found.add((change, high - low))
    return found


def _is(change: Change, values: list[int]) -> bool:
    return values == sorted(values, reverse=change is Change.FALLING)


@given(st.lists(st.integers(0, 6), min_size=10, max_size=30))
def test_it_finds_what_counting_finds(values: list[int]) -> None:
    assert {(run.change, run.points) for run in run_chart(values).runs} == brute(values)


@given(st.lists(st.integers(0, 6), min_size=10, max_size=30))
def test_turned_upside_down_it_finds_the_same(values: list[int]) -> None:
    upside_down = {
        Change.ABOVE: Change.BELOW,
        Change.BELOW: Change.ABOVE,
        Change.RISING: Change.FALLING,
        Change.FALLING: Change.RISING,
    }
    turned = {
        (r.first, r.last, upside_down[r.change]) for r in run_chart([-v for v in values]).runs
    }
    assert turned == {(r.first, r.last, r.change) for r in run_chart(values).runs}


@pytest.mark.parametrize("gap", [1, 4])
def test_missing_points_do_not_make_it_judged(gap: int) -> None:
    assert not run_chart([1.0, *[None] * gap] * 9).is_judged
