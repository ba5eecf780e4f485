"""A band of lanes: some columns of a swimlane picture, with the lanes that have somebody there.

Within a column, tiles stand at the height of those they are linked with (barycentre sweeps, after
Sugiyama, Tagawa and Toda 1981); leading tiles stand at the top of their lane, in one line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from chainmap.diagram.swimlanes.lanetile import Link, Point, Tile
from chainmap.diagram.swimlanes.stacking import stacked

_SWEEPS = 8
_ROW_GAP = 15.0
_COLUMN_GAP = 38.0
_INNER_GAP = 20.0
_PADDING = 12.0
MARK = 52.0
"""Room for continuation marks at either end."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The places in a band: centres of tiles, and each lane's upper and lower edge."""

    centres: Mapping[Hashable, Point]
    lanes: tuple[tuple[int, float, float], ...]
    height: float


@dataclass(frozen=True)
class Band:
    """Columns of tiles by lane; each column of a lane is one stack or several side by side."""

    stacks: Mapping[tuple[int, int], tuple[Tile, ...]]
    """The tiles by lane and column."""
    beside: Mapping[int, tuple[Tile, ...]]
    """The tiles beside the flow, by lane."""
    columns: range
    rows: int
    open_left: bool
    open_right: bool

    @property
    def keys(self) -> frozenset[Hashable]:
        """The tiles in it."""
        groups = [*self.stacks.values(), *self.beside.values()]
        return frozenset(tile.key for group in groups for tile in group)

    @cached_property
    def lanes(self) -> tuple[int, ...]:
        """The lanes in it, top to bottom."""
        return tuple(sorted({lane for lane, _ in self.stacks} | {*self.beside}))

    def _across(self, lane: int, column: int) -> int:
        """Return how many stacks stand side by side."""
        boxes = sum(not tile.lead for tile in self.stacks.get((lane, column), ()))
        return max(1, ceil(boxes / self.rows))

    @cached_property
    def _widths(self) -> Mapping[int, float]:
        """The width of each column."""
        found = dict.fromkeys(self.columns, 0.0)
        for (lane, column), tiles in self.stacks.items():
            across, widest = self._across(lane, column), max(tile.width for tile in tiles)
            found[column] = max(found[column], across * (widest + _INNER_GAP) - _INNER_GAP)
        return {column: width for column, width in found.items() if width}

    @cached_property
    def _pad(self) -> float:
        """The room at the left for tiles beside the flow that find none elsewhere."""
        return max((self._need(lane)[0] for lane in self.beside if lane in self._busy), default=0.0)

    @cached_property
    def _busy(self) -> frozenset[int]:
        return frozenset(lane for lane, _ in self.stacks)

    def _need(self, lane: int) -> tuple[float, int]:
        """Return the room that a lane's tiles beside the flow lack, and their number across."""
        tiles = self.beside[lane]
        wide, tall = _largest(tiles)
        down = max(1, int((self._natural(lane) + _ROW_GAP) // (tall + _ROW_GAP)))
        across = ceil(len(tiles) / down)
        free = max(self._free(lane))
        need = across * (wide + _INNER_GAP)
        return (0.0 if free >= need else need), across

    def _free(self, lane: int) -> tuple[float, float]:
        """Return the room left and right of the flow in a lane."""
        used = [column for own, column in self.stacks if own == lane]
        columns = list(self._widths)
        left = sum(self._widths[c] + _COLUMN_GAP for c in columns if c < min(used))
        right = sum(self._widths[c] + _COLUMN_GAP for c in columns if c > max(used))
        return left, right

    def _natural(self, lane: int) -> float:
        """Return the height of a lane's highest stack."""
        heights = [0.0]
        for (own, column), tiles in self.stacks.items():
            if own == lane:
                leads = sum(tile.height + _ROW_GAP for tile in tiles if tile.lead)
                rest = [tile.height for tile in tiles if not tile.lead]
                across = self._across(lane, column)
                rows = [max(rest[at : at + across]) for at in range(0, len(rest), across)]
                heights.append(leads + sum(rows) + _ROW_GAP * len(rows) - _ROW_GAP)
        return max(heights)

    @cached_property
    def width(self) -> float:
        """The room it needs at least."""
        inner = sum(self._widths.values()) + _COLUMN_GAP * max(len(self._widths) - 1, 0)
        widest = max((_largest(tiles)[0] for tiles in self.beside.values()), default=0.0)
        marks = MARK * (self.open_left + self.open_right)
        return max(self._pad + inner, widest) + marks + 2 * _PADDING

    def placed(self, width: float, links: Sequence[Link], least: Sequence[float]) -> Placed:
        """Return the places in a band so wide; lanes are at least so high as their names."""
        lefts = self._lefts(width)
        centres: dict[Hashable, Point] = {}
        lanes: list[tuple[int, float, float]] = []
        top = 0.0
        for lane in self.lanes:
            across = self._block(lane, width)
            height = max(max(self._natural(lane), across[1]) + 2 * _PADDING, least[lane])
            lanes.append((lane, top, top + height))
            if lane in self.beside:
                centres |= self._block_places(lane, across[0], top, width)
            top += height
        self._settle(lanes, lefts, links, centres)
        return Placed(centres, tuple(lanes), top)

    def _lefts(self, width: float) -> Mapping[int, float]:
        """Return where columns begin, with what room is left over shared among the gaps."""
        gaps = len(self._widths) - 1
        spare = (width - self.width) / gaps if gaps > 0 else 0.0
        x = _PADDING + MARK * self.open_left + self._pad
        found = {}
        for column, wide in self._widths.items():
            found[column] = x
            x += wide + _COLUMN_GAP + min(spare, 2 * _COLUMN_GAP)
        return found

    def _block(self, lane: int, width: float) -> tuple[int, float]:
        """Return how many tiles beside the flow stand side by side, and how high they are."""
        if lane not in self.beside:
            return 0, 0.0
        tiles = self.beside[lane]
        wide, tall = _largest(tiles)
        if lane in self._busy:
            across = self._need(lane)[1]
        else:
            room = width - 2 * _PADDING
            across = max(1, int((room + _INNER_GAP) // (wide + _INNER_GAP)))
        down = ceil(len(tiles) / across)
        return across, down * (tall + _ROW_GAP) - _ROW_GAP

    def _block_places(
        self, lane: int, across: int, top: float, width: float
    ) -> dict[Hashable, Point]:
        """Return the places of tiles beside the flow: a block where the lane has room."""
        tiles = self.beside[lane]
        wide, tall = _largest(tiles)
        step, x = wide + _INNER_GAP, _PADDING
        if lane in self._busy:
            left, right = self._free(lane)
            if right > left and not self._need(lane)[0]:
                x = width - _PADDING - across * step + _INNER_GAP
        found = {}
        for number, tile in enumerate(tiles):
            row, place = divmod(number, across)
            y = top + _PADDING + row * (tall + _ROW_GAP) + tall / 2
            found[tile.key] = (x + place * step + wide / 2, y)
        return found

    def _settle(
        self,
        lanes: Iterable[tuple[int, float, float]],
        lefts: Mapping[int, float],
        links: Sequence[Link],
        centres: dict[Hashable, Point],
    ) -> None:
        """Put the tiles of each column at the height of those they are linked with."""
        own = self.keys
        near: dict[Hashable, list[Hashable]] = defaultdict(list)
        for one, other in links:
            if one in own and other in own:
                near[one].append(other)
                near[other].append(one)
        edges = {lane: (upper + _PADDING, lower - _PADDING) for lane, upper, lower in lanes}
        order = sorted(self.stacks, key=lambda place: (place[1], place[0]))
        for sweep in range(_SWEEPS):
            for lane, column in order if sweep % 2 == 0 else reversed(order):
                upper, lower = edges[lane]
                tiles = self.stacks[lane, column]
                wanted = {t.key: _mean_y(near[t.key], centres, (upper + lower) / 2) for t in tiles}
                left, wide = lefts[column], self._widths[column]
                across = self._across(lane, column)
                centres |= _column(tiles, wanted, (upper, lower), (left, left + wide), across)


def _column(
    tiles: Sequence[Tile],
    wanted: Mapping[Hashable, float],
    bounds: tuple[float, float],
    sides: tuple[float, float],
    across: int,
) -> dict[Hashable, Point]:
    """Return the places of one column of a lane: leads at the top, the others below."""
    middle = (sides[0] + sides[1]) / 2
    top, found = bounds[0], {}
    for tile in tiles:
        if tile.lead:
            found[tile.key] = (middle, top + tile.height / 2)
            top += tile.height + _ROW_GAP
    rest = sorted((t for t in tiles if not t.lead), key=lambda t: (wanted[t.key], str(t.key)))
    step = (max((t.width for t in rest), default=0.0)) + _INNER_GAP
    rows = [rest[at : at + across] for at in range(0, len(rest), across)]
    heights = [max(t.height for t in row) for row in rows]
    desired = [sum(wanted[t.key] for t in row) / len(row) for row in rows]
    for row, y in zip(rows, stacked(desired, heights, _ROW_GAP, (top, bounds[1])), strict=True):
        first = middle - (len(row) - 1) * step / 2
        for number, tile in enumerate(row):
            found[tile.key] = (first + number * step, y)
    return found


def _largest(tiles: Iterable[Tile]) -> tuple[float, float]:
    some = list(tiles)
    return max(tile.width for tile in some), max(tile.height for tile in some)


def _mean_y(near: Iterable[Hashable], centres: Mapping[Hashable, Point], otherwise: float) -> float:
    known = [centres[key][1] for key in near if key in centres]
    return sum(known) / len(known) if known else otherwise
