"""Simulation: how long do items take and wait if chance decides, and is the formula right?

The network of teams runs many times with other dice: means, percentiles and loads get 95 %
intervals over the independent replications (source: Law, *Simulation Modeling and Analysis*),
after a warm-up that is not counted. Beside each stands the formula that `bottlenecks` uses; where
waits are over 20 % apart, the assumption that broke is named. Assumes that items wait for people
only: no batches, no opening hours, no priorities, nobody gives up. Where a team cannot keep up
there is no steady state: its backlog per hour is told, and no times of what passes through it.
Case Q1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from chainmap.issues import ChainmapError, Issue, Location, Severity
from chainmap.measure.assumptions import FAR, Assumption, Broken, Facts, apart, broken
from chainmap.measure.estimate import Estimate, estimate
from chainmap.measure.horizon import Plan, plan
from chainmap.measure.load import Load
from chainmap.measure.network import Network, Stated, Station, network
from chainmap.measure.replication import PERCENTILES, LeadTimes, Replication, replicate
from chainmap.model import Organisation, PartyId

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class LeadTime:
    """Hours from entering to leaving: mean and PERCENTILES, of so many items in all replications.

    `last` is the team that had them last, None for all items; `to` gets them, `customers` says
    whether that includes external customers.
    """

    last: PartyId | None
    to: tuple[PartyId, ...]
    customers: bool
    items: int
    mean: Estimate
    percentiles: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class SimulatedTeam:
    """A team as simulated, beside its load by formula. Rates per hour, times in hours.

    `growth` are items per hour that come in beyond what is done, only where the team cannot keep
    up; it then has no `wait`, `time` and `number` (of items in the team). `stated` says whence the
    time comes of a team where nobody waits for people. `wait_apart` is the simulated wait against
    the formula's (the backlog's growth where it grows), as a share; `broken` explains it if large.
    `unevenness` is that of its arrivals (squared coefficient of variation).
    """

    team: PartyId
    people: int | None
    formula: Load
    stated: Stated | None
    rate: Estimate | None
    utilisation: Estimate | None
    wait: Estimate | None
    time: Estimate | None
    number: Estimate | None
    growth: Estimate | None
    unevenness: float | None
    wait_apart: float | None
    broken: Broken | None


@dataclass(frozen=True, slots=True)
class Simulation:
    """All figures, teams by their load, lead times of all items and by the team that had them last.

    `lead_time` is None with a backlog, `formula` its mean by Little's law. `unfinished` items had
    entered and not left when a replication ended, in all.
    """

    replications: int
    seed: int
    plan: Plan
    network: Network
    lead_time: LeadTime | None
    formula: float | None
    by_last: tuple[LeadTime, ...]
    teams: tuple[SimulatedTeam, ...]
    unfinished: int


def simulate(
    organisation: Organisation,
    *,
    replications: int,
    seed: int,
    counted: float | None = None,
    tell: Tell = lambda _: None,
) -> Simulation:
    """Return what many replications show; `counted` hours each, as long as useful without.

    Raises:
        ChainmapError: no team has items, time and people; or it would take too long.
    """
    found = network(organisation)
    _require_queue(organisation, found)
    planned = plan(found, replications=replications, counted=counted)
    if planned is None or planned.is_too_long:
        raise ChainmapError(_too_long(organisation, planned))
    seeds = np.random.SeedSequence(seed).generate_state(replications).tolist()
    runs = []
    for number, own in enumerate(seeds, start=1):
        tell(f"Replication {number} of {replications}")
        runs.append(replicate(found, planned.horizon, seed=own))
    teams = [_team(found, i, runs, planned) for i in range(len(found.stations))]
    return Simulation(
        replications,
        seed,
        planned,
        found,
        lead_time=_of_all(found, runs),
        formula=found.time_in_network,
        by_last=tuple(_by_last(organisation, found, runs)),
        teams=tuple(sorted(teams, key=_busiest_first)),
        unfinished=sum(run.unfinished for run in runs),
    )


def _require_queue(organisation: Organisation, found: Network) -> None:
    if any(station.people is not None for station in found.stations):
        return
    raise ChainmapError(
        Issue(
            Location(organisation.source),
            Severity.ERROR,
            "nothing-to-simulate",
            "No team has items, people and a process time, so nothing can wait.",
            "Add people and process_time to a team, and what it gets: arrivals and share, or the "
            "volume of its handoffs.",
        )
    )


def _too_long(organisation: Organisation, planned: Plan | None) -> Issue:
    message = "There are so many items and teams that a simulation would take hours."
    if planned is not None:
        message = f"That many hours would take some {planned.seconds / 3600:,.0f} h to simulate."
    hint = "Simulate fewer --weeks, or a part of the organisation in a directory of its own."
    return Issue(
        Location(organisation.source), Severity.ERROR, "simulation-too-long", message, hint
    )


def _busiest_first(team: SimulatedTeam) -> tuple[float, PartyId]:
    load = -1.0 if team.people is None else team.formula.utilisation or 0.0
    return -load, team.team


def _team(found: Network, index: int, runs: Sequence[Replication], planned: Plan) -> SimulatedTeam:
    station = found.stations[index]
    here = [run.stations[index] for run in runs]
    overloaded = station.is_overloaded
    wait = None if overloaded else estimate([counted.wait for counted in here])
    growth = estimate([counted.growth for counted in here]) if overloaded else None
    uneven = estimate([counted.unevenness for counted in here])
    unevenness = uneven.mean if uneven else None
    formula = (station.load.growing_backlog or None) if overloaded else station.load.queue_wait
    compared = growth if overloaded else wait
    broke = _broken_growth(station, growth) if growth else None
    if wait:
        broke = broken(_facts(found, index, planned, wait=wait, unevenness=unevenness))
    return SimulatedTeam(
        station.team,
        station.people,
        station.load,
        station.stated,
        rate=estimate([counted.rate for counted in here]),
        utilisation=estimate([counted.utilisation for counted in here]),
        wait=wait if station.people else None,
        time=None if overloaded else estimate([counted.time for counted in here]),
        number=None if overloaded else estimate([counted.number for counted in here]),
        growth=growth,
        unevenness=unevenness,
        wait_apart=apart(compared.mean, formula) if compared and formula is not None else None,
        broken=broke,
    )


def _facts(
    found: Network, index: int, planned: Plan, *, wait: Estimate, unevenness: float | None
) -> Facts:
    return Facts(
        found.stations[index],
        wait,
        unevenness,
        behind_backlog=index in found.behind_backlog,
        settled=index not in planned.unsettled,
        pure_chance=found.is_pure_chance,
    )


def _broken_growth(station: Station, growth: Estimate) -> Broken | None:
    """Explain a backlog that grows otherwise: work that waits is not sent on, and not sent back."""
    formula = station.load.growing_backlog or 0.0
    if not formula or abs(growth.mean - formula) <= FAR * formula:
        return None  # at a load of just 100 % chance alone decides how much is left
    chance = growth.low is None or growth.holds(formula)
    return Broken(Assumption.LONG_ENOUGH if chance else Assumption.STEADY_STATE, shown=True)


def _of_all(found: Network, runs: Sequence[Replication]) -> LeadTime | None:
    """Return the lead time of all items, None where some wait for ever longer."""
    if any(station.is_overloaded for station in found.stations):
        return None
    return _lead_time([run.lead_times for run in runs], None, (), customers=False)


def _by_last(
    organisation: Organisation, found: Network, runs: Sequence[Replication]
) -> Iterable[LeadTime]:
    """Yield lead times by the last team, external customers first, without what piles up."""
    times = []
    for index, station in enumerate(found.stations):
        if station.is_overloaded or index in found.behind_backlog:
            continue
        to = {way.party for way in station.ways if way.station is None and way.party is not None}
        known = [run.by_last[index] for run in runs if index in run.by_last]
        outside = any(not organisation.is_team(party) for party in to)
        timed = _lead_time(known, station.team, tuple(sorted(to)), customers=outside)
        if timed is not None:
            times.append(timed)
    return sorted(times, key=lambda t: (not t.customers, -t.items, t.last or ""))


def _lead_time(
    known: Sequence[LeadTimes], last: PartyId | None, to: tuple[PartyId, ...], *, customers: bool
) -> LeadTime | None:
    mean = estimate([times.mean for times in known])
    if mean is None:
        return None
    percentiles = (
        estimate([times.percentiles[p] for times in known]) or Estimate(math.nan)
        for p in range(len(PERCENTILES))
    )
    items = sum(times.items for times in known)
    return LeadTime(last, to, customers, items, mean, tuple(percentiles))
