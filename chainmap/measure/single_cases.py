"""Who stands behind single late cases, if the figures are as they may be: exposure, not cause.

The share of a suspect is found on the one chain that is slowest on average. A case has a slowest
chain of its own, and the overruns on it are those of that case. Here cases are drawn in every world
that the files admit (see `doubt`); those that miss the limit of their delivery (where none does,
the slowest) are charged by the rule of the suspects, and the mean of a world is what looking into
many of its complaints would find. A mean of few cases scatters more than the means of worlds do:
they are drawn together by the part of the scatter that is due to cases (one-way analysis of
variance, Fisher). What lies in or behind a cycle has no order to draw it in, and is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from chainmap.flow import Flow, Recipe
from chainmap.measure.doubt import Figures, Size, drawn_hours
from chainmap.measure.runs import Flags, Network, Runs
from chainmap.measure.sampling import Sample
from chainmap.model import Handoff, HandoffId, PartyId

Rows: TypeAlias = npt.NDArray[np.int32] | npt.NDArray[np.intp]
"""Positions of handoffs, or of runs."""


def late_shares(
    flow: Flow,
    deliveries: Iterable[HandoffId],
    *,
    columns: Mapping[PartyId, int],
    size: Size,
    dice: np.random.Generator,
) -> Mapping[HandoffId, Figures]:
    """Return by delivery the shares of the suspects (column) of its late cases in each world (row).

    Parties without a column have the last one in common.
    """
    network = Network(flow, to=deliveries)
    if not network.targets:
        return {}
    hours = drawn_hours(flow, network.order, size=size, dice=dice)
    runs = Runs(network, Sample(flow, runs=size.runs, dice=dice, hours=hours))
    chains = _Chains(network, runs, hours)
    column = np.array([columns.get(known.supplier, len(columns)) for known in chains.steps])
    promised = np.array([_promised(known) for known in chains.steps])
    found = {}
    for target in network.targets:
        overruns = np.zeros((size.runs, len(columns) + 1))
        times = np.zeros_like(overruns)
        for runs_there, step in chains.backwards(target):
            spent = chains.hours[step, runs_there]
            overruns[runs_there, column[step]] += np.maximum(spent - promised[step], 0)
            times[runs_there, column[step]] += spent
        late = _late(runs.ready[target].reshape(size), flow.handoffs[target])
        shares = _shares(overruns, times).reshape(*size, -1)
        found[target] = _in_worlds(shares, late)
    return found


class _Chains:
    """The slowest chain of each run: `steps` in order, their `hours` by step and run."""

    def __init__(self, network: Network, runs: Runs, hours: Mapping[HandoffId, Figures]) -> None:
        self._runs = runs
        self._row = {handoff: row for row, handoff in enumerate(network.order)}
        self.steps = [network.flow.handoffs[handoff] for handoff in network.order]
        self.hours = np.array([hours[handoff] for handoff in network.order])
        recipes = {r.index: r for r in map(network.recipe, network.order)}
        position = {index: i for i, index in enumerate(recipes)}
        self._last = np.array([self._last_rows(recipe) for recipe in recipes.values()])
        self._recipe = np.array([position[network.recipe(h).index] for h in network.order])

    def _last_rows(self, recipe: Recipe) -> Rows:
        """Return by run the row of the input that is waited for to the last; -1: none is."""
        inputs, winner = self._runs.last_inputs(recipe)
        rows = np.array([*(self._row[h] for h in inputs), -1], dtype=np.int32)
        return rows[np.zeros(self._size, dtype=np.intp) if winner is None else winner]

    @property
    def _size(self) -> int:
        return self._runs.count

    def backwards(self, delivery: HandoffId) -> Iterator[tuple[Rows, Rows]]:
        """Yield the runs whose chain has one more step, and that step, from the delivery on."""
        runs = np.arange(self._size)
        step = np.full(self._size, self._row[delivery], dtype=np.int32)
        while len(step):
            yield runs, step
            before = self._last[self._recipe[step], runs]
            runs, step = runs[before >= 0], before[before >= 0]


def _promised(handoff: Handoff) -> float:
    """Return the hours beyond which the supplier overruns; without a promise it never does."""
    return math.inf if handoff.own_promise is None else handoff.own_promise.hours


def _late(hours: Figures, delivery: Handoff) -> Flags:
    """Return by world and case which are late; where none is, the slowest."""
    if delivery.limit is None:
        return np.ones(hours.shape, dtype=np.bool_)
    late = hours > delivery.limit.hours
    none = ~late.any(axis=1)
    late[none, hours[none].argmax(axis=1)] = True
    return late


def _shares(overruns: Figures, times: Figures) -> Figures:
    """Return by case (row) the shares of its overruns, without any of its times."""
    charged = np.where(overruns.sum(axis=1, keepdims=True) > 0, overruns, times)
    total = charged.sum(axis=1, keepdims=True)
    return charged / np.where(total > 0, total, 1)


def _in_worlds(shares: Figures, late: Flags) -> Figures:
    """Return the mean of the late cases of each world, without the scatter of few cases.

    `shares` by world, case and column; the result by world and column. Every world is moved towards
    all worlds alike, so that its shares still add up.
    """
    count = late.sum(axis=1)
    mean = _mean(shares, late)
    middle = mean.mean(axis=0)
    between = ((mean - middle) ** 2).sum() / max(1, len(mean) - 1)
    squares = (count[:, None] * (_mean(shares**2, late) - mean**2)).sum()
    freedom = (count - 1).sum()
    if between <= 0 or freedom == 0:
        return mean
    noise = squares / freedom * (1 / count).mean()
    kept = math.sqrt(max(0.0, 1 - noise / between))
    moved: Figures = middle + kept * (mean - middle)
    return moved


def _mean(values: Figures, late: Flags) -> Figures:
    mean: Figures = np.einsum("wcs,wc->ws", values, late) / late.sum(axis=1)[:, None]
    return mean
