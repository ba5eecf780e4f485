"""Expectations: gaps, quadrants and ages of literal answers, worked out by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from chainmap.analysis.expectations import Expectations, expectations
from chainmap.flow import Flow
from chainmap.measure.five_gaps import five_gaps
from chainmap.measure.quadrants import Quadrant
from chainmap.model import HandoffId, Limits, Rating
from chainmap.survey import Answer, CutBy, Dimension
from tests.literal import delivery, flow, handoff

TODAY = date(2026, 11, 21)
CHAIN = flow(
    handoff("A", "B", "part", 4, promise=2, need=1, belief=3),
    handoff("B", "Customer", "thing", 10, promise=8, need=6, step_promise=9),
    limits=Limits(max_survey_age=100),
)
PART, THING = HandoffId(0), HandoffId(1)


def asked(
    handoff: HandoffId,
    marks: Iterable[tuple[float | None, float | None, float | None]],
    dimension: str = "reliability",
    **fields: Any,
) -> list[Answer]:
    """Return answers of (expected, perceived, importance), of 5."""

    def of_five(mark: float | None) -> Rating | None:
        return None if mark is None else Rating(mark, 5)

    fields.setdefault("date", date(2026, 11, 1))
    return [
        Answer(
            handoff,
            Dimension(dimension),
            fields["date"],
            expected=of_five(expected),
            perceived=of_five(perceived),
            importance=of_five(importance),
        )
        for expected, perceived, importance in marks
    ]


def found(*answers: list[Answer], on: Flow = CHAIN, **options: Any) -> Expectations:
    return expectations(on, [a for some in answers for a in some], as_of=TODAY, **options)


def names(these: Iterable[Any]) -> list[str]:
    return [one.handoff.deliverable for one in these]


def test_a_gap_is_perceived_minus_expected_of_those_who_gave_both() -> None:
    marks = [(5, 2, 4), (4, 3, 5), (5, None, None), (None, 1, None)]
    (dimension,) = found(asked(PART, marks)).handoffs[0].dimensions
    assert dimension.answers == 4
    assert dimension.gap is not None
    assert (dimension.gap.value, dimension.gap.count) == (-2.0, 2)
    assert dimension.perceived is not None
    assert (dimension.perceived.value, dimension.perceived.count) == (2.0, 3)


def test_the_gap_of_a_handoff_is_weighted_by_importance() -> None:
    good = asked(PART, [(3, 4, 1)] * 5, "tangibles")
    bad = asked(PART, [(5, 2, 4)] * 5)
    service = found(good, bad).ranked[0].service
    assert service is not None
    assert service.value == pytest.approx((4 * -3 + 1 * 1) / 5)
    assert (service.is_weighted, service.dimensions) == (True, 2)


def test_without_importance_all_dimensions_weigh_alike() -> None:
    good = asked(PART, [(3, 4, None)] * 5, "tangibles")
    bad = asked(PART, [(5, 2, 4)] * 5)
    service = found(good, bad).ranked[0].service
    assert service is not None
    assert (service.value, service.is_weighted) == (-1.0, False)


def test_the_interval_of_a_handoff_adds_up_those_of_its_dimensions() -> None:
    marks = [(5, 1, 3), (5, 2, 3), (5, 3, 3), (5, 4, 3), (5, 5, 3)]
    service = found(asked(PART, marks), asked(PART, marks, "empathy")).ranked[0].service
    assert service is not None
    assert service.interval is not None
    assert service.interval.high == pytest.approx(-2 + 2.776445 * 0.5**0.5, abs=1e-6)


def test_the_largest_shortfall_comes_first_and_four_answers_are_not_ranked() -> None:
    five = asked(THING, [(5, 4, 3)] * 5)
    result = found(five, asked(PART, [(5, 1, 3)] * 4))
    assert (names(result.ranked), names(result.unranked)) == (["thing"], ["part"])
    result = found(five, asked(PART, [(5, 1, 3)] * 5))
    assert names(result.ranked) == ["part", "thing"]
    assert result.rivals == ()


def test_dimensions_with_few_answers_do_not_count_where_others_have_enough() -> None:
    service = found(asked(PART, [(5, 4, 3)] * 5), asked(PART, [(5, 1, 3)] * 4, "empathy"))
    assert service.ranked[0].service is not None
    assert service.ranked[0].service.value == -1.0


def test_it_says_which_others_may_be_first() -> None:
    wide = [(5, 1, 3), (5, 2, 3), (5, 3, 3), (5, 4, 3), (5, 5, 3)]
    narrow = [(5, 3, 3), (5, 3, 3), (5, 4, 3), (5, 4, 3), (5, 3, 3)]
    result = found(asked(PART, wide), asked(THING, narrow))
    assert names(result.ranked) == ["part", "thing"]
    assert names(result.rivals) == ["thing"]


def quadrants(result: Expectations) -> dict[str, Quadrant | None]:
    assert result.cuts is not None
    return {
        dimension.dimension.value: result.cuts.quadrant(dimension)
        for one in result.handoffs
        for dimension in one.dimensions
    }


FOUR = (
    asked(PART, [(5, 1, 5)] * 5, "reliability"),
    asked(PART, [(5, 5, 5)] * 5, "assurance"),
    asked(PART, [(5, 1, 1)] * 5, "tangibles"),
    asked(PART, [(5, 5, 1)] * 5, "empathy"),
)


def test_four_quadrants_around_the_means() -> None:
    result = found(*FOUR)
    assert result.cuts is not None
    assert (result.cuts.importance, result.cuts.performance, result.cuts.figures) == (3, 3, 4)
    assert quadrants(result) == {
        "reliability": Quadrant.CONCENTRATE,
        "assurance": Quadrant.KEEP_UP,
        "tangibles": Quadrant.LOW_PRIORITY,
        "empathy": Quadrant.OVERKILL,
    }


def test_few_answers_neither_have_a_quadrant_nor_move_the_cuts() -> None:
    result = found(*FOUR, asked(PART, [(5, 5, 5)] * 4, "responsiveness"))
    assert result.cuts is not None
    assert result.cuts.performance == 3
    assert quadrants(result)["responsiveness"] is None


def test_the_cuts_may_be_medians() -> None:
    result = found(*FOUR[:3], cut_by=CutBy.MEDIAN)
    assert result.cuts is not None
    assert (result.cuts.importance, result.cuts.performance) == (5, 1)


def test_one_figure_alone_is_neither_high_nor_low() -> None:
    assert found(FOUR[0]).cuts is None


def test_age_is_counted_from_the_day_asked_for_and_later_answers_do_not_count() -> None:
    old = asked(PART, [(5, 4, 3)], date=date(2026, 8, 1))
    new = asked(PART, [(5, 4, 3)], date=date(2026, 11, 11))
    later = asked(PART, [(5, 1, 3)], date=date(2026, 11, 22))
    result = found(old, new, later)
    (one,) = result.handoffs
    assert (one.age, one.outdated, one.answers) == (10, 1, 2)
    assert (result.answers, result.later) == (2, 1)


def test_deliveries_nobody_was_asked_about_are_named() -> None:
    assert [h.deliverable for h in found(asked(PART, [(5, 4, 3)])).unasked] == ["thing"]
    assert found(asked(THING, [(5, 4, 3)])).unasked == ()
    assert found(asked(PART, [(5, 4, 3)]), among={PART}).unasked == ()


def test_only_the_handoffs_asked_for() -> None:
    both = (asked(PART, [(5, 4, 3)]), asked(THING, [(5, 4, 3)]))
    assert names(found(*both, among={THING}).handoffs) == ["thing"]


def test_the_five_gaps_of_a_handoff_inside() -> None:
    gaps = five_gaps(CHAIN, of=[PART])[PART]
    assert (gaps.knowledge, gaps.standards, gaps.delivery) == (2, 1, 2)
    assert gaps.communication is None


def test_the_five_gaps_of_a_delivery_are_about_the_whole_chain() -> None:
    gaps = five_gaps(CHAIN, of=[THING])[THING]
    assert gaps.knowledge is None
    assert gaps.standards == 2
    assert gaps.delivery == 14 - 8
    assert gaps.communication == (2 + 9) - 8


def test_what_the_files_do_not_say_is_no_gap() -> None:
    bare = flow(handoff("A", "Customer", "x"), handoff("B", "Customer", "y", promise=4))
    for handoff_id in (delivery(bare, deliverable="x"), delivery(bare, deliverable="y")):
        gaps = five_gaps(bare, of=[handoff_id])[handoff_id]
        assert (gaps.knowledge, gaps.standards, gaps.delivery, gaps.communication) == (None,) * 4
