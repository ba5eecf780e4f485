"""The two ways a map is laid out: by Graphviz, or in tiles by chainmap itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import ceil, sqrt
from typing import Protocol

from chainmap.diagram.canvas.drawing import Rect
from chainmap.diagram.canvas.extent import Size, extent
from chainmap.diagram.canvas.frame import scale_of
from chainmap.diagram.canvas.markup import Table
from chainmap.diagram.canvas.sheet import Sheet
from chainmap.diagram.canvas.text import width, wrap
from chainmap.diagram.maps.columns import columns
from chainmap.diagram.maps.folded_layout import FoldedLayout
from chainmap.diagram.maps.map_boxes import MapBoxes
from chainmap.diagram.maps.placing import Group, place
from chainmap.diagram.maps.plaques import End, Plaques, Point
from chainmap.diagram.maps.view import View
from chainmap.diagram.maps.way import Way
from chainmap.diagram.parts.arrows import Arrow, Kind
from chainmap.diagram.parts.departments import by_department
from chainmap.model import PartyId

MOST_PLACED = 150
"""Boxes up to which lines find their way round all of them in seconds."""

_FEW = 4
"""Teams up to which a picture is not spread to the shape of a slide."""

_ACROSS = {"newrank": "true"}
"""Columns that run through all areas: without, Graphviz fails where customers end many of them."""

_FLAT = {"nodesep": "0.22", "ranksep": "0.35", **_ACROSS}


class MapLayout(Protocol):
    """Says where things go, or leaves it to the engine."""

    look: Mapping[str, str]

    @property
    def words_apart(self) -> bool:
        """Whether the words on an arrow get a box of their own, wherever it goes."""

    def at(self, party: PartyId) -> Point | None:
        """Return the centre of a party's box."""

    def around(self, department: str) -> Rect | None:
        """Return the bounds of a department's area."""

    def way(self, arrow: Arrow) -> Way:
        """Return how an arrow steers or keeps to the layout."""

    def halves(self, arrow: Arrow) -> tuple[Way, Way]:
        """Return the same for an arrow in two pieces: to its words, and on from them."""

    def spot(self, arrow: Arrow, words: Table) -> Point | None:
        """Return where the words on an arrow go."""

    def steer(self, sheet: Sheet) -> None:
        """Tell the engine what it cannot know."""


class EngineLayout:
    """Graphviz places everything; good for few parties, and where no areas part them."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.words_apart = view.is_small
        self.look: Mapping[str, str] = _FLAT if view.is_small else _ACROSS
        if len(view.organisation.teams) > _FEW:
            self.look = {**self.look, "ratio": "0.4" if view.is_small else "0.5625"}

    def at(self, party: PartyId) -> Point | None:  # noqa: ARG002 - Graphviz knows
        """Leave it to Graphviz."""
        return None

    def around(self, department: str) -> Rect | None:  # noqa: ARG002 - Graphviz knows
        """Leave it to Graphviz."""
        return None

    def spot(self, arrow: Arrow, words: Table) -> Point | None:  # noqa: ARG002 - Graphviz knows
        """Leave it to Graphviz."""
        return None

    def way(self, arrow: Arrow) -> Way:
        """Let what runs against the work not bend it."""
        if arrow.kind is not Kind.FLOW:
            return Way({"weight": "0", "constraint": "false"})
        return Way(backwards=arrow.customer in self._view.vendors)

    def halves(self, arrow: Arrow) -> tuple[Way, Way]:
        """Let the words run as the arrow does."""
        return self.way(arrow).in_two()

    def steer(self, sheet: Sheet) -> None:
        """Keep the ends at the ends, and what has no place in the flow together."""
        view = self._view
        sheet.rank("source", [*view.vendors, *((name, "orders") for name in view.ordering)])
        customers = [customer.name for customer in view.organisation.customers]
        sheet.rank("sink", customers)
        for team in view.last if customers else ():
            weight = 5 if team in view.relaying else 20
            sheet.order(before=team, after=customers[0], weight=weight)
        departments = by_department(view.organisation)
        for _, teams in departments:
            self._pack(sheet, [t.name for t in teams if t.name not in view.in_flow])
        if all(department is None for department, _ in departments):
            self._set_columns(sheet)

    def _set_columns(self, sheet: Sheet) -> None:
        """Keep long chains on the page where no areas hold the teams together."""
        view = self._view
        names = [team.name for team in view.organisation.teams if team.name in view.in_flow]
        pairs = [(a.supplier, a.customer) for a in view.drawn if a.kind is Kind.FLOW]
        found = columns(names, pairs)
        for column in found:
            sheet.rank("same", column)
        for column, following in pairwise(found):
            sheet.order(before=column[0], after=following[0])

    @staticmethod
    def _pack(sheet: Sheet, names: Sequence[PartyId]) -> None:
        """Put teams outside the flow into a compact block instead of one long column."""
        rows = ceil(len(names) / max(1, round(sqrt(len(names) / 2))))
        for before, after in zip(names, names[rows:], strict=False):
            sheet.order(before=before, after=after)


class TileLayout:
    """Departments are tiles of a page of a slide's shape; lines leave towards their ends."""

    look: Mapping[str, str] = {}

    def __init__(self, view: View, boxes: MapBoxes) -> None:
        self._view = view
        self.words_apart = view.is_small
        self._sizes = {party: drawn.size for party, drawn in boxes.parties.items()}
        weights = {Kind.FLOW: 1.0, Kind.SUPPORT: 0.1, Kind.REWORK: 0.1}
        arrows: dict[tuple[PartyId, PartyId], float] = {}
        for arrow in view.drawn:
            pair = (arrow.supplier, arrow.customer)
            arrows[pair] = max(arrows.get(pair, 0.0), weights[arrow.kind])
        self._arrows = arrows
        self._placed = place(
            list(_groups(view)),
            arrows,
            vendors=view.vendors,
            customers=[customer.name for customer in view.organisation.customers],
            box=boxes.largest,
        )
        headings = [self._heading(name, around) for name, around in self._placed.areas.items()]
        self._plaques = Plaques([*map(self._bounds, self._sizes), *headings])

    def at(self, party: PartyId) -> Point | None:
        """Return the centre of a party's box."""
        return self._placed.parties[party]

    def around(self, department: str) -> Rect | None:
        """Return the bounds of a department's area."""
        return self._placed.areas[department]

    def way(self, arrow: Arrow) -> Way:
        """Return the sides of the boxes where a line leaves and arrives."""
        return Way(self._sides(arrow))

    def halves(self, arrow: Arrow) -> tuple[Way, Way]:
        """Return the same for the pieces of an arrow with words on it."""
        return self.way(arrow).in_two()

    def _sides(self, arrow: Arrow) -> Mapping[str, str]:
        (x, y), (to_x, to_y) = (
            self._placed.parties[party] for party in (arrow.supplier, arrow.customer)
        )
        across, height = self._sizes[arrow.supplier]
        if to_x - x > across:
            return {"tailport": "e", "headport": "w"}
        if abs(to_y - y) < height:
            return {"tailport": "s", "headport": "s"}
        if to_y > y:
            return {"tailport": "s", "headport": "n"}
        if (arrow.customer, arrow.supplier) in self._arrows and abs(to_x - x) < across:
            return {"tailport": "ne", "headport": "se"}
        return {"tailport": "n", "headport": "s"}

    def spot(self, arrow: Arrow, words: Table) -> Point | None:
        """Return where between two boxes there is room for words; too many would be in the way."""
        if len(self._sizes) + len(self._view.marked) > MOST_PLACED:
            return None
        sides = self._sides(arrow)
        start = self._end(arrow.supplier, sides["tailport"])
        end = self._end(arrow.customer, sides["headport"])
        return self._plaques.take(start, end, extent(words))

    def steer(self, sheet: Sheet) -> None:
        """Leave nothing to steer."""

    def _heading(self, name: str, around: Rect) -> Rect:
        (left, top, _, _), (across, down) = around, _heading_size(name, self._view)
        return left, top, left + across, top + down

    def _end(self, party: PartyId, side: str) -> End:
        left, top, right, bottom = self._bounds(party)
        x, y = self._placed.parties[party]
        if side == "e":
            return End((right, y), (1, 0))
        if side == "w":
            return End((left, y), (-1, 0))
        across = x + (bottom - top) / 2 if side.endswith("e") else x  # a corner is at 45 degrees
        return End((across, top), (0, -1)) if side[0] == "n" else End((across, bottom), (0, 1))

    def _bounds(self, party: PartyId) -> Rect:
        (x, y), (across, down) = self._placed.parties[party], self._sizes[party]
        return x - across / 2, y - down / 2, x + across / 2, y + down / 2


def _heading_size(name: str, view: View) -> Size:
    """Return the size of the name of an area, at most."""
    size = 13 * scale_of(len(view.organisation.teams))
    widest = max(width(line, bold=True) for line in wrap(name, limit=30, lines=2))
    return widest * size + 16, 1.5 * size * len(wrap(name, limit=30, lines=2))


def layout_of(view: View, boxes: MapBoxes) -> MapLayout:
    """Return tiles where there are areas or groups to part, else Graphviz's own layout."""
    areas = [group for group in _groups(view) if group.name is not None]
    if len(boxes.parties) > MOST_PLACED:
        return EngineLayout(view)
    if (areas and not view.is_small) or view.scope.groups:
        return TileLayout(view, boxes)
    return FoldedLayout(view) if areas else EngineLayout(view)


def _groups(view: View) -> Iterable[Group]:
    """Yield who stands together: departments; boxes that are groups themselves stand alone."""
    apart = view.scope.groups
    for department, teams in by_department(view.organisation):
        names = [team.name for team in teams]
        if department is not None:
            yield Group(department, tuple(names), heading=_heading_size(department, view)[0])
            continue
        yield from (Group(None, (name,)) for name in names if name in apart)
        if rest := tuple(name for name in names if name not in apart):
            yield Group(None, rest)
