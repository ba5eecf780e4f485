"""Cycles of the flow: teams that feed each other in a circle, so that no chain has a start."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise, takewhile

from chainmap.flow import Flow
from chainmap.model import HandoffId, PartyId

MAX_NAMED = 10
"""Cycles named per knot; more than a lead can mend at once."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """Handoffs that feed each other in a circle, the first by name first."""

    handoffs: tuple[HandoffId, ...]

    def teams(self, flow: Flow) -> tuple[PartyId, ...]:
        """Return the teams in the order of work, the first by name first."""
        suppliers = tuple(flow.handoffs[h].supplier for h in self.handoffs)
        start = suppliers.index(min(suppliers))
        return suppliers[start:] + suppliers[:start]


def cycles(flow: Flow, *, within: Iterable[HandoffId] | None = None) -> tuple[Cycle, ...]:
    """Return the shortest cycle through each team of each knot, at most `MAX_NAMED` a knot.

    `within` leaves out the knots that touch none of these handoffs. A cycle that visits the same
    teams as another is named once.
    """
    wanted = None if within is None else frozenset(within)
    found: dict[frozenset[PartyId], Cycle] = {}
    for knot in flow.knots:
        if wanted is None or knot & wanted:
            named = 0
            asked: set[HandoffId] = set()
            for start in _first_of_each_team(flow, knot):
                if named == MAX_NAMED:
                    break
                if start not in asked:
                    cycle = _shortest_cycle(flow, knot, start)
                    asked |= _only_way(flow, knot, cycle)
                    named += found.setdefault(frozenset(cycle.teams(flow)), cycle) is cycle
    return tuple(sorted(found.values(), key=lambda c: (len(c.handoffs), c.teams(flow))))


def _first_of_each_team(flow: Flow, knot: frozenset[HandoffId]) -> list[HandoffId]:
    first: dict[PartyId, HandoffId] = {}
    for handoff in sorted(knot):
        first.setdefault(flow.handoffs[handoff].supplier, handoff)
    return list(first.values())


def _shortest_cycle(flow: Flow, knot: frozenset[HandoffId], start: HandoffId) -> Cycle:
    """Return a shortest cycle through `start`, by breadth-first search; `start` is its last."""
    before: dict[HandoffId, HandoffId] = {}
    frontier = deque([start])
    opened: set[int] = set()
    while start not in before:
        handoff = frontier.popleft()
        recipes = set(flow.uses[handoff]) - opened
        opened |= recipes
        for fed in sorted(_made(flow, knot, recipes) - before.keys()):
            before[fed] = handoff
            frontier.append(fed)
    steps = [start]
    while (previous := before[steps[-1]]) != start:
        steps.append(previous)
    return Cycle(tuple(reversed(steps)))


def _made(flow: Flow, knot: frozenset[HandoffId], recipes: Iterable[int]) -> AbstractSet[HandoffId]:
    """Return what is made from some recipes, inside the knot."""
    return knot.intersection(handoff for recipe in recipes for handoff in flow.made[recipe])


def _only_way(flow: Flow, knot: frozenset[HandoffId], cycle: Cycle) -> set[HandoffId]:
    """Return the start of a cycle and what leads there and on without a fork.

    Whoever passes one of them passes all: the shortest cycle through each is the same.
    """
    steps = cycle.handoffs
    arcs = list(pairwise((steps[-1], *steps)))

    def is_only(arc: tuple[HandoffId, HandoffId]) -> bool:
        before, after = arc
        feeding = knot.intersection(flow.awaited(after).inputs)
        return len(_made(flow, knot, flow.uses[before])) == len(feeding) == 1

    onward = {after for _, after in takewhile(is_only, arcs)}
    back = {before for before, _ in takewhile(is_only, reversed(arcs))}
    return {steps[-1], *onward, *back}
