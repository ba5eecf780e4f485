from __future__ import annotations

from itertools import chain, permutations
from random import Random

import pytest

from chainmap.diagram.charts.ordering import EXACT, Pair, backwards, partition
from chainmap.model import PartyId


def generated(seed: int, size: int, marks: int) -> tuple[list[PartyId], set[Pair]]:
    random = Random(seed)  # noqa: S311 - a picture, not a secret
    names = [PartyId(f"Team {i:02}") for i in range(size)]
    return names, {tuple(random.sample(names, 2)) for _ in range(marks)}  # type: ignore[misc]


def line(names: list[PartyId], pairs: set[Pair]) -> list[PartyId]:
    return list(chain.from_iterable(partition(names, pairs)))


@pytest.mark.parametrize("seed", range(30))
def test_no_order_has_fewer_marks_below_the_diagonal(seed: int) -> None:
    names, pairs = generated(seed, size=6, marks=4 + seed % 12)
    fewest = min(backwards(order, pairs) for order in permutations(names))
    assert backwards(line(names, pairs), pairs) == fewest


def test_without_a_circle_nothing_runs_back() -> None:
    names, pairs = generated(1, size=20, marks=60)
    forward = {(a, b) if a < b else (b, a) for a, b in pairs}
    assert backwards(line(names, forward), forward) == 0


def test_who_feeds_each_other_in_a_circle_is_one_group() -> None:
    a, b, c, d = map(PartyId, "abcd")
    pairs = [(d, b), (b, c), (c, b), (c, a)]
    assert partition([a, b, c, d], pairs) == ((d,), (b, c), (a,))


def test_a_large_group_is_better_than_by_name() -> None:
    names, pairs = generated(5, size=EXACT + 15, marks=90)
    found = line(names, pairs)
    assert sorted(found) == names
    assert backwards(found, pairs) < backwards(names, pairs)
    assert backwards(found, pairs) <= len(pairs) / 2


def test_the_order_of_the_input_does_not_matter() -> None:
    names, pairs = generated(7, size=10, marks=25)
    assert partition(names[::-1], sorted(pairs)) == partition(names, sorted(pairs, reverse=True))
