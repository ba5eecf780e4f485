"""Cycles: each named once, however many teams it has."""

from __future__ import annotations

from chainmap.measure.cycles import cycles
from tests.literal import flow, handoff


def test_one_long_circle_is_named_once_from_its_first_team() -> None:
    found = flow(
        handoff("C", "A", "c"),
        handoff("A", "B", "a"),
        handoff("B", "C", "b"),
        handoff("C", "Customer", "out"),
    )
    (cycle,) = cycles(found)
    assert cycle.teams(found) == ("A", "B", "C")


def test_a_short_cut_through_a_circle_is_a_cycle_of_its_own() -> None:
    found = flow(
        handoff("A", "B", "ab"),
        handoff("B", "C", "bc"),
        handoff("C", "D", "cd"),
        handoff("D", "A", "da"),
        handoff("B", "D", "bd"),
        handoff("D", "Customer", "out"),
    )
    assert [cycle.teams(found) for cycle in cycles(found)] == [("A", "B", "D"), tuple("ABCD")]


def test_a_hub_costs_what_it_receives_and_hands_over_not_their_product() -> None:
    into = [handoff(f"S{i}", "Hub", f"in{i}") for i in range(30)]
    out = [handoff("Hub", f"R{i}", f"out{i}") for i in range(20)]
    found = flow(*into, *out)
    assert found.waiting_graph.number_of_edges() == 30 + 20
    assert found.graph.number_of_edges() == 30 * 20
