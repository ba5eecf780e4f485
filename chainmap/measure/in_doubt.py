"""How long deliveries take if figures are no surer than the cases that they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from chainmap.measure.doubt import Size, drawn_hours
from chainmap.measure.runs import Network, Runs
from chainmap.measure.sampling import Drawn, Sample
from chainmap.model import HandoffId

MOST, FEWEST = 10_000, 200
"""Runs."""

EFFORT = 4_000_000
"""Figures drawn in all together; a large organisation gets fewer runs."""


@dataclass(frozen=True, slots=True)
class InDoubt:
    """Percentiles of one delivery in `runs`, hours, and the probability that its promise is kept.

    `promise_kept` (0..1) is None without a promise.
    """

    runs: int
    percentiles: tuple[float, ...]
    promise_kept: float | None


def hours_in_doubt(network: Network, *, runs: int, seed: int) -> Mapping[HandoffId, Drawn]:
    """Return the hours of the deliveries, every run in a world of its own (see `doubt`)."""
    if not network.targets:
        return {}
    most = min(MOST, max(FEWEST, EFFORT // len(network.order)))
    size = Size(worlds=min(runs, most), cases=1)
    dice = np.random.default_rng([seed, _APART])
    hours = drawn_hours(network.flow, network.order, size=size, dice=dice)
    ready = Runs(network, Sample(network.flow, runs=size.runs, dice=dice, hours=hours)).ready
    return {target: ready[target] for target in network.targets}


_APART = 1 << 30
"""Dice of its own, apart from those of any batch of runs without doubt."""
