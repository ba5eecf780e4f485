"""Cycles of the flow: teams that feed each other in a circle, so that no chain has a start."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

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
            for start in _first_of_each_team(flow, knot):
                if named == MAX_NAMED:
                    break
                cycle = _shortest_cycle(flow, knot, start)
                named += found.setdefault(frozenset(cycle.teams(flow)), cycle) is cycle
    return tuple(sorted(found.values(), key=lambda c: (len(c.handoffs), c.teams(flow))))


def _first_of_each_team(flow: Flow, knot: frozenset[HandoffId]) -> list[HandoffId]:
    first: dict[PartyId, HandoffId] = {}
    for handoff in sorted(knot):
        first.setdefault(flow.handoffs[handoff].supplier, handoff)
    return list(first.values())


def _shortest_cycle(flow: Flow, knot: frozenset[HandoffId], start: HandoffId) -> Cycle:
    """Return a shortest cycle through `start`, by breadth-first search inside the knot."""
    before: dict[HandoffId, HandoffId] = {}
    frontier = deque([start])
    while start not in before:
        handoff = frontier.popleft()
        for fed in sorted(flow.waiting_graph.successors(handoff)):
            if fed in knot and fed not in before:
                before[fed] = handoff
                frontier.append(fed)
    steps = [start]
    while (previous := before[steps[-1]]) != start:
        steps.append(previous)
    return Cycle(tuple(reversed(steps)))
