"""Where everybody on a map stands: teams in columns inside their area, outsiders beside.

Inside an area work runs left to right, as far as it does; in each column teams stand at the height
of those they deal with (barycentres, Sugiyama, Tagawa and Toda 1981). Vendors stand left of the
area they deal with most, external customers right of all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from chainmap.diagram.canvas.drawing import Rect
from chainmap.diagram.maps.arranging import CORRIDOR, Place, Tile, arrange
from chainmap.diagram.maps.columns import Pair, layers
from chainmap.model import PartyId

_GAP = 44.0
_ROW_GAP = 20.0
_MARGIN = 16.0
_HEADING = 26.0
_SWEEPS = 8

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Group:
    """Teams that stand together; an area round them has a name `heading` points wide."""

    name: str | None
    teams: tuple[PartyId, ...]
    heading: float = 0.0


@dataclass(frozen=True, slots=True)
class Placed:
    """The centre of every party's box, and the bounds of every area, in points, y downwards."""

    parties: Mapping[PartyId, Point]
    areas: Mapping[str, Rect]


@dataclass(frozen=True, slots=True)
class _Cell:
    """The room of a box: with what keeps it apart from the next."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Block:
    """A group with its possible columns, and the vendors beside it."""

    group: Group
    variants: tuple[tuple[tuple[PartyId, ...], ...], ...]
    vendors: tuple[PartyId, ...]


def place(
    groups: Sequence[Group],
    arrows: Mapping[Pair, float],
    *,
    vendors: Sequence[PartyId],
    customers: Sequence[PartyId],
    box: tuple[float, float],
) -> Placed:
    """Return where everybody stands; `arrows` have weights, `box` is the size of the largest."""
    cell = _Cell(box[0] + _GAP, box[1] + _ROW_GAP)
    home = {team: at for at, group in enumerate(groups) for team in group.teams}
    beside = _homes(vendors, arrows, home)
    blocks = [
        _Block(
            group,
            tuple(_variants(group.teams, arrows)),
            tuple(v for v in vendors if beside[v] == at),
        )
        for at, group in enumerate(groups)
    ]
    outside = {*customers}
    tiles = [_tile(block, arrows, outside, cell) for block in blocks]
    wires: dict[tuple[int, int], float] = defaultdict(float)
    for (one, other), weight in arrows.items():
        if one in home and other in home and home[one] != home[other]:
            wires[home[one], home[other]] += sqrt(weight)
    places = arrange(tiles, wires)
    columns = [
        [list(c) for c in b.variants[p.variant]] for b, p in zip(blocks, places, strict=True)
    ]
    at = _settled(blocks, places, columns, _near(arrows), cell)
    at |= _right(customers, _near(arrows), at, places, cell)
    areas = {
        block.group.name: _area(block, tile, cell)
        for block, tile in zip(blocks, places, strict=True)
        if block.group.name is not None
    }
    return Placed(at, areas)


def _homes(
    vendors: Iterable[PartyId], arrows: Mapping[Pair, float], home: Mapping[PartyId, int]
) -> Mapping[PartyId, int]:
    """Return for each vendor the group it deals with most."""
    count: dict[PartyId, Counter[int]] = defaultdict(Counter)
    for one, other in arrows:
        for party, partner in ((one, other), (other, one)):
            if partner in home:
                count[party][home[partner]] += 1
    return {v: min(count[v] or {0: 1}, key=lambda at: (-count[v][at], at)) for v in vendors}


def _variants(
    teams: Sequence[PartyId], arrows: Mapping[Pair, float]
) -> Iterable[tuple[tuple[PartyId, ...], ...]]:
    """Yield ways to put the teams of a group into columns, the longest line of work first."""
    inside = {pair for pair in arrows if {*pair} <= {*teams}}
    linked = [team for team in teams if any(team in pair for pair in inside)]
    layer = layers(linked, inside)
    alone = [team for team in teams if team not in layer]
    needed = max(layer.values(), default=-1) + 1
    most = max(needed, 1)
    for count in range(most, 0, -1):
        columns: list[list[PartyId]] = [[] for _ in range(count)]
        for team in linked:
            columns[layer[team] * count // most].append(team)
        rows = max(ceil(len(teams) / max(count, ceil(sqrt(len(teams) / 2)))), 1)
        rows = max(rows, *(len(column) for column in columns))
        for team in alone:
            free = [column for column in columns if len(column) < rows]
            if not free:
                columns.append([])
                free = [columns[-1]]
            free[-1].append(team)
        yield tuple(tuple(column) for column in columns if column)


def _tile(
    block: _Block,
    arrows: Mapping[Pair, float],
    outside: set[PartyId],
    cell: _Cell,
) -> Tile:
    sizes, costs = [], []
    for columns in block.variants:
        rows = max(*(len(column) for column in columns), len(block.vendors))
        across = max(len(columns) * cell.width - _GAP + 2 * _MARGIN, block.group.heading)
        across += cell.width if block.vendors else 0
        sizes.append((across, rows * cell.height + _HEADING + _MARGIN))
        of = {team: number for number, column in enumerate(columns) for team in column}
        inside = [(a, b) for a, b in arrows if a in of and b in of]
        costs.append(float(sum(of[a] >= of[b] for a, b in inside)))
    teams = {*block.group.teams}
    outward = sum(sqrt(w) for (a, b), w in arrows.items() if a in teams and b in outside)
    return Tile(tuple(sizes), tuple(costs), outward)


def _area(block: _Block, tile: Place, cell: _Cell) -> Rect:
    left = tile.left + (cell.width if block.vendors else 0)
    return left, tile.top, tile.left + tile.width, tile.top + tile.height


def _near(arrows: Iterable[Pair]) -> Mapping[PartyId, list[PartyId]]:
    near: dict[PartyId, list[PartyId]] = defaultdict(list)
    for one, other in arrows:
        near[one].append(other)
        near[other].append(one)
    return near


def _settled(
    blocks: Sequence[_Block],
    places: Sequence[Place],
    columns: Sequence[list[list[PartyId]]],
    near: Mapping[PartyId, Sequence[PartyId]],
    cell: _Cell,
) -> dict[PartyId, Point]:
    """Return the places of teams and vendors, each column in the order of its partners."""
    at: dict[PartyId, Point] = {}
    for sweep in range(_SWEEPS):
        for block, tile, own in zip(blocks, places, columns, strict=True):
            if sweep:
                for column in own:
                    column.sort(key=lambda t: (_mean_y(near[t], at, at[t][1]), t))
            at |= _inside(block, tile, own, cell)
    return at


def _mean_y(parties: Iterable[PartyId], at: Mapping[PartyId, Point], otherwise: float) -> float:
    known = [at[party][1] for party in parties if party in at]
    return sum(known) / len(known) if known else otherwise


def _inside(
    block: _Block, tile: Place, columns: Sequence[Sequence[PartyId]], cell: _Cell
) -> dict[PartyId, Point]:
    left, top, right, bottom = _area(block, tile, cell)
    step = (right - left) / len(columns)
    found: dict[PartyId, Point] = {}
    for number, column in enumerate(columns):
        x = left + (number + 0.5) * step
        heights = _spread(len(column), top + _HEADING, bottom, cell.height)
        found |= {team: (x, y) for team, y in zip(column, heights, strict=True)}
    heights = _spread(len(block.vendors), top, bottom, cell.height)
    x = tile.left + (cell.width - _GAP) / 2 - CORRIDOR / 4
    return found | {vendor: (x, y) for vendor, y in zip(block.vendors, heights, strict=True)}


def _spread(count: int, top: float, bottom: float, height: float) -> list[float]:
    """Return heights in the middle of a stretch, as far apart as there is room, within reason."""
    step = min((bottom - top) / max(count, 1), 1.8 * height)
    first = (top + bottom) / 2 - step * (count - 1) / 2
    return [first + number * step for number in range(count)]


def _right(
    customers: Sequence[PartyId],
    near: Mapping[PartyId, Sequence[PartyId]],
    at: Mapping[PartyId, Point],
    places: Sequence[Place],
    cell: _Cell,
) -> dict[PartyId, Point]:
    """Return the places of the external customers: right of all, at the height of their teams."""
    if not customers:
        return {}
    right = max((p.left + p.width for p in places), default=0.0)
    bottom = max((p.top + p.height for p in places), default=0.0)
    x = right + 1.5 * CORRIDOR + (cell.width - _GAP) / 2
    wanted = {c: _mean_y(near[c], at, bottom / 2) for c in customers}
    order = sorted(customers, key=lambda c: (wanted[c], c))
    step = max(cell.height, min(1.5 * cell.height, bottom / len(order)))
    first = sum(wanted.values()) / len(wanted) - step * (len(order) - 1) / 2
    first = max(min(first, bottom - step * (len(order) - 0.5)), step / 2)
    return {customer: (x, first + number * step) for number, customer in enumerate(order)}
