"""A drawing: boxes, areas and connectors as values, before any engine or file format sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from chainmap.diagram.canvas.heading import Heading
from chainmap.diagram.canvas.markup import Lines, Table
from chainmap.diagram.looks import palette
from chainmap.model import PartyId

Look = Mapping[str, str]
"""Attributes of Graphviz that no other format needs, such as those that steer its layout."""

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom in points; x grows to the right, y downwards."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box; `party` is whom it stands for, `at` its centre in points where the view places it.

    On a `plaque` stand the words of an arrow that is drawn in two pieces, to it and from it.
    """

    id: str
    content: Table
    tooltip: tuple[str, ...] = ()
    party: PartyId | None = None
    at: tuple[float, float] | None = None
    look: Look = field(default_factory=dict)
    plaque: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A labelled area behind boxes; `around` is its place where the view places it."""

    id: str
    name: str
    heading: Lines
    colour: str
    fill: str
    boxes: tuple[str, ...]
    around: Rect | None = None
    look: Look = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Connector:
    """A line with a head from a supplier's box to a customer's, the way work flows.

    One that runs `backwards` has the customer left of the supplier.
    """

    id: str
    supplier: str
    customer: str
    colour: str
    width: float = 1.0
    dashed: bool = False
    headless: bool = False
    label: Table | None = None
    tooltip: tuple[str, ...] = ()
    look: Look = field(default_factory=dict)
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """Boxes in one column: `same`, or at an end with `source` and `sink`."""

    kind: str
    boxes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """One box left of another, without a line."""

    before: str
    after: str
    weight: int = 5


Item = Box | Area | Connector | Column | Order


@dataclass(frozen=True)
class Drawing:
    """What a view draws, in the order it was drawn in. `look` steers the layout.

    A `hint` says what would read better. `is_page`: it is composed as one page, never to be cut.
    """

    heading: Heading
    items: tuple[Item, ...]
    look: Look = field(default_factory=dict)
    paper: str = palette.PAPER
    hint: str | None = None
    is_page: bool = False

    @property
    def boxes(self) -> Iterator[Box]:
        """The boxes."""
        return (item for item in self.items if isinstance(item, Box))

    @property
    def areas(self) -> Iterator[Area]:
        """The areas."""
        return (item for item in self.items if isinstance(item, Area))

    @property
    def connectors(self) -> Iterator[Connector]:
        """The connectors."""
        return (item for item in self.items if isinstance(item, Connector))

    @property
    def parties(self) -> Mapping[str, PartyId]:
        """The party each box stands for, by the id of the box, which is its name in DOT and SVG."""
        return {box.id: box.party for box in self.boxes if box.party is not None}

    @property
    def is_placed(self) -> bool:
        """Whether the view has placed every box itself, so that only lines are to be routed."""
        placed = [box.at is not None for box in self.boxes]
        return bool(placed) and all(placed)
