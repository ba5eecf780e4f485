"""Mermaid: every line is one of few shapes, and no name gets out of its quotes."""

from __future__ import annotations

import re

import pytest

from chainmap.diagram.files.mermaid import mermaid
from chainmap.diagram.maps.chain import chain_view
from tests.diagram import hostile
from tests.diagram.parcels import frame, parcels

LABEL = r'"(?:[\w ,.+\-/→×·…–\u0300-\u036f]|#\d+;|<br/>)*"'
ID = r"(?:n|e|cluster_)\d+"
COLOUR = r"#[0-9a-f]{6}"
INK = rf"color:{COLOUR}(?:,stroke-dasharray:5 3)?"
SHAPES = (
    rf"  (?:  )?n\d+\[{LABEL}\]",
    rf"  subgraph {ID}\[{LABEL}\]",
    r"  end",
    rf"  n\d+ (?:-->|---|-\.->|-\.-|==>|===)(?:\|{LABEL}\|)? n\d+",
    rf"  classDef c\d+ fill:{COLOUR},stroke:{COLOUR},stroke-width:\d+px,{INK}",
    r"  class n\d+(?:,n\d+)* c\d+",
    rf"  style {ID} fill:{COLOUR},stroke:{COLOUR},color:{COLOUR}",
    rf"  linkStyle \d+ stroke:{COLOUR},stroke-width:\d+\.\dpx",
    r"%% [^%{}<>]*",
)


def body(text: str) -> list[str]:
    """Return the lines behind the head, which is checked first."""
    lines = text.splitlines()
    assert lines[0] == "---"
    assert re.fullmatch(r'title: "(?:[^"\\%{}<>]|\\")*"', lines[1])
    assert lines[2:6] == ["config:", "  theme: base", "---", "flowchart LR"]
    return lines[6:]


def label(name: str) -> str:
    """Return a label as a reader sees it."""
    return re.sub(r"#(\d+);", lambda code: chr(int(code[1])), name).replace("<br/>", " ")


@pytest.mark.parametrize("name", hostile.NAMES)
def test_no_name_becomes_a_command(name: str) -> None:
    for drawing in hostile.drawings(name):
        for line in body(mermaid(drawing, remark="made by chainmap")):
            assert any(re.fullmatch(shape, line) for shape in SHAPES), line


def test_a_name_is_read_as_it_was_written() -> None:
    name = '"R&D" <50 %>; #1 `end`'
    chain, _ = hostile.drawings(name)
    found = re.findall(r'\["(.*?)"\]', mermaid(chain, remark=""))
    assert name in [label(text) for text in found]


def test_departments_are_subgraphs_with_their_teams() -> None:
    found = parcels()
    text = mermaid(chain_view(found, frame(found)), remark="made by chainmap")
    (inside,) = re.findall(r'  subgraph cluster_1\["Operations"\]\n(.*?)\n  end', text, re.DOTALL)
    assert re.fullmatch(r'    n\d+\["Warehouse<br/>.*"\]', inside)


def test_rework_is_dashed_and_the_thickest_line_is_thick() -> None:
    found = parcels()
    lines = body(mermaid(chain_view(found, frame(found)), remark=""))
    assert len([line for line in lines if " -.->" in line]) == 1
    assert any(" ==>" in line for line in lines)
    assert any(" -->" in line for line in lines)


def test_the_same_drawing_gives_the_same_text() -> None:
    found = parcels()
    one, other = (mermaid(chain_view(found, frame(found)), remark="") for _ in range(2))
    assert one == other
