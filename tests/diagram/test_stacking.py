"""Boxes below each other stand as near as can be to where they should."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmap.diagram.swimlanes.stacking import stacked

HEIGHTS = st.floats(1, 50)
BOXES = st.lists(st.tuples(st.floats(-500, 500), HEIGHTS), min_size=1, max_size=12)


def test_boxes_with_room_stand_where_they_should() -> None:
    assert stacked([50, 150], [20, 20], 10, (0, 300)) == [50, 150]


def test_boxes_that_want_one_place_share_the_way() -> None:
    assert stacked([100, 100], [20, 20], 10, (0, 300)) == [85, 115]


def test_nothing_stands_above_or_below_its_bounds() -> None:
    assert stacked([-100, 900], [20, 20], 10, (0, 300)) == [10, 290]


def test_no_box_no_place() -> None:
    assert stacked([], [], 10, (0, 300)) == []


@given(BOXES, st.floats(0, 20), st.floats(0, 400))
def test_boxes_keep_their_order_and_distance(
    boxes: list[tuple[float, float]], gap: float, room: float
) -> None:
    wanted, heights = zip(*boxes, strict=True)
    found = stacked(wanted, heights, gap, (0, room))
    for (one, high), (other, low) in pairwise(zip(found, heights, strict=True)):
        assert other - one >= (high + low) / 2 + gap - 1e-6
    assert found[0] - heights[0] / 2 >= -1e-6
    if sum(heights) + gap * (len(heights) - 1) <= room:
        assert found[-1] + heights[-1] / 2 <= room + 1e-6


@given(BOXES)
def test_no_small_shift_of_all_boxes_would_be_nearer(boxes: list[tuple[float, float]]) -> None:
    wanted, heights = zip(*boxes, strict=True)
    found = stacked(wanted, heights, 5, (-10_000, 10_000))
    away = sum(at - want for at, want in zip(found, wanted, strict=True))
    assert away == pytest.approx(0, abs=1e-6)
