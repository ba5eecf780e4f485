"""Bottlenecks: leverage, restore, exposure, unavoidable."""

from __future__ import annotations

from typing import Any

import pytest

from chainmap.analysis.bottlenecks import Bottleneck, bottlenecks
from chainmap.flow import Flow
from chainmap.measure.weighing import WeighedBy
from chainmap.model import Category, Complaint, Handoff, HandoffId, PartyId, Team
from tests.literal import HERE, flow, handoff


def complained(*handoffs: Handoff, weights: dict[str, float], **fields: Any) -> Flow:
    """Return a flow with one late complaint for each deliverable, with its weight as count."""
    known = flow(*handoffs, **fields)
    complaints = tuple(
        Complaint(f"C-{h.deliverable}", HandoffId(i), Category.LATE, count=weights[h.deliverable])
        for i, h in enumerate(known.handoffs)
        if h.deliverable in weights
    )
    return flow(*handoffs, complaints=complaints, **fields)


def by_team(found: Flow, **options: float) -> dict[str, Bottleneck]:
    return {team.team: team for team in bottlenecks(found, **options).teams}


FORK = (
    handoff("Slow", "Join", "s", 10, promise=6),
    handoff("Fast", "Join", "f", 7, promise=1),
    handoff("Join", "Customer", "out", 2),
    handoff("Fast", "Customer", "direct", 4, step_promise=4),
)


def test_leverage_is_recomputed_and_slack_scores_nothing() -> None:
    teams = by_team(complained(*FORK, weights={"out": 3, "direct": 1}))
    assert teams["Slow"].leverage == pytest.approx(3 * 3 / 4)  # 10 -> 5, but then 7 is slowest
    assert teams["Fast"].leverage == pytest.approx(1 * 2 / 4)
    assert teams["Join"].leverage == pytest.approx(3 * 1 / 4)


def test_restore_brings_a_team_down_to_its_own_promises() -> None:
    teams = by_team(complained(*FORK, weights={"out": 3, "direct": 1}))
    assert teams["Slow"].restore == pytest.approx(3 * 3 / 4)
    assert teams["Fast"].restore == 0
    assert teams["Join"].restore == 0


def test_the_cut_is_the_share_taken_off() -> None:
    teams = by_team(complained(*FORK, weights={"out": 1}), cut=0.1)
    assert teams["Slow"].leverage == pytest.approx(1)
    assert teams["Join"].leverage == pytest.approx(0.2)


def test_exposure_counts_the_touchpoint_and_all_upstream() -> None:
    teams = by_team(complained(*FORK, weights={"out": 3, "direct": 1}))
    assert teams["Fast"].exposure == 1
    assert teams["Slow"].exposure == 0.75
    assert teams["Join"].exposure == 0.75


def test_unavoidable_is_who_every_chain_passes_through() -> None:
    teams = by_team(complained(*FORK, weights={"out": 3, "direct": 1}))
    assert teams["Join"].unavoidable == 0.75
    assert teams["Fast"].unavoidable == 0.25
    assert teams["Slow"].unavoidable == 0


def test_a_team_met_by_different_handoffs_is_unavoidable() -> None:
    found = complained(
        handoff("Hub", "A", "a", 1),
        handoff("Hub", "B", "b", 1),
        handoff("A", "C", "ca", 1),
        handoff("B", "C", "cb", 1),
        handoff("C", "Customer", "out", 1),
        weights={"out": 1},
    )
    assert by_team(found)["Hub"].unavoidable == 1


def test_without_complaints_deliveries_count_by_the_value_of_the_customer() -> None:
    result = bottlenecks(flow(*FORK))
    assert result.weighed_by is WeighedBy.DELIVERIES
    leverage = {team.team: team.leverage for team in result.teams}
    assert leverage == pytest.approx({"Slow": 3 / 2, "Fast": 2 / 2, "Join": 1 / 2})


def test_ranked_by_leverage_and_the_first_says_which_delivery_gains() -> None:
    result = bottlenecks(complained(*FORK, weights={"out": 3, "direct": 1}))
    assert [team.team for team in result.teams] == ["Slow", "Join", "Fast"]
    (gain,) = result.teams[0].gains
    assert (gain.delivery.deliverable, gain.before, gain.after) == ("out", 12, 9)


def test_load_counts_what_is_sent_back_again() -> None:
    team = Team(PartyId("Join"), HERE, people=2, availability=0.5)
    found = flow(
        handoff("Join", "Customer", "out", volume=3, process_time=0.2, accuracy=0.75),
        teams=[team],
    )
    load = by_team(found)["Join"].load
    assert load.arrival_rate == pytest.approx(4)
    assert load.utilisation == pytest.approx(4 * 0.2 / (2 * 0.5))
    assert load.complete


def test_load_is_unknown_where_the_files_do_not_say_enough() -> None:
    load = by_team(flow(handoff("Join", "Customer", "out", volume=3)))["Join"].load
    assert load.arrival_rate == 3
    assert load.utilisation is None
    assert not load.complete


def test_behind_a_cycle_leverage_is_searched_anew() -> None:
    found = complained(
        handoff("A", "B", "draft", 4),
        handoff("B", "A", "comments", 2),
        handoff("B", "Customer", "report", 2),
        weights={"report": 1},
    )
    result = bottlenecks(found)
    assert result.exact
    assert {team.team: team.leverage for team in result.teams} == {"A": 2, "B": 1}


def test_what_is_never_right_counts_once_and_the_load_is_at_least_that() -> None:
    team = Team(PartyId("Join"), HERE, people=1)
    step = handoff("Join", "Customer", "out", volume=1, process_time=0.1, accuracy=0.0)
    load = by_team(flow(step, teams=[team]))["Join"].load
    assert load.arrival_rate == 1
    assert load.utilisation == pytest.approx(0.1)
    assert not load.complete
