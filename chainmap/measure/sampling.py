"""Times and choices drawn by chance: three-point estimates, and alternatives by their shares.

A three-point estimate (low, likely, high) is the beta distribution on [low, high] with
alpha = 1 + 4 (likely - low) / (high - low) and beta = 1 + 4 (high - likely) / (high - low), whose
mean is the PERT mean (low + 4 likely + high) / 6 (Malcolm et al. 1959; Vose, *Risk Analysis*): who
estimates says the ends. A log gives the 5th, 50th and 95th percentile instead, and what is drawn
has these (the generalised lognormal distribution: Myerson, *Probability Models for Economic
Decisions*, 2005).
Steps are drawn independently of each other, except that the same deliverable of one supplier, made
from the same and with the same estimate, is one piece of work and drawn once for all who get it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from chainmap.flow import Flow, Option
from chainmap.model import HandoffId, Time

Drawn: TypeAlias = npt.NDArray[np.float64]
"""One figure for each run."""

Chosen: TypeAlias = npt.NDArray[np.intp]
"""For each run the position of the option it takes."""

Hours: TypeAlias = Sequence[Drawn | float] | Mapping[HandoffId, Drawn | float]
"""Times by handoff."""


class Sample:
    """What is drawn for some runs, the same for every question asked of them.

    `hours[h]` are the times of handoff h: one for each run, or a single figure where it is certain.
    They are drawn as the files say, unless given.
    """

    def __init__(
        self, flow: Flow, *, runs: int, dice: np.random.Generator, hours: Hours | None = None
    ) -> None:
        self.runs = runs
        self._dice = dice
        self._choices: dict[tuple[Option, ...], Chosen] = {}
        self.hours: Hours = _hours(flow, runs, dice) if hours is None else hours

    def choice(self, options: tuple[Option, ...]) -> Chosen:
        """Return which option each run takes, by the shares; equal alternatives decide once."""
        if options not in self._choices:
            bounds = np.cumsum([option.share for option in options])
            drawn = self._dice.random(self.runs) * bounds[-1]
            self._choices[options] = np.searchsorted(bounds[:-1], drawn, side="right")
        return self._choices[options]


def _hours(flow: Flow, runs: int, dice: np.random.Generator) -> tuple[Drawn | float, ...]:
    known: dict[HandoffId, Drawn] = {}
    hours: list[Drawn | float] = []
    for handoff, work in zip(flow.handoffs, same_work(flow), strict=True):
        time = handoff.basis[0]
        if time is None or not time.is_range:
            hours.append(float(handoff.time or 0.0))
            continue
        if work not in known:
            by = pert if handoff.measurement is None else through_percentiles
            known[work] = by(time, runs=runs, dice=dice)
        hours.append(known[work])
    return tuple(hours)


def same_work(flow: Flow) -> Sequence[HandoffId]:
    """Return for each handoff, by id, the first that is the same piece of work."""
    first: dict[tuple[object, ...], HandoffId] = {}
    works = []
    for index, handoff in enumerate(flow.handoffs):
        recipe = flow.recipe(HandoffId(index)).index
        work = (handoff.supplier, handoff.deliverable or handoff.customer, recipe, handoff.basis[0])
        works.append(first.setdefault(work, HandoffId(index)))
    return works


def pert(time: Time, *, runs: int, dice: np.random.Generator) -> Drawn:
    """Return hours drawn from the beta-PERT distribution of a three-point estimate."""
    span = time.high - time.low
    alpha = 1 + 4 * (time.likely - time.low) / span
    beta = 1 + 4 * (time.high - time.likely) / span
    return time.low + span * dice.beta(alpha, beta, size=runs)


def through_percentiles(time: Time, *, runs: int, dice: np.random.Generator) -> Drawn:
    """Return hours whose 5th, 50th and 95th percentiles are low, likely and high; none below 0.

    The logarithm of how much further the one half reaches than the other says how skewed they are,
    up to `_MOST_SKEWED`: beyond, the few slowest would decide the mean.
    """
    below, above = time.likely - time.low, time.high - time.likely
    ratio = above / below if below else np.inf
    skew = float(np.clip(np.log(max(ratio, _TINY)) / _P95, -_MOST_SKEWED, _MOST_SKEWED)) or _TINY
    normal = dice.standard_normal(runs)
    end = np.where(normal < 0, -_P95, _P95)
    reach = np.where(normal < 0, -below, above)
    return np.maximum(time.likely + reach * np.expm1(skew * normal) / np.expm1(skew * end), 0.0)


_P95 = 1.6448536269514722
"""Standard deviations from the mean to the 95th percentile of a normal variable."""

_MOST_SKEWED = 1.5
"""Standard deviation of the logarithm; the mean of such a lognormal is three times its median."""

_TINY = 1e-9


def percentiles(values: Drawn, points: Sequence[float]) -> tuple[float, ...]:
    """Return the values that these percentages of the runs do not exceed."""
    return tuple(float(value) for value in np.percentile(values, points))
