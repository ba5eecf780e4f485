"""The same picture from both engines: the same boxes, lines and words; only places may differ."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chainmap.app.views import View
from chainmap.diagram.engine.dot import dot
from chainmap.diagram.engine.engines import Engine, dot_engine, pygraphviz_engine
from tests.diagram.every_view import view_of
from tests.diagram.reading import SVG, drawn, texts, tooltips


def things(source: str, engine: Engine) -> tuple[list[str], list[str], list[str]]:
    """Return the ids of boxes, lines and areas, all texts, all tooltips; in order of names."""
    svg = drawn(source, [engine])
    names = [
        title.text or "" for group in svg.iter(f"{SVG}g") for title in group.iter(f"{SVG}title")
    ]
    return sorted(names), sorted(texts(svg)), sorted(tooltips(svg))


@pytest.mark.parametrize("view", View)
def test_both_engines_draw_the_same_things(view: View, require: Callable[[str], Path]) -> None:
    require("dot")
    source = dot(view_of(view.value))
    one, other = (things(source, engine) for engine in (pygraphviz_engine(), dot_engine()))
    assert one == other
    assert one[1]
