"""Gaps: each of the nine kinds, and nothing where both sides agree."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chainmap.analysis.gaps import GapKind, gaps
from chainmap.model import Handoff, Limits, PartyId, Rating
from tests.literal import complaint, flow, handoff

TODAY = date(2026, 11, 21)
LIMITS = Limits(max_survey_age=365)


def kinds(*handoffs: Handoff) -> list[str]:
    found = flow(*handoffs, limits=LIMITS)
    return [gap.kind.value for gap in gaps(found, as_of=TODAY).gaps]


def inside(**fields: Any) -> Handoff:
    return handoff("A", "B", "x", fields.pop("hours", None), **fields)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"promise": 4, "need": 4, "hours": 4, "belief": 4}, []),
        ({"need": 4}, ["unpromised"]),
        ({"need": 4, "promise": 5}, ["promise_short_of_need"]),
        ({"need": 4, "promise": 4, "hours": 5}, ["promise_broken"]),
        ({"promise": 4}, ["unneeded_promise"]),
        ({"need": 4, "promise": 4, "belief": 8}, ["belief_differs"]),
        ({"needed_at": None}, ["supplier_only"]),
        ({"promised_at": None}, ["customer_only"]),
        ({"asked": date(2025, 11, 20)}, ["not_asked"]),
        ({"asked": date(2025, 11, 21)}, []),
        ({"rating": Rating(2, 5)}, ["low_rating"]),
        ({"rating": Rating(3, 5)}, []),
    ],
)
def test_each_kind_inside(fields: dict[str, Any], expected: list[str]) -> None:
    assert kinds(inside(**fields)) == expected


def test_to_a_customer_the_promise_is_measured_by_the_whole_chain() -> None:
    late = handoff("B", "Customer", "out", 1, promise=4, need=4)
    assert kinds(handoff("A", "B", "x", 4), late) == ["promise_broken"]
    assert kinds(handoff("A", "B", "x", 2), late) == []


def test_a_measured_end_to_end_time_goes_before_the_sum_of_the_steps() -> None:
    measured = handoff("B", "Customer", "out", 1, promise=4, need=4, end_to_end=3)
    assert kinds(handoff("A", "B", "x", 40), measured) == []


def test_to_a_customer_the_own_step_has_a_promise_of_its_own() -> None:
    broken = handoff("B", "Customer", "out", 3, step_promise=2, promise=9, need=9)
    assert kinds(broken) == ["promise_broken"]


def test_those_with_most_complaints_behind_them_should_talk_first() -> None:
    handoffs = (
        handoff("A", "B", "x", need=1),
        handoff("B", "Customer", "out", need=1, promise=1),
        handoff("C", "D", "y", need=1, promise=2, rating=Rating(1, 5)),
    )
    found = flow(*handoffs)
    with_complaint = flow(*handoffs, complaints=(complaint(found, count=3),))
    result = gaps(with_complaint, as_of=TODAY)
    assert [(t.supplier, t.customer, t.weight) for t in result.talks] == [
        ("A", "B", 3),
        ("C", "D", 0),
    ]
    assert [gap.kind for gap in result.talks[1].gaps] == [
        GapKind.PROMISE_SHORT_OF_NEED,
        GapKind.LOW_RATING,
    ]
    assert len(result.never_asked) == 3


def test_only_behind_what_one_party_receives() -> None:
    found = flow(inside(need=1), handoff("B", "Customer", "out"), handoff("C", "D", "y", need=1))
    result = gaps(found, as_of=TODAY, behind=PartyId("Customer"))
    assert [talk.supplier for talk in result.talks] == ["A"]
