"""What few counts can say: intervals of proportions and counts, rates pulled towards the mean.

Wilson's interval for proportions, Garwood's exact interval for Poisson counts, and rates of small
units shrunk towards the common rate by the gamma-Poisson model, with the moment estimate of its
prior by Marshall (1991). Case A2.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

NORMAL = 1.959963984540054
"""Standard deviations around the mean that hold 95 % of a normal distribution."""

_GRID = 2001
"""Points at which densities are added up; more change no printed digit."""

_TAIL = 1e-10
"""Probability left out at either end of a density."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a figure lies in 95 % of cases."""

    low: float
    high: float

    def overlaps(self, other: Interval) -> bool:
        """Whether the two have any value in common."""
        return self.low <= other.high and other.low <= self.high


def wilson(share: float, *, of: float) -> Interval:
    """Return Wilson's 95 % interval of a proportion seen in `of` cases.

    >>> found = wilson(81 / 263, of=263)
    >>> round(found.low, 4), round(found.high, 4)
    (0.2553, 0.3662)
    """
    square = NORMAL**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    spread = math.sqrt(share * (1 - share) / of + square / (4 * of**2))
    half = NORMAL * spread / (1 + square / of)
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def poisson_interval(count: float) -> Interval:
    """Return the exact 95 % interval of the mean of a Poisson count."""
    from scipy.special import gammaincinv  # noqa: PLC0415  only where counts are weighed

    low = float(gammaincinv(count, 0.025)) if count else 0.0
    return Interval(low, float(gammaincinv(count + 1, 0.975)))


@dataclass(frozen=True, slots=True)
class Shrunk:
    """Rates per unit of exposure, pulled towards the common rate, and who is truly the highest.

    `shape` and `rate` are the gamma prior (infinite where nothing but chance tells units apart).
    """

    shape: float
    rate: float
    rates: tuple[float, ...]
    highest: tuple[float, ...]


def shrunk(counts: Sequence[float], exposures: Sequence[float]) -> Shrunk:
    """Return the rate of each unit and the probability that its true rate is the highest.

    `exposures` are what the counts arose from (items handled), all above 0, in any unit.
    """
    exposure = sum(exposures)
    common = sum(counts) / exposure
    size = len(counts)
    spread = (
        sum(e * (k / e - common) ** 2 for k, e in zip(counts, exposures, strict=True)) / exposure
    )
    between = spread - common / (exposure / size)
    if between <= 0:
        return Shrunk(math.inf, math.inf, (common,) * size, (1 / size,) * size)
    rate = common / between
    shape = common * rate
    posterior = [(shape + k, rate + e) for k, e in zip(counts, exposures, strict=True)]
    rates = tuple(alpha / beta for alpha, beta in posterior)
    return Shrunk(shape, rate, rates, _highest(posterior))


def _highest(posterior: Sequence[tuple[float, float]]) -> tuple[float, ...]:
    """Return the probability of each gamma variable to be the largest, by adding up densities."""
    import numpy as np  # noqa: PLC0415  only where counts are weighed
    from scipy.special import gammainc, gammainccinv, gammaincinv  # noqa: PLC0415

    shapes = np.array([shape for shape, _ in posterior])[:, None]
    rates = np.array([rate for _, rate in posterior])[:, None]
    low = float(np.min(gammaincinv(shapes, _TAIL) / rates))
    high = float(np.max(gammainccinv(shapes, _TAIL) / rates))
    below = gammainc(shapes, rates * np.linspace(low, high, _GRID))
    steps = np.diff(below, axis=1)
    middle = (below[:, 1:] + below[:, :-1]) / 2
    chances = [
        float((steps[i] * np.prod(np.delete(middle, i, axis=0), axis=0)).sum())
        for i in range(len(posterior))
    ]
    total = sum(chances)
    return tuple(chance / total for chance in chances)
