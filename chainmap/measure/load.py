"""How busy each team is: arrival rate and utilisation, from volumes, process times and people.

Assumes every item of a handoff takes its process time from one of the team's people, and that
what the receiver finds wrong is sent back and done again (arrival rate = volume / accuracy).
Utilisation = sum of arrival rate x process time / (people x availability). Case Q8.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from chainmap.model import Handoff, Organisation, PartyId, Team


@dataclass(frozen=True, slots=True)
class Load:
    """Rates per working hour; None where the files do not say enough.

    `complete` is false where some handoffs of the team lack a volume or a process time, or are
    never right and come back for ever: the figures are then at least as high as shown.
    """

    team: PartyId
    arrival_rate: float | None
    utilisation: float | None
    complete: bool

    @property
    def growing_backlog(self) -> float | None:
        """Items per hour that come in beyond what the team can do, None while it keeps up."""
        if self.arrival_rate is None or self.utilisation is None or self.utilisation < 1:
            return None
        return self.arrival_rate * (1 - 1 / self.utilisation)


def loads(organisation: Organisation) -> Mapping[PartyId, Load]:
    """Return the load of every team."""
    supplied: dict[PartyId, list[Handoff]] = defaultdict(list)
    for handoff in organisation.handoffs:
        supplied[handoff.supplier].append(handoff)
    return {team.name: _load(team, supplied[team.name]) for team in organisation.teams}


def _load(team: Team, handoffs: list[Handoff]) -> Load:
    rates = [_arrival_rate(handoff) for handoff in handoffs]
    hours = [
        rate * handoff.process_time
        for rate, handoff in zip(rates, handoffs, strict=True)
        if rate is not None and handoff.process_time is not None
    ]
    known = [rate for rate in rates if rate is not None]
    capacity = (team.people or 0.0) * team.availability
    return Load(
        team.name,
        sum(known) if known else None,
        sum(hours) / capacity if hours and capacity else None,
        complete=len(hours) == len(handoffs) and all(h.accuracy != 0 for h in handoffs),
    )


def _arrival_rate(handoff: Handoff) -> float | None:
    """Return items per hour, what comes back counted again; None without a volume."""
    return None if handoff.volume is None else handoff.volume / (handoff.accuracy or 1.0)
