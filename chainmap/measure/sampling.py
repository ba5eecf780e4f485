"""Times and choices drawn by chance: beta-PERT for three-point estimates, shares for alternatives.

A three-point estimate (low, likely, high) is the beta distribution on [low, high] with
alpha = 1 + 4 (likely - low) / (high - low) and beta = 1 + 4 (high - likely) / (high - low), whose
mean is the PERT mean (low + 4 likely + high) / 6 (Malcolm et al. 1959; Vose, *Risk Analysis*).
Steps are drawn independently of each other, except that the same deliverable of one supplier, made
from the same and with the same estimate, is one piece of work and drawn once for all who get it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from chainmap.flow import Flow, Option
from chainmap.model import HandoffId, Time

Drawn: TypeAlias = npt.NDArray[np.float64]
"""One figure for each run."""

Chosen: TypeAlias = npt.NDArray[np.intp]
"""For each run the position of the option it takes."""


class Sample:
    """What is drawn for some runs, the same for every question asked of them.

    `hours[h]` are the times of handoff h: one for each run, or a single figure where it is certain.
    """

    def __init__(self, flow: Flow, *, runs: int, dice: np.random.Generator) -> None:
        self.runs = runs
        self._dice = dice
        self._choices: dict[tuple[Option, ...], Chosen] = {}
        self.hours: tuple[Drawn | float, ...] = _hours(flow, runs, dice)

    def choice(self, options: tuple[Option, ...]) -> Chosen:
        """Return which option each run takes, by the shares; equal alternatives decide once."""
        if options not in self._choices:
            bounds = np.cumsum([option.share for option in options])
            drawn = self._dice.random(self.runs) * bounds[-1]
            self._choices[options] = np.searchsorted(bounds[:-1], drawn, side="right")
        return self._choices[options]


def _hours(flow: Flow, runs: int, dice: np.random.Generator) -> tuple[Drawn | float, ...]:
    known: dict[tuple[object, ...], Drawn] = {}
    hours: list[Drawn | float] = []
    for index, handoff in enumerate(flow.handoffs):
        time = handoff.basis[0]
        if time is None or not time.is_range:
            hours.append(float(handoff.time or 0.0))
            continue
        recipe = flow.recipe(HandoffId(index)).index
        work = (handoff.supplier, handoff.deliverable or handoff.customer, recipe, time)
        if work not in known:
            known[work] = pert(time, runs=runs, dice=dice)
        hours.append(known[work])
    return tuple(hours)


def pert(time: Time, *, runs: int, dice: np.random.Generator) -> Drawn:
    """Return hours drawn from the beta-PERT distribution of a three-point estimate."""
    span = time.high - time.low
    alpha = 1 + 4 * (time.likely - time.low) / span
    beta = 1 + 4 * (time.high - time.likely) / span
    return time.low + span * dice.beta(alpha, beta, size=runs)


def percentiles(values: Drawn, points: Sequence[float]) -> tuple[float, ...]:
    """Return the values that these percentages of the runs do not exceed."""
    return tuple(float(value) for value in np.percentile(values, points))
