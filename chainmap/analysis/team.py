"""Team: whom does one team serve, what do they need and want, and how far is the customer?

Collects what the files and the load say of one team; the distance is the fewest handoffs until an
external customer has something. Assumes what trace and bottlenecks assume. Source: SIPOC, one
team's page. No published case.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from chainmap.flow import Flow
from chainmap.measure.load import Load, loads
from chainmap.model import Complaint, Handoff, HandoffId, PartyId, Team


@dataclass(frozen=True, slots=True)
class Reach:
    """An external customer downstream, and the fewest handoffs until it has the work."""

    customer: PartyId
    handoffs: int


@dataclass(frozen=True, slots=True)
class TeamCard:
    """One team's page. `complaints` have the team upstream or as touchpoint, heaviest first."""

    team: Team
    serves: tuple[Handoff, ...]
    needs: tuple[Handoff, ...]
    reaches: tuple[Reach, ...]
    complaints: tuple[Complaint, ...]
    load: Load


def team_card(flow: Flow, team: Team) -> TeamCard:
    """Return the page of a team; reaches are the nearest customer first."""
    organisation = flow.organisation
    return TeamCard(
        team=team,
        serves=tuple(h for h in flow.handoffs if h.supplier == team.name),
        needs=tuple(h for h in flow.handoffs if h.customer == team.name),
        reaches=_reaches(flow, team),
        complaints=_complaints(flow, team),
        load=loads(organisation)[team.name],
    )


def _reaches(flow: Flow, team: Team) -> tuple[Reach, ...]:
    nearest: dict[PartyId, int] = {}
    for handoff, distance in _downstream(flow, team).items():
        known = flow.handoffs[handoff]
        if known.to_outside:
            nearest[known.customer] = min(distance, nearest.get(known.customer, distance))
    found = (Reach(customer, distance) for customer, distance in nearest.items())
    return tuple(sorted(found, key=lambda reach: (reach.handoffs, reach.customer)))


def _downstream(flow: Flow, team: Team) -> Mapping[HandoffId, int]:
    """Return the handoffs downstream with the fewest handoffs until each is done."""
    starts = [
        HandoffId(i) for i, h in enumerate(flow.handoffs) if h.in_flow and h.supplier == team.name
    ]
    distance = dict.fromkeys(starts, 1)
    frontier = deque(starts)
    opened: set[int] = set()
    while frontier:
        handoff = frontier.popleft()
        recipes = [recipe for recipe in flow.uses[handoff] if recipe not in opened]
        opened.update(recipes)
        for fed in (made for recipe in recipes for made in flow.made[recipe]):
            if fed not in distance:
                distance[fed] = distance[handoff] + 1
                frontier.append(fed)
    return distance


def _complaints(flow: Flow, team: Team) -> tuple[Complaint, ...]:
    organisation = flow.organisation
    reached = _downstream(flow, team)
    found = [
        complaint
        for complaint in organisation.complaints
        if complaint.delivery in reached or flow.handoffs[complaint.delivery].supplier == team.name
    ]
    return tuple(sorted(found, key=lambda c: (-organisation.weight(c), c.id)))
