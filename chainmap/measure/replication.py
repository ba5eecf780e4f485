"""One run of a queueing network by Ciw, and what was counted in it after the warm-up.

Assumes that items wait in one line, first come first served, that times between arrivals and
process times are independent and have the stated squared coefficient of variation (0 always the
same, 1 exponential, else gamma), and that items choose their way by chance. Ciw: Palmer, Knight,
Harper and Hawa (2019), "Ciw: An open-source discrete event simulation library".
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from chainmap.measure.network import Network, Station

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Hours = NDArray[np.float64]
    Numbers = NDArray[np.int64]
    Chosen = NDArray[np.bool_]

PERCENTILES = (50, 85, 95)
"""So many per cent of the items take no longer."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """How long a run lasts, in hours: what is not counted, what is, and until items have left."""

    warm_up: float
    counted: float

    @property
    def end(self) -> float:
        """The run goes on without counting, so that late items are not missed."""
        return self.warm_up + self.counted + self.warm_up


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """Items that entered while it was counted, and their hours until they left: mean, percentiles.

    NaN where no item left.
    """

    items: int
    mean: float
    percentiles: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """What happened at a station: items per hour, shares of time, hours, items; NaN without items.

    `unevenness` is the squared coefficient of variation of the times between arrivals, `growth` how
    many more items per hour came than left, over the whole run.
    """

    rate: float
    utilisation: float
    wait: float
    time: float
    number: float
    unevenness: float
    growth: float


@dataclass(frozen=True, slots=True)
class Replication:
    """One run: by station, and the lead times of all items and by the station they left last."""

    stations: tuple[Counted, ...]
    lead_times: LeadTimes
    by_last: Mapping[int, LeadTimes]
    unfinished: int


@dataclass(frozen=True, slots=True)
class _Visits:
    """All finished visits of a run as columns: item, station and hours; `last` if it left then."""

    item: Numbers
    station: Numbers
    came: Hours
    began: Hours
    left: Hours
    last: Chosen


def replicate(network: Network, horizon: Horizon, *, seed: int) -> Replication:
    """Run the network once; the same seed gives the same figures."""
    import ciw  # noqa: PLC0415  an extra, and nothing else needs it

    from chainmap.measure.quick_ciw import quick_simulation  # noqa: PLC0415  as above

    ciw.seed(seed)
    run = quick_simulation(ciw_network(network))
    run.simulate_until_max_time(horizon.end)
    visits = _visits(run.get_all_records())
    left_behind = [node.number_of_individuals for node in run.transitive_nodes]
    stations = tuple(
        _counted(station, visits, visits.station == i, horizon, left_behind[i])
        for i, station in enumerate(network.stations)
    )
    return _with_lead_times(network, visits, horizon, stations)


def ciw_network(network: Network) -> Any:  # noqa: ANN401  Ciw brings no types
    """Return the network as Ciw takes it."""
    import ciw  # noqa: PLC0415  as above

    stations = network.stations
    return ciw.create_network(
        arrival_distributions=[_between_arrivals(station) for station in stations],
        service_distributions=[_service(station) for station in stations],
        number_of_servers=[station.people or math.inf for station in stations],
        routing=ciw.routing.NetworkRouting([_router(station) for station in stations]),
    )


def _between_arrivals(station: Station) -> Any:  # noqa: ANN401  as above
    if not station.begins:
        return None
    return _spread(1 / station.begins, station.variability.arrivals)


def _service(station: Station) -> Any:  # noqa: ANN401  as above
    """Return how long people work; a time without a queue is added afterwards, it delays nobody."""
    if station.people is None:
        return _spread(0.0, 0.0)
    return _spread(station.time, station.variability.service)


def _spread(mean: float, unevenness: float) -> Any:  # noqa: ANN401  as above
    from ciw import dists  # noqa: PLC0415  as above

    if mean <= 0 or unevenness <= 0:
        return dists.Deterministic(max(0.0, mean))
    if unevenness == 1:
        return dists.Exponential(1 / mean)
    return dists.Gamma(1 / unevenness, mean * unevenness)


def _router(station: Station) -> Any:  # noqa: ANN401  as above
    import ciw  # noqa: PLC0415  as above

    shares: dict[int, float] = {}
    for way in station.ways:
        if way.station is not None:
            shares[way.station + 1] = shares.get(way.station + 1, 0.0) + way.share
    too_much = max(1.0, math.fsum(shares.values()) * (1 + 1e-12))
    return ciw.routing.Probabilistic(list(shares), [s / too_much for s in shares.values()])


def _visits(records: Sequence[Any]) -> _Visits:
    rows = sorted(
        (r.id_number, r.arrival_date, r.exit_date, r.node - 1, r.service_start_date, r.destination)
        for r in records
    )
    columns = np.array(rows, dtype=float).reshape(-1, 6).T
    item, came, left, station, began, destination = columns
    return _Visits(
        item.astype(np.int64), station.astype(np.int64), came, began, left, destination == -1
    )


def _counted(
    station: Station, visits: _Visits, here: Chosen, horizon: Horizon, left_behind: int
) -> Counted:
    """Count what came within the counted hours, and which share of them people and items took."""
    start, stop = horizon.warm_up, horizon.warm_up + horizon.counted
    came, began, left = visits.came[here], visits.began[here], visits.left[here]
    within = (came >= start) & (came < stop)
    delay = station.time if station.people is None else 0.0
    busy = _overlap(began, left, start, stop) / horizon.counted
    rate = float(within.sum()) / horizon.counted
    return Counted(
        rate=rate,
        utilisation=busy / station.people if station.people else math.nan,
        wait=_mean((began - came)[within]),
        time=_mean((left - came)[within]) + delay,
        number=_overlap(came, left, start, stop) / horizon.counted + rate * delay,
        unevenness=_unevenness(np.sort(came[within])),
        growth=left_behind / horizon.end,
    )


def _overlap(began: Hours, ended: Hours, start: float, stop: float) -> float:
    shared = np.minimum(ended, stop) - np.maximum(began, start)
    return float(np.maximum(shared, 0.0).sum())


def _mean(values: Hours) -> float:
    return float(values.mean()) if values.size else math.nan


def _unevenness(came: Hours) -> float:
    between = np.diff(came)
    mean = _mean(between)
    return float(between.var()) / mean**2 if mean > 0 else math.nan


def _with_lead_times(
    network: Network, visits: _Visits, horizon: Horizon, stations: tuple[Counted, ...]
) -> Replication:
    """Add the times from entering to leaving of the items that entered while it was counted."""
    first = np.flatnonzero(np.diff(visits.item, prepend=-1))
    final = np.append(first[1:], visits.item.size) - 1 if first.size else first
    delays = np.array([s.time if s.people is None else 0.0 for s in network.stations])
    delayed = np.add.reduceat(delays[visits.station], first) if first.size else np.zeros(0)
    entered = visits.came[first]
    hours = visits.left[final] - entered + delayed
    chosen = (entered >= horizon.warm_up) & (entered < horizon.warm_up + horizon.counted)
    done = chosen & visits.last[final]
    last = visits.station[final]
    return Replication(
        stations,
        _lead_times(hours[done]),
        {int(i): _lead_times(hours[done & (last == i)]) for i in np.unique(last[done])},
        unfinished=int(chosen.sum() - done.sum()),
    )


def _lead_times(hours: Hours) -> LeadTimes:
    if not hours.size:
        return LeadTimes(0, math.nan, (math.nan,) * len(PERCENTILES))
    percentiles = np.percentile(hours, PERCENTILES)
    return LeadTimes(hours.size, _mean(hours), tuple(percentiles.tolist()))
