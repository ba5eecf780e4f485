"""What stands on a slide: boxes, connectors, text and tables, in inches from the top left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

WIDTH, HEIGHT = 13.333, 7.5
"""A slide of 16:9, in inches."""

INK = "#1a1a1a"

TIGHT = 0.92
"""Spacing of lines that do not wrap, as a part of what is usual."""

FIRST_SITE = 4
"""The number of the first site of a box's own: before it come the middles of its sides."""

Point = tuple[float, float]
"""Inches from the left and from the top of a slide."""


class Align(IntEnum):
    """To which side text is set."""

    LEFT = 1
    CENTRE = 2
    RIGHT = 3


class Site(IntEnum):
    """Where a connector is glued to a box, by the number PowerPoint gives it."""

    TOP = 0
    LEFT = 1
    BOTTOM = 2
    RIGHT = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle on a slide."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def site(self, site: Site) -> tuple[float, float]:
        """Return the point at which a connector is glued."""
        x, y = self.left + self.width / 2, self.top + self.height / 2
        return {
            Site.TOP: (x, self.top),
            Site.LEFT: (self.left, y),
            Site.BOTTOM: (x, self.bottom),
            Site.RIGHT: (self.right, y),
        }[site]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; `size` in points."""

    text: str
    size: float
    bold: bool = False
    colour: str = INK


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; it wraps where its box is too narrow. `after` are points below it."""

    runs: tuple[Run, ...]
    align: Align = Align.LEFT
    after: float = 0.0
    bullet: bool = False

    @property
    def text(self) -> str:
        """What is read."""
        return "".join(run.text for run in self.runs)


def line(  # noqa: PLR0913 - the keywords of a run and of its paragraph
    text: str,
    size: float,
    *,
    bold: bool = False,
    colour: str = INK,
    align: Align = Align.LEFT,
    after: float = 0.0,
    bullet: bool = False,
) -> Line:
    """Return a paragraph of one piece of text."""
    return Line((Run(text, size, bold, colour),), align, after, bullet)


@dataclass(frozen=True, slots=True)
class Box:
    """A shape with text in it; `id` tells connectors where to go, `alt` is read aloud.

    Without `fill` and `edge` it is mere text. `is_top` sets its text at the upper edge; with
    `wraps` false its lines stay lines, `spacing` apart as a part of what is usual. Connectors may
    also be glued to its `sites`, points on the slide: they count from FIRST_SITE.
    """

    id: str
    name: str
    frame: Frame
    lines: tuple[Line, ...] = ()
    fill: str | None = None
    edge: str | None = None
    edge_width: float = 1.0
    is_dashed: bool = False
    is_round: bool = False
    is_top: bool = False
    inset: float = 0.08
    wraps: bool = True
    alt: str = ""
    spacing: float = TIGHT
    sites: tuple[Point, ...] = ()

    def site(self, number: int) -> Point:
        """Return the point at which a connector is glued."""
        if number < FIRST_SITE:
            return self.frame.site(Site(number))
        return self.sites[number - FIRST_SITE]


@dataclass(frozen=True, slots=True)
class Path:
    """A polygon, or a line where it is not closed, through points on the slide."""

    name: str
    points: tuple[Point, ...]
    fill: str | None = None
    edge: str | None = None
    edge_width: float = 1.0
    is_dashed: bool = False
    is_closed: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that are moved as one; connectors are glued to its outline, or to items with an id."""

    name: str
    outline: Box
    items: tuple[Box | Path, ...]
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Connector:
    """An arrow glued to two boxes, from the supplier's to the customer's; it moves with them.

    With a `route`, points on the slide from end to end, it turns at right angles as they do.
    """

    supplier: str
    customer: str
    leaves: int
    enters: int
    colour: str
    width: float = 1.5
    is_dashed: bool = False
    has_head: bool = True
    is_bent: bool = False
    alt: str = ""
    route: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    colour: str = INK
    fill: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header; `widths` and `heights` in inches, text in points."""

    name: str
    left: float
    top: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    size: float
    alt: str = ""


Item = Box | Connector | Table | Path | Group


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide; `notes` are for the speaker. The first of a deck has a `subtitle`.

    With a `head`, the title as it stands on the slide, the slide is a page of its own: no footer.
    `paper` is its colour.
    """

    title: str
    items: tuple[Item, ...] = ()
    notes: str = ""
    subtitle: str = ""
    head: Box | None = None
    paper: str | None = None


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides in their order, as on a day; `footer` stands at the foot of each.

    `size` is the width and height of all slides in inches.
    """

    title: str
    footer: str
    day: date
    slides: tuple[Slide, ...]
    size: Point = (WIDTH, HEIGHT)
