"""Figures for the same thing that do not fit together, and which one the finding doubts."""

from __future__ import annotations

from typing import Any

import pytest

from chainmap.analysis.plausibility import plausibility
from chainmap.flow import Flow
from chainmap.issues import Issue
from chainmap.model import Evidence, Handoff, PartyId, Team
from tests.literal import HERE, flow, handoff


def desk(**fields: Any) -> list[Team]:
    return [Team(PartyId("Desk"), HERE, **fields)]


def found(known: Flow) -> list[Issue]:
    return [doubt.issue for doubt in plausibility(known)]


def only(*handoffs: Handoff, **fields: Any) -> Issue:
    (issue,) = found(flow(*handoffs, **fields))
    return issue


ORDER = handoff("Customer", "Desk", "order", volume=4)


def out(**fields: Any) -> Handoff:
    return handoff("Desk", "Customer", "result", **fields)


@pytest.mark.parametrize(("volume", "codes"), [(1.9, 1), (2, 0), (4, 0), (8, 0), (8.1, 1)])
def test_a_factor_over_two_between_what_comes_and_what_is_made(volume: float, codes: int) -> None:
    issues = found(flow(ORDER, out(volume=volume)))
    assert [issue.code for issue in issues] == ["flow-differs"] * codes


def test_the_finding_says_between_whose_figures_to_choose() -> None:
    issue = only(ORDER, out(volume=1))
    assert issue.message == "Desk gets 32/d of “order” and makes 8/d from it."
    assert "of Customer or of Desk" in str(issue.hint)


def test_one_input_may_go_into_several_deliverables() -> None:
    bill = handoff("Desk", "Customer", "bill", volume=4)
    assert found(flow(ORDER, out(volume=4), bill)) == []


def test_the_same_from_several_suppliers_is_added_up() -> None:
    more = handoff("Vendor", "Desk", "order", volume=4)
    assert found(flow(ORDER, more, out(volume=16))) == []


def test_a_drawing_among_several_inputs_serves_many_items() -> None:
    drawing = handoff("Vendor", "Desk", "drawing", volume=0.01)
    both = ["order", "drawing"]
    assert found(flow(ORDER, drawing, out(volume=4, made_from=both))) == []


def test_alternatives_take_their_share() -> None:
    other = handoff("Vendor", "Desk", "box", volume=4)
    either: list[str | dict[str, float]] = [{"order": 0.25, "box": 0.75}]
    issues = found(flow(ORDER, other, out(volume=4, made_from=either)))
    assert [issue.message for issue in issues] == [
        "Desk gets 32/d of “order” and makes 8/d from it."
    ]


def test_what_is_only_assumed_or_not_counted_is_no_finding() -> None:
    other = handoff("Vendor", "Desk", "box", volume=4)
    assert found(flow(ORDER, other, out(volume=1))) == []
    assert found(flow(ORDER, out())) == []


def test_arrivals_against_what_suppliers_count() -> None:
    issue = only(ORDER, out(), teams=desk(arrivals=9))
    assert issue.message == "72/d arrive at Desk; its suppliers count 32/d."


def test_a_share_against_a_volume_of_the_same_handoff() -> None:
    issue = only(out(share=0.5, volume=1), teams=desk(arrivals=8))
    assert issue.message == (
        "By its share 32/d of “result” go from Desk to Customer; its volume is 8/d."
    )


def test_what_the_shares_leave_over_against_volumes() -> None:
    issue = only(
        handoff("Desk", "Customer", "some", share=0.5),
        handoff("Desk", "Customer", "rest", volume=1),
        teams=desk(arrivals=8),
    )
    assert issue.message == (
        "The shares of Desk leave 32/d over; its handoffs without a share count 8/d."
    )


@pytest.mark.parametrize(
    ("evidence", "hint"),
    [
        (Evidence.MEASURED, "Doubt the volume first: the lead time is measured."),
        (Evidence.GUESS, "Doubt the lead time first: it is not measured."),
    ],
)
def test_work_in_process_against_littles_law(evidence: Evidence, hint: str) -> None:
    step = out(hours=10, volume=2, stated_evidence=evidence)
    issue = only(step, teams=desk(wip=50))
    assert issue.code == "wip-differs"
    assert issue.message == "Desk counts 50 items in work; 16/d for 10 h each make 20."
    assert str(issue.hint).startswith(hint)
    assert found(flow(step, teams=desk(wip=40))) == []


def measured(hours: float, **fields: Any) -> Handoff:
    fields = {"volume": 1, "process_time": 0.5, "stated_evidence": Evidence.MEASURED, **fields}
    return out(hours=hours, **fields)


def test_a_measured_wait_that_queueing_does_not_explain_doubts_availability_or_people() -> None:
    issue = only(measured(5.5), teams=desk(people=1))
    assert issue.code == "wait-differs"
    assert issue.message == (
        "Work waits 5 h at Desk as measured; 1 person busy 50 % of the time would explain "
        "30 min (formula)."
    )
    assert "availability (59 % instead of 100 % would explain it, 85 % busy)" in str(issue.hint)


def test_a_measured_wait_far_below_the_formula_doubts_the_load() -> None:
    busy = measured(1.1, volume=1.9)
    assert only(busy, teams=desk(people=1)).hint == (
        "Doubt volume and process_time (too high) or people (too few)."
    )
    (issue,) = found(flow(busy, teams=desk(people=2, availability=0.5)))
    assert str(issue.hint).startswith("Doubt availability: ")


def test_a_wait_that_fits_or_is_not_measured_is_no_finding() -> None:
    assert found(flow(measured(1.2), teams=desk(people=1))) == []
    guessed = measured(9, stated_evidence=Evidence.GUESS)
    assert found(flow(guessed, teams=desk(people=1))) == []
    assert found(flow(measured(9, volume=2.5), teams=desk(people=1))) == []  # a backlog, said so
