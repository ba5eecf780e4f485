from __future__ import annotations

from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from chainmap.measure.pareto import MOST, BarKind, pareto

WEIGHTS = st.lists(
    st.tuples(st.none() | st.text(max_size=3), st.floats(0.001, 1e6)), min_size=1, max_size=40
)


@given(WEIGHTS)
def test_bars_add_up_to_all_and_the_last_one_ends_at_all(
    weights: list[tuple[str | None, float]],
) -> None:
    found = pareto(weights)
    assert isclose(sum(bar.weight for bar in found.bars), sum(w for _, w in weights))
    assert isclose(sum(bar.share for bar in found.bars), 1)
    assert found.bars[-1].cumulative == 1


@given(WEIGHTS)
def test_named_bars_come_first_the_largest_on_top(weights: list[tuple[str | None, float]]) -> None:
    found = pareto(weights)
    named = [bar for bar in found.bars if bar.kind is BarKind.NAMED]
    assert list(found.bars[: len(named)]) == named
    assert named == sorted(named, key=lambda bar: (-bar.weight, bar.names))
    assert len(named) <= MOST


def test_what_comes_behind_the_tenth_is_one_bar() -> None:
    found = pareto((f"{n:02}", 100 - n) for n in range(MOST + 3))
    assert found.bars[-1].kind is BarKind.OTHERS
    assert found.bars[-1].names == ("10", "11", "12")


def test_a_weight_without_a_name_comes_last() -> None:
    found = pareto([(None, 9), ("a", 1)])
    assert [bar.kind for bar in found.bars] == [BarKind.NAMED, BarKind.UNNAMED]


def test_the_vital_few_are_those_it_takes_to_reach_eighty_per_cent() -> None:
    found = pareto([("a", 50), ("b", 30), ("c", 15), ("d", 5)])
    assert [bar.is_vital for bar in found.bars] == [True, True, False, False]
