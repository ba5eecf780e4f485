"""Paper: the sheets are those of ISO 216, and a picture has exactly the proportion of its page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET  # what this program itself has just drawn

import pytest

from chainmap.diagram.engine.dot import dot
from chainmap.diagram.engine.render import engines_for, render
from chainmap.diagram.files.paper import fitted, size_of, with_exact_size
from chainmap.diagram.looks.choices import EngineChoice, Paper
from tests.diagram.every_view import view_of
from tests.diagram.reading import SVG

SIDES = {
    Paper.A0: ("1189mm", "841mm"),
    Paper.A1: ("841mm", "594mm"),
    Paper.A2: ("594mm", "420mm"),
    Paper.A3: ("420mm", "297mm"),
    Paper.A4: ("297mm", "210mm"),
    Paper.WIDE: ("960pt", "540pt"),
    Paper.CLASSIC: ("720pt", "540pt"),
}


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("view", ["trace", "pareto"])
def test_an_svg_is_exactly_the_page_and_keeps_its_margin(paper: Paper, view: str) -> None:
    picture = render(dot(fitted(view_of(view), paper)), "svg").data
    root = ET.fromstring(with_exact_size(picture, paper))  # noqa: S314
    assert (root.get("width"), root.get("height")) == SIDES[paper]
    _, _, width, height = (float(part) for part in (root.get("viewBox") or "").split())
    assert (width, height) == pytest.approx(size_of(paper).points, abs=0.01)
    left, top, right, bottom = extent(root)
    margin = 0.04 * min(width, height) - 2
    assert margin < left < right < width - margin
    assert margin < top < bottom < height - margin
    fills_width, fills_height = (right - left) / width, (bottom - top) / height
    assert max(fills_width, fills_height) > 0.85


def extent(root: ET.Element) -> tuple[float, float, float, float]:
    """Return where boxes, areas and texts are on the page: left, top, right, bottom."""
    (graph,) = (g for g in root.iter(f"{SVG}g") if g.get("class") == "graph")
    moved = re.search(r"scale\((\S+).*translate\((\S+) (\S+)\)", graph.get("transform") or "")
    assert moved is not None
    scale, right, down = (float(number) for number in moved.groups())
    corners = [
        pair.split(",")
        for group in graph
        if group.get("class") in {"node", "cluster"}
        for shape in group.iter(f"{SVG}polygon")
        for pair in shape.get("points", "").split()
    ]
    corners += [[t.get("x", "0"), t.get("y", "0")] for t in graph.iter(f"{SVG}text")]
    xs = [scale * (float(x) + right) for x, _ in corners]
    ys = [scale * (float(y) + down) for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


@pytest.mark.parametrize("name", ["pygraphviz", "dot"])
def test_a_png_has_the_proportion_of_the_page(name: str, require: Callable[[str], Path]) -> None:
    if name == "dot":
        require("dot")
    drawing = fitted(view_of("pareto"), Paper.WIDE)
    data = render(dot(drawing), "png", engines=engines_for(EngineChoice(name))).data
    width, height = (int.from_bytes(data[at : at + 4]) for at in (16, 20))
    assert width * 9 == height * 16
