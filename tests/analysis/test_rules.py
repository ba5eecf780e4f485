"""Rules: each is kept or reported, as grave as the organisation says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chainmap.analysis.rules import broken_rules
from chainmap.issues import Issue, Severity
from chainmap.model import Handoff, Limits, PartyId, Team
from tests.literal import HERE, flow, handoff

TODAY = date(2026, 11, 21)
ORDER = handoff("Customer", "A", "Order")
STEP = handoff("A", "B", "x", 1, accuracy=0.9)
DELIVERY = handoff("B", "Customer", "out", 1, accuracy=0.9)


def broken(*handoffs: Handoff, **fields: Any) -> tuple[Issue, ...]:
    return broken_rules(flow(*handoffs, **fields), as_of=TODAY)


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(max_handoffs=1), "limit-handoffs"),
        (Limits(min_rolled_accuracy=0.82), "limit-accuracy"),
        (Limits(max_survey_age=365), "limit-survey-age"),
        (Limits(max_utilisation=0.7), "limit-utilisation"),
    ],
)
def test_limits_are_kept_or_reported(limits: Limits, code: str) -> None:
    step = replace(STEP, asked=date(2024, 1, 1), volume=0.72, process_time=1)
    teams = [Team(PartyId("A"), HERE, people=1)]
    (issue,) = broken(ORDER, step, DELIVERY, limits=limits, teams=teams)
    assert issue.code == code
    assert broken(ORDER, step, DELIVERY, teams=teams) == ()


@pytest.mark.parametrize("severity", list(Severity))
def test_a_rule_is_as_grave_as_it_says(severity: Severity) -> None:
    limits = Limits(max_handoffs=1, severities={"max_handoffs": severity})
    (issue,) = broken(ORDER, STEP, DELIVERY, limits=limits)
    assert issue.severity is severity


def test_every_handoff_promised_asks_suppliers_inside_and_outside() -> None:
    vendor = handoff("Vendor", "A", "part", 1)
    promised = handoff("A", "B", "x", 1, promise=1)
    support = handoff("IT", "B", "systems", support=True)
    limits = Limits(every_handoff_promised=True)
    found = broken(ORDER, vendor, promised, DELIVERY, support, limits=limits)
    assert [issue.message for issue in found] == [
        "B promises Customer no time for “out”.",
        "Vendor promises A no time for “part”.",
    ]
    assert {issue.code for issue in found} == {"not-promised"}


def test_a_delivery_is_promised_by_what_the_customer_was_told() -> None:
    told = replace(DELIVERY, promise=handoff("B", "C", promise=9).promise)
    assert broken(ORDER, told, limits=Limits(every_handoff_promised=True)) == ()


def test_every_handoff_owned_asks_for_the_file_of_the_supplier() -> None:
    unowned = replace(STEP, promised_at=None)
    ordered = replace(ORDER, promised_at=None)
    (issue,) = broken(ordered, unowned, DELIVERY, limits=Limits(every_handoff_owned=True))
    assert (issue.code, issue.about) == ("not-owned", (("A", "B", "x"),))
    assert issue.message == "B needs “x” from A; nobody answers for it, as A does not list it."


@pytest.mark.parametrize(
    ("told", "missed"),
    [
        ({"promise": 4, "need": 4}, "was told 4 h and needs it within 4 h"),
        ({"promise": 4}, "was told 4 h"),
        ({"promise": 5, "need": 3}, "needs it within 3 h"),
        ({"promise": 5, "need": 5}, None),
        ({}, None),
    ],
)
def test_promises_fit_the_promise_and_the_need(told: dict[str, Any], missed: str | None) -> None:
    step = handoff("A", "B", "x", 9, promise=3)
    end = handoff("B", "Customer", "out", 9, step_promise=2, **told)
    found = [issue.message for issue in broken(ORDER, step, end, limits=Limits(promises_fit=True))]
    expected = f"The steps behind “out” for Customer promise 5 h together; the customer {missed}."
    assert found == ([expected] if missed else [])


def test_a_share_that_is_its_limit_but_for_rounding_keeps_it() -> None:
    step = replace(STEP, accuracy=0.7, volume=1.02, process_time=2)
    delivery = replace(DELIVERY, accuracy=0.1)  # 0.06999999999999999 together
    teams = [Team(PartyId("A"), HERE, people=3, availability=0.8)]
    load = 1.02 / 0.7 * 2 / (3 * 0.8)
    limits = Limits(min_rolled_accuracy=0.07, max_utilisation=load - 1e-15)
    assert broken(ORDER, step, delivery, limits=limits, teams=teams) == ()


def test_a_team_at_all_of_its_time_is_left_to_the_backlog() -> None:
    step = replace(STEP, accuracy=None, volume=18, process_time=8 / 60)
    teams = [Team(PartyId("A"), HERE, people=3, availability=0.8)]
    assert broken(ORDER, step, DELIVERY, limits=Limits(max_utilisation=0.8), teams=teams) == ()
