"""Means of a few marks, with the interval that so few allow.

Student's t interval (Student 1908). Marks in whole numbers are no normal distribution, but their
mean is close to one from about five marks on; below that no interval is worth a ranking.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chainmap.measure.small_counts import Interval

ENOUGH = 5
"""Answers below which nothing is ranked."""


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of `count` marks; the 95 % interval is None for one mark or marks all alike.

    Marks that are all alike say nothing of how much others would differ.
    """

    value: float
    count: int
    interval: Interval | None

    @property
    def is_enough(self) -> bool:
        """Whether there are so many marks that the mean may be ranked."""
        return self.count >= ENOUGH

    @property
    def half(self) -> float | None:
        """Half the width of the interval."""
        return None if self.interval is None else (self.interval.high - self.interval.low) / 2


def mean(marks: Iterable[float | None]) -> Mean | None:
    """Return the mean of the marks that were given, None if none was.

    >>> found = mean([2, 4, 4, 4, 5, 5, 7, 9])
    >>> found.value, round(found.interval.low, 3), round(found.interval.high, 3)
    (5.0, 3.213, 6.787)
    """
    given = [mark for mark in marks if mark is not None]
    if not given:
        return None
    middle = math.fsum(given) / len(given)
    return Mean(middle, len(given), _interval(given, middle))


def _interval(marks: Sequence[float], middle: float) -> Interval | None:
    if len(marks) == 1 or max(marks) == min(marks):
        return None
    from scipy.special import stdtrit  # noqa: PLC0415  only where answers are weighed

    freedom = len(marks) - 1
    spread = math.sqrt(math.fsum((mark - middle) ** 2 for mark in marks) / freedom)
    half = float(stdtrit(freedom, 0.975)) * spread / math.sqrt(len(marks))
    return Interval(middle - half, middle + half)
