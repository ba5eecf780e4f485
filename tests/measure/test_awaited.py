"""What a step of a chain waits for."""

from __future__ import annotations

from chainmap.measure.awaited import awaited_by
from tests.literal import delivery, flow, handoff


def test_the_latest_input_stands_first() -> None:
    found = flow(
        handoff("Slow", "Desk", "Part", 3),
        handoff("Quick", "Desk", "Paper", 1),
        handoff("Desk", "Customer", "Thing", 1),
    )
    (waiting,) = awaited_by(found, [found.handoffs[delivery(found)]])
    assert [(i.handoff.supplier, i.hours, i.share) for i in waiting.inputs] == [
        ("Slow", 3, None),
        ("Quick", 1, None),
    ]


def test_one_input_leaves_no_choice() -> None:
    found = flow(handoff("Slow", "Desk", "Part", 3), handoff("Desk", "Customer", "Thing", 1))
    assert awaited_by(found, found.handoffs) == ()


def test_what_comes_from_stock_waits_for_nothing() -> None:
    found = flow(
        handoff("Slow", "Desk", "Part", 3),
        handoff("Quick", "Desk", "Paper", 1),
        handoff("Desk", "Customer", "Thing", 1, stock=True),
    )
    assert awaited_by(found, found.handoffs) == ()


def test_alternatives_have_their_share() -> None:
    found = flow(
        handoff("Slow", "Desk", "Part", 3),
        handoff("Quick", "Desk", "Paper", 1),
        handoff("Desk", "Customer", "Thing", 1, made_from=[{"Part": 0.25, "Paper": 0.75}]),
    )
    (waiting,) = awaited_by(found, [found.handoffs[delivery(found)]])
    assert [(i.hours, i.share) for i in waiting.inputs] == [(3, 0.25), (1, 0.75)]


def test_behind_a_cycle_no_input_has_a_figure() -> None:
    found = flow(
        handoff("A", "B", "x", 1),
        handoff("B", "A", "y", 1),
        handoff("C", "B", "z", 1),
        handoff("B", "Customer", "Thing", 1),
    )
    assert awaited_by(found, [found.handoffs[delivery(found)]]) == ()
