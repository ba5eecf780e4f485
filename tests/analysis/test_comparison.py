from __future__ import annotations

from dataclasses import replace

import pytest

from chainmap.analysis.comparison import Comparison, comparison
from chainmap.flow import Flow
from chainmap.model import Evidence, Handoff, PartyId, Team
from tests.literal import HERE, flow, handoff

STEPS = (
    handoff("Desk", "Kitchen", "Order slip", 1, promise=2, accuracy=0.9, volume=2),
    handoff("Store", "Kitchen", "Flour", 2),
    handoff("Kitchen", "Counter", "Cake", 4),
    handoff("Counter", "Customer", "Wrapped cake", 1),
)


def compared(after: Flow, before: Flow | None = None) -> Comparison:
    return comparison(before=before or flow(*STEPS), after=after)


def changed(index: int, **fields: object) -> Flow:
    steps = list(STEPS)
    steps[index] = replace(steps[index], **fields)  # type: ignore[arg-type]
    return flow(*steps)


def triples(handoffs: tuple[Handoff, ...]) -> list[tuple[str, str, str]]:
    return [handoff.sort_key for handoff in handoffs]


def test_nothing_changed_is_said_so() -> None:
    found = compared(flow(*STEPS))
    assert found.is_same
    assert [change.hours for change in found.deliveries] == [0.0]


def test_another_spelling_in_case_is_no_change() -> None:
    steps = [
        handoff("desk", "KITCHEN", "order slip", 1, promise=2, accuracy=0.9, volume=2),
        handoff("Store", "KITCHEN", "Flour", 2),
        handoff("KITCHEN", "Counter", "Cake", 4),
        STEPS[3],
    ]
    assert compared(flow(*steps)).is_same


def test_what_came_and_what_went() -> None:
    found = compared(flow(*STEPS[:1], *STEPS[2:], handoff("Garden", "Kitchen", "Berries", 3)))
    assert [party.name for party in found.parties_added] == ["Garden"]
    assert [party.name for party in found.parties_removed] == ["Store"]
    assert triples(found.handoffs_added) == [("Garden", "Kitchen", "Berries")]
    assert triples(found.handoffs_removed) == [("Store", "Kitchen", "Flour")]


def test_slower_and_faster_in_hours_and_what_it_does_to_the_delivery() -> None:
    slow = handoff("Kitchen", "Counter", "Cake", 7).lead_time
    found = compared(changed(2, lead_time=slow))
    (change,) = found.slower
    assert change.hours == pytest.approx(3)
    assert not found.faster
    (delivery,) = found.deliveries
    assert delivery.before is not None
    assert delivery.after is not None
    assert (delivery.before.lead_time, delivery.after.lead_time) == (7, 10)
    assert delivery.before.handoffs == 2
    (back,) = comparison(before=changed(2, lead_time=slow), after=flow(*STEPS)).faster
    assert back.hours == pytest.approx(-3)


def test_promise_accuracy_and_volume_are_changes_too() -> None:
    other = handoff("Desk", "Kitchen", "Order slip", 1, promise=3, accuracy=0.8, volume=5)
    found = compared(flow(other, *STEPS[1:]))
    (change,) = found.handoffs_changed
    assert change.promised_hours == pytest.approx(1)
    assert change.accuracy == pytest.approx(-0.1)
    assert change.volume == pytest.approx(3)
    assert change.hours == 0
    assert (found.slower, found.faster) == ((), ())


def test_a_time_that_nobody_knew_before_is_a_change_of_unknown_size() -> None:
    found = compared(flow(*STEPS), before=changed(2, lead_time=None))
    (change,) = found.handoffs_changed
    assert change.hours is None


def test_teams_that_got_people() -> None:
    def staffed(people: float) -> Flow:
        return flow(*STEPS, teams=[Team(PartyId("Kitchen"), HERE, people=people)])

    (change,) = compared(staffed(5), before=staffed(3)).teams_changed
    assert (change.before.people, change.after.people) == (3, 5)


def test_a_close_name_with_the_same_partners_is_perhaps_a_renaming() -> None:
    steps = [
        handoff("Desk", "Big Kitchen", "Order slip", 1, promise=2, accuracy=0.9, volume=2),
        handoff("Store", "Big Kitchen", "Flour", 2),
        handoff("Big Kitchen", "Counter", "Cake", 6),
        STEPS[3],
    ]
    found = compared(flow(*steps))
    assert [(one.before, one.after) for one in found.renamed] == [("Kitchen", "Big Kitchen")]
    assert (found.parties_added, found.parties_removed) == ((), ())
    assert (found.handoffs_added, found.handoffs_removed) == ((), ())
    assert [change.hours for change in found.slower] == [pytest.approx(2)]


@pytest.mark.parametrize(("name", "partner"), [("Bakery", "Desk"), ("Kitchen 2", "Somebody else")])
def test_a_far_name_or_other_partners_are_no_renaming(name: str, partner: str) -> None:
    found = compared(flow(handoff(partner, name, "Order slip", 1), *STEPS[3:]))
    assert found.renamed == ()
    assert "Kitchen" in {party.name for party in found.parties_removed}


def test_a_delivery_that_is_new_has_no_before() -> None:
    found = compared(flow(*STEPS, handoff("Counter", "Customer", "Coffee", 1)))
    by_name = {change.deliverable: change for change in found.deliveries}
    assert by_name["Coffee"].before is None
    assert by_name["Coffee"].hours is None
    assert by_name["Wrapped cake"].hours == 0


def test_turned_round_what_was_added_is_removed() -> None:
    other = flow(*STEPS[1:], handoff("Garden", "Kitchen", "Berries", 3))
    one, back = compared(other), comparison(before=other, after=flow(*STEPS))
    assert triples(one.handoffs_added) == triples(back.handoffs_removed)
    assert triples(one.handoffs_removed) == triples(back.handoffs_added)


CAKES = (
    handoff("Desk", "Kitchen", "Order slip", 1),
    handoff("Kitchen", "Customer", "Birthday cake", 4, made_from=["Order slip"]),
)


def test_a_close_deliverable_between_the_same_two_is_perhaps_a_renaming() -> None:
    after = flow(
        handoff("Desk", "Kitchen", "Order slips", 1),
        handoff("Kitchen", "Customer", "Birthday cakes", 5, made_from=["Order slips"]),
    )
    found = compared(after, before=flow(*CAKES))
    names = [(c.before.deliverable, c.after.deliverable) for c in found.handoffs_renamed]
    assert names == [("Order slip", "Order slips"), ("Birthday cake", "Birthday cakes")]
    assert (found.handoffs_added, found.handoffs_removed) == ((), ())
    assert [change.hours for change in found.handoffs_changed] == [1], "the inputs are the same"
    (delivery,) = found.deliveries
    assert delivery.hours == 1, "it is not gone and new"
    assert not found.is_same


def test_a_renamed_deliverable_of_a_renamed_team_is_found() -> None:
    after = flow(
        handoff("Desk", "Big Kitchen", "Order slips", 1),
        handoff("Big Kitchen", "Customer", "Birthday cake", 4, made_from=["Order slips"]),
        *(handoff("Big Kitchen", "Customer", f"Cake {n}", 1) for n in range(3)),
    )
    before = flow(*CAKES, *(handoff("Kitchen", "Customer", f"Cake {n}", 1) for n in range(3)))
    found = compared(after, before=before)
    assert [one.after for one in found.renamed] == ["Big Kitchen"]
    assert [change.after.deliverable for change in found.handoffs_renamed] == ["Order slips"]
    assert (found.handoffs_added, found.handoffs_removed, found.handoffs_changed) == ((), (), ())


def test_a_handoff_that_got_a_name_is_the_same_one() -> None:
    before = flow(handoff("Desk", "Kitchen", "", 1), CAKES[1])
    after = flow(handoff("Desk", "Kitchen", "Order slip", 1), CAKES[1])
    assert len(compared(after, before=before).handoffs_renamed) == 1


@pytest.mark.parametrize(
    "other", [handoff("Desk", "Kitchen", "Flour", 1), handoff("Desk", "Bakery", "Order slip", 1)]
)
def test_another_deliverable_or_receiver_is_another_handoff(other: Handoff) -> None:
    found = compared(flow(other, CAKES[1]), before=flow(*CAKES))
    assert found.handoffs_renamed == ()
    assert triples(found.handoffs_added) == [other.sort_key]
    assert triples(found.handoffs_removed) == [CAKES[0].sort_key]


@pytest.mark.parametrize(
    "fields",
    [
        {"process_time": 0.5},
        {"share": 0.5},
        {"stock": True},
        {"support": True},
        {"rework": True},
        {"stated_evidence": Evidence.MEASURED},
        {"made_from": ()},
    ],
)
def test_whatever_differs_of_a_handoff_is_a_change(fields: dict[str, object]) -> None:
    (change,) = compared(changed(1, **fields)).handoffs_changed
    assert change.after.deliverable == "Flour"


def test_more_arrivals_change_a_team() -> None:
    def busy(arrivals: float) -> Flow:
        return flow(*STEPS, teams=[Team(PartyId("Kitchen"), HERE, arrivals=arrivals)])

    (change,) = compared(busy(5), before=busy(3)).teams_changed
    assert change.after.arrivals == 5
