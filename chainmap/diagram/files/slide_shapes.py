"""The boxes, areas and lines of a drawing as native shapes at their places on a slide."""

from __future__ import annotations

from dataclasses import dataclass

from chainmap.deck.shapes import Align, Box, Connector, Frame, Line, Run, Site
from chainmap.deck.text import height
from chainmap.deck.theme import MARGIN, TOP, WHOLE
from chainmap.diagram.canvas import drawing as drawn
from chainmap.diagram.canvas.drawing import Rect
from chainmap.diagram.canvas.markup import Content
from chainmap.diagram.engine.layout import Layout, Point
from chainmap.diagram.files.plain import frame_of, is_simple, lines_of, text_of

POINTS = 72
"""Points of an inch."""

_TIGHT, _INSET = 0.95, 0.04
"""Spacing of lines in boxes, and the inches around them."""

_BOLDEST = 2.5
"""Points of the widest line: its head grows with it."""


@dataclass(frozen=True, slots=True)
class Type:
    """Turns sizes of type in the drawing into sizes on the slide."""

    scale: float
    smallest: float

    def points(self, size: float) -> float:
        """Return a size as programs take it, in half points."""
        return int(max(size * self.scale, self.smallest) * 2 + 1e-6) / 2


@dataclass(frozen=True, slots=True)
class Frames:
    """Turns places of the drawing into places on the slide, in the middle of the room."""

    scale: float
    extent: Rect

    def point(self, at: Point) -> Point:
        """Return a point."""
        left, top, right, _ = self.extent
        width = (right - left) * self.scale / POINTS
        indent = MARGIN + max(WHOLE - width, 0) / 2
        x, y = ((at[i] - (left, top)[i]) * self.scale / POINTS for i in (0, 1))
        return indent + x, TOP + y

    def of(self, rect: Rect) -> Frame:
        """Return a rectangle."""
        left, top = self.point((rect[0], rect[1]))
        right, bottom = self.point((rect[2], rect[3]))
        return Frame(left, top, right - left, bottom - top)


def name_of(box: drawn.Box) -> str:
    """Return whom a box stands for, else what it says."""
    return box.party or text_of(box.content)


def box_shape(box: drawn.Box, frame: Frame, letters: Type) -> Box:
    """Return a box, high enough for its lines."""
    look = frame_of(box.content)
    align = Align.CENTRE if is_simple(box.content) else Align.LEFT
    lines = _lines(box.content, letters, align)
    return Box(
        id=box.id,
        name=name_of(box),
        frame=_roomy(frame, height(lines, WHOLE) * _TIGHT + 2 * _INSET),
        lines=lines,
        fill=look.fill,
        edge=look.border if look.width else None,
        edge_width=max(look.width * letters.scale, 0.75),
        is_dashed=look.dashed,
        is_round=look.width > 0,
        inset=_INSET,
        wraps=False,
        alt=". ".join(filter(None, box.tooltip)) or text_of(box.content),
    )


def _roomy(frame: Frame, needed: float) -> Frame:
    """Return a frame high enough for its lines, its middle where it was."""
    more = max(needed - frame.height, 0.0)
    return Frame(frame.left, frame.top - more / 2, frame.width, frame.height + more)


def _lines(content: Content, letters: Type, align: Align) -> tuple[Line, ...]:
    return tuple(
        Line(
            tuple(
                Run(
                    piece.words if position == 0 else f"  {piece.words}",
                    letters.points(piece.style.size),
                    piece.style.bold,
                    piece.style.colour,
                )
                for position, piece in enumerate(piece for piece in said if piece.words)
            ),
            align,
        )
        for said in lines_of(content)
    )


def area_shape(area: drawn.Area, frame: Frame, letters: Type) -> Box:
    """Return an area, its name at the top."""
    return Box(
        id=f"area {area.id}",
        name=area.name,
        frame=frame,
        lines=_lines(area.heading, letters, Align.LEFT),
        fill=area.fill,
        edge=area.colour,
        is_round=False,
        is_top=True,
        wraps=False,
        alt=area.name,
    )


def line_shape(line: drawn.Connector, places: Layout, scale: float) -> Connector:
    """Return a line, glued where the drawing has its ends."""
    points = places.lines.get(line.id, ())
    supplier, customer = places.boxes[line.supplier], places.boxes[line.customer]
    start = points[0] if points else _middle(customer)
    end = points[-1] if points else _middle(supplier)
    return Connector(
        supplier=line.supplier,
        customer=line.customer,
        leaves=_nearest(supplier, start),
        enters=_nearest(customer, end),
        colour=line.colour,
        width=min(max(line.width * scale, 0.75), _BOLDEST),
        is_dashed=line.dashed,
        has_head=not line.headless,
        alt=". ".join(filter(None, line.tooltip)),
    )


def _middle(rect: Rect) -> Point:
    return (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2


def _nearest(rect: Rect, at: Point) -> Site:
    """Return the side of a box on which a line comes in."""
    left, top, right, bottom = rect
    away = {
        Site.LEFT: abs(at[0] - left),
        Site.RIGHT: abs(at[0] - right),
        Site.TOP: abs(at[1] - top),
        Site.BOTTOM: abs(at[1] - bottom),
    }
    return min(away, key=lambda site: (round(away[site], 3), site))


def label_shape(line: drawn.Connector, places: Layout, frames: Frames, letters: Type) -> Box | None:
    """Return what stands beside a line, None where that is nothing."""
    at = places.labels.get(line.id)
    if line.label is None or at is None:
        return None
    x, y = frames.point(at)
    frame = Frame(x - 0.5, y - 0.12, 1.0, 0.24)
    said = _lines(line.label, letters, Align.CENTRE)
    return Box(f"label {line.id}", "Label", frame, said, inset=0, wraps=False)
