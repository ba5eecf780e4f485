"""Findings about the chain: each code once, and a sound chain without any."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chainmap.analysis.findings import findings
from chainmap.analysis.team import Reach, team_card
from chainmap.issues import Severity
from chainmap.model import Day, Handoff, Limits, PartyId, Team
from tests.literal import HERE, complaint, flow, handoff

AS_OF = date(2026, 11, 1)
ORDER = handoff("Customer", "A", "Order")
STEP = handoff("A", "B", "x", 1, accuracy=0.9)
DELIVERY = handoff("B", "Customer", "out", 1, accuracy=0.9)
SOUND = (ORDER, STEP, DELIVERY)


def codes(*handoffs: Handoff, **fields: Any) -> list[str]:
    return [issue.code for issue in findings(flow(*handoffs, **fields), as_of=AS_OF)]


def test_a_sound_chain_has_no_findings_but_the_vendor_nobody_needs() -> None:
    assert codes(*SOUND, vendors=()) == []
    assert codes(*SOUND) == ["orphan"]


@pytest.mark.parametrize(
    ("handoffs", "code"),
    [
        ((*SOUND, handoff("B", "A", "back", 1, made_from=["x"]), replace(STEP)), "cycle"),
        ((*SOUND, handoff("A", "C", "y", 1)), "no-external-customer"),
        ((ORDER, replace(STEP, lead_time=None), DELIVERY), "no-time"),
        ((ORDER, replace(STEP, needed_at=None), DELIVERY), "one-sided"),
        ((ORDER, replace(STEP, promised_at=None), DELIVERY), "one-sided"),
        (
            (*SOUND, handoff("Customer", "B", "Call"), handoff("B", "Customer", "z", 1)),
            "assumed-inputs",
        ),
        ((STEP, DELIVERY), "starts-before-order"),
        ((ORDER, STEP, handoff("B", "Customer", "out", 1, end_to_end=9)), "end-to-end-differs"),
    ],
)
def test_each_finding(handoffs: tuple[Handoff, ...], code: str) -> None:
    assert code in codes(*handoffs, vendors=())


@pytest.mark.parametrize(("people", "availability"), [(0, 1), (3, 0)])
def test_work_that_nobody_is_there_to_do_piles_up(people: int, availability: int) -> None:
    team = Team(PartyId("A"), HERE, people=people, availability=availability)
    step = replace(STEP, volume=1, process_time=0.1)
    assert codes(ORDER, step, DELIVERY, vendors=(), teams=[team]) == ["growing-backlog"]


def test_what_is_never_right_is_pointed_out() -> None:
    assert codes(ORDER, replace(STEP, accuracy=0.0), DELIVERY, vendors=()) == ["never-right"]


def test_without_any_external_customer_that_is_said_once() -> None:
    found = codes(STEP, handoff("B", "C", "y", 1), customers=(), vendors=())
    assert found.count("no-external-customer") == 1


def test_support_reaches_the_customer_through_those_it_supports() -> None:
    help_desk = handoff("IT", "A", "systems", support=True)
    assert "no-external-customer" not in codes(*SOUND, help_desk, vendors=())


def test_a_chain_that_starts_from_stock_starts_where_it_should() -> None:
    assert codes(handoff("A", "B", "x", 1, stock=True), DELIVERY, vendors=()) == []


def test_a_team_that_can_just_do_what_comes_in_gets_a_backlog() -> None:
    step = replace(STEP, accuracy=None, volume=18, process_time=8 / 60)
    team = Team(PartyId("A"), HERE, people=3, availability=0.8)
    (found,) = findings(flow(ORDER, step, DELIVERY, vendors=(), teams=[team]), as_of=AS_OF)
    assert found.code == "growing-backlog"
    assert found.message.startswith("A gets as much work as its people can do (100 %)")


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ({}, "warning"),
        ({"max_utilisation": "error"}, "error"),
        ({"max_utilisation": "note"}, "warning"),
    ],
)
def test_a_backlog_is_at_least_as_grave_as_too_much_load(
    severities: dict[str, str], expected: str
) -> None:
    limits = Limits(
        max_utilisation=0.7, severities={rule: Severity(s) for rule, s in severities.items()}
    )
    busy = Team(PartyId("A"), HERE, people=1)
    step = replace(STEP, volume=2, process_time=1)
    (backlog,) = findings(
        flow(ORDER, step, DELIVERY, vendors=(), limits=limits, teams=[busy]), as_of=AS_OF
    )
    assert (backlog.code, backlog.severity) == ("growing-backlog", expected)


def test_what_no_supplier_lists_is_said_once() -> None:
    handoffs = (ORDER, replace(STEP, promised_at=None), DELIVERY)
    assert codes(*handoffs, vendors=()) == ["one-sided"]
    assert codes(*handoffs, vendors=(), limits=Limits(every_handoff_owned=True)) == []


def test_a_team_card_knows_customers_distance_and_complaints() -> None:
    known = flow(*SOUND)
    found = flow(*SOUND, complaints=(complaint(known),))
    team = found.organisation.parties[PartyId("A")]
    assert isinstance(team, Team)
    card = team_card(found, team)
    assert [h.deliverable for h in card.serves] == ["x"]
    assert [h.deliverable for h in card.needs] == ["Order"]
    assert card.reaches == (Reach(PartyId("Customer"), 2),)
    assert [complaint.id for complaint in card.complaints] == ["C-1"]


def test_complaints_of_days_to_come_are_pointed_out_once() -> None:
    sound = flow(*SOUND, vendors=())
    today = complaint(sound, id="C-1", date=AS_OF)
    ahead = complaint(sound, id="C-2", date=date(2027, 10, 1))
    days = (Day(AS_OF, 5, 5), Day(date(2026, 11, 2), 2, 2))
    table = complaint(sound, id="C-3", count=7, rows=7, days=days)
    (one,) = findings(flow(*SOUND, vendors=(), complaints=[today, ahead]), as_of=AS_OF)
    assert (one.code, one.severity) == ("date-ahead", Severity.WARNING)
    assert one.message == (
        "1 complaint is dated after 2026-11-01, the day looked from; last C-2: 2027-10-01."
    )
    (all_,) = findings(flow(*SOUND, vendors=(), complaints=[table, ahead]), as_of=AS_OF)
    assert all_.message == (
        "3 complaints are dated after 2026-11-01, the day looked from; last C-2: 2027-10-01."
    )
