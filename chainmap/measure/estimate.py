"""A mean over independent runs, and how sure it is: Student's t interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import stdtrit

CONFIDENCE = 0.95
"""So often such an interval holds the true value."""

ENOUGH = 2
"""Figures that are needed for an interval."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """The mean over runs with its 95 % interval, which is None with fewer than two runs."""

    mean: float
    low: float | None = None
    high: float | None = None

    def holds(self, value: float) -> bool:
        """Return whether the value is within the interval."""
        return self.low is not None and self.high is not None and self.low <= value <= self.high


def estimate(values: Sequence[float]) -> Estimate | None:
    """Return the estimate from one value a run, NaN where a run has none; None without any.

    >>> found = estimate([1.0, 2.0, 3.0])
    >>> f"{found.mean:.4f}, from {found.low:.4f} to {found.high:.4f}"
    '2.0000, from -0.4841 to 4.4841'
    """
    known = [value for value in values if not math.isnan(value)]
    if not known:
        return None
    mean = math.fsum(known) / len(known)
    if len(known) < ENOUGH:
        return Estimate(mean)
    variance = math.fsum((value - mean) ** 2 for value in known) / (len(known) - 1)
    quantile = float(stdtrit(len(known) - 1, (1 + CONFIDENCE) / 2))
    half = quantile * math.sqrt(variance / len(known))
    return Estimate(mean, mean - half, mean + half)
