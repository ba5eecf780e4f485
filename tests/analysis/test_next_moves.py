from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmap.analysis.next_moves import next_moves
from chainmap.analysis.trace import trace
from chainmap.flow import Flow
from chainmap.model import Category, Complaint, HandoffId, Organisation, PartyId, Team
from chainmap.scenario import Amount, Figures, HandoffChange, Scenario, TeamChange, applied
from tests.literal import HERE, flow, handoff, organisation
from tests.measure.test_traffic import jackson


def test_q1_one_more_server_saves_most_where_the_load_is_highest() -> None:
    moves = next_moves(Flow(jackson()), add_person=True, accuracy=None).one_person
    assert moves is not None
    assert [move.team for move in moves] == ["C", "A", "B"]
    saved = {move.team: round((move.items_fewer or 0) / 8, 5) for move in moves}
    assert saved == {"A": 0.05833, "B": 0.03598, "C": 0.26591}


def test_hours_count_where_a_complaining_customer_waits_for_them() -> None:
    found = flow(
        handoff("A", "Customer", "Slow", 9, process_time=1, volume=0.8),
        handoff("B", "Else", "Aside", 9, process_time=1, volume=0.9),
        teams=[Team(PartyId(name), HERE, people=1) for name in "AB"],
        complaints=(Complaint("C-1", HandoffId(0), Category.LATE),),
    )
    moves = next_moves(found, add_person=True, accuracy=None).one_person or ()
    assert [(move.team, (move.gain or 0.0) > 0) for move in moves] == [("A", True), ("B", False)]
    assert moves[0].gain == pytest.approx(moves[0].wait_saved)
    assert (moves[1].wait_saved or 0.0) > (moves[0].wait_saved or 0.0)


def test_one_more_person_can_end_a_backlog() -> None:
    found = flow(
        handoff("A", "Customer", "X", 9, process_time=1, volume=1.5),
        teams=[Team(PartyId("A"), HERE, people=1)],
    )
    (move,) = next_moves(found, add_person=True, accuracy=None).one_person or ()
    assert move.ends_backlog
    assert (move.gain, move.wait_saved) == (None, None)


def test_where_nothing_is_known_of_a_load_nothing_is_said() -> None:
    found = flow(handoff("A", "Customer", "X", 9))
    assert next_moves(found, add_person=True, accuracy=None).one_person == ()


def accurate() -> Flow:
    return flow(
        handoff("A", "C", "One", 1, accuracy=0.5),
        handoff("B", "C", "Two", 1, accuracy=0.9),
        handoff("C", "Customer", "X", 1),
        complaints=(Complaint("C-1", HandoffId(2), Category.WRONG),),
    )


def test_rolled_accuracy_gained_by_team() -> None:
    moves = next_moves(accurate(), add_person=False, accuracy=0.99)
    assert moves.one_person is None
    assert {m.team: m.gain for m in moves.more_accurate or ()} == pytest.approx(
        {"A": 0.99 * 0.9 - 0.45, "B": 0.5 * 0.99 - 0.45}
    )
    assert [m.team for m in moves.more_accurate or ()] == ["A", "B"]


def test_what_is_better_already_or_not_judged_is_left_alone() -> None:
    moves = next_moves(accurate(), add_person=False, accuracy=0.8).more_accurate or ()
    assert [move.team for move in moves] == ["A"]


@st.composite
def judged(draw: st.DrawFn) -> Organisation:
    share = st.sampled_from([None, 0.0, 0.3, 0.8, 1.0])
    made_from: list[str | dict[str, float]] = draw(
        st.sampled_from([["One", "Two"], [{"One": 0.3, "Two": 0.7}], ["One"]])
    )
    return organisation(
        handoff("A", "B", "Zero", 1, accuracy=draw(share)),
        handoff("A", "C", "One", 1, accuracy=draw(share)),
        handoff("B", "C", "Two", 1, accuracy=draw(share)),
        handoff("C", "Customer", "X", 1, made_from=made_from, accuracy=draw(share)),
        handoff("B", "Customer", "Y", 1, accuracy=draw(share)),
        complaints=(
            Complaint("C-1", HandoffId(4), Category.WRONG, count=2),
            Complaint("C-2", HandoffId(2), Category.LATE),
        ),
    )


@given(judged())
def test_law_the_same_as_a_scenario_that_raises_the_accuracy(base: Organisation) -> None:
    moves = {
        move.team: move.gain
        for move in next_moves(Flow(base), add_person=False, accuracy=0.9).more_accurate or ()
    }
    for team in ("A", "B", "C"):
        raised = by_scenario(base, team)
        assert moves.get(PartyId(team), 0.0) == pytest.approx(raised, abs=1e-12)


def by_scenario(base: Organisation, team: str) -> float:
    """Return the mean rise of the rolled accuracy, each handoff raised that is below 90 %."""
    after = base
    for known in base.handoffs:
        if known.supplier == team and known.accuracy is not None and known.accuracy < 0.9:
            to = Figures(accuracy=Amount(to=0.9))
            after = with_figures(after, known.sort_key, to)
    return (mean_accuracy(after) - mean_accuracy(base)) / 3


def with_figures(base: Organisation, key: tuple[str, str, str], figures: Figures) -> Organisation:
    change = HandoffChange(PartyId(key[0]), PartyId(key[1]), key[2], figures)
    return applied(base, Scenario("Raised", (change,))).organisation


def mean_accuracy(found: Organisation) -> float:
    traced = trace(Flow(found), found.complaints).complaints
    return sum(one.weight * one.behind.rolled_accuracy for one in traced)


def test_a_scenario_can_raise_all_of_a_team() -> None:
    change = TeamChange(PartyId("A"), figures=Figures(accuracy=Amount(to=0.99)))
    after = applied(accurate().organisation, Scenario("All", (change,))).organisation
    assert after.handoffs[0].accuracy == 0.99
