"""The ladder shows a chain's time as it is known: waits, work, sums, and what is not known."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import combinations, pairwise

import pytest

from chainmap import units
from chainmap.analysis.trace import Traced, trace, trace_deliveries
from chainmap.diagram.canvas.drawing import Box, Drawing, Rect
from chainmap.diagram.canvas.extent import extent
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.canvas.markup import pieces
from chainmap.diagram.chains.ladder import ladder_view
from chainmap.diagram.chains.timeline import TimeLine
from chainmap.diagram.engine.dot import dot
from chainmap.diagram.engine.layout import layout
from chainmap.flow import Flow
from chainmap.model import Calendar, PartyId, Team
from tests.diagram.laws import overlapping
from tests.diagram.parcels import late, parcels
from tests.diagram.reading import drawn, texts
from tests.literal import HERE, complaint, flow, handoff

CALENDAR = Calendar()


def traced(found: Flow) -> Traced:
    return trace(found, [complaint(found)]).complaints[0]


def view(found: Flow, of: Traced | None = None) -> Drawing:
    frame = Frame.of(found.organisation, as_of=date(2026, 11, 21))
    return ladder_view(found, frame, of or traced(found))


def line(found: Flow) -> TimeLine:
    return TimeLine.of(found, traced(found))


def known() -> Flow:
    """Return three steps of 1, 5 and 10 hours, of which half an hour each is work."""
    return flow(
        handoff("A", "B", "one", 1, process_time=0.5),
        handoff("B", "C", "two", 5, process_time=0.5),
        handoff("C", "Customer", "three", 10, process_time=0.5),
        vendors=[],
    )


def gappy() -> Flow:
    """Return a step without a time, one without a process time, and one with both."""
    return flow(
        handoff("A", "B", "one"),
        handoff("B", "C", "two", 5),
        handoff("C", "Customer", "three", 10, process_time=0.5),
        vendors=[],
    )


def long(size: int = 25) -> Flow:
    names = [f"Step {number:02}" for number in range(size)]
    steps = [handoff(a, b, f"to {b}", 4, process_time=1) for a, b in pairwise(names)]
    return flow(*steps, handoff(names[-1], "Customer", "Goods", 3), vendors=[])


def again() -> Flow:
    """Return a chain that comes to one team twice."""
    return flow(
        handoff("Customer", "Desk", "call"),
        handoff("Desk", "Expert", "case", 2, process_time=1, made_from=["call"]),
        handoff("Expert", "Desk", "advice", 3, process_time=1),
        handoff("Desk", "Customer", "answer", 1, process_time=1, made_from=["advice"]),
        vendors=[],
    )


PICTURES = {
    "known": known(),
    "gappy": gappy(),
    "long": long(),
    "again": again(),
    "nothing known": flow(handoff("A", "B", "x"), handoff("B", "Customer", "y"), vendors=[]),
}
PICTURE = pytest.mark.parametrize("name", PICTURES)


@cache
def drawing(name: str) -> Drawing:
    return view(PICTURES[name])


def rect(box: Box) -> Rect:
    assert box.at is not None
    (x, y), (width, height) = box.at, extent(box.content)
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def words(found: Drawing) -> list[str]:
    return [" ".join(p.words for p in pieces(box.content)) for box in found.boxes]


@PICTURE
def test_no_two_boxes_overlap(name: str) -> None:
    boxes = [rect(box) for box in drawing(name).boxes]
    assert not [
        (one, other)
        for one, other in combinations(boxes, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]


@PICTURE
def test_boxes_take_no_more_room_than_was_estimated(name: str) -> None:
    placed = layout(drawing(name))
    for box in drawing(name).boxes:
        if box.look.get("shape") == "star":
            continue
        left, top, right, bottom = placed.boxes[box.id]
        width, height = extent(box.content)
        assert right - left <= width + 3
        assert bottom - top <= height + 3


def test_the_sums_are_those_of_the_trace() -> None:
    found = known()
    chain = traced(found).behind.slowest[0]
    (totals,) = (text for text in words(drawing("known")) if text.startswith("lead time"))
    assert units.hours(chain.lead_time, CALENDAR) in totals
    assert units.hours(chain.process_time or 0, CALENDAR) in totals
    ratio = line(found).activity_ratio
    assert ratio == pytest.approx(1.5 / 16)
    assert units.percent(ratio or 0) in totals


def test_the_pieces_add_up_to_the_lead_time() -> None:
    found = line(known())
    assert sum((p.wait or 0) + (p.work or 0) for p in found.timed) == pytest.approx(found.lead_time)
    assert [p.wait for p in found.timed] == [0.5, 4.5, 9.5]


def test_the_largest_waits_are_marked_until_they_make_half_of_all_waiting() -> None:
    assert line(known()).bursts == {3: pytest.approx(9.5 / 14.5)}
    even = flow(
        *(handoff(f"T{i}", f"T{i + 1}", f"d{i}", 3, process_time=1) for i in range(9)),
        handoff("T9", "Customer", "out", 3, process_time=1),
        vendors=[],
    )
    assert [*line(even).bursts] == [1, 2, 3]
    assert sum(box.look.get("shape") == "star" for box in view(even).boxes) == 3


def test_what_nobody_knows_is_listed_and_never_0() -> None:
    found = line(gappy())
    assert [piece.number for piece in found.unknown_times] == [1]
    assert [piece.number for piece in found.unknown_work] == [2]
    assert found.activity_ratio is None
    said = words(drawing("gappy"))
    (missing,) = (text for text in said if text.startswith("Time not known"))
    assert "1 A → B" in missing
    assert "Process time not known: 2 B → C." in missing
    assert any("time not known" in text for text in said)
    (totals,) = (text for text in said if text.startswith("lead time"))
    assert "15 h + ?" in totals
    assert "30 min + ?" in totals
    assert not any("0 h" in text.split() for text in said)


def test_where_no_time_is_known_there_is_no_sum() -> None:
    (totals,) = (t for t in words(drawing("nothing known")) if t.startswith("lead time"))
    assert totals == "lead time – process time – activity ratio PT / LT –"


def test_what_a_customer_hands_in_starts_the_clock() -> None:
    found = line(again())
    assert found.pieces[0].starts
    assert not found.unknown_times
    assert len(found.timed) == len(found.pieces) - 1


def test_a_step_that_takes_no_time_has_no_work_to_ask_for() -> None:
    found = line(flow(handoff("Vendor", "A", "steel", 0), handoff("A", "Customer", "out", 2)))
    assert [piece.step.supplier for piece in found.unknown_work] == ["A"]


def test_a_team_visited_twice_stands_there_twice_with_both_numbers() -> None:
    boxes = [box for box in drawing("again").boxes if box.party == "Desk"]
    assert len(boxes) == 2
    assert all("2 · 4" in " ".join(p.words for p in pieces(box.content)) for box in boxes)


def test_a_long_chain_folds_into_rows_that_say_where_they_go_on() -> None:
    said = words(drawing("long"))
    rows = sum(box.tooltip == ("time line",) for box in drawing("long").boxes)
    assert rows > 2
    turns = [text for text in said if text.startswith("▸ ")]
    assert len(turns) == rows - 1
    for turn in turns:
        assert f"{int(turn.removeprefix('▸ ')) - 1} ▸" in said
    placed = layout(drawing("long"))
    assert 1.2 < placed.width / placed.height < 2.4


def test_every_step_is_drawn() -> None:
    found = traced(long()).behind.slowest[0]
    parties = [box.party for box in drawing("long").boxes if box.party is not None]
    assert parties == [*found.teams]


def test_the_legend_says_how_the_marked_waits_were_chosen() -> None:
    entries = [entry.words for entry in drawing("known").heading.legend]
    assert "improve first: the largest waits, together 50 % of all waiting, at most 3" in entries


def test_it_is_drawn_for_a_vendor_and_for_a_delivery_without_complaint() -> None:
    found = parcels()
    assert "Warehouse" in texts(drawn(dot(view(found, trace(found, [late(found)]).complaints[0]))))
    vendor = flow(handoff("Vendor", "A", "steel", 2), handoff("A", "Customer", "out", 2))
    asked = trace_deliveries(vendor, vendor.deliveries).complaints[0]
    assert "Vendor" in texts(drawn(dot(view(vendor, asked))))


def test_hostile_names_are_only_text() -> None:
    name = '<b>"A&amp;\\N'
    found = flow(handoff(name, "Customer", "<i>", 2), vendors=[])
    assert name in texts(drawn(dot(view(found))))


def test_long_names_of_departments_do_not_push_boxes_upon_each_other() -> None:
    home = "Department of very long names and of even longer responsibilities"
    teams = [Team(PartyId(name), HERE, f"{home} {name}") for name in ("A", "B", "C")]
    steps = [handoff("A", "B", "one", 1), handoff("B", "C", "two", 5)]
    found = flow(*steps, handoff("C", "Customer", "three", 10), teams=teams)
    drawing = view(found)
    assert overlapping(drawing) == []
    assert "Department of very long names and…" in texts(drawn(dot(drawing)))
