"""One run of the network by Ciw, beside what is known exactly."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import ciw
import pytest

from chainmap.measure.estimate import estimate
from chainmap.measure.network import Network, network
from chainmap.measure.quick_ciw import quick_simulation
from chainmap.measure.replication import Counted, Horizon, ciw_network, replicate
from chainmap.model import PartyId, Team, Variability
from tests.literal import HERE, handoff, organisation
from tests.measure.test_traffic import jackson

SHORT = Horizon(warm_up=5, counted=40)


def desk(*, people: float = 1, **fields: Any) -> Network:
    """One team that gets 7 items an hour and can do 10 with each person."""
    times: dict[str, Any] = {"process_time": 0.1 * people}
    one = Team(PartyId("Desk"), HERE, people=people, arrivals=7, **times, **fields)
    return network(organisation(handoff("Desk", "Customer", **times), teams=[one]))


def test_the_quick_way_of_ciw_leaves_the_same_records() -> None:
    built = network(jackson())
    records = []
    for simulation in (ciw.Simulation, quick_simulation):
        ciw.seed(7)
        run = simulation(ciw_network(built))
        run.simulate_until_max_time(30)
        records.append(run.get_all_records())
    assert len(records[0]) > 400
    assert records[0] == records[1]


def test_the_same_seed_gives_the_same_figures() -> None:
    built = network(jackson())
    assert replicate(built, SHORT, seed=3) == replicate(built, SHORT, seed=3)
    assert replicate(built, SHORT, seed=3) != replicate(built, SHORT, seed=4)


@pytest.mark.parametrize(
    ("people", "variability", "wait"),
    [
        (1, Variability(), 0.7 / 3),  # M/M/1
        (2, Variability(), 0.192157),  # M/M/2, by Erlang C: 0.576471 / (10 - 7)
        (1, Variability(service=0), 0.7 / 6),  # M/D/1, Pollaczek and Khinchine
        (1, Variability(service=2), 0.35),  # M/G/1
        (1, Variability(arrivals=0), 0.0875617),  # D/M/1: sigma = exp(-(1 - sigma) / 0.7)
    ],
)
def test_waits_that_are_known(people: float, variability: Variability, wait: float) -> None:
    built = desk(people=people, variability=variability)
    runs = [replicate(built, Horizon(20, 150), seed=seed).stations[0] for seed in range(10)]
    found = estimate([run.wait for run in runs])
    assert found is not None
    assert found.holds(wait)


def test_clockwork_never_waits() -> None:
    (found,) = replicate(desk(variability=Variability(0, 0)), SHORT, seed=1).stations
    assert found.wait == pytest.approx(0, abs=1e-9)
    assert found.utilisation == pytest.approx(0.7, abs=0.01)
    assert found.unevenness == pytest.approx(0, abs=1e-9)


def test_a_time_without_a_queue_is_added_and_delays_nobody() -> None:
    team = Team(PartyId("Desk"), HERE, people=1, arrivals=7, process_time=0.1)
    there = handoff("Desk", "Post", share=1, process_time=0.1)
    post = handoff("Post", "Customer", "Letter", 24, process_time=0.1)
    found = replicate(network(organisation(there, post, teams=[team])), SHORT, seed=1)
    plain = replicate(desk(), SHORT, seed=1)
    assert found.stations[1].time == 24
    assert found.stations[1].number == pytest.approx(24 * found.stations[1].rate)
    assert found.lead_times.mean > 24
    assert plain.lead_times.mean < 2


def test_littles_law_holds_in_a_long_run() -> None:
    (found,) = replicate(desk(), Horizon(20, 600), seed=1).stations
    assert found.number == pytest.approx(found.rate * found.time, rel=0.02)


def test_a_run_that_no_item_enters_has_no_figures() -> None:
    found = replicate(desk(), Horizon(0, 1e-9), seed=1)
    assert found.lead_times.items == 0
    assert math.isnan(found.lead_times.mean)
    assert found.stations[0] == replace(found.stations[0], rate=0, utilisation=0, number=0)
    assert isinstance(found.stations[0], Counted)
    assert math.isnan(found.stations[0].wait)
