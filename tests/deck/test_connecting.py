"""Lines that turn: however they run, PowerPoint's own shape follows the route."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from chainmap.deck.shapes import Box, Connector, Deck, Frame, Group, Path, Point, Site, Slide
from chainmap.deck.writing import pptx

_TINY = 0.01
_OVER = ((1, 1), (1, 4), (3, 4), (3, 1)), ((4, 1), (4, 3), (2, 3), (2, 1.5))
_ROUTES = (
    ((1, 1), (3, 1), (3, 4)),
    ((3, 4), (1, 4), (1, 1)),
    ((1, 1), (1, 4), (3, 4)),
    ((3, 4), (3, 1), (1, 1)),
    ((3, 1), (3, 4), (1, 4)),
    ((1, 4), (1, 1), (3, 1)),
    ((1, 1), (1.5, 1), (1.5, 4), (3, 4)),
    ((3, 4), (2.5, 4), (2.5, 1), (1, 1)),
    ((1, 1), (1, 1.5), (3, 1.5), (3, 4)),
    ((3, 4), (3, 2), (1, 2), (1, 1)),
    ((1, 4), (1, 3), (3, 3), (3, 1)),
    ((1, 1), (5, 1), (5, 4), (3, 4)),
    *_OVER,
)


def slide_with(route: tuple[Point, ...]) -> Any:
    """Return a slide with one line, glued to tiny boxes at its ends."""
    ends = zip("ab", (route[0], route[-1]), strict=True)
    boxes = [Box(name, name, Frame(x, y, 0, 0), edge="#000000") for name, (x, y) in ends]
    line = Connector("a", "b", Site.TOP, Site.TOP, "#ff0000", route=route)
    deck = Deck("T", "F", date(2026, 1, 1), (Slide("S", (*boxes, line)),))
    return Presentation(BytesIO(pptx(deck))).slides[0]


def drawn(line: Any) -> list[Point]:
    """Return the corners as PowerPoint draws them: mirrored, then turned round the middle."""
    place = line.spPr.find(qn("a:xfrm"))
    width, height = (float(place.find(qn("a:ext")).get(side)) for side in ("cx", "cy"))
    left, top = (float(place.find(qn("a:off")).get(side)) for side in ("x", "y"))
    turn = line.spPr.find(f".//{qn('a:gd')}")
    part = 1.0 if turn is None else float(turn.get("fmla").removeprefix("val ")) / 100_000
    corners = [(0.0, 0.0), (part * width, 0.0), (part * width, height), (width, height)]
    found = []
    for x, y in corners:
        across, down = x - width / 2, y - height / 2
        across *= -1 if place.get("flipH") else 1
        down *= -1 if place.get("flipV") else 1
        for _ in range(int(place.get("rot", "0")) // 5_400_000):
            across, down = -down, across
        found.append(
            ((left + width / 2 + across) / Inches(1), (top + height / 2 + down) / Inches(1))
        )
    return [found[0], *(b for a, b in pairwise(found) if a != b)]


@pytest.mark.parametrize("route", _ROUTES)
def test_a_line_turns_where_its_route_turns(route: tuple[Point, ...]) -> None:
    line = slide_with(route).element.find(f".//{qn('p:cxnSp')}")
    for seen, wanted in zip(drawn(line), route, strict=True):
        assert seen == pytest.approx(wanted, abs=2 * _TINY)


def test_a_line_is_glued_to_a_site_of_a_box_in_a_group() -> None:
    outline = Box("a", "A", Frame(1, 1, 2, 1), fill="#ffffff", sites=((3, 1.2),))
    star = Path("Star", ((1, 1), (2, 1), (1.5, 2)), "#fdd49e", "#a50f15")
    rule = Path("Rule", ((1, 2), (3, 2)), edge="#000000", is_closed=False)
    other = Box("b", "B", Frame(5, 1, 2, 1), fill="#ffffff")
    line = Connector("a", "b", 4, Site.LEFT, "#ff0000")
    slide = Slide("S", (Group("A", outline, (star, rule), "Team A"), other, line))
    made = pptx(Deck("T", "F", date(2026, 1, 1), (slide,), (20.0, 10.0)))
    page = Presentation(BytesIO(made)).slides[0]
    (group,) = (shape for shape in page.shapes if hasattr(shape, "shapes"))
    assert [shape.name for shape in group.shapes] == ["A", "Star", "Rule"]
    tie = page.element.find(f".//{qn('a:stCxn')}")
    assert (int(tie.get("id")), tie.get("idx")) == (group.shapes[0].shape_id, "4")
    sites = list(group.shapes[0].element.iter(qn("a:cxn")))
    assert len(sites) == 5
    assert sites[4].find(qn("a:pos")).get("x") == str(Inches(2))
    (arrow,) = (shape for shape in page.shapes if shape.name == "A → B")
    assert (arrow.begin_x, arrow.begin_y) == (Inches(3), Inches(1.2))
