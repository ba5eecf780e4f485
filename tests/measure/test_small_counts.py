"""A2: what few counts can say, to the digits published."""

from __future__ import annotations

import math
import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmap.measure.small_counts import Interval, poisson_interval, shrunk, wilson

COUNTS = (0, 1, 3, 5, 12)
EXPOSURES = (100, 40, 200, 100, 400)


@pytest.mark.parametrize(
    ("seen", "of", "low", "high"), [(81, 263, 0.2553, 0.3662), (0, 20, 0, 0.1611)]
)
def test_a2_wilson(seen: int, of: int, low: float, high: float) -> None:
    found = wilson(seen / of, of=of)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0, 3.689), (3, 0.619, 8.767), (10, 4.795, 18.390)]
)
def test_a2_exact_poisson(count: int, low: float, high: float) -> None:
    found = poisson_interval(count)
    assert (round(found.low, 3), round(found.high, 3)) == (low, high)


def test_a2_gamma_poisson_shrinkage() -> None:
    found = shrunk(COUNTS, EXPOSURES)
    assert (found.shape, found.rate) == pytest.approx((17.5, 700))
    published = (0.02188, 0.025, 0.02278, 0.02813, 0.02682)
    assert found.rates == pytest.approx(published, abs=6e-6)


def test_a2_probability_of_being_truly_worst() -> None:
    chances = [round(chance, 2) for chance in shrunk(COUNTS, EXPOSURES).highest]
    assert chances == [0.07, 0.19, 0.09, 0.38, 0.27]


def test_the_unit_of_exposure_makes_no_difference() -> None:
    hours = shrunk(COUNTS, [e / 40 for e in EXPOSURES])
    assert hours.highest == pytest.approx(shrunk(COUNTS, EXPOSURES).highest)


def test_where_only_chance_tells_them_apart_all_are_alike() -> None:
    found = shrunk((2, 2, 2), (10, 10, 10))
    assert found.highest == pytest.approx([1 / 3] * 3)
    assert found.rates == pytest.approx([0.2] * 3)
    assert math.isinf(found.shape)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 500)), min_size=2, max_size=8))
def test_probabilities_sum_to_one_and_rates_lie_between(known: list[tuple[int, int]]) -> None:
    counts, exposures = zip(*known, strict=True)
    if not sum(counts):
        return
    found = shrunk(counts, exposures)
    assert sum(found.highest) == pytest.approx(1)
    common = sum(counts) / sum(exposures)
    for count, exposure, rate in zip(counts, exposures, found.rates, strict=True):
        raw = count / exposure
        assert min(raw, common) - 1e-12 <= rate <= max(raw, common) + 1e-12


def test_intervals_overlap_where_they_share_a_value() -> None:
    assert Interval(0, 0.5).overlaps(Interval(0.5, 1))
    assert not Interval(0, 0.4).overlaps(Interval(0.5, 1))


def shapley(defects: list[float]) -> list[float]:
    """Exact Shapley values of 'something is wrong', over all sets of the other teams."""
    size = len(defects)
    values = []
    for team in range(size):
        others = [p for i, p in enumerate(defects) if i != team]
        value = 0.0
        for chosen in product((False, True), repeat=size - 1):
            before = sum(chosen)
            orders = math.factorial(before) * math.factorial(size - 1 - before)
            right = math.prod(1 - p for p, taken in zip(others, chosen, strict=True) if taken)
            value += orders / math.factorial(size) * right * defects[team]
        values.append(value)
    return values


def by_logarithms(defects: list[float]) -> list[float]:
    total = 1 - math.prod(1 - p for p in defects)
    losses = [-math.log(1 - p) for p in defects]
    return [loss / sum(losses) * total for loss in losses]


def test_a1_exact_shapley_values() -> None:
    exact = shapley([0.05, 0.10, 0.02, 0.03])
    assert [round(value, 6) for value in exact] == [0.046343, 0.095103, 0.018263, 0.027529]


@pytest.mark.parametrize("teams", [2, 5, 12])
def test_shares_of_logarithms_are_close_to_shapley_values(teams: int) -> None:
    dice = random.Random(teams)  # noqa: S311  no secret
    defects = [dice.uniform(0.005, 0.1) for _ in range(teams)]
    exact = shapley(defects)
    assert sum(exact) == pytest.approx(1 - math.prod(1 - p for p in defects))
    assert by_logarithms(defects) == pytest.approx(exact, rel=0.05)
