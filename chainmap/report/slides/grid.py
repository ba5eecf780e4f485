"""Boxes in rows, like text: as many slides as readable type needs, never smaller type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from chainmap.deck.shapes import Box, Connector, Frame, Item, Line, Site
from chainmap.deck.text import height
from chainmap.deck.theme import GREY, MARGIN, PAPER, TOP, WHOLE

INSET = 0.08
ROW_GAP = 0.3
_NARROWEST_GAP, _WIDEST_GAP, _WIDEST_BOX = 0.5, 1.1, 3.4


@dataclass(frozen=True, slots=True)
class Node:
    """A box to be placed: whom it shows, its text at each size of type, and how it looks."""

    name: str
    texts: dict[float, tuple[Line, ...]]
    alt: str
    fill: str = PAPER
    edge: str = GREY
    edge_width: float = 1.0


@dataclass(frozen=True, slots=True)
class Grid:
    """A way to place boxes: so many columns and rows, type of so many points."""

    columns: int
    rows: int
    size: float

    @property
    def capacity(self) -> int:
        """Boxes on one slide."""
        return self.columns * self.rows

    @property
    def box_width(self) -> float:
        """Inches."""
        room = (WHOLE - (self.columns - 1) * _NARROWEST_GAP) / self.columns
        return min(room, _WIDEST_BOX)


WHOLE_CHAIN = (Grid(4, 2, 14), Grid(4, 2, 12), Grid(4, 3, 12), Grid(5, 3, 11))
"""Tried first: all on one slide."""

PARTS = (Grid(4, 2, 14), Grid(4, 2, 12), Grid(4, 1, 12))
"""Then: as many slides as it takes."""


@dataclass(frozen=True, slots=True)
class Arrows:
    """How the connectors between the boxes look."""

    colour: str
    width: float = 1.75
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """The boxes on one slide; `before` and `after` say whether the row comes from and goes on."""

    first: int
    nodes: tuple[Node, ...]
    grid: Grid
    before: bool
    after: bool


def parts(nodes: Sequence[Node], room: float) -> tuple[Part, ...]:
    """Return what stands on each slide in so many inches of height.

    Where one slide is not enough, the last box of a slide is the first of the next.
    """
    for grid in WHOLE_CHAIN:
        if len(nodes) <= grid.capacity and _fits(nodes, grid, room):
            return (Part(0, tuple(nodes), _level(grid, len(nodes)), before=False, after=False),)
    fitting = (grid for grid in PARTS if _fits(nodes, grid, room))
    return tuple(_split(nodes, next(fitting, PARTS[-1])))


def _split(nodes: Sequence[Node], grid: Grid) -> Iterator[Part]:
    links = len(nodes) - 1
    count = max(ceil(links / (grid.capacity - 1)), 1)
    each = ceil(links / count)
    for first in range(0, links, each):
        last = min(first + each, links)
        some = tuple(nodes[first : last + 1])
        yield Part(first, some, _level(grid, len(some)), before=first > 0, after=last < links)


def _level(grid: Grid, count: int) -> Grid:
    """Return the grid with no more columns than rows of equal length need."""
    rows = ceil(count / grid.columns)
    return Grid(max(ceil(count / rows), 1), rows, grid.size)


def _fits(nodes: Sequence[Node], grid: Grid, room: float) -> bool:
    return all(_needs(node, grid) <= _row_height(grid.rows, room) for node in nodes)


def _needs(node: Node, grid: Grid) -> float:
    return height(node.texts[grid.size], grid.box_width - 2 * INSET) + INSET


def _row_height(rows: int, room: float) -> float:
    return (room - (rows - 1) * ROW_GAP) / rows


def placed(part: Part, arrows: Arrows, *, room: float, top: float = TOP) -> Iterator[Item]:
    """Yield the boxes of a slide, and the connectors from each to the next."""
    grid = part.grid
    tall = min(max(_needs(node, grid) for node in part.nodes) + 0.1, _row_height(grid.rows, room))
    columns = max(grid.columns - 1, 1)
    gap = min((WHOLE - grid.columns * grid.box_width) / columns, _WIDEST_GAP)
    row_gap = min((room - grid.rows * tall) / max(grid.rows - 1, 1), 2 * ROW_GAP)
    for position, node in enumerate(part.nodes):
        row, column = divmod(position, grid.columns)
        left = MARGIN + column * (grid.box_width + gap)
        frame = Frame(left, top + row * (tall + row_gap), grid.box_width, tall)
        yield _box(node, part, position, frame)
    for position in range(len(part.nodes) - 1):
        yield _arrow(part, position, arrows)


def _box(node: Node, part: Part, position: int, frame: Frame) -> Box:
    again = (part.before and position == 0) or (part.after and position == len(part.nodes) - 1)
    return Box(
        id=_id(part, position),
        name=node.name,
        frame=frame,
        lines=node.texts[part.grid.size],
        fill=node.fill,
        edge=node.edge,
        edge_width=node.edge_width,
        is_dashed=again,
        is_round=True,
        is_top=True,
        inset=INSET,
        alt=node.alt,
    )


def _arrow(part: Part, position: int, arrows: Arrows) -> Connector:
    turns = (position + 1) % part.grid.columns == 0
    return Connector(
        supplier=_id(part, position),
        customer=_id(part, position + 1),
        leaves=Site.BOTTOM if turns else Site.RIGHT,
        enters=Site.TOP if turns else Site.LEFT,
        colour=arrows.colour,
        width=arrows.width,
        is_dashed=arrows.is_dashed,
        is_bent=turns and part.grid.columns > 1,
    )


def _id(part: Part, position: int) -> str:
    return f"{part.first + position}"
