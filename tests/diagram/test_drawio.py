"""draw.io: whole XML in which everything has its parent, its place and both its ends."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree import ElementTree as ET  # what this program itself has just written

import pytest

from chainmap.diagram.canvas.connected import placed_in_one_piece
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.text import clean
from chainmap.diagram.engine.layout import Layout, layout
from chainmap.diagram.files.drawio import drawio
from chainmap.diagram.maps.chain import chain_view
from tests.diagram import hostile
from tests.diagram.parcels import frame, parcels

TAGS = {"table", "tr", "td", "span", "b", "br", "div"}


class Label(HTMLParser):
    """Reads the HTML of a label; anything that is not plain text in known tags is noted."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.foreign: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS or any(name not in {"style", "colspan"} for name, _ in attrs):
            self.foreign.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def picture() -> tuple[Drawing, Layout]:
    found = parcels()
    drawing = chain_view(found, frame(found))
    return placed_in_one_piece(drawing, layout(drawing))


def cells(text: str) -> dict[str, ET.Element]:
    """Return the cells by id; one with a tooltip stands in an object that has the id."""
    (root,) = ET.fromstring(text).iter("root")  # noqa: S314
    found = {}
    for element in root:
        cell = element if element.tag == "mxCell" else element[0]
        found[element.get("id", "")] = cell
        cell.set("words", element.get("value") or element.get("label") or "")
    assert len(found) == len(root)  # no id twice
    return found


def style(cell: ET.Element) -> dict[str, str]:
    parts = (part.partition("=") for part in (cell.get("style") or "").split(";") if part)
    return {key: value for key, _, value in parts}


def numbers(cell: ET.Element) -> tuple[float, float, float, float]:
    (place,) = cell.iter("mxGeometry")
    x, y, width, height = (float(place.get(side, "")) for side in ("x", "y", "width", "height"))
    return x, y, width, height


def test_every_box_stands_where_the_engine_put_it() -> None:
    drawing, places = picture()
    found = cells(drawio(drawing, places, agent="test"))
    for box in drawing.boxes:
        x, y, width, height = numbers(found[box.id])
        if (parent := found[box.id].get("parent", "")) in places.areas:
            left, top, _, _ = places.areas[parent]
            x, y = x + left, y + top
        expected = places.boxes[box.id]
        assert (x, y, x + width, y + height) == pytest.approx(expected, abs=0.02)


def test_a_team_is_a_child_of_its_department_and_moves_with_it() -> None:
    drawing, places = picture()
    found = cells(drawio(drawing, places, agent="test"))
    (area,) = drawing.areas
    assert style(found[area.id])["container"] == "1"
    assert {i for i, cell in found.items() if cell.get("parent") == area.id} == {*area.boxes}


def test_every_connector_holds_on_to_both_its_boxes() -> None:
    drawing, places = picture()
    found = cells(drawio(drawing, places, agent="test"))
    for line in drawing.connectors:
        cell = found[line.id]
        assert cell.get("edge") == "1"
        assert (cell.get("source"), cell.get("target")) == (line.supplier, line.customer)
        look = style(cell)
        assert look["endArrow"] == "block"
        assert look["dashed"] == str(int(line.dashed))
        held = [float(look[f"{end}{axis}"]) for end in ("exit", "entry") for axis in "XY"]
        assert all(0 <= part <= 1 for part in held)
        for end in (held[:2], held[2:]):
            assert any(min(part, 1 - part) < 0.1 for part in end), "not on the edge of the box"


def test_every_parent_is_there_and_drawn_before() -> None:
    drawing, places = picture()
    seen: set[str] = set()
    for name, cell in cells(drawio(drawing, places, agent="test")).items():
        assert cell.get("parent") is None or cell.get("parent") in seen
        seen.add(name)


def test_boxes_are_rounded_boxes_with_the_teams_own_name() -> None:
    drawing, places = picture()
    found = cells(drawio(drawing, places, agent="test"))
    for box in drawing.boxes:
        assert box.party is not None
        assert box.party in Label(found[box.id].get("words", "")).words
        if box.party == "Planning":
            assert style(found[box.id])["rounded"] == "1"


@pytest.mark.parametrize("name", hostile.NAMES)
def test_no_name_becomes_markup(name: str) -> None:
    for drawing in hostile.drawings(name):
        places = layout(drawing)
        text = drawio(drawing, places, agent="test")
        found = {key: Label(cell.get("words", "")) for key, cell in cells(text).items()}
        assert not [label.foreign for label in found.values() if label.foreign]
        assert all("javascript" not in (cell.get("style") or "") for cell in cells(text).values())
        said = " ".join(label.words for label in found.values())
        assert clean(name)[:12] in said


def test_the_same_drawing_gives_the_same_text() -> None:
    drawing, places = picture()
    assert drawio(drawing, places, agent="a") == drawio(drawing, places, agent="a")
