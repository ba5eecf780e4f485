from __future__ import annotations

from itertools import pairwise
from time import monotonic

from chainmap.diagram.engine.render import render
from chainmap.diagram.maps.fitting import (
    IN_FULL,
    MAX_BUSIEST,
    MAX_OUTSIDE,
    MAX_PAIRS,
    MAX_TEAMS,
    scope_of,
)
from chainmap.diagram.maps.scope import near, of_department, whole_of
from chainmap.flow import Flow
from chainmap.model import PartyId, Team
from tests.diagram.parcels import frame
from tests.diagram.reading import chain_dot, drawn, texts
from tests.literal import HERE, flow, handoff


def large(size: int, departments: int = 0) -> Flow:
    """Return teams in a line with shortcuts, the last of which serves the customer."""
    names = [f"Team {i:05}" for i in range(size)]
    teams = [
        Team(
            PartyId(name), HERE, f"Department {i * departments // size:03}" if departments else None
        )
        for i, name in enumerate(names)
    ]
    steps = [
        handoff(names[i], names[i + gap], f"thing {i}", 1, volume=1)
        for gap in (1, 3, 7)
        for i in range(size - gap)
    ]
    return flow(*steps, handoff(names[-1], "Customer", "Goods", 1), teams=teams)


def test_a_small_organisation_is_drawn_whole() -> None:
    found = large(20, 2).organisation
    scope = scope_of(found)
    assert scope.organisation is found
    assert scope.remarks == ()


def test_above_the_limit_departments_stand_for_their_teams() -> None:
    scope = scope_of(large(MAX_TEAMS + 1, 5).organisation)
    assert [team.name for team in scope.organisation.teams] == [
        f"Department {i:03}" for i in range(5)
    ]
    assert scope.notes[PartyId("Department 000")] == "51 teams · 142 handoffs inside"
    assert "251 teams are too many for one page" in scope.remarks[0]


def test_what_flows_between_departments_is_added_up() -> None:
    scope = scope_of(large(MAX_TEAMS + 1, 5).organisation)
    between = scope.organisation.handoffs[0]
    assert (between.supplier, between.customer) == ("Department 000", "Department 001")
    assert between.deliverable == "11 handoffs"
    assert between.volume == 11


def test_without_departments_the_busiest_teams_round_a_touchpoint_are_drawn() -> None:
    scope = scope_of(large(MAX_TEAMS + 1).organisation)
    assert len(scope.organisation.teams) == MAX_BUSIEST
    assert "Team 00250" in scope.organisation.parties
    assert "Customer" in scope.organisation.parties
    assert scope.remarks == ("60 of 251 teams: the busiest and those they deal with most",)


def test_a_department_with_the_name_of_a_customer_stays_apart() -> None:
    teams = [Team(PartyId(f"T{i}"), HERE, "Customer" if i % 2 else "Other") for i in range(300)]
    found = flow(handoff("T1", "T2"), handoff("T2", "Customer"), teams=teams)
    assert "Customer (department)" in scope_of(found.organisation).organisation.parties


def test_of_many_customers_the_busiest_are_drawn() -> None:
    names = [f"Customer {i:03}" for i in range(MAX_OUTSIDE + 5)]
    found = flow(*(handoff("A", name, "thing") for name in names), customers=names)
    scope = scope_of(found.organisation)
    assert len(scope.organisation.customers) == MAX_OUTSIDE
    assert scope.remarks == ("the 20 busiest of 25 external customers",)


def test_of_many_arrows_the_thickest_are_drawn() -> None:
    names = [f"Team {i}" for i in range(30)]
    found = flow(*(handoff(a, b, volume=1) for a in names for b in names if a < b))
    thick = flow(*found.handoffs, handoff("Team 0", "Team 1", "more", volume=9))
    scope = scope_of(thick.organisation)
    pairs = {(h.supplier, h.customer) for h in scope.organisation.handoffs}
    assert len(pairs) == MAX_PAIRS
    assert ("Team 0", "Team 1") in pairs
    assert scope.remarks == ("the 400 thickest of 435 arrows",)


def test_ten_thousand_teams_are_drawn_within_the_limit_and_the_picture_says_how() -> None:
    found = large(10_000, 40)
    started = monotonic()
    svg = drawn(chain_dot(found, frame(found)))
    assert monotonic() - started < 20
    assert any("10,000 teams are too many for one page" in text for text in texts(svg))


def test_ten_thousand_teams_without_departments_are_drawn_too() -> None:
    found = large(10_000)
    assert render(chain_dot(found, frame(found)), "svg").data


def test_up_to_eighty_teams_nothing_is_said_above_there_is_a_hint() -> None:
    assert scope_of(large(IN_FULL, 4).organisation).hint is None
    scope = scope_of(large(IN_FULL + 1, 4).organisation)
    assert scope.hint is not None
    assert scope.hint in scope.remarks
    assert len(scope.organisation.teams) == IN_FULL + 1


def test_departments_collapse_except_round_the_complaint() -> None:
    kept = {PartyId("Team 00250"), PartyId("Team 00247")}
    scope = scope_of(large(MAX_TEAMS + 1, 5).organisation, around=kept)
    names = {team.name: team.department for team in scope.organisation.teams}
    assert kept <= names.keys()
    assert names[PartyId("others in Department 004")] == "Department 004"
    assert "Department 000" in names
    assert "the teams behind the heaviest complaint" in scope.remarks[0]


def test_near_a_team_is_who_is_within_so_many_handoffs_either_way() -> None:
    whole = whole_of(flow(*(handoff(a, b) for a, b in pairwise("ABCDEFG"))).organisation)
    assert {*near(whole, PartyId("D"), depth=1).organisation.parties} == {*"CDE"}
    scope = near(whole, PartyId("D"), depth=2)
    assert {*scope.organisation.parties} == {*"BCDEF"}
    assert scope.remarks == ("only who is within 2 handoffs of D: 5 of 7 teams",)


def test_a_department_and_those_it_deals_with_who_are_quiet() -> None:
    teams = [Team(PartyId(name), HERE, "Mid" if name in "CD" else "Rest") for name in "ABCDEFG"]
    found = flow(*(handoff(a, b) for a, b in pairwise("ABCDEFG")), teams=teams)
    scope = of_department(whole_of(found.organisation), "Mid")
    assert {*scope.organisation.parties} == {*"BCDE"}
    assert scope.quiet == {*"BE"}
    assert scope.remarks == ("only Mid and whom it deals with",)
