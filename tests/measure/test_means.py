"""Means of few marks: intervals as tables of Student's t have them."""

from __future__ import annotations

import pytest

from chainmap.measure.means import mean


def test_the_interval_of_few_marks() -> None:
    found = mean([1, 2, 3, 4, 5])
    assert found is not None
    assert found.interval is not None
    # t(4, 97.5 %) = 2.776, standard error sqrt(2.5 / 5)
    assert found.interval.high - found.value == pytest.approx(2.776445 * 0.5**0.5, abs=1e-6)
    assert found.half == pytest.approx(found.value - found.interval.low)


@pytest.mark.parametrize("marks", [[3.0], [3.0, 3.0, 3.0]])
def test_one_mark_or_marks_alike_say_nothing_of_others(marks: list[float]) -> None:
    found = mean(marks)
    assert found is not None
    assert found.interval is None
    assert found.half is None


def test_what_was_not_asked_does_not_count() -> None:
    found = mean([None, 4.0, None])
    assert found is not None
    assert (found.value, found.count, found.is_enough) == (4.0, 1, False)
    assert mean([None]) is None
