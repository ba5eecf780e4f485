"""Maps of few parties: folded into columns that fill a page."""

from __future__ import annotations

from itertools import pairwise

import pytest

from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.engine.layout import layout
from chainmap.diagram.maps.chain import chain_view
from chainmap.diagram.maps.folding import WIDEST, folded
from chainmap.model import PartyId, Team
from tests.diagram.laws import crossing, overlapping, shape
from tests.diagram.parcels import frame
from tests.literal import HERE, flow, handoff


def line_of(count: int) -> list[tuple[PartyId, PartyId]]:
    return list(pairwise(PartyId(f"{number:02}") for number in range(count)))


def steps(count: int) -> list[list[PartyId]]:
    return [[PartyId(f"{number:02}")] for number in range(count)]


def long_chain() -> Drawing:
    names = [f"Team {number}" for number in range(9)]
    teams = [Team(PartyId(name), HERE, f"Dep {n // 3}") for n, name in enumerate(names)]
    work = [handoff(a, b, "Work piece", 1) for a, b in pairwise(names)]
    orders = handoff("Shoppers", names[0], "Order")
    goods = handoff(names[-1], "Shoppers", "Goods", 1)
    found = flow(orders, *work, goods, teams=teams, customers=["Shoppers"])
    return chain_view(found, frame(found))


@pytest.mark.parametrize("count", [8, 30])
def test_a_long_line_of_work_has_no_more_columns_than_fit(count: int) -> None:
    found = folded(steps(count), line_of(count), beside=2)
    assert len(found) <= WIDEST - 2
    assert sorted(party for column in found for party in column) == [
        party for (party,) in steps(count)
    ]


def test_work_never_runs_back_to_an_earlier_column() -> None:
    found = folded(steps(9), line_of(9), beside=2)
    assert [party for column in found for party in column] == [party for (party,) in steps(9)]


def test_nobody_needs_no_column() -> None:
    assert folded([], [], beside=0) == []


def test_who_serves_several_stands_left_of_them() -> None:
    hub = [("A", "B"), ("A", "C"), ("A", "D"), ("A", "E")]
    pairs = [(PartyId(one), PartyId(other)) for one, other in hub]
    first, *_ = folded([["A"], ["B", "C", "D", "E"]], pairs, beside=0)  # type: ignore[list-item]
    assert first == ["A"]


def test_a_long_chain_through_departments_has_about_the_shape_of_a_slide() -> None:
    page = long_chain()
    assert 1.2 < shape(page) < 3
    assert crossing(page) == []
    assert overlapping(page) == []


def test_orders_come_in_left_and_goods_leave_right() -> None:
    page = long_chain()
    boxes = layout(page).boxes
    inside = [boxes[box] for box, party in page.parties.items() if party != "Shoppers"]
    ordering, served = sorted(boxes[box] for box, p in page.parties.items() if p == "Shoppers")
    assert ordering[2] < min(left for left, *_ in inside)
    assert served[0] > max(right for _, _, right, _ in inside)
