"""The swimlane view keeps its lanes, its columns and the shape of a slide, whatever it draws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from chainmap.analysis.trace import Traced, trace
from chainmap.app import load
from chainmap.diagram.canvas.drawing import Area, Box, Drawing, Rect
from chainmap.diagram.canvas.extent import extent
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.canvas.markup import pieces
from chainmap.diagram.engine.dot import dot
from chainmap.diagram.engine.layout import Layout, layout
from chainmap.diagram.looks.colouring import by_evidence
from chainmap.diagram.looks.words import ENGLISH
from chainmap.diagram.maps.scope import near, whole_of
from chainmap.diagram.swimlanes.swimlane import swimlane_view
from chainmap.flow import Flow
from chainmap.model import PartyId, PartyKind, Team
from tests.diagram.parcels import frame, late, parcels
from tests.diagram.reading import arrows, drawn, texts
from tests.diagram.test_layout import curve, generated
from tests.literal import HERE, complaint, flow, handoff

ROOT = Path(__file__).parents[2]


def org() -> Flow:
    return Flow(load(ROOT / "org").organisation)


def heaviest(found: Flow) -> Traced:
    return trace(found, found.organisation.complaints).complaints[0]


def view(found: Flow, traced: Traced | None = None) -> Drawing:
    return swimlane_view(found, Frame.of(found.organisation, as_of=date(2026, 11, 21)), traced)


def staff(size: int, *, department: str | None = "Branches") -> Flow:
    """Return so many teams in one lane that all serve one other."""
    names = [f"Branch {number:02}" for number in range(size)]
    teams = [Team(PartyId(name), HERE, department) for name in names]
    steps = [handoff(name, "Hub", "Post", 1) for name in names]
    return flow(*steps, handoff("Hub", "Customer", "Mail", 1), teams=teams, vendors=[])


def long_chain(size: int = 26, per_lane: int = 7) -> Flow:
    names = [f"Step {number:02}" for number in range(size)]
    teams = [Team(PartyId(n), HERE, f"Lane {i // per_lane}") for i, n in enumerate(names)]
    steps = [handoff(one, other, f"to {other}", 3) for one, other in pairwise(names)]
    last = handoff(names[-1], "Customer", "Goods", 3)
    return flow(*steps, last, teams=teams, vendors=[])


def circle() -> Flow:
    names = [f"Loop {number}" for number in range(6)]
    steps = [handoff(names[i], names[(i + 1) % 6], f"x{i}", 3) for i in range(6)]
    teams = [Team(PartyId(name), HERE, f"D{i % 3}") for i, name in enumerate(names)]
    return flow(*steps, handoff("Loop 2", "Customer", "out", 2), teams=teams, vendors=[])


def traced_late(found: Flow) -> Traced:
    return trace(found, [complaint(found)]).complaints[0]


def pictures() -> Iterator[tuple[str, Drawing]]:
    small = parcels()
    yield "parcels", view(small)
    yield "parcels, late", view(small, trace(small, [late(small)]).complaints[0])
    yield "org", view(org(), heaviest(org()))
    yield "org, nothing marked", view(org())
    yield "sixty teams", view(generated())
    yield "one lane of thirty", view(staff(30))
    yield "no departments", view(staff(8, department=None))
    yield "twenty-five handoffs", view(long_chain(), traced_late(long_chain()))
    yield "a circle", view(circle(), traced_late(circle()))
    yield "one team", view(flow(handoff("Only", "Customer", "it"), vendors=[]))
    yield "nobody deals with anybody", view(flow(teams=[Team(PartyId("Alone"), HERE)]))


PICTURES = dict(pictures())
PICTURE = pytest.mark.parametrize("name", PICTURES)


@cache
def places(name: str) -> Layout:
    return layout(PICTURES[name])


def rect(box: Box) -> Rect:
    assert box.at is not None
    (x, y), (width, height) = box.at, extent(box.content)
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def by_party(drawing: Drawing) -> Mapping[str, list[Box]]:
    found: dict[str, list[Box]] = {}
    for box in drawing.boxes:
        if box.party is not None:
            found.setdefault(box.party, []).append(box)
    return found


def within(inner: Rect, outer: Rect) -> bool:
    return (
        outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    )  # fmt: skip


def lanes_of(drawing: Drawing, box: Box) -> list[str]:
    return [a.name for a in drawing.areas if a.around and within(rect(box), a.around)]


def words(boxes: Iterable[Box]) -> str:
    return " ".join(piece.words for box in boxes for piece in pieces(box.content))


@PICTURE
def test_no_two_boxes_overlap_even_where_fonts_are_wide(name: str) -> None:
    boxes = [rect(box) for box in PICTURES[name].boxes]
    assert not [
        (one, other)
        for one, other in combinations(boxes, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]


@PICTURE
def test_boxes_take_no_more_room_than_was_estimated(name: str) -> None:
    drawing, placed = PICTURES[name], places(name)
    for box in drawing.boxes:
        left, top, right, bottom = placed.boxes[box.id]
        width, height = extent(box.content)
        assert right - left <= width + 3, words([box])
        assert bottom - top <= height + 3, words([box])


@PICTURE
def test_no_line_runs_through_a_box(name: str) -> None:
    drawing, placed = PICTURES[name], places(name)
    for line in drawing.connectors:
        ends = {line.supplier, line.customer}
        others = [box for key, box in placed.boxes.items() if key not in ends]
        path = " ".join(f"{x},{y}" for x, y in placed.lines[line.id])
        for x, y in curve(path):
            hit = [b for b in others if b[0] + 3 < x < b[2] - 3 and b[1] + 3 < y < b[3] - 3]
            assert not hit, line.tooltip


@PICTURE
def test_every_party_is_drawn_in_one_lane(name: str) -> None:
    drawing = PICTURES[name]
    for boxes in by_party(drawing).values():
        for box in boxes:
            assert len(lanes_of(drawing, box)) == 1


@pytest.mark.parametrize("marked", [True, False])
def test_nobody_of_an_organisation_is_missing(*, marked: bool) -> None:
    found = org()
    drawing = view(found, heaviest(found) if marked else None)
    shown = by_party(drawing)
    teams = found.organisation.teams
    assert {team.name for team in teams} <= shown.keys()
    assert {customer.name for customer in found.organisation.customers} <= shown.keys()
    for team in teams:
        (box,) = shown[team.name]
        assert lanes_of(drawing, box) == [team.department]


def test_the_lanes_are_in_the_organisations_order_in_every_band() -> None:
    found = org()
    order = ["Customers order", *found.organisation.departments, "Vendors"]
    tops: dict[float, Area] = {a.around[1]: a for a in PICTURES["org"].areas if a.around}
    places = [order.index(tops[top].name) for top in sorted(tops) if tops[top].name in order]
    bands = 1 + sum(one >= other for one, other in pairwise(places))
    assert bands == len(_bands(PICTURES["org"]))


def _bands(drawing: Drawing) -> list[list[Rect]]:
    """Return the lanes band by band: within a band they touch."""
    around = sorted(
        (a.around for a in drawing.areas if a.around and a.name != "Customers"), key=lambda r: r[1]
    )
    found: list[list[Rect]] = []
    for lane in around:
        if found and abs(found[-1][-1][3] - lane[1]) < 0.1:
            found[-1].append(lane)
        else:
            found.append([lane])
    return found


def test_work_runs_to_the_right_wherever_it_does_not_go_round() -> None:
    found = parcels()
    drawing = view(found)
    at = {party: boxes[-1].at for party, boxes in by_party(drawing).items()}
    order = ["Order Desk", "Planning", "Warehouse", "Dispatch", "Shoppers"]
    places = [at[PartyId(name)] for name in order]
    xs = [place[0] for place in places if place is not None]
    assert len(xs) == len(order)
    assert xs == sorted(xs)


def test_customers_stand_right_of_every_team() -> None:
    found = org()
    drawing = PICTURES["org, nothing marked"]
    kind = {name: party.kind for name, party in found.organisation.parties.items()}
    right = max(
        rect(box)[2]
        for box in drawing.boxes
        if box.party is not None and kind[box.party] is PartyKind.TEAM
    )
    panel = next(a.around for a in drawing.areas if a.name == "Customers")
    assert panel is not None
    assert panel[0] > right


@pytest.mark.parametrize(
    "name", ["org", "org, nothing marked", "sixty teams", "one lane of thirty"]
)
def test_a_page_has_about_the_shape_of_a_slide(name: str) -> None:
    placed = places(name)
    assert 1.3 < placed.width / placed.height < 2.4


def test_a_long_chain_folds_and_says_where_it_goes_on() -> None:
    drawing = PICTURES["twenty-five handoffs"]
    bands = _bands(drawing)
    assert len(bands) > 2
    said = [words([box]) for box in drawing.boxes if box.party is None]
    turns = [text for text in said if text.startswith("▸ ")]
    assert len(turns) == len(bands) - 1
    for turn in turns:
        number = int(turn.removeprefix("▸ "))
        assert f"{number - 1} ▸" in said


def test_a_short_chain_does_not_fold() -> None:
    assert len(_bands(PICTURES["parcels, late"])) == 1


def test_the_slowest_chain_has_its_figures_and_the_rest_has_none() -> None:
    found = parcels()
    shown = by_party(PICTURES["parcels, late"])
    assert "PT 12 min" in words(shown["Warehouse"])
    assert "wait 8.8 h" in words(shown["Warehouse"])
    assert "%C&A 85 %" in words(shown["Planning"])
    assert "◆" in words(shown["Warehouse"])
    assert "PT" not in words(by_party(view(found))["Warehouse"])


def test_every_handoff_is_an_arrow_or_a_note() -> None:
    found = org()
    source = dot(PICTURES["org"])
    shown, notes = {*arrows(source)}, by_party(PICTURES["org"])
    for known in found.handoffs:
        if not known.in_flow or not found.organisation.is_team(known.supplier):
            continue
        line = f"{known.supplier} → {known.customer}"
        noted = known.customer in words(notes[known.supplier]).replace("\n", " ")
        cut = "…" in words(notes[known.supplier])
        numbered = any(entry.endswith(f": {line}") for entry in shown)
        assert line in shown or numbered or noted or cut, line


def test_who_is_beside_the_flow_says_whom_it_supports() -> None:
    found = flow(
        handoff("Desk", "Customer", "Answer", 1),
        handoff("IT", "Desk", "Laptops", support=True),
        vendors=[],
    )
    drawing = view(found)
    assert "supports 1 team" in words(by_party(drawing)["IT"])
    assert any("beside the flow" in entry.words for entry in drawing.heading.legend)


def test_teams_without_a_department_have_a_lane_of_their_own() -> None:
    found = parcels()
    names = [area.name for area in view(found).areas]
    assert names.count("Operations") == 1
    assert "(no department)" in names


def test_a_part_without_the_slowest_chain_says_so() -> None:
    found = parcels()
    part = near(whole_of(found.organisation), PartyId("Planning"), depth=1)
    late_one = trace(found, [late(found)]).complaints[0]
    drawing = swimlane_view(found, frame(found), late_one, scope=part)
    assert "The slowest chain is not on this map." in drawing.heading.subtitle
    assert "PT" not in words(drawing.boxes)


def test_the_name_of_a_department_has_room_in_its_lane() -> None:
    team = Team(PartyId("A"), HERE, "Customer Relations and Complaints Office")
    drawing = view(flow(handoff("A", "Customer", "it"), teams=[team], vendors=[]))
    assert "Customer Relations and Complaints Office" in words(drawing.boxes)


def test_boxes_can_say_something_else_than_load() -> None:
    found = parcels()
    colouring = by_evidence(found.organisation, ENGLISH)
    drawing = swimlane_view(found, frame(found), colouring=colouring)
    assert {*colouring.legend} <= {*drawing.heading.legend}
    assert "times: promise only" not in words(by_party(view(found))["Warehouse"])


def test_hostile_names_are_only_text() -> None:
    name = '<b>"A&amp;\\N'
    found = flow(
        handoff(name, "Customer", "<i>"), teams=[Team(PartyId(name), HERE, "D<&\\G")], vendors=[]
    )
    shown = texts(drawn(dot(view(found))))
    assert name in shown
    assert "D<&\\G" in shown


def test_the_same_organisation_gives_the_same_bytes() -> None:
    assert dot(view(org(), heaviest(org()))) == dot(view(org(), heaviest(org())))
