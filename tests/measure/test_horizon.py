"""How long a simulation runs."""

from __future__ import annotations

import pytest

from chainmap.measure.horizon import (
    COUNTED,
    MAX_BACKLOG,
    SECONDS,
    SETTLED,
    WARM_UP,
    Plan,
    plan,
    relaxation_time,
)
from chainmap.measure.network import Network, network
from chainmap.model import PartyId, Team
from tests.literal import HERE, handoff, organisation


def desk(load: float, *, people: float = 1) -> Network:
    team = Team(PartyId("Desk"), HERE, people=people, arrivals=load * people, process_time=1)
    return network(organisation(handoff("Desk", "Customer", process_time=1), teams=[team]))


def planned(found: Network, **fields: float) -> Plan:
    made = plan(found, replications=10, **fields)
    assert made is not None
    return made


def test_the_busier_the_longer() -> None:
    assert relaxation_time(desk(0.25).stations[0]) == pytest.approx(4)
    assert relaxation_time(desk(0.81).stations[0]) == pytest.approx(100)
    assert relaxation_time(desk(1.2).stations[0]) == 0


def test_a_warm_up_and_as_many_hours_as_make_useful_intervals() -> None:
    horizon = planned(desk(0.81)).horizon
    assert horizon.warm_up == pytest.approx(WARM_UP * 100)
    assert horizon.counted == pytest.approx(COUNTED * 100)
    assert horizon.end == pytest.approx(horizon.counted + 2 * horizon.warm_up)


def test_what_takes_too_long_is_cut_and_says_who_has_not_settled() -> None:
    made = planned(desk(0.999))
    assert made.seconds == pytest.approx(SECONDS, rel=0.05)
    assert made.unsettled == {0}
    assert not planned(desk(0.81)).unsettled


def test_asked_for_hours_are_kept() -> None:
    made = planned(desk(0.81), counted=800)
    assert made.horizon.counted == 800
    assert made.horizon.warm_up == pytest.approx(SETTLED * 100)
    assert planned(desk(0.81), counted=1e9).is_too_long


def test_a_backlog_need_not_grow_for_ever() -> None:
    made = planned(desk(3, people=10))
    assert made.horizon.end <= MAX_BACKLOG / 20 + 1e-9
    assert planned(desk(3, people=10), counted=1e5).is_too_long


def test_what_cannot_be_done_in_the_time_at_all() -> None:
    assert plan(desk(0.5, people=1e9), replications=10) is None


def test_items_of_a_long_chain_come_through_before_anything_is_counted() -> None:
    names = [f"T{number:03}" for number in range(100)]
    steps = [
        handoff(one, other, volume=1, process_time=0.5)
        for one, other in zip(names, [*names[1:], "Customer"], strict=True)
    ]
    teams = [Team(PartyId(name), HERE, people=1, process_time=0.5) for name in names]
    found = network(organisation(*steps, teams=teams))
    assert found.time_at_people == pytest.approx(100)
    assert planned(found, counted=1000).horizon.warm_up == pytest.approx(300)
    assert planned(found, counted=200).unsettled == set(range(100))
