"""A drawing as slides of native shapes: areas behind, boxes, connectors glued to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chainmap.deck.shapes import Deck, Item, Slide
from chainmap.deck.theme import BOTTOM, TOP, WHOLE, answer
from chainmap.diagram.canvas import drawing as drawn
from chainmap.diagram.canvas.drawing import Drawing, Rect
from chainmap.diagram.canvas.markup import Content
from chainmap.diagram.engine.layout import Layout
from chainmap.diagram.files.plain import lines_of
from chainmap.diagram.files.slide_legend import LEGEND_HEIGHT, legend
from chainmap.diagram.files.slide_page import is_page, page_size, page_slide
from chainmap.diagram.files.slide_shapes import (
    POINTS,
    Frames,
    Type,
    area_shape,
    box_shape,
    label_shape,
    line_shape,
    name_of,
)
from chainmap.model import Organisation

LEAST = 9.0
"""Points below which text on a slide is too small to read: then there are more slides."""

MOST = 18.0
"""Points that the smallest text of a small picture grows to."""

_GROWTH = 1.15
"""Boxes have room for text that is so many times as large as drawn."""

_ROOM = (WHOLE, BOTTOM - LEGEND_HEIGHT - TOP - 0.1)
"""Width and height for the picture, in inches."""

_PADDING = 8.0
"""Points between boxes and the edge of the area around them, where a part is cut out."""


@dataclass(frozen=True, slots=True)
class Pictured:
    """The slides of a drawing, and the points of the smallest text on them."""

    slides: tuple[Slide, ...]
    smallest: float


def picture_deck(
    pages: Iterable[tuple[Drawing, Layout]], organisation: Organisation, *, as_of: date
) -> Deck:
    """Return a deck of these drawings and nothing else; where all are pages, of their size."""
    placed = list(pages)
    first = placed[0][0].heading
    deck = Deck(first.title or organisation.name, first.facts, as_of, ())
    if all(is_page(page, places) for page, places in placed):
        across, down = zip(*(page_size(places) for _, places in placed), strict=True)
        whole = tuple(page_slide(page, places) for page, places in placed)
        return replace(deck, slides=whole, size=(max(across), max(down)))
    slides = [slide for page, places in placed for slide in picture_slides(page, places).slides]
    return replace(deck, slides=tuple(slides))


def picture_slides(drawing: Drawing, places: Layout, *, least: float = LEAST) -> Pictured:
    """Return a drawing as slides: one, or as many as text of `least` points needs.

    Only a box that alone is larger than a slide makes text smaller.
    """
    drawn_at = min(_sizes(drawing), default=least)
    needed = least / drawn_at / _GROWTH
    parts = [_Part(drawing, places, tuple(places.boxes))]
    scale = min(parts[0].fitting, MOST / drawn_at)
    if scale < needed and places.boxes:
        parts = _parts(drawing, places, needed)
        scale = min(needed, *(part.fitting for part in parts))
    smallest = max(scale * drawn_at, min(least, scale * drawn_at * _GROWTH))
    type_of = Type(scale, smallest)
    slides = tuple(
        Slide(
            title=drawing.heading.title + (f" ({n} of {len(parts)})" if len(parts) > 1 else ""),
            items=tuple(part.items(type_of)),
            notes=part.notes(),
        )
        for n, part in enumerate(parts, start=1)
    )
    return Pictured(slides, smallest)


def _sizes(drawing: Drawing) -> Iterator[float]:
    """Yield the sizes of all text in boxes and beside lines."""
    contents: list[Content] = [box.content for box in drawing.boxes]
    contents += [line.label for line in drawing.connectors if line.label is not None]
    for content in contents:
        for said in lines_of(content):
            yield from (piece.style.size for piece in said if piece.words)


def _parts(drawing: Drawing, places: Layout, scale: float) -> list[_Part]:
    """Return parts that fit on a slide at this scale: columns of boxes, each cut into rows."""
    room = tuple(side * POINTS / scale - 2 * _PADDING for side in _ROOM)
    columns = _groups(places.boxes, places.boxes, (0, 2), room[0])
    return [
        _Part(drawing, places, tuple(rows))
        for column in columns
        for rows in _groups(column, places.boxes, (1, 3), room[1])
    ]


def _groups(
    names: Iterable[str], boxes: Mapping[str, Rect], sides: tuple[int, int], room: float
) -> Iterator[list[str]]:
    """Yield neighbours along an axis that together take no more than this room."""
    near, far = sides
    group: list[str] = []
    for name in sorted(names, key=lambda name: (boxes[name][near], name)):
        if group and boxes[name][far] - boxes[group[0]][near] > room:
            yield group
            group = []
        group.append(name)
    if group:
        yield group


@dataclass(frozen=True, slots=True)
class _Part:
    """Some boxes of a drawing, on a slide of their own."""

    drawing: Drawing
    places: Layout
    boxes: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return len(self.boxes) == len(self.places.boxes)

    @property
    def fitting(self) -> float:
        """The scale, in points on the slide for each point of the drawing, that fills the room."""
        left, top, right, bottom = self._extent()
        width, height = max(right - left, 1.0), max(bottom - top, 1.0)
        return min(_ROOM[0] * POINTS / width, _ROOM[1] * POINTS / height)

    def _extent(self) -> Rect:
        rects = [*(self.places.boxes[name] for name in self.boxes), *self._areas().values()]
        return _around(rects) if rects else (0.0, 0.0, 1.0, 1.0)

    def _areas(self) -> Mapping[str, Rect]:
        """Return the areas of the boxes; in a part of a drawing they end around its boxes."""
        if self.is_whole:
            return self.places.areas
        found = {}
        for area in self.drawing.areas:
            inside = [self.places.boxes[name] for name in area.boxes if name in self.boxes]
            if inside and area.id in self.places.areas:
                left, top, right, bottom = _around(inside)
                room = (left - _PADDING, top - 3 * _PADDING, right + _PADDING, bottom + _PADDING)
                found[area.id] = room
        return found

    def items(self, letters: Type) -> Iterator[Item]:
        frames = Frames(letters.scale, self._extent())
        apart = len(list(self._apart()))
        aside = f"{apart} arrows lead to other parts: see the notes." if apart else ""
        yield answer(self.drawing.heading.subtitle, aside)
        areas = self._areas()
        for area in self.drawing.areas:
            if area.id in areas:
                yield area_shape(area, frames.of(areas[area.id]), letters)
        kept = frozenset(self.boxes)
        for box in self.drawing.boxes:
            if box.id in kept:
                yield box_shape(box, frames.of(self.places.boxes[box.id]), letters)
        for line in self._inside():
            yield line_shape(line, self.places, letters.scale)
            if (label := label_shape(line, self.places, frames, letters)) is not None:
                yield label
        yield from legend(self.drawing.heading.legend)

    def _inside(self) -> Iterator[drawn.Connector]:
        kept = frozenset(self.boxes)
        for line in self.drawing.connectors:
            if line.supplier in kept and line.customer in kept and line.supplier != line.customer:
                yield line

    def _apart(self) -> Iterator[drawn.Connector]:
        """Yield the arrows of which only one end is here."""
        kept = frozenset(self.boxes)
        for line in self.drawing.connectors:
            if (line.supplier in kept) != (line.customer in kept):
                yield line

    def notes(self) -> str:
        names = {box.id: name_of(box) for box in self.drawing.boxes}
        heading = self.drawing.heading
        arrows = [
            f"{names.get(line.supplier, '')} → {names.get(line.customer, '')}"
            for line in self._apart()
        ]
        said = [heading.subtitle, heading.facts]
        if arrows:
            said += ["Arrows to other parts", *arrows]
        return "\n".join(filter(None, said))


def _around(rects: Sequence[Rect]) -> Rect:
    left, top, right, bottom = zip(*rects, strict=True)
    return min(left), min(top), max(right), max(bottom)
