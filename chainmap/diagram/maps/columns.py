"""Columns: teams in the order of work, for a picture without areas that would get too wide.

The order has few arrows against it: the greedy heuristic of Eades, Lin and Smyth (1993).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from chainmap.model import PartyId

MOST = 10
"""Columns that fit a page; where chains are longer, several steps share a column."""

Pair = tuple[PartyId, PartyId]


def columns(teams: Sequence[PartyId], pairs: Iterable[Pair]) -> list[list[PartyId]]:
    """Return the teams column by column, if they need more columns than fit; else nothing."""
    between = {(one, other) for one, other in pairs if {one, other} <= {*teams} and one != other}
    layer = layers(teams, between)
    needed = max(layer.values(), default=0) + 1
    if needed <= MOST:
        return []
    found: list[list[PartyId]] = [[] for _ in range(MOST)]
    for team in teams:
        found[layer[team] * MOST // needed].append(team)
    return found


def layers(teams: Sequence[PartyId], between: Iterable[Pair]) -> Mapping[PartyId, int]:
    """Return for each team how many steps of work come before it, arrows back not counted."""
    between = set(between)
    return _layers(in_line(teams, between), between)


def in_line(teams: Sequence[PartyId], between: Iterable[Pair]) -> list[PartyId]:
    """Return the teams in a line along which most arrows run forward."""
    into: dict[PartyId, set[PartyId]] = defaultdict(set)
    out_of: dict[PartyId, set[PartyId]] = defaultdict(set)
    for one, other in between:
        out_of[one].add(other)
        into[other].add(one)
    first: list[PartyId] = []
    last: list[PartyId] = []
    left = set(teams)
    while left:
        team = min(left, key=lambda t: (_urgency(into[t] & left, out_of[t] & left), t))
        (first if out_of[team] & left else last).append(team)
        left.discard(team)
    return first + last[::-1]


def _urgency(into: set[PartyId], out_of: set[PartyId]) -> tuple[int, int]:
    """Sinks go first (to the end of the line), then sources, then who hands on the most."""
    if not out_of:
        return (0, 0)
    return (1, 0) if not into else (2, len(into) - len(out_of))


def _layers(order: Sequence[PartyId], between: Iterable[Pair]) -> Mapping[PartyId, int]:
    """Return for each team how many steps of work come before it, arrows back not counted."""
    place = {team: at for at, team in enumerate(order)}
    before: dict[PartyId, list[PartyId]] = defaultdict(list)
    for one, other in between:
        if place[one] < place[other]:
            before[other].append(one)
    layer: dict[PartyId, int] = {}
    for team in order:
        layer[team] = max((layer[one] + 1 for one in before[team]), default=0)
    return layer
