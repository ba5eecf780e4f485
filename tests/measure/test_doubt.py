"""How far figures may be off: the mean of few cases, the range of cases, the judged items."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from chainmap.measure.doubt import (
    D2,
    JUDGED,
    MIDDLE_90,
    RESTS_ON,
    Size,
    drawn_hours,
    drawn_losses,
    rests_on,
    variation,
)
from chainmap.model import Evidence, Handoff, HandoffId, Measurement, Time
from tests.literal import HERE, flow, handoff

SIZE = Size(worlds=400, cases=50)


def dice() -> np.random.Generator:
    return np.random.default_rng(1)


def told(*, low: float = 2, high: float = 8, likely: float = 5, **fields: Any) -> Handoff:
    step = handoff("A", "Customer", "out", **fields)
    return replace(step, lead_time=Time(low, likely, high))


def logged(step: Handoff, cases: int) -> Handoff:
    seen = Measurement("log.csv", date(2026, 1, 1), date(2026, 3, 31), cases, HERE)
    return replace(step, measurement=seen, stated_evidence=Evidence.MEASURED)


def drawn(step: Handoff) -> np.ndarray:
    """Return the hours of one step by world and case."""
    return drawn_hours(flow(step), [HandoffId(0)], size=SIZE, dice=dice())[HandoffId(0)].reshape(
        SIZE
    )


def test_a_log_says_how_many_cases_a_time_rests_on_other_evidence_counts_as_some() -> None:
    assert rests_on(logged(told(), 806)) == 806
    for evidence in (Evidence.MEASURED, Evidence.ESTIMATED, Evidence.GUESS):
        assert rests_on(told(stated_evidence=evidence)) == RESTS_ON[evidence]
    assert rests_on(handoff("A", "B", promise=4)) == RESTS_ON[Evidence.PROMISE]


def test_how_far_cases_vary_is_their_range_over_d2() -> None:
    assert variation(told()) == pytest.approx(6 / D2[10] / 5)
    assert variation(told(stated_evidence=Evidence.GUESS)) == pytest.approx(6 / D2[3] / 5)
    assert variation(logged(told(), 40)) == pytest.approx(6 / MIDDLE_90 / 5)


def test_of_one_figure_nobody_knows_unless_a_log_found_all_cases_alike() -> None:
    single = handoff("A", "B", "x", 5)
    assert variation(single) is None
    assert variation(logged(single, 40)) == 0
    assert variation(handoff("A", "B")) == 0


@pytest.mark.parametrize("evidence", [Evidence.MEASURED, Evidence.ESTIMATED, Evidence.GUESS])
def test_the_mean_of_the_worlds_varies_as_the_mean_of_so_many_cases(evidence: Evidence) -> None:
    step = told(stated_evidence=evidence)
    means = drawn(step).mean(axis=1)
    n, each = RESTS_ON[evidence], (variation(step) or 0) ** 2
    assert means.mean() == pytest.approx(5, rel=0.1)
    assert (means.std() / 5) ** 2 == pytest.approx(each / n + each / SIZE.cases, rel=0.3)


def test_cases_of_a_world_vary_as_far_as_the_files_say() -> None:
    hours = drawn(logged(told(), 1_000_000))
    assert hours.std() == pytest.approx(6 / MIDDLE_90, rel=0.05)
    assert hours.min() > 0


def test_the_worse_the_evidence_the_wider_the_worlds() -> None:
    kinds = (Evidence.MEASURED, Evidence.ESTIMATED, Evidence.GUESS)
    spread = [drawn(told(stated_evidence=kind)).mean(axis=1).std() for kind in kinds]
    assert spread == sorted(spread)
    assert spread[2] > 2 * spread[0]


def test_one_figure_varies_between_not_at_all_and_as_far_as_itself() -> None:
    hours = drawn(handoff("A", "Customer", "out", 5))
    spread = hours.std(axis=1) / hours.mean(axis=1)
    assert spread.min() < 0.1
    assert 0.7 < spread.max() < 1.6


def test_what_is_unknown_or_zero_stays_so() -> None:
    assert not drawn(handoff("A", "Customer", "out")).any()
    assert not drawn(handoff("A", "Customer", "out", 0)).any()


def test_one_piece_of_work_is_drawn_once_for_all_who_get_it() -> None:
    known = flow(handoff("A", "B", "x", 5), handoff("A", "C", "x", 5), handoff("A", "D", "y", 5))
    hours = drawn_hours(known, [HandoffId(i) for i in range(3)], size=SIZE, dice=dice())
    assert (hours[HandoffId(0)] == hours[HandoffId(1)]).all()
    assert (hours[HandoffId(0)] != hours[HandoffId(2)]).any()


def test_losses_are_those_of_so_many_judged_items() -> None:
    (loss,) = drawn_losses([0.8], worlds=20_000, dice=dice())
    stated = -np.log(0.8)
    assert loss.mean() == pytest.approx(stated, rel=0.02)
    assert loss.var() == pytest.approx(stated / JUDGED, rel=0.05)


def test_what_is_always_or_never_right_stays_so() -> None:
    always, never = drawn_losses([1, 0], worlds=5, dice=dice())
    assert not always.any()
    assert np.isinf(never).all()
