"""What becomes of handoffs, complaints and inputs when teams or handoffs go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmap.analysis.trace import trace
from chainmap.flow import Flow
from chainmap.model import Alternative, Category, Complaint, HandoffId, Ingredient, PartyId, Team
from chainmap.scenario import (
    Add,
    Amount,
    Applied,
    Change,
    Merge,
    RemoveHandoff,
    RemoveParty,
    Scenario,
    ScenarioError,
    TakeOver,
    TeamChange,
    applied,
)
from tests.literal import HERE, flow, handoff, organisation

P = PartyId

BAKERY = organisation(
    handoff("Customer", "Counter", "Order", 0),
    handoff("Counter", "Kitchen", "Slip", 1, made_from=["Order"], volume=10),
    handoff("Kitchen", "Check", "Cake", 4, promise=5, accuracy=0.9, process_time=1, volume=10),
    handoff("Check", "Counter", "Checked cake", 2, made_from=["Cake"], process_time=0.5),
    handoff("Counter", "Customer", "Parcel", 1, made_from=["Checked cake"], promise=6),
    handoff("IT", "Counter", "Till", support=True),
    handoff("IT", "Kitchen", "Screen", support=True),
    teams=[Team(P("Kitchen"), HERE, people=2), Team(P("Check"), HERE, people=1)],
    complaints=(
        Complaint(
            "C-1",
            HandoffId(1),
            Category.PASSED_AROUND,
            contacts=(P("Counter"), P("Check"), P("Kitchen"), P("Counter")),
        ),
    ),
)


def state(*changes: Change) -> Applied:
    return applied(BAKERY, Scenario("Test", changes))


def keys(found: Applied) -> list[str]:
    return [" ".join(h.sort_key) for h in found.organisation.handoffs]


def delivered(found: Applied) -> tuple[float, list[str]]:
    organisation = found.organisation
    traced = trace(Flow(organisation), organisation.complaints).complaints[0].behind
    return traced.lead_time, list(traced.slowest[0].teams)


def test_as_it_is() -> None:
    assert delivered(state()) == (
        8,
        ["Customer", "Counter", "Kitchen", "Check", "Counter", "Customer"],
    )


def test_the_work_of_a_removed_team_goes_straight_on() -> None:
    found = state(RemoveParty(P("Check")))
    assert "Kitchen Counter Cake" in keys(found)
    assert delivered(found) == (6, ["Customer", "Counter", "Kitchen", "Counter", "Customer"])
    (cake,) = (h for h in found.organisation.handoffs if h.deliverable == "Cake")
    assert (cake.time, cake.accuracy, cake.volume) == (4, 0.9, 10)


def test_ids_are_positions_and_complaints_follow_their_delivery() -> None:
    found = state(RemoveParty(P("Check")))
    (complaint,) = found.organisation.complaints
    assert found.organisation.handoff(complaint.delivery).deliverable == "Parcel"
    assert [h.sort_key for h in found.organisation.handoffs] == sorted(
        h.sort_key for h in found.organisation.handoffs
    )
    assert complaint.contacts == ("Counter", "Kitchen", "Counter")


def test_which_handoff_became_which() -> None:
    found = state(RemoveParty(P("Check")))
    for old, new in zip(BAKERY.handoffs, found.became, strict=True):
        if new is not None:
            assert found.organisation.handoff(new).deliverable == old.deliverable
    gone = [
        h.deliverable for h, new in zip(BAKERY.handoffs, found.became, strict=True) if new is None
    ]
    assert gone == ["Checked cake"]


def test_a_removed_touchpoint_hands_its_promise_to_its_only_supplier() -> None:
    base = organisation(
        handoff("Lab", "Desk", "Finding", 3, promise=2, accuracy=0.8),
        handoff("Desk", "Customer", "Report", 5, promise=4, step_promise=1, accuracy=0.5),
        complaints=(Complaint("C-1", HandoffId(0), Category.LATE),),
    )
    found = applied(base, Scenario("Test", (RemoveParty(P("Desk")),))).organisation
    (report,) = found.handoffs
    assert report.sort_key == ("Lab", "Customer", "Report")
    assert (report.time, report.promise, report.step_promise) == (
        3,
        base.handoffs[0].promise,
        base.handoffs[1].promise,
    )
    assert (report.accuracy, report.to_outside) == (0.8, True)
    assert [c.delivery for c in found.complaints] == [0]


def test_nobody_else_delivers_what_a_touchpoint_puts_together() -> None:
    base = organisation(
        handoff("Lab", "Desk", "Finding", 3),
        handoff("Archive", "Desk", "File", 3),
        handoff("Desk", "Customer", "Report", 5),
    )
    with pytest.raises(ScenarioError, match="puts several things together") as refused:
        applied(base, Scenario("Test", (RemoveParty(P("Desk")),)))
    assert "take_over" in refused.value.hint


def test_a_removed_delivery_takes_its_complaints_along() -> None:
    found = state(RemoveHandoff(P("Counter"), P("Customer"), "Parcel"))
    assert found.organisation.complaints == ()


def test_who_needed_what_is_gone_does_without() -> None:
    found = state(RemoveHandoff(P("Check"), P("Counter"), "Checked cake"))
    (parcel,) = (h for h in found.organisation.handoffs if h.deliverable == "Parcel")
    assert parcel.made_from == ()


def test_of_alternatives_those_left_share_what_is_gone() -> None:
    base = organisation(
        handoff("A", "Desk", "One", 1),
        handoff("B", "Desk", "Two", 2),
        handoff("C", "Desk", "Three", 3),
        handoff("Desk", "Customer", "X", 1, made_from=[{"One": 0.5, "Two": 0.3, "Three": 0.2}]),
    )
    found = applied(base, Scenario("Test", (RemoveHandoff(P("A"), P("Desk"), "One"),)))
    (left,) = found.organisation.handoffs[-1].made_from or ()
    assert left == Ingredient((Alternative("Two", 0.6), Alternative("Three", 0.4)))


def test_volume_splits_by_what_the_removed_team_handed_on() -> None:
    base = organisation(
        handoff("Desk", "Sort", "Mail", 1, volume=100, share=0.5),
        handoff("Sort", "A", "Mail for A", 1, volume=30),
        handoff("Sort", "B", "Mail for B", 1, volume=10),
        teams=[Team(P("Sort"), HERE, arrivals=8)],
    )
    found = applied(base, Scenario("Test", (RemoveParty(P("Sort")),))).organisation
    assert {h.customer: (h.volume, h.share) for h in found.handoffs} == {
        "A": (75, 0.375),
        "B": (25, 0.125),
    }
    assert {team.name: team.arrivals for team in found.teams} == {"A": 6, "B": 2, "Desk": None}


def test_merged_teams_keep_the_work_and_lose_the_wait_between_them() -> None:
    found = state(Merge((P("Kitchen"), P("Check")), P("Bakehouse")))
    assert [k for k in keys(found) if "Bakehouse" in k] == [
        "Bakehouse Counter Checked cake",
        "Counter Bakehouse Slip",
        "IT Bakehouse Screen",
    ]
    cake = found.organisation.handoffs[0]
    assert (cake.time, cake.process_time) == (2 + 1, 0.5 + 1)
    assert cake.made_from == (Ingredient.required("Slip"),)
    assert delivered(found)[0] == 1 + 3 + 1
    (bakehouse,) = (t for t in found.organisation.teams if t.name == "Bakehouse")
    assert bakehouse.people == 3


def test_contacts_within_a_merged_team_are_one() -> None:
    found = state(Merge((P("Kitchen"), P("Check")), P("Bakehouse")))
    assert found.organisation.complaints[0].contacts == ("Counter", "Bakehouse", "Counter")


def test_where_no_work_is_known_the_whole_time_of_the_step_stays() -> None:
    base = flow(
        handoff("A", "B", "Half", 4),
        handoff("B", "Customer", "Whole", 2),
    ).organisation
    found = applied(base, Scenario("Test", (Merge((P("A"), P("B")), P("B")),))).organisation
    (whole,) = found.handoffs
    assert whole.time == 6


def test_a_circle_between_merged_teams_ends() -> None:
    base = organisation(
        handoff("A", "B", "Draft", 1, process_time=1),
        handoff("B", "A", "Remarks", 1, process_time=1),
        handoff("B", "Customer", "Text", 1, process_time=1),
    )
    found = applied(base, Scenario("Test", (Merge((P("A"), P("B")), P("A")),))).organisation
    (text,) = found.handoffs
    assert text.made_from == ()
    assert text.time == 3


def test_teams_routed_by_shares_do_not_merge() -> None:
    base = organisation(
        handoff("A", "C", "X", 1, share=0.5), handoff("B", "C", "Y", 1), handoff("C", "Customer")
    )
    with pytest.raises(ScenarioError, match="routed by shares"):
        applied(base, Scenario("Test", (Merge((P("A"), P("B")), P("A")),)))


def test_the_same_from_both_is_one_handoff() -> None:
    base = organisation(
        handoff("A", "C", "X", 1, volume=3, accuracy=1.0, promise=2),
        handoff("B", "C", "X", 5, volume=1, accuracy=0.8, promise=4),
        handoff("C", "Customer", "Z", 1),
    )
    found = applied(base, Scenario("Test", (Merge((P("A"), P("B")), P("AB")),)))
    both = found.organisation.handoffs[0]
    assert (both.time, both.volume) == (5, 4)
    assert both.accuracy == pytest.approx(0.95)
    assert both.promise == base.handoffs[1].promise
    assert found.became == (0, 0, 1)


def test_support_taken_over_leaves_the_team() -> None:
    found = state(TakeOver(P("IT"), P("Check"), only_support=True))
    assert [k for k in keys(found) if k.startswith("Check")] == [
        "Check Counter Checked cake",
        "Check Counter Till",
        "Check Kitchen Screen",
    ]
    assert "IT" in found.organisation.parties


def test_all_taken_over_is_done_by_those_who_are_there() -> None:
    found = state(TakeOver(P("IT"), P("Kitchen"))).organisation
    assert "IT" not in found.parties
    kitchen = found.parties[P("Kitchen")]
    assert isinstance(kitchen, Team)
    assert kitchen.people == 2
    assert "Kitchen Counter Till" in [" ".join(h.sort_key) for h in found.handoffs]


NAMES = st.sampled_from(sorted(team.name for team in BAKERY.teams))
CHANGES = st.one_of(
    st.builds(RemoveParty, NAMES),
    st.builds(
        lambda teams: Merge(tuple(teams), P("Merged")),
        st.lists(NAMES, min_size=2, max_size=4, unique=True),
    ),
    st.builds(TeamChange, NAMES, availability=st.builds(Amount, st.floats(0, 1))),
    st.lists(NAMES, min_size=2, max_size=2, unique=True).map(lambda two: TakeOver(two[0], two[1])),
)


@given(CHANGES)
def test_whatever_changes_the_organisation_stays_whole(change: Change) -> None:
    try:
        found = state(change)
    except ScenarioError:
        return
    organisation = found.organisation
    assert list(organisation.handoffs) == sorted(organisation.handoffs, key=lambda h: h.sort_key)
    assert len({h.sort_key for h in organisation.handoffs}) == len(organisation.handoffs)
    for known in organisation.handoffs:
        assert known.supplier in organisation.parties
        assert known.customer in organisation.parties
        assert known.supplier != known.customer
    for complaint in organisation.complaints:
        assert organisation.handoff(complaint.delivery).to_outside
    trace(Flow(organisation), organisation.complaints)


def test_nothing_added_is_no_change() -> None:
    assert state(Add()).organisation == BAKERY
