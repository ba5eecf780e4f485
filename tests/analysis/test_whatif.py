from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmap.analysis.bottlenecks import bottlenecks
from chainmap.analysis.whatif import WhatIf
from chainmap.analysis.whatif import whatif as analysis
from chainmap.flow import Flow
from chainmap.measure.load import loads
from chainmap.model import Category, Complaint, Evidence, HandoffId, Organisation, PartyId, Team
from chainmap.scenario import (
    Amount,
    Change,
    Figures,
    RemoveHandoff,
    Scenario,
    TeamChange,
    TimeAmount,
    applied,
)
from tests.literal import HERE, handoff, organisation
from tests.measure.test_traffic import items_in, jackson

P = PartyId

SHOP = organisation(
    handoff("Customer", "Desk", "Order", 0),
    handoff("Desk", "Store", "List", 3, process_time=0.5, volume=1.5),
    handoff("Store", "Customer", "Parcel", 6, accuracy=0.9, promise=7, process_time=1, volume=1.5),
    teams=[Team(P("Desk"), HERE, people=1), Team(P("Store"), HERE, people=2)],
    complaints=(
        Complaint("C-1", HandoffId(2), Category.LATE, count=3),
        Complaint("C-2", HandoffId(2), Category.WRONG, count=1),
    ),
)


def changed(*changes: Change, base: Organisation = SHOP, queues: bool = True) -> WhatIf:
    found = applied(base, Scenario("Test", changes))
    return analysis(Flow(base), found.organisation, became=found.became, queues=queues)


def test_the_empty_scenario_changes_nothing() -> None:
    found = changed()
    assert found.is_same
    assert found.gain == 0
    assert (found.teams, found.by_queue, found.lost) == ((), (), ())
    assert all(kind.was == kind.is_now for kind in found.kinds)


@st.composite
def organisations(draw: st.DrawFn) -> Organisation:
    names = ["A", "B", "C", "D"]
    hours = st.one_of(st.none(), st.floats(0, 50))
    share = st.one_of(st.none(), st.just(0.0), st.floats(0.001, 1))
    handoffs = [
        handoff(
            one,
            other,
            f"{one}{other}",
            draw(hours),
            accuracy=draw(share),
            promise=draw(hours),
            volume=draw(st.one_of(st.none(), st.floats(0, 9))),
            process_time=draw(st.one_of(st.none(), st.floats(0, 2))),
        )
        for one in names
        for other in [*names, "Customer"]
        if one != other and draw(st.booleans())
    ]
    teams = [Team(P(n), HERE, people=draw(st.one_of(st.none(), st.integers(1, 9)))) for n in names]
    return organisation(*handoffs, teams=teams)


@given(organisations(), st.booleans())
def test_law_the_empty_scenario_changes_nothing(base: Organisation, queues: bool) -> None:
    state = applied(base, Scenario("Nothing"))
    assert state.organisation == base
    found = changed(base=base, queues=queues)
    assert found.is_same
    assert found.teams == ()


@given(organisations(), st.sampled_from("ABCD"), st.floats(0.1, 0.9))
def test_law_times_cut_in_a_scenario_give_what_bottlenecks_calls_leverage(
    base: Organisation, team: str, cut: float
) -> None:
    if not any(h.supplier == team and h.time for h in base.handoffs):
        return
    base = with_complaints(base)
    cuts = Figures(lead_time=TimeAmount(factor=1 - cut))
    found = changed(TeamChange(P(team), figures=cuts), base=base)
    ranked = {t.team: t.leverage for t in bottlenecks(Flow(base), cut=cut).teams}
    assert (found.gain or 0.0) == pytest.approx(ranked[P(team)], abs=1e-6)


def with_complaints(base: Organisation) -> Organisation:
    outside = [HandoffId(i) for i, h in enumerate(base.handoffs) if h.to_outside]
    complaints = tuple(Complaint(f"C-{i}", i, Category.LATE, count=i + 1) for i in outside)
    return Organisation(
        "X", "org", parties=base.parties, handoffs=base.handoffs, complaints=complaints
    )


def test_before_and_after_by_delivery() -> None:
    shorter = Figures(lead_time=TimeAmount(factor=0.5), accuracy=Amount(plus=0.05))
    (delivery,) = changed(TeamChange(P("Store"), figures=shorter)).deliveries
    assert delivery.was is not None
    assert delivery.is_now is not None
    assert (delivery.was.lead_time, delivery.is_now.lead_time) == (9, 6)
    assert (delivery.was.headroom, delivery.is_now.headroom) == (-2, 1)
    assert delivery.is_now.rolled_accuracy == pytest.approx(0.95)
    assert delivery.weight == 4


def test_before_and_after_by_kind_of_complaint() -> None:
    found = changed(TeamChange(P("Desk"), figures=Figures(lead_time=TimeAmount(plus=-1))))
    assert [(kind.category, kind.count) for kind in found.kinds] == [
        (Category.LATE, 3),
        (Category.WRONG, 1),
    ]
    for kind in found.kinds:
        assert kind.is_now is not None
        assert (kind.was.lead_time, kind.is_now.lead_time) == (9, 8)
        assert (kind.was.headroom, kind.is_now.headroom) == (-2, -1)
    assert found.gain == 1


def test_one_more_person_shortens_the_wait_by_formula_and_no_further() -> None:
    found = changed(TeamChange(P("Desk"), people=Amount(plus=1)))
    was, is_now = (loads(state.organisation)[P("Desk")] for state in (found.before, found.after))
    assert was.queue_wait is not None
    assert is_now.queue_wait is not None
    assert found.by_queue == ("Desk",)
    assert found.gain == pytest.approx(was.queue_wait - is_now.queue_wait)
    (listed,) = (h for h in found.after.handoffs if h.deliverable == "List")
    assert listed.stated_evidence is Evidence.ESTIMATED


def test_only_stated_times_count_if_that_is_wanted() -> None:
    assert changed(TeamChange(P("Desk"), people=Amount(plus=1)), queues=False).gain == 0


def test_the_wait_for_people_is_all_that_more_people_can_save() -> None:
    busy = organisation(
        handoff("Desk", "Customer", "Answer", 0.6, process_time=0.5, volume=1.9),
        teams=[Team(P("Desk"), HERE, people=1)],
    )
    (delivery,) = changed(TeamChange(P("Desk"), people=Amount(plus=9)), base=busy).deliveries
    assert delivery.is_now is not None
    assert delivery.is_now.lead_time == 0.5


def test_a_time_the_scenario_states_is_not_moved_again() -> None:
    both = TeamChange(
        P("Desk"), people=Amount(plus=1), figures=Figures(lead_time=TimeAmount(factor=0.5))
    )
    found = changed(both)
    assert found.by_queue == ()
    assert found.gain == 1.5


def test_work_that_begins_to_pile_up_and_ends_to() -> None:
    found = changed(TeamChange(P("Store"), people=Amount(to=1)))
    (store,) = found.teams
    assert store.begins_to_pile_up
    assert found.by_queue == ()
    base = found.after.organisation
    (back,) = changed(TeamChange(P("Store"), people=Amount(to=2)), base=base).teams
    assert back.stops_piling_up


def test_complaints_about_what_is_gone_are_told() -> None:
    found = changed(RemoveHandoff(P("Store"), P("Customer"), "Parcel"))
    assert [complaint.id for complaint in found.lost] == ["C-1", "C-2"]
    assert found.gain is None
    assert [kind.is_now for kind in found.kinds] == [None, None]
    assert not found.is_same


def test_q1_equal_loads_different_leverage() -> None:
    """One more server, or a tenth more speed, at each of three stations (Hillier, Lieberman)."""

    def saved(change: TeamChange) -> float:
        after = applied(jackson(), Scenario("Q1", (change,))).organisation
        return round((sum(items_in(jackson())) - sum(items_in(after))) / 8, 5)

    faster = Figures(process_time=Amount(factor=1 / 1.1))
    one_more = [saved(TeamChange(P(team), people=Amount(plus=1))) for team in "ABC"]
    speed = [saved(TeamChange(P(team), figures=faster)) for team in "ABC"]
    assert one_more == [0.05833, 0.03598, 0.26591]
    assert speed == [0.02083, 0.02344, 0.10714]
