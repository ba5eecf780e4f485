"""How often what chainmap says about chance holds in the cases of a simulated organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from simulated.cases import Hours
from simulated.observed import deliverable
from simulated.picks import Answers

from chainmap.analysis.certainty import Attribution, Certainty, certainty
from chainmap.measure.runs import Network, Runs
from chainmap.measure.sampling import Sample
from chainmap.model import Category, PartyId

LEVEL = 0.9
RUNS = 20_000


@dataclass(frozen=True, slots=True)
class Held:
    """Of the suspects of one kind of complaint: does each interval hold what it should?

    `counted`: the share by the same rule and figures if not by chance few had complained; `exact`:
    the same from exact figures; `every`: the true share, which looking into every complaint would
    find; `first`: the same of the first suspect. `first_said` is the stated probability that the
    likeliest first is so, `first_is` whether it is.
    """

    counted: tuple[bool, ...]
    exact: tuple[bool, ...]
    every: tuple[bool, ...]
    first: bool
    first_said: float
    first_is: bool


def suspects_held(
    answers: Answers,
    category: Category,
    *,
    counted: Answers,
    exact: Answers,
    true: Mapping[PartyId, float],
) -> Held | None:
    """Return how the suspects stand to the true shares; None where too few complain."""
    found = _certainty(answers, category)
    if not found.suspects or not found.is_enough:
        return None
    likeliest = max(found.suspects, key=lambda known: known.truly_first)
    every = _hold(found, true)
    return Held(
        counted=_hold(found, _shares(counted, category)),
        exact=_hold(found, _shares(exact, category)),
        every=every,
        first=every[0],
        first_said=likeliest.truly_first,
        first_is=true[likeliest.team] == max(true.values()),
    )


def _shares(answers: Answers, category: Category) -> Mapping[PartyId, float]:
    return {known.team: known.share for known in _certainty(answers, category).suspects}


def _hold(found: Certainty, shares: Mapping[PartyId, float]) -> tuple[bool, ...]:
    """Return for each suspect whether its interval holds its share."""
    intervals = ((known.interval, shares.get(known.team, 0.0)) for known in found.suspects)
    return tuple(within.low <= share <= within.high for within, share in intervals)


def _certainty(answers: Answers, category: Category) -> Certainty:
    attributions = [
        Attribution(t.complaint.count, t.weight, t.suspects)
        for t in answers.about(category)
        if t.complaint is not None
    ]
    return certainty(attributions, volumes={}, confidence=LEVEL)


@dataclass(frozen=True, slots=True)
class Kept:
    """One delivery: the share of its cases within a stated 90 % interval, and up to percentiles.

    `said` and `true` are the shares of cases that keep the promise to the customer.
    """

    within: float
    up_to: tuple[float, ...]
    said: float
    true: float


def deliveries_kept(answers: Answers, ready: Hours, limits: Mapping[int, float]) -> Sequence[Kept]:
    """Return what was said of each complained delivery, in order, and what its cases did."""
    step_of = {deliverable(step): step for step in limits}
    intervals = dict(_intervals(answers))
    found = []
    for known in answers.chance.deliveries:
        step = step_of[known.delivery.deliverable]
        low, high = intervals[step]
        hours = ready[step]
        found.append(
            Kept(
                within=float(((hours >= low) & (hours <= high)).mean()),
                up_to=tuple(float((hours <= point).mean()) for point in known.percentiles),
                said=known.promise_kept or 0.0,
                true=float((hours <= limits[step]).mean()),
            )
        )
    return found


def _intervals(answers: Answers) -> Iterable[tuple[int, tuple[float, float]]]:
    """Yield the middle 90 % of the drawn lead times of each delivery, by its step."""
    flow = answers.flow
    network = Network(flow, to=flow.deliveries)
    runs = Runs(network, Sample(flow, runs=RUNS, dice=np.random.default_rng(1)))
    tail = 50 * (1 - LEVEL)
    for target in network.targets:
        low, high = np.percentile(runs.ready[target], [tail, 100 - tail])
        yield int(flow.handoffs[target].deliverable.removeprefix("Item ")), (low, high)
