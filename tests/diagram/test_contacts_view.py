from __future__ import annotations

from chainmap.analysis.trace import trace
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.charts.contacts import MOST, Sent, contacts_view, passings_on, sent
from chainmap.diagram.engine.dot import dot
from chainmap.flow import Flow
from chainmap.model import PartyId
from tests.diagram.laws import crossing, overlapping, shape, words_of
from tests.diagram.parcels import frame
from tests.diagram.reading import drawn, texts
from tests.literal import complaint, flow, handoff


def desks() -> Flow:
    return flow(handoff("A", "B"), handoff("B", "C"), handoff("C", "Customer", "answer"))


def routes(found: Flow, *ways: str, count: int = 1) -> tuple[Sent, ...]:
    """Return complaints, each with a letter for each stop."""
    complaints = [
        complaint(found, "passed-around", id=f"C-{n}", count=count, contacts=tuple(way))
        for n, way in enumerate(ways, start=1)
    ]
    return sent(trace(found, complaints).complaints)


def view(found: Flow, *ways: str, count: int = 1) -> Drawing:
    return contacts_view(routes(found, *ways, count=count), frame(found))


def picture(found: Flow, *ways: str, count: int = 1) -> list[str]:
    return texts(drawn(dot(view(found, *ways, count=count))))


def test_stops_are_numbered_in_a_line_from_the_customer_on() -> None:
    found = desks()
    drawing = view(found, "ABAC")
    parts = [box for box in drawing.boxes if box.tooltip[1:2] and "stop" in box.tooltip[1]]
    assert [words_of(box) for box in parts] == ["1", "A", "2", "B", "3 ↻", "A", "4", "C"]
    places = [box.at for box in parts if box.at is not None]
    assert places == sorted(places)
    assert len({y for _, y in places}) == 1
    lines = [line.tooltip for line in drawing.connectors]
    assert lines[:4] == [("asks",), ("1 → 2",), ("2 → 3",), ("3 → 4",)]


def test_the_shortest_way_stands_below_with_both_counts() -> None:
    words = picture(desks(), "ABABC")
    assert "shortest way" in words
    assert "Customer: passed on 4 times; 2 would have been enough." in words


def test_a_way_that_could_not_be_shorter_blames_nobody() -> None:
    words = picture(desks(), "AB")
    assert "Customer: passed on once." in words
    assert "shortest way" not in words
    assert "Who passes on most" not in words


def test_a_route_between_strangers_says_that_no_way_leads_there() -> None:
    found = flow(handoff("A", "Customer", "answer"), handoff("X", "Y"))
    words = picture(found, "AXAX")
    assert any("no way along the handoffs" in text for text in words)


def test_who_passes_on_most_is_counted_over_all_complaints() -> None:
    found = desks()
    bars = passings_on(routes(found, "ABAC", "BABC", "AB", count=3)).bars
    assert [(bar.names[0], bar.weight) for bar in bars] == [("A", 9), ("B", 9)]


def test_of_many_routes_the_heaviest_are_drawn_and_all_are_counted() -> None:
    found = desks()
    ways = ["ABAC"] * (MOST + 2)
    words = picture(found, *ways, count=2)
    assert sum(text.startswith("C-") for text in words) == MOST
    assert any("14 complaints: passed on 42 times, 28 would have been" in t for t in words)
    assert any(f"The {MOST} heaviest of {MOST + 2} routes." in text for text in words)


def test_only_complaints_about_being_passed_around_have_a_row() -> None:
    found = desks()
    late = complaint(found, "late", contacts=(PartyId("A"), PartyId("B")))
    assert sent(trace(found, [late]).complaints) == ()


def test_what_the_customer_said_is_there() -> None:
    found = desks()
    told = complaint(found, "passed-around", said="Four people!", contacts=tuple("ABAC"))
    drawing = contacts_view(sent(trace(found, [told]).complaints), frame(found))
    assert "“Four people!”" in texts(drawn(dot(drawing)))


def test_a_long_route_turns_round_and_nothing_lies_upon_anything() -> None:
    drawing = view(desks(), "ABC" * 7)
    assert overlapping(drawing) == []
    assert crossing(drawing) == []
    assert len([b for b in drawing.boxes if "stop 21" in b.tooltip]) == 2


def test_several_routes_fill_a_slide() -> None:
    for ways in (["ABAC"] * 3, ["ABAC"] * 5, ["ABACABC"] * 2):
        drawing = view(desks(), *ways)
        assert overlapping(drawing) == []
        assert crossing(drawing) == []
        assert 1.5 < shape(drawing) < 2.3
