"""Means over runs, and how sure they are."""

from __future__ import annotations

import math

import pytest

from chainmap.measure.estimate import Estimate, estimate


def test_students_interval() -> None:
    found = estimate([9.0, 10.0, 11.0, 12.0, 8.0])
    assert found is not None
    assert found.mean == 10
    assert found.high == pytest.approx(10 + 2.776 * math.sqrt(2.5 / 5), abs=1e-3)  # t(4), 97.5 %
    assert found.holds(11)
    assert not found.holds(13)


def test_runs_without_a_figure_do_not_count() -> None:
    assert estimate([math.nan, 2.0]) == Estimate(2.0)
    assert estimate([math.nan]) is None
    assert not Estimate(2.0).holds(2.0)
