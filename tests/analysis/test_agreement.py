"""A log against a literal organisation."""

from __future__ import annotations

from typing import Any

import pytest

from chainmap.analysis.agreement import Agreement, LogSide, Seen, agreement
from tests.literal import handoff, organisation


def seen(supplier: str, customer: str, handoffs: int = 1, hours: float = 1.0) -> Seen:
    return Seen(supplier, customer, handoffs, hours, hours, hours, hours)


def held(
    *declared: Any, log: tuple[Seen, ...], teams: str = "ABCD", hours_a_day: float = 8.0
) -> Agreement:
    side = LogSide(log, frozenset(teams), hours=100.0, hours_a_day=hours_a_day)
    return agreement(organisation(*declared), side)


def test_precision_recall_and_weighted_recall() -> None:
    found = held(
        handoff("A", "B"),
        handoff("B", "C"),
        handoff("C", "D"),
        log=(seen("A", "B", 6), seen("B", "C", 3), seen("B", "A", 1)),
    )
    assert found.precision == pytest.approx(2 / 3)
    assert found.recall == pytest.approx(2 / 3)
    assert found.weighted_recall == pytest.approx(9 / 10)
    assert [(s.supplier, s.customer) for s in found.only_seen] == [("B", "A")]
    assert [(h.supplier, h.customer) for h in found.only_declared] == [("C", "D")]


def test_what_the_log_cannot_show_counts_against_nothing() -> None:
    found = held(
        handoff("A", "B"),
        handoff("B", "Customer"),
        handoff("D", "A", "Help", support=True),
        handoff("C", "B", "Mistake", rework=True),
        log=(seen("A", "B"),),
    )
    assert (found.precision, found.recall, found.outside) == (1.0, 1.0, 1)
    assert found.only_declared == ()


def test_rework_that_was_seen_is_declared() -> None:
    found = held(handoff("A", "B", rework=True), log=(seen("A", "B"),))
    assert (found.recall, found.precision) == (1.0, None)


def test_a_pair_counts_once_and_a_log_cannot_tell_its_deliverables() -> None:
    found = held(
        handoff("A", "B", "X", promise=4),
        handoff("A", "B", "Y"),
        handoff("A", "B", "Help", support=True),
        handoff("B", "C", "Z", promise=4, volume=0.5),
        handoff("B", "C", "Help", support=True),
        log=(seen("A", "B", 3), seen("B", "C", 2, hours=4)),
    )
    first, second = found.compared
    assert (first.handoff, first.promise, first.keeps_promise) == (None, None, None)
    assert second.handoff is not None
    assert (second.handoff.deliverable, second.keeps_promise) == ("Z", True)
    assert (second.volume, second.declared_volume) == (0.02, 0.5)
    assert found.precision == 1.0


@pytest.mark.parametrize(("hours", "kept"), [(4.0, True), (4.1, False)])
def test_a_promise_is_held_against_the_85th_percentile(hours: float, kept: bool) -> None:
    found = held(handoff("A", "B", promise=4), log=(Seen("A", "B", 9, 0, 1, hours, 99),))
    assert found.compared[0].keeps_promise is kept


def test_times_on_another_clock_are_held_against_nothing() -> None:
    found = held(handoff("A", "B", promise=4), log=(seen("A", "B"),), hours_a_day=24)
    assert (found.same_clock, found.compared[0].keeps_promise) == (False, None)


def test_teams_that_nobody_declares_count_against_recall() -> None:
    found = held(handoff("A", "B"), log=(seen("A", "B"), seen("B", "X")), teams="ABX")
    assert (found.recall, found.unknown) == (0.5, ("X",))


def test_an_empty_log_has_no_shares() -> None:
    found = held(handoff("A", "B"), log=(), teams="")
    assert (found.precision, found.recall, found.weighted_recall) == (None, None, None)
