"""Whatever stands in a name, it is shown as it stands and does nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from chainmap.analysis.gaps import gaps
from chainmap.analysis.trace import trace
from chainmap.diagram.engine.dot import dot
from chainmap.diagram.engine.engines import Engine, dot_engine, pygraphviz_engine
from chainmap.diagram.engine.render import render
from chainmap.diagram.maps.gap_map import gap_map
from chainmap.diagram.maps.overview import overview
from chainmap.diagram.maps.scope import whole_of
from chainmap.flow import Flow
from tests.diagram.parcels import TODAY, frame
from tests.diagram.reading import SVG, chain_dot, drawn, texts, tooltips, trace_dot
from tests.literal import complaint, flow, handoff

NAMES = [
    '"quoted" & <b>bold</b>',
    "<script>alert(1)",
    "R&amp;D: port",
    r"back\N \G \n slash\\",
    "ends with \\",
    "<b>",
    "graph",
    "-->",
    "فريق المستودع",
    "仓库团队",
    "Team 👩‍👩‍👧 🚚",
    "javascript:alert(1)",
    "[x] {y|z}",
    "%C&A; &#60;",
]

NAME = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(params=["pygraphviz", "dot"])
def engine(request: pytest.FixtureRequest, require: Callable[[str], Path]) -> Engine:
    if request.param == "dot":
        require("dot")
        return dot_engine()
    return pygraphviz_engine()


def named(name: str) -> Flow:
    return flow(
        handoff("Vendor", name, f"For {name}", 3, promise=1, volume=1),
        handoff(name, "Customer", name, 5, promise=4, accuracy=0.9),
        teams=[],
    )


def views(found: Flow) -> list[str]:
    traced = trace(found, [complaint(found, said=found.organisation.handoffs[0].supplier)])
    return [
        chain_dot(found, frame(found)),
        dot(overview(whole_of(found.organisation), frame(found))),
        dot(gap_map(gaps(found, as_of=TODAY), whole_of(found.organisation), frame(found))),
        trace_dot(found, traced.complaints[0], frame(found)),
    ]


@NAME
def test_a_name_is_shown_exactly(name: str, engine: Engine) -> None:
    for source in views(named(name)):
        svg = drawn(source, [engine])
        assert name in texts(svg)


@NAME
def test_a_tooltip_has_the_whole_name(name: str, engine: Engine) -> None:
    for source in views(named(name)):
        assert any(name in tooltip for tooltip in tooltips(drawn(source, [engine])))


@NAME
def test_the_title_of_the_document_is_exact(name: str, engine: Engine) -> None:
    found = named(name)
    source = chain_dot(found, replace(frame(found), title=name))
    title = drawn(source, [engine]).find(f".//{SVG}title")
    assert title is not None
    assert (title.text or "").strip() == name


@NAME
def test_nothing_in_a_picture_acts_or_fetches(name: str, engine: Engine) -> None:
    for source in views(named(name)):
        check_inert(render(source, "svg", engines=[engine]).data)


def check_inert(picture: bytes) -> None:
    assert b"<!DOCTYPE" not in picture
    assert b"<script" not in picture
    for element in ET.fromstring(picture).iter():  # noqa: S314
        assert element.tag.split("}")[1] not in {"script", "foreignObject", "image", "use", "style"}
        for attribute in element.attrib:
            local = attribute.split("}")[-1]
            assert not local.startswith("on")
            assert local not in {"href", "src"}


@pytest.mark.parametrize("form", ["png", "pdf"])
def test_every_name_can_be_drawn_in_every_format(form: str, engine: Engine) -> None:
    together = flow(*(handoff(name, "Customer", name) for name in NAMES))
    picture = render(chain_dot(together, frame(together)), form, engines=[engine]).data
    assert picture.startswith(b"\x89PNG" if form == "png" else b"%PDF")


def test_node_ids_are_generated() -> None:
    dot = chain_dot(named("Secret Team"), frame(named("Secret Team")))
    heads = re.findall(r"^\s*(\S+) \[", dot, re.MULTILINE)
    assert all(re.fullmatch(r"n\d+|graph|node|edge|n\d+|<.*", head) for head in heads)


@pytest.mark.parametrize("name", ["x" * 200, "word " * 40])
def test_a_very_long_name_is_cut_in_the_box_and_whole_in_the_tooltip(name: str) -> None:
    svg = drawn(chain_dot(named(name), frame(named(name))))
    assert any(text.endswith("…") for text in texts(svg))
    assert any(name.strip() in tooltip for tooltip in tooltips(svg))


def test_control_characters_are_replaced() -> None:
    found = named("Ware\x00ho\x1buse")
    svg = drawn(chain_dot(found, frame(found)))
    assert "Ware\ufffdho\ufffduse" in texts(svg)
