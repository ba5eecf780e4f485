"""Deliveries if figures may be off, and times drawn from what a log says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmap.measure.in_doubt import MOST, hours_in_doubt
from chainmap.measure.runs import Network
from chainmap.measure.sampling import Sample, through_percentiles
from chainmap.model import Evidence, Handoff, HandoffId, Measurement, Time
from tests.literal import HERE, delivery, flow, handoff

RUNS = 100_000


def in_doubt(step: Handoff, *, runs: int = 5000, seed: int = 1) -> np.ndarray:
    known = flow(step)
    found = hours_in_doubt(Network(known, to=[delivery(known)]), runs=runs, seed=seed)
    return found[delivery(known)]


def test_one_figure_alone_is_no_certainty() -> None:
    hours = in_doubt(handoff("A", "Customer", "out", 10))
    assert hours.mean() == pytest.approx(10, rel=0.05)
    assert 5 < hours.std() < 8


def test_the_worse_the_evidence_the_longer_the_promise_must_be() -> None:
    kinds = (Evidence.MEASURED, Evidence.ESTIMATED, Evidence.GUESS)
    step = replace(handoff("A", "Customer", "out"), lead_time=Time(5, 10, 15))
    late = [np.percentile(in_doubt(replace(step, stated_evidence=kind)), 95) for kind in kinds]
    assert late == sorted(late)


def test_the_same_seed_gives_the_same_hours_and_no_more_runs_than_needed() -> None:
    step = handoff("A", "Customer", "out", 10)
    assert (in_doubt(step) == in_doubt(step)).all()
    assert (in_doubt(step) != in_doubt(step, seed=2)).any()
    assert len(in_doubt(step, runs=1_000_000)) == MOST


@given(st.tuples(*[st.floats(0, 1000)] * 3).map(sorted))
def test_what_is_drawn_from_a_log_has_its_percentiles(points: list[float]) -> None:
    low, likely, high = points
    drawn = through_percentiles(Time(low, likely, high), runs=RUNS, dice=np.random.default_rng(1))
    assert np.isfinite(drawn).all()
    assert drawn.min() >= 0
    shares = [(drawn <= point + 1e-9).mean() for point in points]
    assert shares[0] >= 0.045
    assert shares[1] >= 0.495
    assert shares[2] >= 0.945
    assert [(drawn < point - 1e-9).mean() for point in points] <= [0.055, 0.505, 0.955]


def test_lognormal_times_are_drawn_as_they_are() -> None:
    spread = 0.6
    ends = np.exp(np.array([-1.6448536, 0, 1.6448536]) * spread)
    drawn = through_percentiles(Time(*ends), runs=RUNS, dice=np.random.default_rng(1))
    assert np.log(drawn).std() == pytest.approx(spread, rel=0.01)


def test_low_and_high_are_ends_of_an_estimate_and_percentiles_of_a_log() -> None:
    step = replace(handoff("A", "Customer", "out"), lead_time=Time(2, 4, 12))
    seen = Measurement("log.csv", date(2026, 1, 1), date(2026, 3, 31), 806, HERE)
    for known, beyond in ((step, 0.0), (replace(step, measurement=seen), 0.05)):
        drawn = Sample(flow(known), runs=RUNS, dice=np.random.default_rng(1)).hours[HandoffId(0)]
        assert np.mean(drawn > 12) == pytest.approx(beyond, abs=0.005)
        assert np.mean(drawn < 2) == pytest.approx(beyond, abs=0.005)
