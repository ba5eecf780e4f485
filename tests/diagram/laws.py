"""Laws that pictures keep which set the page themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.drawing import Box, Drawing
from chainmap.diagram.engine.layout import Point, layout

_TOUCH = 0.5
"""Points by which boxes may touch: Graphviz counts in whole points."""


def words_of(box: Box) -> str:
    """Return all words in a box."""
    return " ".join(piece.words for piece in markup.pieces(box.content)).strip()


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    """Return the words of boxes that lie upon each other, as the engine draws them."""
    placed = layout(drawing).boxes
    written = [(words, placed[box.id]) for box in drawing.boxes if (words := words_of(box))]
    return [
        (one, other)
        for (one, a), (other, b) in combinations(written, 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > _TOUCH and min(a[3], b[3]) - max(a[1], b[1]) > _TOUCH
    ]


def shape(drawing: Drawing) -> float:
    """Return the width of the page for its height."""
    page = layout(drawing)
    return page.width / page.height


def crossing(drawing: Drawing) -> list[tuple[str, str]]:
    """Return the ids of lines, and of the boxes that they run through."""
    placed = layout(drawing)
    ends = {line.id: {line.supplier, line.customer} for line in drawing.connectors}
    return [
        (line, box)
        for line, points in placed.lines.items()
        for box, (left, top, right, bottom) in placed.boxes.items()
        if box not in ends[line]
        and any(left + 1 < x < right - 1 and top + 1 < y < bottom - 1 for x, y in _along(points))
    ]


def _along(points: Sequence[Point]) -> Iterator[Point]:
    """Yield points of straight lines, close to each other."""
    (a, b), (c, d) = points[0], points[-1]
    for step in range(101):
        yield a + (c - a) * step / 100, b + (d - b) * step / 100
