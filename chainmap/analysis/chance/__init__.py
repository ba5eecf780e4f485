"""Chance: how long do deliveries take when times vary, who decides, are promises kept?

Every three-point estimate is drawn in every run (beta-PERT; from a log by its percentiles); a
single figure counts as certain. A run waits for all required inputs and takes one of each
alternatives, by share (the single-figure lead time instead weighs alternatives by their shares).
*Criticality*: share of runs in which a team is on the slowest chain. *Prevented*: by how much fewer
deliveries miss their limit (the promise, else the need), weighted as complaints are, if the team's
times are cut, or if it keeps its own promises in every run. *In doubt*: the percentiles if no
figure is surer than the cases that it rests on, and single figures vary too (`measure.in_doubt`).
Assumes that steps vary independently of each other. Where several chains are about as slow, the
latest of them is later on average than each (merge bias), so the single-figure answer is
optimistic; how much is said. Source: PERT (Malcolm et al. 1959; MacCrimmon and Ryavec 1964).
Case P2.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from chainmap.analysis.chance.result import Chance, DeliveryChance, TeamChance
from chainmap.analysis.chance.tally import POINTS, Tally
from chainmap.flow import Flow
from chainmap.measure.in_doubt import hours_in_doubt
from chainmap.measure.runs import Network
from chainmap.measure.sampling import Sample
from chainmap.measure.weighing import weights as complaint_weights
from chainmap.model import HandoffId

__all__ = ["BATCH", "POINTS", "Chance", "DeliveryChance", "TeamChance", "chance"]

BATCH = 10_000
"""Runs held in memory at a time; the result does not depend on how many are asked for beyond."""


def chance(  # noqa: PLR0913  each is asked for by its name
    flow: Flow,
    *,
    weights: Mapping[HandoffId, float] | None = None,
    runs: int = 100_000,
    seed: int = 1,
    cut: float = 0.5,
    improve: bool = True,
) -> Chance:
    """Return the deliveries and teams under chance; the same seed gives the same answer.

    `weights` are the deliveries asked for, by default the complained ones (without complaints all).
    Without `improve` nothing is said about what teams could prevent.
    """
    weighed = complaint_weights(flow)[1] if weights is None else weights
    network = Network(flow, to=sorted(weighed))
    tally = Tally(network, weighed, cut=cut, improve=improve)
    for batch, start in enumerate(range(0, runs, BATCH)):
        dice = np.random.default_rng([seed, batch])
        tally.add(Sample(flow, runs=min(BATCH, runs - start), dice=dice))
    skipped = tuple(flow.handoffs[d] for d in sorted(weighed) if d in flow.behind_knots)
    doubted = hours_in_doubt(network, runs=runs, seed=seed)
    deliveries = [tally.delivery(target, doubted[target]) for target in network.targets]
    deliveries.sort(key=lambda known: (-known.weight, known.id))
    return Chance(runs, seed, cut, POINTS, tuple(deliveries), tally.teams(), tally.late(), skipped)
