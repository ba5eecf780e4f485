"""The queueing network: what begins where, who works on it, where it goes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainmap.measure.network import Network, Stated, Station, network
from chainmap.model import Organisation, PartyId, Team, Variability
from tests.literal import HERE, handoff, organisation


def team(name: str, **fields: float) -> Team:
    known: dict[str, float] = {"people": 1, "process_time": 0.1, **fields}
    return Team(PartyId(name), HERE, **known)  # type: ignore[arg-type]  # figures only


def station(found: Network, name: str) -> Station:
    (only,) = (station for station in found.stations if station.team == name)
    return only


def going(found: Network, name: str) -> dict[str, float]:
    """Where a team's items go: the next station, or (in brackets) who gets what leaves."""
    shares: dict[str, float] = {}
    for way in station(found, name).ways:
        inside = way.station is not None
        key = found.stations[way.station].team if way.station is not None else f"({way.party})"
        shares[key] = round(shares.get(key, 0) + way.share, 6)
        assert inside or way.party != name
    return shares


def test_shares_say_where_items_go_and_what_is_left_over_leaves() -> None:
    found = network(
        organisation(
            handoff("Desk", "Lab", share=0.25, process_time=0.1),
            handoff("Desk", "Customer", process_time=0.1),
            handoff("Lab", "Desk", "Answer", process_time=0.1),
            teams=[team("Desk", arrivals=4), team("Lab")],
        )
    )
    assert going(found, "Desk") == {"Lab": 0.25, "(Customer)": 0.75}
    assert going(found, "Lab") == {"(Desk)": 1}
    assert [(s.begins, s.rate) for s in found.stations] == [(4, 4), (0, 1)]


def test_what_the_receiver_finds_wrong_comes_straight_back() -> None:
    found = network(
        organisation(
            handoff("Desk", "Customer", volume=4, accuracy=0.8, process_time=0.1),
            teams=[team("Desk")],
        )
    )
    assert going(found, "Desk") == {"Desk": 0.2, "(Customer)": 0.8}
    assert station(found, "Desk").rate == pytest.approx(5)


def joined() -> Organisation:
    return organisation(
        handoff("Bolts", "Assembly", "Bolt", volume=6, process_time=0.1),
        handoff("Nuts", "Assembly", "Nut", volume=2, process_time=0.1),
        handoff("Assembly", "Customer", volume=4, process_time=0.1),
        handoff("Assembly", "Store", "Spare", volume=1, process_time=0.1),
        handoff("Store", "Customer", "Set", volume=3, process_time=0.1),
        teams=[team(name) for name in ("Assembly", "Bolts", "Nuts", "Store")],
    )


def test_where_more_comes_in_than_goes_out_inputs_are_joined() -> None:
    found = network(joined())
    assert found.joining == ("Assembly",)
    assert going(found, "Bolts") == {"Assembly": 0.625, "(Assembly)": 0.375}
    assert going(found, "Assembly") == {"(Customer)": 0.8, "Store": 0.2}


def test_where_more_goes_out_than_comes_in_the_rest_begins() -> None:
    found = network(joined())
    begins = {station.team: station.begins for station in found.stations}
    assert begins == {"Assembly": 0, "Bolts": 6, "Nuts": 2, "Store": 2}


@st.composite
def counted(draw: st.DrawFn) -> Organisation:
    names = "ABCD"
    handoffs = [
        handoff(
            one,
            other,
            f"{one}{other}",
            volume=draw(st.floats(0.5, 9)),
            process_time=0.1,
            accuracy=draw(st.sampled_from([None, 0.5, 0.9])),
        )
        for one in names
        for other in (*names, "Customer")
        if one < other and draw(st.booleans())
    ]
    return organisation(*handoffs, teams=[team(name) for name in names])


@settings(max_examples=50, deadline=None)
@given(counted())
def test_at_every_station_as_much_comes_as_the_load_counts(org: Organisation) -> None:
    found = network(org)
    coming = [station.begins for station in found.stations]
    for station in found.stations:
        for way in station.ways:
            if way.station is not None:
                coming[way.station] += station.rate * way.share
    assert coming == pytest.approx([station.load.arrival_rate for station in found.stations])
    for station in found.stations:
        assert sum(way.share for way in station.ways) == pytest.approx(1)


def test_part_of_a_person_is_a_person_who_is_there_less_often() -> None:
    found = network(
        organisation(
            handoff("Desk", "Customer", volume=4, process_time=0.5),
            teams=[team("Desk", people=2.5, availability=0.9)],
        )
    )
    desk = station(found, "Desk")
    assert (desk.people, desk.is_part_person) == (3, True)
    assert desk.time * 4 / 3 == pytest.approx(desk.load.utilisation)


@pytest.mark.parametrize(
    ("fields", "hours", "stated"),
    [
        ({"hours": 8, "process_time": 0.5}, 8, Stated.LEAD_TIME),
        ({"process_time": 0.5}, 0.5, Stated.PROCESS_TIME),
        ({}, 0, Stated.NOTHING),
    ],
)
def test_where_people_are_not_stated_nobody_waits_for_them(
    fields: dict[str, Any], hours: float, stated: Stated
) -> None:
    found = network(organisation(handoff("Desk", "Customer", volume=4, **fields)))
    desk = station(found, "Desk")
    assert (desk.people, desk.time, desk.stated) == (None, hours, stated)


def test_teams_without_items_and_teams_that_only_feed_each_other_are_left_out() -> None:
    found = network(
        organisation(
            handoff("Desk", "Customer", volume=4, process_time=0.1),
            handoff("Lab", "Customer", "Report"),
            handoff("Ping", "Pong", volume=4),
            handoff("Pong", "Ping", volume=4),
            teams=[team("Desk")],
        )
    )
    assert [station.team for station in found.stations] == ["Desk"]
    assert found.unstated == ("Lab",)
    assert found.circling == ("Ping", "Pong")


def test_who_gets_items_by_way_of_a_team_that_cannot_keep_up() -> None:
    found = network(
        organisation(
            handoff("A", "B", volume=20, process_time=0.1),
            handoff("B", "C", volume=20),
            handoff("C", "Customer", volume=20),
            teams=[team("A")],
        )
    )
    assert {found.stations[i].team for i in found.behind_backlog} == {"B", "C"}
    assert found.time_in_network is None


def test_one_uneven_team_and_not_all_is_pure_chance() -> None:
    assert network(joined()).is_pure_chance
    uneven = Team(PartyId("Desk"), HERE, people=1, variability=Variability(service=2))
    step = handoff("Desk", "Customer", volume=4, process_time=0.1)
    assert not network(organisation(step, teams=[uneven])).is_pure_chance
