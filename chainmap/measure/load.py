"""How busy each team is and how long work waits there, from rates, process times and people.

A team reached by `arrivals` and shares is routed: all its items are split over its handoffs by
their shares, what the shares leave over goes by its other handoffs in equal parts. The work of any
other team is counted: its handoffs' volumes. Every item takes the handoff's process time (by
default the team's) from one of its people, and what the receiver finds wrong comes back and is
done again: arrival rate = items / accuracy. Where a receiver's `rework: true` handoff with a share
says how much it sends back, that is counted and not the accuracy a second time.
Utilisation = arrival rate x process time / (people x availability). Cases Q1, Q5, Q8.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chainmap.measure.queueing import FULL, queue_wait
from chainmap.model import Evidence, Handoff, Organisation, PartyId, Team
from chainmap.routing import ROUNDING


@dataclass(frozen=True, slots=True)
class Load:
    """Rates per working hour, times in hours; None where the files do not say enough.

    `arrival_rate` counts what comes back again, `throughput` each item once. `process_time` is the
    mean work on one item. By formula, None also where a backlog grows: `queue_wait`, until somebody
    begins, and `time_in_team`, until the item is done, which takes the longer the less the people
    are available. As stated: `lead_time` is the mean of the team's items, `measured_wait` the mean
    of lead time - process time where that is measured. `complete` is false where some handoffs of
    the team lack a volume or a process time, or are never right and come back for ever: the figures
    are then at least as high as shown. `routed` says that rates come from arrivals and shares.
    """

    team: PartyId
    arrival_rate: float | None
    utilisation: float | None
    complete: bool
    throughput: float | None = None
    process_time: float | None = None
    queue_wait: float | None = None
    time_in_team: float | None = None
    lead_time: float | None = None
    measured_wait: float | None = None
    routed: bool = False

    @property
    def growing_backlog(self) -> float | None:
        """Items per hour that come in beyond what the team can do, None while it keeps up.

        0 where it can do just what comes in: what is left undone once is never made up for.
        """
        if self.arrival_rate is None or self.utilisation is None or self.utilisation < FULL:
            return None
        return self.arrival_rate * (1 - 1 / self.utilisation)


@dataclass(frozen=True, slots=True)
class Part:
    """Items per hour that a team hands over one way (by no handoff: they leave), and what is known.

    `comes_back` is false where a rework handoff says itself how much is sent back.
    """

    items: float | None
    process_time: float | None
    handoff: Handoff | None = None
    comes_back: bool = True

    @property
    def accuracy(self) -> float:
        """The share that the receiver finds right and does not send back."""
        known = self.handoff.accuracy if self.handoff and self.comes_back else None
        return 1.0 if known is None else known

    @property
    def rate(self) -> float:
        """Items per hour, what comes back counted again; once only where it comes back for ever."""
        items = self.items or 0.0
        return items if self._comes_back_for_ever else items / self.accuracy

    @property
    def is_known(self) -> bool:
        """Whether its work can be counted in full."""
        counted = self.items is not None and self.process_time is not None
        return counted and not self._comes_back_for_ever

    @property
    def _comes_back_for_ever(self) -> bool:
        """Whether it is never right, or so seldom that no number is as large as its rate."""
        return self.accuracy == 0 or math.isinf((self.items or 0.0) / self.accuracy)

    @property
    def lead_time(self) -> float | None:
        """Hours as stated."""
        stated = self.handoff.lead_time if self.handoff else None
        return None if stated is None else stated.hours

    @property
    def measured_wait(self) -> float | None:
        """Hours of the lead time without work, where it is measured."""
        if not self.handoff or self.handoff.evidence is not Evidence.MEASURED:
            return None
        if self.lead_time is None or self.process_time is None:
            return None
        return max(0.0, self.lead_time - self.process_time)


def loads(organisation: Organisation) -> Mapping[PartyId, Load]:
    """Return the load of every team."""
    return {
        team.name: _load(team, parts, routed=routed)
        for team, parts, routed in parts_of(organisation)
    }


def parts_of(organisation: Organisation) -> Iterator[tuple[Team, Sequence[Part], bool]]:
    """Yield every team, its items by the way they go, and whether arrivals and shares say so."""
    rates = _routed_rates(organisation)
    supplied: dict[PartyId, list[Handoff]] = defaultdict(list)
    returning = set()
    for handoff in organisation.handoffs:
        supplied[handoff.supplier].append(handoff)
        if handoff.rework and handoff.share and handoff.supplier in rates:
            returning.add((handoff.customer, handoff.supplier))
    for team in organisation.teams:
        handoffs = supplied[team.name]
        items = rates.get(team.name)
        parts = (
            [_counted(handoff) for handoff in handoffs]
            if items is None
            else list(_split(team, items, handoffs, returning))
        )
        yield team, parts, items is not None


def _routed_rates(organisation: Organisation) -> Mapping[PartyId, float]:
    if all(team.arrivals is None for team in organisation.teams):
        return {}
    from chainmap.measure.traffic import routed_rates  # noqa: PLC0415  scipy only where it is used

    return routed_rates(organisation)


def _counted(handoff: Handoff) -> Part:
    return Part(handoff.volume, handoff.process_time, handoff)


def _split(
    team: Team, items: float, handoffs: Sequence[Handoff], returning: Container[tuple[str, str]]
) -> Iterator[Part]:
    """Yield the team's items by the way they go; `returning` pairs have a rework handoff."""
    shared = sum(handoff.share or 0.0 for handoff in handoffs)
    scale = items / max(1.0, shared)
    rest = [handoff for handoff in handoffs if handoff.share is None and handoff.in_flow]
    left_over = items * (1 - shared)
    is_left_over = shared < 1 - ROUNDING
    ways = [(scale * handoff.share, handoff) for handoff in handoffs if handoff.share is not None]
    ways += [(left_over / len(rest), handoff) for handoff in rest if is_left_over]
    for part, handoff in ways:
        comes_back = (handoff.supplier, handoff.customer) not in returning
        yield Part(part, handoff.process_time, handoff, comes_back)
    if is_left_over and not rest:
        yield Part(left_over, team.process_time)


def _load(team: Team, parts: Sequence[Part], *, routed: bool) -> Load:
    known = [part for part in parts if part.items is not None]
    timed = [part for part in known if part.process_time is not None]
    hours = sum(part.rate * (part.process_time or 0.0) for part in timed)
    capacity = (team.people or 0.0) * team.availability
    utilisation = _share_of(capacity, hours) if timed and capacity else None
    process_time = _mean((part.process_time, part.rate) for part in timed)
    wait = _wait(team, utilisation, process_time)
    return Load(
        team.name,
        sum(part.rate for part in known) if known else None,
        utilisation,
        complete=all(part.is_known for part in parts),
        throughput=sum(part.items or 0.0 for part in known) if known else None,
        process_time=process_time,
        queue_wait=wait,
        time_in_team=None if wait is None else wait + (process_time or 0.0) / team.availability,
        lead_time=_mean((part.lead_time, part.rate) for part in known),
        measured_wait=_mean((part.measured_wait, part.rate) for part in known),
        routed=routed,
    )


def _share_of(capacity: float, hours: float) -> float:
    """Return the utilisation; what is all of it but for rounding is all of it."""
    share = hours / capacity
    return 1.0 if FULL <= share < 1 / FULL else share


def _mean(weighed: Iterable[tuple[float | None, float]]) -> float | None:
    """Return the mean of the known values by their weights, None where nothing weighs."""
    known = [(value, weight) for value, weight in weighed if value is not None and weight]
    total = sum(weight for _, weight in known)
    return sum(value * weight for value, weight in known) / total if total else None


def _wait(team: Team, utilisation: float | None, process_time: float | None) -> float | None:
    if utilisation is None or process_time is None or team.people is None:
        return None
    return queue_wait(
        people=team.people,
        utilisation=utilisation,
        process_time=process_time,
        availability=team.availability,
        variability=team.variability,
    )
