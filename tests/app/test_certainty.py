"""How sure a trace is: its complaints together, and again with every figure moved a little."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from chainmap.analysis.trace import Trace, trace
from chainmap.app.certainty import certainty_of, stability_of
from chainmap.flow import Flow
from chainmap.measure.jitter import jittered
from chainmap.model import Time
from tests.literal import complaint, flow, handoff, organisation


def dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  no secret


def late(*, slow: float, fast: float) -> tuple[Flow, Trace]:
    """Two teams over their promises of 1 h, one after the other."""
    handoffs = (
        handoff("Slow", "Last", "s", slow, promise=1, volume=2, accuracy=0.9),
        handoff("Last", "Customer", "out", fast, step_promise=1, volume=2),
    )
    known = flow(*handoffs)
    asked = (complaint(known, count=12),)
    known = flow(*handoffs, complaints=asked)
    return known, trace(known, asked)


def test_the_complaints_of_a_trace_are_weighed_together() -> None:
    found = certainty_of(*late(slow=4, fast=2))
    assert found is not None
    assert [(w.team, w.share) for w in found.suspects] == [("Slow", 0.75), ("Last", 0.25)]
    assert found.by_volume
    assert found.complaints == 12


def test_without_a_complaint_nothing_is_said() -> None:
    known, _ = late(slow=4, fast=2)
    assert certainty_of(known, trace(known, ())) is None
    assert stability_of(known, trace(known, ()), seed=1) is None


def test_a_clear_first_stays_first_and_a_close_one_does_not_always() -> None:
    assert stability_of(*late(slow=9, fast=2), seed=1) == 1
    close = stability_of(*late(slow=4, fast=3.9), seed=1)
    assert close is not None
    assert 0.3 < close < 0.8
    assert close == stability_of(*late(slow=4, fast=3.9), seed=1)


def test_every_figure_moves_by_at_most_a_fifth_and_nothing_else_changes() -> None:
    step = handoff("A", "Customer", "out", 10, promise=5, accuracy=0.5, volume=3)
    known = organisation(step, handoff("B", "Customer", "b"))
    seen = set()
    for seed in range(50):
        moved, other = jittered(known, dice(seed)).handoffs
        assert moved.lead_time is not None
        assert moved.promise is not None
        assert moved.accuracy is not None
        assert 8 <= moved.lead_time.hours <= 12
        assert 4 <= moved.promise.hours <= 6
        assert 0.4 <= moved.accuracy <= 0.6
        assert (moved.volume, moved.supplier, other.lead_time) == (3, "A", None)
        seen.add(moved.lead_time.hours / moved.promise.hours)
    assert len(seen) == 50


def test_a_three_point_estimate_moves_as_a_whole() -> None:
    step = replace(handoff("A", "Customer", "out"), lead_time=Time(1, 2, 9))
    (moved,) = jittered(organisation(step), dice(1)).handoffs
    assert moved.lead_time is not None
    assert moved.lead_time.high / moved.lead_time.low == pytest.approx(9)
