"""Where everything in a swimlane picture goes: pure geometry, in points, y downwards.

Tiles stand in lanes and columns. Long rows of columns fold into bands, tall stacks into several
columns side by side; of all ways to fold, the page is the one whose letters are largest on a slide.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import sqrt

from chainmap.diagram.canvas.drawing import Rect
from chainmap.diagram.swimlanes.cutting import band_of, cuts
from chainmap.diagram.swimlanes.lanetile import Link, Point, Tile
from chainmap.diagram.swimlanes.stacking import stacked

SLIDE = (1600.0, 900.0)
"""The shape of a slide."""

_WIDEST = 2.8
"""Width over height from which a page looks like a ribbon."""

BANDS = 6
"""Bands tried at most."""

_ROWS = (3, 4, 5, 6, 8, 10, 13, 17)
"""Boxes below each other in a lane, as tried."""

_TURN = 0.93
"""A page with one band more must have letters larger by this share: a break costs attention."""

_BAND_GAP = 30.0
_PANEL_GAP = 46.0


@dataclass(frozen=True, slots=True)
class Fold:
    """Into how many bands the columns fold, and from how many boxes on stacks do."""

    bands: int
    rows: int


@dataclass(frozen=True, slots=True)
class Panel:
    """The boxes right of all lanes, all of one size."""

    keys: tuple[Hashable, ...] = ()
    size: tuple[float, float] = (0.0, 0.0)
    heading: float = 0.0


@dataclass(frozen=True, slots=True)
class Strip:
    """A lane in one band: its header's place and its own."""

    lane: int
    band: int
    header: Rect
    around: Rect


@dataclass(frozen=True, slots=True)
class Page:
    """Where everything is; `bands` says in which band a tile stands."""

    centres: Mapping[Hashable, Point]
    strips: tuple[Strip, ...]
    panel: Rect | None
    bands: Mapping[Hashable, int]
    size: tuple[float, float]
    fold: Fold


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be placed: tiles, who is linked with whom, the lanes' headers, the panel."""

    tiles: tuple[Tile, ...]
    links: tuple[Link, ...]
    chain: tuple[Link, ...]
    """The links whose breaks get marks, which need room."""
    header: float
    least: tuple[float, ...]
    """The width of the lanes' headers, and the height each needs."""
    panel: Panel
    head: tuple[float, float]
    """Room for the words over the picture."""

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return max((tile.column + 1 for tile in self.tiles if tile.column is not None), default=1)


def lay_out(plan: Plan, *, fold: Fold | None = None) -> Page:
    """Return the page, folded so or so that letters are largest once it is shown on a slide."""
    if fold is not None:
        return _page(plan, fold)
    most = min(BANDS, plan.columns)
    tried = [_page(plan, Fold(*some)) for some in product(range(1, most + 1), _ROWS)]
    return max(tried, key=lambda page: _legibility(plan, page))


def _legibility(plan: Plan, page: Page) -> tuple[float, float]:
    """Return how large letters are on a slide; what is large enough need not be folded."""
    turns = max((strip.band for strip in page.strips), default=0)
    width, height = max(page.size[0], plan.head[0]), page.size[1] + plan.head[1]
    return fitness(width, height, turns=turns), min(SLIDE[0] / width, SLIDE[1] / height)


def fitness(width: float, height: float, *, turns: int) -> float:
    """Return how well a page is read on a slide, 0..1, where its lines break so many times.

    1 is legible, not much wider than a slide, and in one piece.
    """
    letters = min(SLIDE[0] / width, SLIDE[1] / height, 1.0)
    return letters * sqrt(min(_WIDEST * height / width, 1.0)) * float(_TURN**turns)


def _page(plan: Plan, fold: Fold) -> Page:
    bands = [
        band_of(plan.tiles, plan.chain, columns, rows=fold.rows, last=columns.stop == plan.columns)
        for columns in cuts(plan.tiles, plan.columns, fold.bands)
    ]
    bands = [band for band in bands if band.lanes]
    width = max((band.width for band in bands), default=0.0)
    centres: dict[Hashable, Point] = {}
    strips: list[Strip] = []
    top = 0.0
    for number, band in enumerate(bands):
        placed = band.placed(width, plan.links, plan.least)
        centres |= {key: (plan.header + x, top + y) for key, (x, y) in placed.centres.items()}
        for lane, upper, lower in placed.lanes:
            header = (0.0, top + upper, plan.header, top + lower)
            around = (plan.header, top + upper, plan.header + width, top + lower)
            strips.append(Strip(lane, number, header, around))
        top += placed.height + _BAND_GAP
    height = max(top - _BAND_GAP, 0.0)
    right = plan.header + width
    panel = _panel(plan, centres, right, height)
    home = {key: number for number, band in enumerate(bands) for key in band.keys}
    if panel is None:
        return Page(centres, tuple(strips), None, home, (right, height), fold)
    size = (panel[2], max(height, panel[3]))
    return Page(centres, tuple(strips), panel, home, size, fold)


def _panel(plan: Plan, centres: dict[Hashable, Point], right: float, height: float) -> Rect | None:
    """Place the boxes of the panel, each at the height of those linked with it."""
    panel = plan.panel
    if not panel.keys:
        return None
    width, tall = panel.size
    left, gap = right + _PANEL_GAP, 14.0
    room = max(height - panel.heading - gap, tall + gap)
    across = -int(-len(panel.keys) * (tall + gap) // room)
    wanted = {key: _mean(plan.links, key, centres, height / 2) for key in panel.keys}
    order = sorted(panel.keys, key=lambda key: (wanted[key], str(key)))
    rows = [order[at::across] for at in range(across)]
    for number, column in enumerate(rows):
        x = left + gap + number * (width + gap) + width / 2
        desired = [wanted[key] for key in column]
        bounds = (panel.heading + gap, max(height, panel.heading + gap) - gap)
        for key, y in zip(column, stacked(desired, [tall] * len(column), gap, bounds), strict=True):
            centres[key] = (x, y)
    low = max(centres[key][1] for key in panel.keys) + tall / 2 + gap
    return left, 0.0, left + across * (width + gap) + gap, max(height, low)


def _mean(
    links: Sequence[Link],
    key: Hashable,
    centres: Mapping[Hashable, Point],
    otherwise: float,
) -> float:
    """Return the mean height of what a box is linked with."""
    near = [one if other == key else other for one, other in links if key in (one, other)]
    known = [centres[party][1] for party in near if party in centres]
    return sum(known) / len(known) if known else otherwise
