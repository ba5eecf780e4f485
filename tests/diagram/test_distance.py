"""How far everybody is from the end of the chain."""

from __future__ import annotations

from chainmap.diagram.swimlanes.distance import distances
from chainmap.model import PartyId

A, B, C, D = map(PartyId, "ABCD")


def test_the_longest_way_counts() -> None:
    found = distances([A, B, C, D], [(A, B), (B, C), (C, D), (A, D)])
    assert found == {A: 4, B: 3, C: 2, D: 1}


def test_who_hands_on_to_nobody_is_last() -> None:
    assert distances([A, B], []) == {A: 1, B: 1}


def test_a_cycle_ends_and_the_chain_runs_one_way_through_it() -> None:
    pairs = [(A, B), (B, C), (C, A)]
    found = distances([A, B, C], pairs, chain=[(C, A), (A, B)])
    assert found == {C: 3, A: 2, B: 1}


def test_who_is_not_asked_for_does_not_count() -> None:
    assert distances([A], [(A, B), (A, A)]) == {A: 1}
