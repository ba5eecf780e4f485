"""Tables of two by two, against figures worked out by hand and by the textbook's formula."""

from __future__ import annotations

from math import erfc, exp, sqrt

import pytest

from chainmap.analysis.association import (
    Feature,
    Tabled,
    TwoByTwo,
    associations,
    relative_risk,
)


def tabled(*strata: TwoByTwo, team: str = "A") -> Tabled:
    return Tabled(Feature.TEAM, (team,), strata)


def test_one_table_by_hand() -> None:
    """12 of 30 against 14 of 70: 0.4 / 0.2; variance of the log 1/12 - 1/30 + 1/14 - 1/70."""
    risk, low, high = relative_risk([TwoByTwo(30, 12, 70, 14)])
    reach = 1.959964 * sqrt(1 / 12 - 1 / 30 + 1 / 14 - 1 / 70)
    assert risk == pytest.approx(2.0)
    assert low == pytest.approx(2 * exp(-reach), rel=1e-6)
    assert high == pytest.approx(2 * exp(reach), rel=1e-6)


def test_two_strata_by_hand() -> None:
    """(12·70/100 + 5·10/30) / (14·30/100 + 1·20/30) = 10.0667 / 4.8667."""
    risk, low, high = relative_risk([TwoByTwo(30, 12, 70, 14), TwoByTwo(20, 5, 10, 1)])
    expected = 10.066667 / 4.866667
    assert risk == pytest.approx(expected, rel=1e-6)
    first = (26 * 30 * 70 - 12 * 14 * 100) / 100**2
    second = (6 * 20 * 10 - 5 * 1 * 30) / 30**2
    reach = 1.959964 * sqrt((first + second) / (10.066667 * 4.866667))
    assert low == pytest.approx(expected * exp(-reach), rel=1e-5)
    assert high == pytest.approx(expected * exp(reach), rel=1e-5)


def test_the_test_of_one_table_is_pearsons_but_for_one_case() -> None:
    """Chi-square of Cochran, Mantel and Haenszel is Pearson's times (N - 1) / N."""
    (one,) = associations([tabled(TwoByTwo(30, 12, 70, 14))])
    pearson = 100 * (12 * 56 - 18 * 14) ** 2 / (30 * 70 * 26 * 74)
    assert one.p == pytest.approx(_upper_tail(pearson * 99 / 100), rel=1e-6)


def _upper_tail(chi_square: float) -> float:
    return erfc(sqrt(chi_square / 2))


def test_a_hard_category_is_not_taken_for_a_bad_team() -> None:
    hard, easy = TwoByTwo(80, 40, 20, 10), TwoByTwo(20, 1, 180, 9)
    (crude,) = associations([tabled(TwoByTwo(100, 41, 200, 19))])
    (within,) = associations([tabled(hard, easy)])
    assert crude.risk == pytest.approx(4.3157, rel=1e-4)
    assert crude.is_sure
    assert within.risk == pytest.approx(1.0)
    assert within.p == pytest.approx(1.0)
    assert not within.is_sure


def test_many_comparisons_are_corrected() -> None:
    """Benjamini and Hochberg: p times the number of tests over its rank, never falling."""
    tables = [tabled(TwoByTwo(100, 20 + 3 * n, 100, 20), team=f"T{n}") for n in range(5)]
    found = {one.teams[0]: one for one in associations(tables)}
    ps = sorted(one.p for one in found.values())
    expected = [min(p * 5 / (rank + 1) for rank, p in enumerate(ps) if p >= own) for own in ps]
    assert sorted(one.q or 0 for one in found.values()) == pytest.approx(expected)


def test_few_cases_are_shown_and_not_tested() -> None:
    few = tabled(TwoByTwo(5, 4, 500, 20), team="few")
    many, alone = tabled(TwoByTwo(100, 30, 100, 10)), associations([few])[0]
    assert (alone.few, alone.q, alone.is_sure) == (True, None, False)
    first, second = associations([few, many])
    assert (first.teams, second.teams) == (("A",), ("few",))
    assert first.q == pytest.approx(first.p)


def test_what_cannot_be_compared_is_left_out() -> None:
    everybody_has_it = tabled(TwoByTwo(50, 10, 0, 0))
    nobody_complains = tabled(TwoByTwo(50, 0, 50, 0))
    assert associations([everybody_has_it, nobody_complains]) == ()


def test_zeros_have_no_interval() -> None:
    assert relative_risk([TwoByTwo(50, 0, 50, 5)]) == (0.0, None, None)
    assert relative_risk([TwoByTwo(50, 5, 50, 0)]) == (None, None, None)
