"""Trace: what stands behind one complaint, on chains small enough to follow by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest

from chainmap.analysis.trace import Traced, trace, trace_deliveries
from chainmap.flow import Flow
from chainmap.measure.suspects import Basis
from chainmap.model import Customer, PartyId
from tests.literal import HERE, complaint, flow, handoff


def parcels() -> Flow:
    """The illustration of docs/voice: 6 handoffs, promised 2 d, 1.4 d late."""
    times = [
        ("Customer", "Order Desk", "Order", None, None, None),
        ("Order Desk", "Planning", "Pick request", 1, 2, None),
        ("Planning", "Warehouse", "Picking list", 3, 2, 0.85),
        ("Warehouse", "Dispatch", "Packed parcel", 9, 4, 0.9),
        ("Dispatch", "Customs Desk", "Shipment file", 2, 2, 0.95),
        ("Customs Desk", "Courier", "Cleared parcel", 7, 4, None),
    ]
    handoffs = [
        handoff(supplier, customer, name, hours, promise=promise, accuracy=accuracy)
        for supplier, customer, name, hours, promise, accuracy in times
    ]
    last = handoff("Courier", "Customer", "Parcel", 5.2, step_promise=6, promise=16, accuracy=0.93)
    return flow(*handoffs, last)


def one(found: Flow, category: str = "late", **fields: object) -> Traced:
    (only,) = trace(found, [complaint(found, category, **fields)]).complaints
    return only


def shares(traced: Traced) -> dict[str, float]:
    return {suspect.team: round(suspect.share, 4) for suspect in traced.suspects}


def test_a_late_parcel_as_in_the_illustration() -> None:
    traced = one(parcels())
    behind = traced.behind
    assert behind.longest.handoffs == 6
    assert behind.longest.teams == (
        "Customer",
        "Order Desk",
        "Planning",
        "Warehouse",
        "Dispatch",
        "Customs Desk",
        "Courier",
        "Customer",
    )
    assert behind.slowest[0].lead_time == pytest.approx(27.2)
    assert behind.lead_time == pytest.approx(27.2)
    assert behind.promise.internal_sum == pytest.approx(20)
    assert behind.promise.budget_gap == pytest.approx(4)
    assert behind.promise.late == pytest.approx(11.2)
    assert traced.basis is Basis.OVERRUN
    assert shares(traced) == {"Warehouse": 0.5556, "Customs Desk": 0.3333, "Planning": 0.1111}


def test_the_bridge_adds_up() -> None:
    budget = one(parcels()).behind.promise
    overruns = sum(overrun.hours for overrun in budget.overruns)
    assert budget.budget_gap is not None
    assert budget.late == pytest.approx(budget.budget_gap + overruns)
    assert [overrun.step.supplier for overrun in budget.overruns] == [
        "Order Desk",
        "Planning",
        "Warehouse",
        "Dispatch",
        "Customs Desk",
        "Courier",
    ]


def test_nobody_overran_so_time_is_shared_out() -> None:
    found = flow(
        handoff("A", "B", "a", 3, promise=4),
        handoff("B", "Customer", "b", 1, promise=2),
    )
    traced = one(found)
    assert traced.basis is Basis.TIME
    assert shares(traced) == {"A": 0.75, "B": 0.25}


def test_without_any_time_nobody_is_suspected_and_the_unknown_is_listed() -> None:
    found = flow(handoff("A", "B", "a"), handoff("B", "Customer", "b"))
    traced = one(found)
    assert traced.basis is Basis.NONE
    assert not traced.suspects
    assert [step.deliverable for step in traced.behind.untimed] == ["a", "b"]
    assert traced.behind.lead_time == 0


def test_one_that_is_never_right_outweighs_all_others() -> None:
    found = flow(
        handoff("A", "B", "a", accuracy=0.5),
        handoff("B", "C", "b", accuracy=0.0),
        handoff("C", "Customer", "c", accuracy=0.9),
    )
    assert shares(one(found, "incomplete")) == {"B": 1}


def test_all_right_or_nobody_judged_means_nobody_is_suspected() -> None:
    found = flow(handoff("A", "B", "a", accuracy=1.0), handoff("B", "Customer", "b"))
    traced = one(found, "wrong")
    assert traced.basis is Basis.NONE
    assert [step.deliverable for step in traced.behind.unjudged] == ["b"]


def test_each_contact_is_charged_for_passing_the_customer_on() -> None:
    found = flow(
        handoff("Switchboard", "Courier", "call"),
        handoff("Dispatch", "Courier", "parcel"),
        handoff("Courier", "Customer", "Parcel"),
    )
    route = [PartyId(name) for name in ("Switchboard", "Courier", "Dispatch", "Courier")]
    traced = one(found, "passed-around", contacts=tuple(route))
    assert traced.basis is Basis.CONTACTS
    assert shares(traced) == {"Courier": 0.3333, "Dispatch": 0.3333, "Switchboard": 0.3333}
    assert traced.route is not None
    assert (traced.route.taken, traced.route.fewest) == (3, 1)


@pytest.mark.parametrize("contacts", [("Switchboard", "Courier"), ("Courier", "Courier"), ()])
def test_the_shortest_way_suspects_nobody(contacts: tuple[str, ...]) -> None:
    found = flow(handoff("Switchboard", "Courier", "call"), handoff("Courier", "Customer", "P"))
    traced = one(found, "passed-around", contacts=tuple(map(PartyId, contacts)))
    assert traced.basis is Basis.NONE
    assert not traced.suspects


def test_contacts_that_no_handoff_joins_have_no_shorter_way() -> None:
    found = flow(handoff("A", "Customer", "a"), handoff("B", "C", "b"))
    traced = one(found, "passed-around", contacts=(PartyId("A"), PartyId("B"), PartyId("C")))
    assert traced.route is not None
    assert traced.route.fewest is None
    assert traced.basis is Basis.NONE


@pytest.mark.parametrize("category", ["attitude", "price", "unreachable", "other"])
def test_of_other_kinds_only_the_touchpoint_is_named(category: str) -> None:
    traced = one(parcels(), category)
    assert traced.basis is Basis.TOUCHPOINT
    assert shares(traced) == {"Courier": 1}


def test_what_lies_behind_stock_costs_no_time_but_its_quality_counts() -> None:
    found = flow(
        handoff("Mill", "Store", "Steel", 40, accuracy=0.5),
        handoff("Store", "Press", "Sheet", 2, stock=True, accuracy=0.9),
        handoff("Press", "Customer", "Part", 1, accuracy=0.8),
    )
    behind = one(found).behind
    assert behind.lead_time == 3
    assert behind.slowest[0].teams == ("Store", "Press", "Customer")
    assert behind.rolled_accuracy == pytest.approx(0.5 * 0.9 * 0.8)
    assert (behind.upstream_count, behind.upstream_team_count) == (2, 2)
    assert behind.upstream_teams == ("Mill", "Store")


def test_support_and_rework_are_no_part_of_the_flow() -> None:
    found = flow(
        handoff("IT", "B", "systems", 100, support=True),
        handoff("B", "A", "sent back", 100, rework=True),
        handoff("A", "B", "a", 1),
        handoff("B", "Customer", "b", 1),
    )
    behind = one(found).behind
    assert behind.exact
    assert behind.lead_time == 2
    assert behind.upstream_teams == ("A",)


def test_alternatives_weigh_by_share_and_required_inputs_are_waited_for() -> None:
    found = flow(
        handoff("Own", "Packing", "Own box", 2, accuracy=0.9),
        handoff("Vendor", "Packing", "Vendor box", 10, accuracy=0.5),
        handoff("Picking", "Packing", "Goods", 3),
        handoff(
            "Packing",
            "Customer",
            "Parcel",
            1,
            made_from=["Goods", {"Own box": 0.75, "Vendor box": 0.25}],
        ),
    )
    behind = one(found).behind
    assert behind.lead_time == pytest.approx(1 + max(3, 0.75 * 2 + 0.25 * 10))
    assert behind.slowest[0].lead_time == pytest.approx(11)
    assert behind.rolled_accuracy == pytest.approx(0.75 * 0.9 + 0.25 * 0.5)


def test_the_weight_is_count_times_severity_times_value() -> None:
    customer = PartyId("Customer")
    found = flow(handoff("A", "Customer", "a", 1))
    parties = {**found.organisation.parties, customer: Customer(customer, HERE, value=5)}
    object.__setattr__(found.organisation, "parties", parties)
    assert one(found, count=14, severity=2).weight == 140


def test_behind_a_cycle_the_cycle_is_named_and_no_team_is_visited_twice() -> None:
    found = flow(
        handoff("A", "B", "draft", 1),
        handoff("B", "A", "comments", 2),
        handoff("B", "Customer", "report", 1),
    )
    result = trace(found, [complaint(found)])
    (traced,) = result.complaints
    assert result.cycles == (("A", "B"),)
    assert traced.behind.exact
    assert traced.behind.slowest[0].teams == ("A", "B", "Customer")
    assert traced.behind.lead_time == 2


def test_a_large_knot_is_searched_within_bounds_and_marked() -> None:
    teams = [f"T{i:02}" for i in range(26)]
    handoffs = [handoff(a, b, f"{a}{b}", 1) for a in teams for b in teams if a != b]
    found = flow(*handoffs, handoff("T00", "Customer", "out", 1))
    behind = one(found).behind
    assert not behind.exact
    assert behind.longest.handoffs >= 20
    assert len(set(behind.longest.teams)) == len(behind.longest.teams)


def test_a_party_is_traced_without_a_complaint() -> None:
    found = parcels()
    result = trace_deliveries(found, found.handoffs_to(PartyId("Dispatch")))
    (traced,) = result.complaints
    assert traced.complaint is None
    assert traced.weight == 1
    assert traced.behind.slowest[0].teams[-2:] == ("Warehouse", "Dispatch")
    assert traced.behind.promise.limit is None


def test_a_very_long_chain_needs_no_deep_stack() -> None:
    teams = [f"T{i:05}" for i in range(6000)]
    pairs = pairwise(teams)
    found = flow(*(handoff(a, b, a, 1) for a, b in pairs), handoff(teams[-1], "Customer", "z", 1))
    behind = one(found).behind
    assert behind.longest.handoffs == 5999
    assert behind.lead_time == 6000
