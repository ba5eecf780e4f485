"""Run charts: each rule at its edge, and the whole against one that counts by brute force."""

from __future__ import annotations

from itertools import groupby
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmap.measure.run_chart import Change, run_chart

ALTERNATING = [4.0, 6.0] * 6


def changes(values: list[float | None]) -> list[tuple[str, int, int, int]]:
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


def test_six_points_on_one_side_are_a_shift_and_five_are_none() -> None:
    both = [("below", 0, 5, 6), ("above", 6, 11, 6)]
    assert changes([1, 2, 1, 2, 1, 2, 8, 9, 8, 9, 8, 9]) == both
    assert changes([1, 2, 1, 2, 1, 8, 9, 8, 9, 8]) == []


def test_a_point_on_the_median_neither_adds_to_a_shift_nor_ends_it() -> None:
    values: list[float | None] = [1, 2, 1, 5, 2, 1, 2, 9, 8, 5, 9, 8, 9, 8]
    assert ("below", 0, 6, 6) in changes(values)
    assert ("above", 7, 13, 6) in changes(values)


def test_five_points_that_rise_are_a_trend_and_four_are_none() -> None:
    assert changes([5, 6, 5, 1, 2, 3, 4, 9, 5, 6, 5, 6]) == [("rising", 3, 7, 5)]
    assert changes([5, 6, 5, 2, 3, 4, 9, 5, 6, 5, 6, 5]) == []


def test_points_alike_in_a_row_count_once_in_a_trend() -> None:
    assert changes([5, 6, 5, 9, 8, 8, 4, 3, 2, 6, 5, 6]) == [("falling", 3, 8, 5)]


def test_a_missing_point_is_skipped() -> None:
    assert changes([5, 6, 5, 1, None, 2, 3, None, 4, 9, 5, 6, 5, 6]) == [("rising", 3, 9, 5)]


def brute(values: list[int]) -> set[tuple[Change, int]]:
    """Rules as printed, on a list without what is to be ignored: which, with how many points."""
    middle = median(values)
    sides = [v > middle for v in values if v != middle]
    found = set()
    for above, run in groupby(sides):
        if (size := len(list(run))) >= 6:
            found.add((Change.ABOVE if above else Change.BELOW, size))
    kept = [key for key, _ in groupby(values)]
    for change in (Change.RISING, Change.FALLING):
        for low in range(len(kept)):
            for high in range(low + 5, len(kept) + 1):
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
