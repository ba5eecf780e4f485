"""What an engine drew inside a box as native shapes: cells, borders, lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from chainmap.deck.shapes import Align, Box, Path
from chainmap.diagram.canvas.drawing import Rect
from chainmap.diagram.engine.ink import Mark, Outline, Written, bounds
from chainmap.diagram.files.slide_texts import Place, Said, gathered

_OFF_CENTRE = 3.0
"""Points that a text may lie off the middle of its cell and still be the text of it."""

_CORNERS = 4

_HEAD, _HEAD_HEIGHT = "▶", 0.75
"""The sign for the head of an arrow in legends, and its height in sizes of letters."""


def shapes(
    marks: Sequence[Mark], aligned: Sequence[tuple[str, Align]], place: Place
) -> Iterator[Box | Path]:
    """Yield the outlines as shapes, and the text in them, or over them where it fits in none."""
    marks = [_arrowhead(mark) or mark for mark in marks]
    outlines = [mark for mark in marks if isinstance(mark, Outline) and len(mark.points) > 1]
    cells = {n: bounds(mark.points) for n, mark in enumerate(outlines) if is_box(mark)}
    texts = list(gathered([mark for mark in marks if isinstance(mark, Written)], aligned, cells))
    inside = _inside(texts, cells)
    for number, mark in enumerate(outlines):
        shape = _shape(mark, place)
        said = inside.get(number)
        yield said.within(shape, place) if said and isinstance(shape, Box) else shape
    kept = set(map(id, inside.values()))
    yield from (said.alone(place) for said in texts if id(said) not in kept)


def _arrowhead(mark: Mark) -> Outline | None:
    """Return the head of an arrow drawn, where it is written: as text, it may come out coloured."""
    if not isinstance(mark, Written) or mark.text.strip() != _HEAD:
        return None
    (left, low), right = mark.at, mark.at[0] + mark.width
    high = low - _HEAD_HEIGHT * mark.size
    return Outline(((left, low), (left, high), (right, (low + high) / 2)), mark.colour, None)


def is_box(mark: Outline) -> bool:
    """Whether an outline is a rectangle, with or without round corners."""
    if mark.is_round:
        return True
    left, top, right, bottom = bounds(mark.points)
    corners = {(left, top), (right, top), (left, bottom), (right, bottom)}
    return mark.is_closed and len(mark.points) == _CORNERS and corners == set(mark.points)


def _shape(mark: Outline, place: Place) -> Box | Path:
    edge_width = mark.width * place.scale
    if not is_box(mark):
        points = tuple(place.point(point) for point in mark.points)
        return Path(
            "Line", points, mark.fill, mark.edge, edge_width, mark.is_dashed, mark.is_closed
        )
    return Box(
        "",
        "Cell",
        place.frame(bounds(mark.points)),
        fill=mark.fill,
        edge=mark.edge,
        edge_width=edge_width,
        is_dashed=mark.is_dashed,
        is_round=mark.is_round,
        wraps=False,
    )


def _inside(texts: Sequence[Said], cells: Mapping[int, Rect]) -> Mapping[int, Said]:
    """Return the only text of each cell, where it stands in the middle of it."""
    of_cell: dict[int, list[Said]] = {}
    for said in texts:
        if said.cell is not None:
            of_cell.setdefault(said.cell, []).append(said)
    return {
        cell: said[0]
        for cell, said in of_cell.items()
        if len(said) == 1 and _is_middle(said[0], cells[cell])
    }


def _is_middle(said: Said, cell: Rect) -> bool:
    (left, top, right, bottom), (x0, y0, x1, y1) = said.around, cell
    if abs((top + bottom) - (y0 + y1)) / 2 > _OFF_CENTRE:
        return False
    return said.align is not Align.CENTRE or abs((left + right) - (x0 + x1)) / 2 <= _OFF_CENTRE
