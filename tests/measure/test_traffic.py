"""The traffic equations: what flows through each team where work is routed by shares."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainmap.issues import ChainmapError
from chainmap.measure.load import loads
from chainmap.measure.traffic import routed_rates
from chainmap.model import Handoff, Organisation, PartyId, Team
from tests.literal import HERE, handoff, organisation


def jackson(*, servers: tuple[int, ...] = (1, 2, 1), faster: int | None = None) -> Organisation:
    """Q1: three stations, ten items an hour and server."""
    entering = {"A": 1.0, "B": 4.0, "C": 3.0}
    rows = {"A": {"B": 0.6, "C": 0.3}, "B": {"A": 0.1, "C": 0.3}, "C": {"A": 0.4, "B": 0.4}}
    teams = [
        Team(
            PartyId(name),
            HERE,
            people=people,
            arrivals=entering[name],
            process_time=0.1 / (1.1 if number == faster else 1),
        )
        for number, (name, people) in enumerate(zip(entering, servers, strict=True))
    ]
    times = {team.name: team.process_time for team in teams}
    handoffs = [
        handoff(one, other, f"{one}{other}", share=share, process_time=times[PartyId(one)])
        for one, row in rows.items()
        for other, share in row.items()
    ]
    return organisation(*handoffs, teams=teams)


def items_in(found: Organisation) -> list[float]:
    """Little's law: items in each team."""
    return [
        (load.arrival_rate or 0) * (load.time_in_team or 0)
        for load in loads(found).values()
    ]  # fmt: skip


def test_q1_open_jackson_network() -> None:
    found = jackson()
    load = list(loads(found).values())
    assert [known.arrival_rate for known in load] == pytest.approx([5, 10, 7.5])
    assert [known.utilisation for known in load] == pytest.approx([0.5, 0.5, 0.75])
    assert items_in(found) == pytest.approx([1, 4 / 3, 3])
    assert [known.time_in_team for known in load] == pytest.approx([0.2, 0.133333, 0.4], abs=1e-5)
    assert sum(items_in(found)) / 8 == pytest.approx(2 / 3)


def test_q1_equal_utilisation_different_leverage() -> None:
    def saved(found: Organisation) -> float:
        return (sum(items_in(jackson())) - sum(items_in(found))) / 8

    by_server = [saved(jackson(servers=more)) for more in ((2, 2, 1), (1, 3, 1), (1, 2, 2))]
    assert [round(hours, 5) for hours in by_server] == [0.05833, 0.03598, 0.26591]
    by_speed = [saved(jackson(faster=number)) for number in range(3)]
    assert [round(hours, 5) for hours in by_speed] == [0.02083, 0.02344, 0.10714]


@st.composite
def networks(draw: st.DrawFn) -> Organisation:
    names = [PartyId(name) for name in "ABCDE"]
    teams = [
        Team(name, HERE, arrivals=draw(st.sampled_from([None, 0.0, 1.0, 2.5]))) for name in names
    ]
    handoffs: list[Handoff] = []
    for one in names:
        for other in names:
            if one != other and draw(st.booleans()):
                share = draw(st.sampled_from([0.0, 0.1, 0.225]))
                handoffs.append(handoff(one, other, "x", share=share))
    return organisation(*handoffs, teams=teams)


@settings(deadline=None)
@given(networks())
def test_the_solution_is_what_following_the_items_gives(found: Organisation) -> None:
    here = {team.name: team.arrivals for team in found.teams if team.arrivals}
    passed: dict[PartyId, float] = defaultdict(float)
    for _ in range(400):
        after: dict[PartyId, float] = defaultdict(float)
        for team, rate in here.items():
            passed[team] += rate
            for known in found.handoffs:
                if known.supplier == team:
                    after[known.customer] += rate * (known.share or 0)
        here = after
    rates = {team: rate for team, rate in routed_rates(found).items() if rate}
    assert rates == pytest.approx({team: rate for team, rate in passed.items() if rate})


def test_only_teams_that_arrivals_reach_are_routed() -> None:
    found = organisation(
        handoff("A", "B", "ab", share=0.5),
        handoff("C", "B", "cb", share=0.5, volume=3),
        handoff("B", "Customer", "out"),
        teams=[Team(PartyId("A"), HERE, arrivals=2)],
    )
    assert routed_rates(found) == {"A": 2, "B": 1}
    assert {team: load.arrival_rate for team, load in loads(found).items()} == {
        "A": 2,
        "B": 1,
        "C": 3,
    }


def test_work_sent_back_counts_again_where_items_are_routed() -> None:
    found = organisation(
        handoff("A", "B", "ab", share=0.5, accuracy=0.5),
        handoff("A", "Customer", "out", accuracy=0.8),
        teams=[Team(PartyId("A"), HERE, arrivals=2)],
    )
    load = loads(found)
    assert load[PartyId("A")].arrival_rate == pytest.approx(1 / 0.5 + 1 / 0.8)
    assert load[PartyId("A")].throughput == pytest.approx(2)
    assert load[PartyId("B")].arrival_rate == pytest.approx(1)


def test_what_a_rework_handoff_brings_back_is_not_counted_by_accuracy_as_well() -> None:
    found = organisation(
        handoff("A", "B", "draft", share=1.0, accuracy=0.75),
        handoff("B", "A", "comments", share=0.25, rework=True),
        handoff("B", "Customer", "out"),
        teams=[Team(PartyId("A"), HERE, arrivals=3)],
    )
    load = loads(found)
    assert load[PartyId("A")].arrival_rate == pytest.approx(4)
    assert load[PartyId("B")].arrival_rate == pytest.approx(4)


def test_what_the_shares_leave_over_takes_the_time_of_the_other_handoffs() -> None:
    found = organisation(
        handoff("A", "B", "ab", share=0.5, process_time=0.1),
        handoff("A", "Customer", "quick", process_time=0.2),
        handoff("A", "Customer", "slow", process_time=0.4),
        handoff("A", "B", "report", process_time=9, support=True),
        teams=[Team(PartyId("A"), HERE, arrivals=2, people=1)],
    )
    assert loads(found)[PartyId("A")].utilisation == pytest.approx(0.1 + 0.5 * 0.2 + 0.5 * 0.4)


def test_shares_that_are_rounded_up_make_no_items() -> None:
    thirds = [handoff("A", name, name, share=0.33334) for name in "BCD"]
    found = organisation(*thirds, teams=[Team(PartyId("A"), HERE, arrivals=3)])
    assert sum(routed_rates(found)[PartyId(name)] for name in "BCD") == pytest.approx(3)


def test_items_that_never_leave_are_refused_with_the_names_of_the_teams() -> None:
    found = organisation(
        handoff("A", "B", "ab", share=0.5),
        handoff("B", "C", "bc", share=1.0),
        handoff("C", "B", "cb", share=1.0),
        teams=[Team(PartyId("A"), HERE, arrivals=2)],
    )
    with pytest.raises(ChainmapError, match="What reaches B, C never leaves"):
        routed_rates(found)
