"""How often what chainmap says about chance holds in the cases of a simulated organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np
from simulated.cases import Hours
from simulated.observed import deliverable
from simulated.picks import Answers

from chainmap.analysis.certainty import Attribution, Certainty, certainty
from chainmap.analysis.chance import POINTS
from chainmap.flow import Flow
from chainmap.measure.in_doubt import hours_in_doubt
from chainmap.measure.runs import Network, Runs
from chainmap.measure.sampling import Drawn, Sample
from chainmap.model import Category, HandoffId, PartyId

LEVEL = 0.9
RUNS = 10_000


@dataclass(frozen=True, slots=True)
class Held:
    """Of the suspects of one kind of complaint: does each interval hold the true share?

    That is what looking into every complaint would find. `every` is of each suspect, `first` of the
    first, `width` the mean width (0..1). `first_said` is the stated probability that the likeliest
    first is so, `first_is` whether it is.
    """

    every: tuple[bool, ...]
    width: float
    first: bool
    first_said: float
    first_is: bool


def suspects_held(
    answers: Answers,
    category: Category,
    true: Mapping[PartyId, float],
    *,
    counts_only: bool = False,
) -> Held | None:
    """Return how the suspects stand to the true shares; None where too few complain.

    With `counts_only` the figures count as certain, and the rule looks at the one slowest chain.
    """
    found = _certainty(answers, category, counts_only=counts_only)
    if not found.suspects or not found.is_enough:
        return None
    likeliest = max(found.suspects, key=lambda known: known.truly_first)
    intervals = [(known.interval, true[known.team]) for known in found.suspects]
    every = tuple(within.low <= share <= within.high for within, share in intervals)
    return Held(
        every=every,
        width=fmean(within.high - within.low for within, _ in intervals),
        first=every[0],
        first_said=likeliest.truly_first,
        first_is=true[likeliest.team] == max(true.values()),
    )


def _certainty(answers: Answers, category: Category, *, counts_only: bool) -> Certainty:
    attributions = [
        Attribution(t.complaint.count, t.weight, t.suspects, t.behind.id, t.basis)
        for t in answers.about(category)
        if t.complaint is not None
    ]
    flow = None if counts_only else answers.flow
    return certainty(attributions, volumes={}, flow=flow, confidence=LEVEL)


@dataclass(frozen=True, slots=True)
class Kept:
    """One delivery: the share of its cases within a stated 90 % interval, and up to percentiles.

    `said` is the stated share of cases that keep the promise to the customer, `true` the true one.
    """

    within: float
    up_to: tuple[float, ...]
    said: float
    true: float


def deliveries_kept(
    answers: Answers, ready: Hours, limits: Mapping[int, float], *, in_doubt: bool
) -> Sequence[Kept]:
    """Return what was said of each complained delivery, and what its cases did.

    Said of figures that are as the files say, or that may be off (`in_doubt`).
    """
    step_of = {deliverable(step): step for step in limits}
    network = Network(answers.flow, to=answers.flow.deliveries)
    drawn = (
        hours_in_doubt(network, runs=RUNS, seed=1)
        if in_doubt
        else _as_stated(answers.flow, network)
    )
    return [
        _kept(drawn[target], ready[step], limits[step])
        for target in network.targets
        for step in [step_of[answers.flow.handoffs[target].deliverable]]
    ]


def _as_stated(flow: Flow, network: Network) -> Mapping[HandoffId, Drawn]:
    return Runs(network, Sample(flow, runs=RUNS, dice=np.random.default_rng(1))).ready


def _kept(drawn: Drawn, hours: Drawn, limit: float) -> Kept:
    tail = 50 * (1 - LEVEL)
    low, high, *points = np.percentile(drawn, [tail, 100 - tail, *POINTS])
    return Kept(
        within=float(((hours >= low) & (hours <= high)).mean()),
        up_to=tuple(float((hours <= point).mean()) for point in points),
        said=float((drawn <= limit).mean()),
        true=float((hours <= limit).mean()),
    )
