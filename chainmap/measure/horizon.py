"""How long a simulation has to run: what it takes to settle, and what a computer can do.

A queue forgets how it began at the pace of its relaxation time, for one that is busy rho of the
time about time / people / (1 - sqrt(rho))^2 (Morse 1955, exact for M/M/1), longer where work is
uneven. Ten of them are warm-up, or as long as items need to come through if that is longer. Two
hundred, in each of ten replications, make intervals of some 5 % either side at a busy team, since
the variance of its mean falls as one over their number.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from chainmap.measure.network import Network, Station
from chainmap.measure.replication import Horizon

WARM_UP = 10
"""Relaxation times of the slowest team that are not counted."""

TRAVELS = 3
"""Mean times through all queues until items have come as far as they go."""

SETTLED = 3
"""Relaxation times of warm-up without which a team has not settled."""

COUNTED = 200
"""Relaxation times of the slowest team that are."""

MIN_ITEMS = 500
"""Items that enter in a replication at least, as far as there is time."""

SECONDS = 30.0
"""What all replications may take, more or less, unless a length is asked for."""

MOST_SECONDS = 3600.0
"""What a length that is asked for may take."""

MAX_BACKLOG = 5000
"""Items that pile up at a team that cannot keep up, before it is clear that it cannot."""

_SMALLEST = 1e-9
"""A share of time that is none, nearly."""

MIN_VISITS = 20
"""Visits to each station in a replication below which it says nothing."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The horizon of every replication, and the seconds they take together, more or less.

    `unsettled` stations, by position, would need a longer warm-up.
    """

    horizon: Horizon
    seconds: float
    unsettled: frozenset[int]

    @property
    def is_too_long(self) -> bool:
        """Whether it takes longer than anybody waits."""
        return self.seconds > MOST_SECONDS


def relaxation_time(station: Station) -> float:
    """Return the hours in which a queue forgets its past, 0 without a queue or with a backlog."""
    if station.people is None or station.utilisation is None or station.is_overloaded:
        return 0.0
    idle = max(1 - math.sqrt(station.utilisation), _SMALLEST)
    pace = station.time / station.people / idle**2
    return max(station.time, pace * max(1.0, station.variability.factor))


def plan(network: Network, *, replications: int, counted: float | None = None) -> Plan | None:
    """Return how long to simulate; `counted` hours a replication where they are asked for.

    None where not even a short simulation can be done in the time.
    """
    pace = _seconds_per_hour(network) * replications
    affordable = SECONDS / pace
    slowest = [relaxation_time(station) for station in network.stations]
    travel = TRAVELS * network.time_at_people
    warm_up = max(WARM_UP * max(slowest), travel)
    enough = max(COUNTED * max(slowest), MIN_ITEMS / network.begins, 10 * warm_up)
    if counted is None:
        visits = affordable * sum(station.rate for station in network.stations)
        if visits < MIN_VISITS * len(network.stations):
            return None
        affordable = min(affordable, _until_clear(network))
        warm_up = min(warm_up, max(affordable / 10, min(travel, affordable / 4)))
        counted = min(enough, affordable - 2 * warm_up)
    warm_up = min(warm_up, counted, max(SETTLED * max(slowest), travel, counted / 4))
    horizon = Horizon(warm_up, counted)
    unsettled = frozenset(
        i for i, hours in enumerate(slowest) if hours and max(SETTLED * hours, travel) > warm_up
    )
    seconds = horizon.end * pace + replications * _seconds_of_queues(network, horizon.end)
    return Plan(horizon, seconds, unsettled)


def _until_clear(network: Network) -> float:
    """Return the hours after which the longest queue that only grows is long."""
    growing = [s.load.growing_backlog or 0.0 for s in network.stations if s.is_overloaded]
    return MAX_BACKLOG / max(growing) if growing and max(growing) > 0 else math.inf


def _seconds_per_hour(network: Network) -> float:
    """Return about how long a computer takes for an hour of the network."""
    people = sum(station.people or 0 for station in network.stations)
    for_a_visit = 20e-6 + 0.3e-6 * len(network.stations) + 0.06e-6 * people
    return for_a_visit * sum(station.rate for station in network.stations)


def _seconds_of_queues(network: Network, hours: float) -> float:
    """Return what looking through queues costs that only grow."""
    return sum(
        30e-9 * station.rate * hours * (station.load.growing_backlog or 0.0) * hours / 2
        for station in network.stations
        if station.is_overloaded
    )
