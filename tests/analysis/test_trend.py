"""Trend: which period a date belongs to, what is 0 and what is missing, what is judged."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chainmap.analysis.trend import Series, Trend, trend
from chainmap.measure.run_chart import Change
from chainmap.model import Complaint, Rating
from chainmap.survey import Answer, Dimension, Per
from tests.literal import complaint, delivery, flow, handoff

BASE = flow(handoff("A", "Customer", "x", 1))
TODAY = date(2026, 11, 21)


def told(day: date | None, count: float = 1) -> Complaint:
    return complaint(BASE, id=f"C-{day}", date=day, count=count, severity=2)


def answered(day: date, expected: float, perceived: float) -> Answer:
    marks = (Rating(expected, 5), Rating(perceived, 5))
    return Answer(delivery(BASE), Dimension.EMPATHY, day, *marks)


def found(*records: Complaint | Answer, as_of: date = TODAY, **options: Any) -> Trend:
    complaints = tuple(r for r in records if isinstance(r, Complaint))
    told_in = flow(*BASE.handoffs, complaints=complaints)
    return trend(told_in, [r for r in records if isinstance(r, Answer)], as_of=as_of, **options)


def test_quarters_between_complaints_count_none() -> None:
    periods = found(told(date(2025, 12, 31), 3), told(date(2026, 7, 1), 2)).periods
    assert [(p.name, p.complaints, p.weight) for p in periods] == [
        ("2025 Q4", 3, 6),
        ("2026 Q1", 0, 0),
        ("2026 Q2", 0, 0),
        ("2026 Q3", 2, 4),
    ]


def test_months() -> None:
    periods = found(told(date(2025, 12, 1)), told(date(2026, 1, 31)), per=Per.MONTH).periods
    assert [p.name for p in periods] == ["2025-12", "2026-01"]


def test_marks_are_missing_where_nobody_was_asked_and_complaints_outside_their_record() -> None:
    answers = (answered(date(2025, 2, 1), 5, 3), answered(date(2026, 2, 1), 5, 2))
    periods = found(*answers, told(date(2025, 8, 1))).periods
    assert [p.figure(Series.GAP) for p in periods] == [-2, None, None, None, -3]
    assert [p.figure(Series.COMPLAINTS) for p in periods] == [None, None, 1, None, None]


@pytest.mark.parametrize(
    ("as_of", "is_over"), [(date(2026, 9, 29), False), (date(2026, 9, 30), True)]
)
def test_the_period_that_is_not_over_is_not_judged(as_of: date, *, is_over: bool) -> None:
    result = found(told(date(2026, 5, 1)), told(date(2026, 9, 1)), as_of=as_of)
    assert [p.is_over for p in result.periods] == [True, is_over]
    assert len(result.charts[Series.COMPLAINTS].values) == 1 + is_over


def test_what_has_no_date_or_comes_later_is_counted_apart() -> None:
    result = found(told(None, 4), told(date(2027, 1, 1), 5), told(date(2026, 1, 1)))
    assert (result.undated, result.later) == (4, 5)
    assert [p.complaints for p in result.periods] == [1]


def test_ten_quarters_are_judged() -> None:
    days = [date(2024 + q // 4, q % 4 * 3 + 1, 5) for q in range(10)]
    result = found(*(told(day, 10 + number) for number, day in enumerate(days)))
    chart = result.charts[Series.COMPLAINTS]
    assert [(run.change, run.first, run.last) for run in chart.runs] == [(Change.RISING, 0, 9)]
    assert not found(*(told(day) for day in days[:9])).charts[Series.COMPLAINTS].is_judged


def test_the_last_day_of_the_calendar() -> None:
    result = found(told(date(9999, 12, 31)), as_of=date(9999, 12, 31))
    assert [p.name for p in result.periods] == ["9999 Q4"]


def test_it_knows_when_periods_are_about_other_handoffs() -> None:
    two = flow(handoff("A", "Customer", "x", 1), handoff("B", "Customer", "y", 1))
    spring, summer = date(2026, 4, 1), date(2026, 8, 1)
    marks = [
        Answer(delivery(two, deliverable=name), Dimension.EMPATHY, day, Rating(5, 5), Rating(3, 5))
        for name, day in (("x", spring), ("y", summer))
    ]
    assert trend(two, marks, as_of=TODAY).is_mixed
    assert not trend(two, marks, as_of=TODAY, among={marks[0].handoff}).is_mixed
