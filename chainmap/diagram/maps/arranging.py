"""Where the areas of a map go: tiles on a page of a slide's shape, those that deal a lot close.

A local search over how tiles are stacked (in columns or in shelves) and how many columns each tile
has inside; its dice fall the same way each time, so that the same map gives the same page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log, sqrt
from random import Random

from chainmap.diagram.maps.columns import layers
from chainmap.model import PartyId

SHAPE = 16 / 9
"""Width over height of a page."""

CORRIDOR = 46.0
"""Points between tiles: room for lines."""

_ROUNDS = 1600
_EFFORT = 150_000
"""Wires and tiles looked at from each start: what bounds the time."""

_HEAT = 0.05
_COLD = 0.0016
"""Of the heat what is left at the end."""

_BACKWARDS = 1.2
_OUT = 0.6

Size = tuple[float, float]
Wires = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Tile:
    """An area to be placed: the sizes it can take, and how much goes from it outside, right."""

    sizes: tuple[Size, ...]
    costs: tuple[float, ...]
    outward: float = 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tile goes, from its top left corner, and which of its sizes it takes."""

    left: float
    top: float
    width: float
    height: float
    variant: int

    @property
    def centre(self) -> tuple[float, float]:
        """The middle."""
        return self.left + self.width / 2, self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class _Stacking:
    """Groups of tiles: one below the other (`upright`), or side by side."""

    groups: tuple[tuple[int, ...], ...]
    variants: tuple[int, ...]
    upright: bool


def arrange(tiles: Sequence[Tile], wires: Wires) -> tuple[Place, ...]:
    """Return a place for every tile; `wires` weigh how much goes from one tile to another."""
    if not tiles:
        return ()
    best = min(
        (_improved(tiles, wires, start, seed) for seed, start in enumerate(_starts(tiles, wires))),
        key=lambda found: found[0],
    )[1]
    return _filled(_places(tiles, best), best)


def _starts(tiles: Sequence[Tile], wires: Wires) -> Iterator[_Stacking]:
    """Yield stackings in the order of work, in one group and in about as many as fit a page."""
    count = len(tiles)
    variants = (0,) * count
    order = _in_order(count, wires)
    fitting = max(1, round(sqrt(count / SHAPE)))
    for groups in sorted({min(count, max(1, fitting + more)) for more in (-1, 0, 1, 2)}):
        size = -(-count // groups)
        cut = tuple(tuple(order[at : at + size]) for at in range(0, count, size))
        yield _Stacking(cut, variants, upright=True)
        yield _Stacking(cut, variants, upright=False)


def _in_order(count: int, wires: Wires) -> list[int]:
    """Return the tiles in a line along which most goes forward."""
    layer = layers([PartyId(str(n)) for n in range(count)], _named(wires))
    return sorted(range(count), key=lambda n: (layer[PartyId(str(n))], n))


def _named(wires: Wires) -> list[tuple[PartyId, PartyId]]:
    net = {(a, b): weight - wires.get((b, a), 0.0) for (a, b), weight in wires.items()}
    return sorted((PartyId(str(a)), PartyId(str(b))) for (a, b), w in net.items() if w > 0)


def _improved(
    tiles: Sequence[Tile], wires: Wires, start: _Stacking, seed: int
) -> tuple[float, _Stacking]:
    """Return the best stacking found from a start by random moves (simulated annealing)."""
    random = Random(seed)  # noqa: S311 - a picture, not a secret
    now, cost = start, _cost(tiles, wires, start)
    best = (cost, start)
    rounds = min(_ROUNDS, max(_EFFORT // (len(wires) + 6 * len(tiles)), 100))
    heat = _HEAT * cost * rounds / _ROUNDS
    for _ in range(rounds):
        moved = _moved(tiles, now, random)
        found = _cost(tiles, wires, moved)
        if found <= cost or random.random() < exp((cost - found) / heat):
            now, cost = moved, found
            best = min(best, (cost, now), key=lambda known: known[0])
        heat *= _COLD ** (1 / rounds)
    return best


def _moved(tiles: Sequence[Tile], old: _Stacking, random: Random) -> _Stacking:
    kind = random.randrange(3)
    tile = random.randrange(len(tiles))
    if kind == 0:
        variants = list(old.variants)
        variants[tile] = random.randrange(len(tiles[tile].sizes))
        return replace(old, variants=tuple(variants))
    groups = [list(group) for group in old.groups]
    if kind == 1:
        other = random.randrange(len(tiles))
        swap = {tile: other, other: tile}
        return replace(old, groups=tuple(tuple(swap.get(t, t) for t in g) for g in groups))
    for group in groups:
        if tile in group:
            group.remove(tile)
    to = random.randrange(len(groups) + 1)
    if to == len(groups) or random.random() < 1 / 8:
        groups.insert(to, [tile])
    else:
        groups[to].insert(random.randint(0, len(groups[to])), tile)
    return replace(old, groups=tuple(tuple(group) for group in groups if group))


def _cost(tiles: Sequence[Tile], wires: Wires, stacking: _Stacking) -> float:
    """Return how bad a stacking is: long wires, wires back to the left, a page out of shape."""
    width = height = 0.0
    at: dict[int, tuple[float, float]] = {}
    for tile, left, top, wide, high in _spots(tiles, stacking):
        width, height = max(width, left + wide), max(height, top + high)
        at[tile] = (left + wide / 2, top + high / 2)
    length = 0.0
    for (one, other), weight in wires.items():
        (x1, y1), (x2, y2) = at[one], at[other]
        dx = x2 - x1
        length += weight * (abs(dx) + abs(y2 - y1) + (_BACKWARDS * -dx if dx < 0 else 0.0))
    total = sum(wires.values()) or 1.0
    for tile, (x, _) in at.items():
        length += _OUT * tiles[tile].outward * (width - x)
        length += tiles[tile].costs[stacking.variants[tile]] * CORRIDOR
    bulk = sqrt(width * height * SHAPE)
    return (length / total + bulk) * (1 + 2 * log(width / height / SHAPE) ** 2)


def _places(tiles: Sequence[Tile], stacking: _Stacking) -> dict[int, Place]:
    return {
        tile: Place(left, top, width, height, stacking.variants[tile])
        for tile, left, top, width, height in _spots(tiles, stacking)
    }


def _spots(
    tiles: Sequence[Tile], stacking: _Stacking
) -> Iterator[tuple[int, float, float, float, float]]:
    """Yield each tile with left, top, width and height; no value, as it is asked thousandfold."""
    across = 0.0
    for group in stacking.groups:
        sizes = [tiles[t].sizes[stacking.variants[t]] for t in group]
        along = 0.0
        for tile, (width, height) in zip(group, sizes, strict=True):
            left, top = (across, along) if stacking.upright else (along, across)
            yield tile, left, top, width, height
            along += (height if stacking.upright else width) + CORRIDOR
        across += max(w if stacking.upright else h for w, h in sizes) + CORRIDOR


def _filled(places: Mapping[int, Place], stacking: _Stacking) -> tuple[Place, ...]:
    """Return the places widened to the page: tiles of a group share what room is left over."""
    page_width = max(p.left + p.width for p in places.values())
    page_height = max(p.top + p.height for p in places.values())
    filled = {}
    for group in stacking.groups:
        members = [places[t] for t in group]
        if stacking.upright:
            width = max(p.width for p in members)
            spare = (page_height - members[-1].top - members[-1].height) / len(group)
            for number, (tile, p) in enumerate(zip(group, members, strict=True)):
                top, height = p.top + number * spare, p.height + spare
                filled[tile] = Place(p.left, top, width, height, p.variant)
        else:
            height = max(p.height for p in members)
            spare = (page_width - members[-1].left - members[-1].width) / len(group)
            for number, (tile, p) in enumerate(zip(group, members, strict=True)):
                left, width = p.left + number * spare, p.width + spare
                filled[tile] = Place(left, p.top, width, height, p.variant)
    return tuple(filled[tile] for tile in range(len(places)))
