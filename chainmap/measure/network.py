"""The queueing network of an organisation: where items begin, who works on them, where they go.

Rates are those of `load`: routed teams hand on by shares, counted ones by their volumes as parts of
what they make. Where more is counted in than out, inputs are joined: one item goes on for several,
the others end there. Where more is counted out than in, the rest begins there. What the receiver
finds wrong comes straight back (accuracy). A part of a person is a person who is there less often.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import ceil

from chainmap.measure.load import Load, Part, loads, parts_of
from chainmap.model import Organisation, PartyId, Team, Variability

_ROUNDING = 1e-6
"""By which part of them volumes written in different units may differ."""


class Stated(StrEnum):
    """What the time of an item at a team without a queue rests on."""

    LEAD_TIME = "lead_time"
    PROCESS_TIME = "process_time"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Way:
    """The share of a team's items that goes one way: to a station, by its position, or out."""

    share: float
    station: int | None
    party: PartyId | None = None


@dataclass(frozen=True, slots=True)
class Station:
    """A team in the network; rates per working hour, `time` in hours.

    `people` whole people, each at work for `time` on an item, as long as it takes with their
    availability. None where nobody waits for people, since they or their time are not stated: then
    every item takes `time`, which rests on what `stated` says. `begins` are items that enter here.
    """

    team: PartyId
    people: int | None
    time: float
    variability: Variability
    begins: float
    rate: float
    ways: tuple[Way, ...]
    load: Load
    stated: Stated | None = None
    is_part_person: bool = False

    @property
    def utilisation(self) -> float | None:
        """The load by formula, None where nobody waits for people."""
        return None if self.people is None else self.load.utilisation

    @property
    def is_overloaded(self) -> bool:
        """Whether more comes in than can be done."""
        return self.load.growing_backlog is not None and self.people is not None


@dataclass(frozen=True)
class Network:
    """Stations by name. `joining` teams get more than they make, `circling` ones only each other's.

    `unstated` teams have neither arrivals nor volumes. The last two are left out.
    """

    stations: tuple[Station, ...]
    joining: tuple[PartyId, ...]
    circling: tuple[PartyId, ...]
    unstated: tuple[PartyId, ...]

    @cached_property
    def begins(self) -> float:
        """Items per hour that enter."""
        return sum(station.begins for station in self.stations)

    @cached_property
    def time_in_network(self) -> float | None:
        """Mean hours from entering to leaving by formula (Little's law), None with a backlog."""
        total = 0.0
        for station in self.stations:
            hours = station.time if station.people is None else station.load.time_in_team
            if hours is None:
                return None
            total += station.rate * hours
        return total / self.begins if self.begins else None

    @cached_property
    def time_at_people(self) -> float:
        """Mean hours that an item is at teams with a queue, by formula, where that is known."""
        queues = (s for s in self.stations if s.people is not None)
        total = sum(s.rate * (s.load.time_in_team or 0.0) for s in queues)
        return total / self.begins if self.begins else 0.0

    @cached_property
    def is_pure_chance(self) -> bool:
        """Whether all arrivals and all work are exponential: then each queue is as if alone.

        (Jackson's theorem; work that comes back changes nothing.)
        """
        chance = Variability(arrivals=1.0, service=1.0)
        return all(s.people is None or s.variability == chance for s in self.stations)

    @cached_property
    def behind_backlog(self) -> frozenset[int]:
        """Stations that get items from one that cannot keep up, by position."""
        frontier = [i for i, station in enumerate(self.stations) if station.is_overloaded]
        found: set[int] = set()
        while frontier:
            here = self.stations[frontier.pop()]
            new = {w.station for w in here.ways if w.station is not None} - found
            found |= new
            frontier.extend(new)
        return frozenset(found)


@dataclass(frozen=True)
class _Case:
    """An organisation's teams with items, and the items by the way they go."""

    organisation: Organisation
    loads: Mapping[PartyId, Load]
    parts: Mapping[PartyId, Sequence[Part]]

    @cached_property
    def counted_in(self) -> Mapping[PartyId, float]:
        """Items per hour that counted teams get from counted teams."""
        coming: dict[PartyId, float] = defaultdict(float)
        for team, parts in self.parts.items():
            for part in parts:
                customer = self.next_team(team, part)
                if customer is not None and not self.loads[team].routed:
                    coming[customer] += part.items or 0.0
        return coming

    def next_team(self, team: PartyId, part: Part) -> PartyId | None:
        """Return the team where the items go on, None where they leave the network."""
        handoff = part.handoff
        if handoff is None or handoff.customer not in self.parts:
            return None
        routed = self.loads[team].routed
        if routed is not self.loads[handoff.customer].routed:
            return None
        goes_on = bool(handoff.share) if routed else handoff.in_flow
        return handoff.customer if goes_on else None

    def accepted(self, team: PartyId) -> float:
        """Return the share of what a counted team gets that it makes something of."""
        coming, load = self.counted_in.get(team, 0.0), self.loads[team]
        going = load.throughput or 0.0
        return 1.0 if load.routed or coming <= going * (1 + _ROUNDING) else going / coming

    def begins(self, team: Team) -> float:
        """Return the items per hour that enter at the team."""
        load = self.loads[team.name]
        if load.routed:
            return team.arrivals or 0.0
        going = load.throughput or 0.0
        new = going - self.counted_in.get(team.name, 0.0)
        return new if new > going * _ROUNDING else 0.0


def network(organisation: Organisation) -> Network:
    """Return the network of all teams that items reach."""
    load = loads(organisation)
    parts = {
        team.name: [part for part in parts if part.items]
        for team, parts, _ in parts_of(organisation)
        if load[team.name].throughput
    }
    case = _Case(organisation, load, parts)
    reached = _reached(case)
    position = {team: i for i, team in enumerate(sorted(reached))}
    by_name = {team.name: team for team in organisation.teams}
    return Network(
        tuple(_station(case, by_name[team], position) for team in position),
        joining=tuple(team for team in position if case.accepted(team) < 1),
        circling=tuple(sorted(parts.keys() - reached)),
        unstated=tuple(sorted(by_name.keys() - parts.keys())),
    )


def _reached(case: _Case) -> frozenset[PartyId]:
    """Return the teams that an item can reach from where it begins."""
    frontier = [t.name for t in case.organisation.teams if t.name in case.parts and case.begins(t)]
    found = set(frontier)
    while frontier:
        team = frontier.pop()
        onward = (case.next_team(team, part) for part in case.parts[team])
        new = {customer for customer in onward if customer is not None} - found
        found |= new
        frontier.extend(new)
    return frozenset(found)


def _station(case: _Case, team: Team, position: Mapping[PartyId, int]) -> Station:
    load = case.loads[team.name]
    rate = load.arrival_rate or 0.0
    people, time, stated = _work(team, load, rate)
    return Station(
        team=team.name,
        people=people,
        time=time,
        variability=team.variability,
        begins=case.begins(team),
        rate=rate,
        ways=tuple(_ways(case, team.name, rate, position)),
        load=load,
        stated=stated,
        is_part_person=people is not None and people != team.people,
    )


def _work(team: Team, load: Load, rate: float) -> tuple[int | None, float, Stated | None]:
    """Return the people, hours for an item, and what these rest on where people are not stated.

    Items whose process time nobody states take none: then the load is that of the formula.
    """
    if load.utilisation is not None and team.people:
        people = ceil(team.people)
        return people, load.utilisation * people / rate, None
    if load.lead_time is not None:
        return None, load.lead_time, Stated.LEAD_TIME
    if load.process_time is not None:
        return None, load.process_time, Stated.PROCESS_TIME
    return None, 0.0, Stated.NOTHING


def _ways(
    case: _Case, team: PartyId, rate: float, position: Mapping[PartyId, int]
) -> Iterable[Way]:
    """Yield where a team's items go, those that come straight back first."""
    back = sum(part.rate - (part.items or 0.0) for part in case.parts[team]) / rate
    if back > 0:
        yield Way(back, position[team])
    for part in case.parts[team]:
        share = (part.items or 0.0) / rate
        party = part.handoff.customer if part.handoff else None
        customer = case.next_team(team, part)
        accepted = 0.0 if customer is None else case.accepted(customer)
        if customer is not None:
            yield Way(share * accepted, position[customer], customer)
        if accepted < 1:
            yield Way(share * (1 - accepted), None, party)
