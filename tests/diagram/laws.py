"""Laws that pictures keep which set the page themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.drawing import Box, Drawing, Rect
from chainmap.diagram.engine.layout import Point, layout

_TOUCH = 0.5
"""Points by which boxes may touch: Graphviz counts in whole points."""

_RIM = 1.0
"""Points of a box that a line may touch."""

_STEPS = 40
"""Points looked at on each curve of a line."""


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
    """Return the ids of lines, and of the boxes that they run through, wide as they are."""
    placed = layout(drawing)
    known = {line.id: line for line in drawing.connectors}
    return [
        (line, box)
        for line, points in placed.lines.items()
        for box, around in placed.boxes.items()
        if box not in {known[line].supplier, known[line].customer}
        and any(_meets(point, around, known[line].width / 2) for point in _along(points))
    ]


def _meets(point: Point, box: Rect, reach: float) -> bool:
    """Return whether a line here lies upon more than the rim of a box."""
    (x, y), (left, top, right, bottom) = point, box
    by = reach - _RIM
    return left - by < x < right + by and top - by < y < bottom + by


def _along(points: Sequence[Point]) -> Iterator[Point]:
    """Yield points of a line, close to each other: of each of its Bezier curves in turn."""
    for first in range(0, len(points) - 3, 3):
        for step in range(_STEPS + 1):
            yield _on(points[first : first + 4], step / _STEPS)


def _on(curve: Sequence[Point], at: float) -> Point:
    """Return a point of a cubic Bezier curve."""
    rest = 1 - at
    weights = rest**3, 3 * rest**2 * at, 3 * rest * at**2, at**3
    x, y = (
        sum(w * p for w, p in zip(weights, axis, strict=True)) for axis in zip(*curve, strict=True)
    )
    return x, y
