"""What an engine draws, step by step, read as outlines and words."""

from __future__ import annotations

import pytest

from chainmap.diagram.engine.ink import Operation, Outline, Written, marks
from chainmap.diagram.engine.render import render

SQUARE = [[0, 0], [0, 10], [10, 10], [10, 0]]
FILL: list[Operation] = [
    {"op": "c", "color": "#fffffe00"},
    {"op": "C", "color": "#ff0000"},
    {"op": "P", "points": SQUARE},
]
BORDER: list[Operation] = [
    {"op": "S", "style": "setlinewidth(2)"},
    {"op": "S", "style": "dashed(dotted,invis)"},
    {"op": "c", "color": "#0000ff80"},
    {"op": "p", "points": SQUARE},
]
SAID: list[Operation] = [
    {"op": "F", "size": 9.0, "face": "Arial"},
    {"op": "c", "color": "#333333"},
    {"op": "t", "fontchar": 1},
    {"op": "T", "pt": [5, 4], "align": "n", "width": 4.0, "text": "a"},
]


def placed(x: float, y: float) -> tuple[float, float]:
    return x, 100 - y


def test_a_border_belongs_to_the_fill_inside_of_it() -> None:
    (found,) = marks([*FILL, *BORDER], placed)
    assert found == Outline(
        ((0, 100), (0, 90), (10, 90), (10, 100)), "#ff0000", "#0000ff", 2.0, is_dashed=True
    )


def test_words_begin_where_the_engine_begins_them() -> None:
    (found,) = marks(SAID, placed)
    assert found == Written("a", (3, 96), 4.0, 9.0, is_bold=True, colour="#333333")


@pytest.mark.parametrize(("colour", "seen"), [("transparent", None), ("black", "#000000")])
def test_colours_that_are_names(colour: str, seen: str | None) -> None:
    (found,) = marks([{"op": "c", "color": colour}, {"op": "L", "points": SQUARE}], placed)
    assert found == Outline(((0, 100), (0, 90), (10, 90), (10, 100)), None, seen, is_closed=False)


def test_engines_tell_what_they_draw() -> None:
    assert b"_draw_" in render("digraph { a }", "json").data
