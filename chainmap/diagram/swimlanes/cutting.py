"""Cuts a row of columns into bands: where, and who stands in which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import ceil

from chainmap.diagram.swimlanes.bands import Band
from chainmap.diagram.swimlanes.lanetile import Link, Tile

_TRACK = 16.0
"""Points kept free for the chain where it passes a column of its own lane."""


def cuts(tiles: Sequence[Tile], columns: int, count: int) -> list[range]:
    """Return the columns of each band: nearly equally many, cut where few lanes go on."""
    lanes: dict[int, set[int]] = defaultdict(set)
    for tile in tiles:
        if tile.column is not None:
            lanes[tile.column].add(tile.lane)
    longest = ceil(columns / count) + (count > 1)
    best: dict[int, tuple[int, int, list[range]]] = {0: (0, 0, [])}
    for _ in range(count):
        reached: dict[int, tuple[int, int, list[range]]] = {}
        for start, (strips, squares, bands) in best.items():
            for stop in range(start + 1, min(start + longest, columns) + 1):
                more = len(set().union(*(lanes[column] for column in range(start, stop))))
                cost = strips + more, squares + (stop - start) ** 2
                if stop not in reached or cost < reached[stop][:2]:
                    reached[stop] = (*cost, [*bands, range(start, stop)])
        best = reached
    return best[columns][2]


def band_of(
    tiles: Sequence[Tile], chain: Sequence[Link], columns: range, *, rows: int, last: bool
) -> Band:
    """Return the band of these columns; tiles beside the flow stand in their lane's first band."""
    stacks: dict[tuple[int, int], list[Tile]] = defaultdict(list)
    for tile in tiles:
        if tile.column is not None and tile.column in columns:
            stacks[tile.lane, tile.column].append(tile)
    for lane, column in _passed(tiles, chain, columns):
        if (lane, column) in stacks:
            stacks[lane, column].insert(0, _track(lane, column))
    before = {t.lane for t in tiles if t.column is not None and t.column < columns.start}
    here = {lane for lane, _ in stacks} - before
    ever = {t.lane for t in tiles if t.column is not None}
    beside: dict[int, list[Tile]] = defaultdict(list)
    for tile in tiles:
        if tile.column is None and (tile.lane in here or (last and tile.lane not in ever)):
            beside[tile.lane].append(tile)
    inside = {t.key for group in stacks.values() for t in group}
    placed = {t.key for t in tiles}
    out = any(a in inside and b not in inside for a, b in chain if {a, b} <= placed)
    into = any(b in inside and a not in inside for a, b in chain if {a, b} <= placed)
    return Band(
        {place: tuple(group) for place, group in stacks.items()},
        {lane: tuple(group) for lane, group in beside.items()},
        columns, rows, open_left=into, open_right=out,
    )  # fmt: skip


def _passed(
    tiles: Sequence[Tile], chain: Sequence[Link], columns: range
) -> Iterable[tuple[int, int]]:
    """Return the lanes and columns that the chain passes on its way within a lane."""
    at = {tile.key: (tile.lane, tile.column) for tile in tiles if tile.column is not None}
    found = set()
    for one, other in chain:
        if one not in at or other not in at:
            continue
        lanes = {lane for lane, column in (at[one], at[other]) if column in columns}
        if len(lanes) == 1:  # both ends here and in one lane, or one end here
            first, last = sorted((at[one][1], at[other][1]))
            found |= {(min(lanes), c) for c in range(first + 1, last) if c in columns}
    return sorted(found)


def _track(lane: int, column: int) -> Tile:
    """Return a tile without a box that keeps room for a line."""
    return Tile(("track", lane, column), lane, column, 0.0, _TRACK, lead=True)
