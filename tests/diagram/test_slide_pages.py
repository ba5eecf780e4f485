"""Views composed as one page stay one slide: all of it, as large, native, glued."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from chainmap.app.answers import open_flow
from chainmap.app.views import Subject, View, Wanted, drawings
from chainmap.deck.shapes import Box, Connector, Group
from chainmap.deck.writing import pptx
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.engine.dot import dot
from chainmap.diagram.engine.layout import Layout, layout
from chainmap.diagram.files.slide_page import LARGEST, page_size, page_slide
from chainmap.diagram.files.slides import picture_deck
from chainmap.diagram.looks.choices import Theme
from chainmap.diagram.looks.theme import themed
from tests.diagram.every_view import DEMO, view_of
from tests.diagram.hostile import NAMES, organisation
from tests.diagram.parcels import TODAY, parcels
from tests.diagram.reading import drawn, texts

COMPOSED = (
    "agreement",
    "contacts",
    "ladder",
    "matrix",
    "observed",
    "pareto",
    "sipoc",
    "swimlane",
)
ARROWHEAD = "▶"
"""In legends it is a sign in other files, on slides a shape."""


@cache
def places_of(view: str) -> Layout:
    return layout(view_of(view), marked=True)


@cache
def made(view: str) -> bytes:
    return deck_of(view_of(view), places_of(view))


def deck_of(page: Drawing, places: Layout) -> bytes:
    return pptx(picture_deck([(page, places)], parcels().organisation, as_of=TODAY))


def slides(data: bytes) -> list[Any]:
    return list(Presentation(BytesIO(data)).slides)


def said(slide: Any) -> list[str]:
    """Return every line of text on a slide, also in groups."""
    found = (
        "".join(run.text or "" for run in line.iter(qn("a:t")))
        for line in slide.element.iter(qn("a:p"))
    )
    return [_plain(text) for text in found if text.strip()]


def _plain(text: str) -> str:
    return " ".join(text.split())


def parts(slide: Any) -> Iterator[Any]:
    """Yield every shape with a size on a slide, those in groups instead of the groups."""
    for shape in slide.shapes:
        yield from shape.shapes if hasattr(shape, "shapes") else [shape]


def test_the_composed_views_say_so_and_the_maps_do_not() -> None:
    assert {view.value for view in View if view_of(view.value).is_page} == set(COMPOSED)


@pytest.mark.parametrize("view", COMPOSED)
def test_a_composed_view_is_one_slide_of_its_own_size(view: str) -> None:
    data = made(view)
    (slide,) = slides(data)
    assert slide.shapes.title.text_frame.text == view_of(view).heading.title
    shown = Presentation(BytesIO(data))
    places = places_of(view)
    proportions = (places.width + 43.2) / (places.height + 43.2)
    assert shown.slide_width / shown.slide_height == pytest.approx(proportions, rel=1e-3)
    for shape in parts(slide):
        if shape.rotation:  # an elbow that PowerPoint turns: its frame is that before the turn
            continue
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= shown.slide_width
        assert shape.top + shape.height <= shown.slide_height


@pytest.mark.parametrize("view", COMPOSED)
def test_every_text_of_the_picture_is_on_the_slide(view: str) -> None:
    (slide,) = slides(made(view))
    expected = [_plain(text) for text in texts(drawn(dot(view_of(view)))) if text.strip()]
    assert sorted(said(slide)) == sorted(text for text in expected if text != ARROWHEAD)


@pytest.mark.parametrize("view", COMPOSED)
def test_text_is_as_large_as_in_the_picture_and_large_enough(view: str) -> None:
    sizes = [
        int(run.get("sz"))
        for slide in slides(made(view))
        for run in slide.element.iter(qn("a:rPr"))
        if run.get("sz")
    ]
    assert min(sizes) >= 900


@pytest.mark.parametrize("view", COMPOSED)
def test_connectors_are_glued_from_box_to_box_and_have_heads(view: str) -> None:
    (slide,) = slides(made(view))
    names = {shape.shape_id: shape.name for shape in parts(slide)}
    page = view_of(view)
    lines = list(slide.element.iter(qn("p:cxnSp")))
    assert len(lines) == len(list(page.connectors))
    heads = 0
    for line in lines:
        ends = [line.find(f".//{qn(end)}") for end in ("a:stCxn", "a:endCxn")]
        assert all(int(end.get("id")) in names for end in ends)
        heads += line.find(f".//{qn('a:tailEnd')}") is not None
    assert heads == sum(not line.headless for line in page.connectors)


@pytest.mark.parametrize("view", COMPOSED)
def test_lines_end_on_the_slide_where_they_end_in_the_picture(view: str) -> None:
    page, places = view_of(view), places_of(view)
    slide = page_slide(page, places)
    scale = page_size(places)[0] / (places.width + 43.2)
    glue: dict[str, Box] = {}
    for item in slide.items:
        if isinstance(item, Group):
            inside = (item.outline, *item.items)
            glue |= {box.id: box for box in inside if isinstance(box, Box) and box.id}
    lines = [item for item in slide.items if isinstance(item, Connector)]
    for line, connector in zip(lines, page.connectors, strict=True):
        end = glue[line.customer].site(line.enters)
        x, y = places.lines[connector.id][-1]
        assert end == pytest.approx(((x + 21.6) * scale, (y + 21.6) * scale), abs=0.05)


def test_lines_that_turn_do_so_at_right_angles() -> None:
    slide = page_slide(view_of("swimlane"), places_of("swimlane"))
    turning = [item for item in slide.items if isinstance(item, Connector) and item.route]
    assert turning
    for line in turning:
        for (x, y), (next_x, next_y) in pairwise(line.route):
            assert min(abs(next_x - x), abs(next_y - y)) < 0.01


def test_a_box_is_a_group_of_its_cells_and_says_more_to_those_who_listen() -> None:
    slide = page_slide(view_of("ladder"), places_of("ladder"))
    groups = [item for item in slide.items if isinstance(item, Group)]
    assert len(groups) == len(list(view_of("ladder").boxes))
    desk = next(group for group in groups if group.name == "Order Desk")
    assert desk.alt.startswith("Order Desk")
    cells = [cell for cell in desk.items if isinstance(cell, Box) and cell.fill and cell.lines]
    assert {"2", "load 63 %"} <= {_plain(cell.lines[0].text) for cell in cells}


def test_each_team_has_one_slide() -> None:
    flow = open_flow(DEMO)
    frame = Frame.of(flow.organisation, as_of=TODAY)
    pages = drawings(Subject(flow, Wanted(View.SIPOC), frame, TODAY))
    placed = [(page, layout(page, marked=True)) for page in pages[:3]]
    deck = picture_deck(placed, flow.organisation, as_of=TODAY)
    assert [slide.title for slide in deck.slides] == [page.heading.title for page in pages[:3]]


def test_a_dark_page_has_dark_paper() -> None:
    page = themed(view_of("pareto"), Theme.DARK)
    (slide,) = slides(deck_of(page, layout(page, marked=True)))
    assert str(slide.background.fill.fore_color.rgb).lower() == page.paper.removeprefix("#")


def test_no_slide_is_larger_than_a_program_takes() -> None:
    huge = replace(places_of("pareto"), width=10_000.0, height=2_000.0)
    assert max(page_size(huge)) == pytest.approx(LARGEST)


def test_a_map_is_laid_out_without_marks_and_stays_an_ordinary_slide() -> None:
    page = view_of("overview")
    deck = picture_deck([(page, layout(page))], parcels().organisation, as_of=TODAY)
    assert deck.size == (13.333, 7.5)


@pytest.mark.parametrize("view", [View.SIPOC, View.SWIMLANE])
@pytest.mark.parametrize("name", NAMES)
def test_names_are_text_and_the_same_input_gives_the_same_bytes(name: str, view: View) -> None:
    flow = organisation(name)
    frame = Frame.of(flow.organisation, as_of=TODAY)
    wanted = Wanted(view)
    page = drawings(Subject(flow, wanted, frame, TODAY))[0]
    places = layout(page, marked=True)
    data = deck_of(page, places)
    assert data == deck_of(page, layout(page, marked=True))
    (slide,) = slides(data)
    expected = [_plain(text) for text in texts(drawn(dot(page))) if text.strip()]
    assert sorted(said(slide)) == sorted(text for text in expected if text != ARROWHEAD)


def test_libreoffice_opens_it(require: Callable[[str], Path], tmp_path: Path) -> None:
    office = require("soffice")
    file = tmp_path / "ladder.pptx"
    file.write_bytes(made("ladder"))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [str(office), home, "--headless", "--convert-to", "pdf"]
    command += ["--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    assert (tmp_path / "ladder.pdf").stat().st_size > 0
