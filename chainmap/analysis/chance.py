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

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from chainmap.flow import Flow
from chainmap.measure.in_doubt import InDoubt, hours_in_doubt
from chainmap.measure.lead_time import lead_times
from chainmap.measure.runs import Network, Runs
from chainmap.measure.sampling import Drawn, Sample, percentiles
from chainmap.measure.weighing import weights as complaint_weights
from chainmap.model import Handoff, HandoffId, PartyId, PartyKind

BATCH = 10_000
"""Runs held in memory at a time; the result does not depend on how many are asked for beyond."""

POINTS = (50.0, 85.0, 95.0)
"""Percentiles told."""


@dataclass(frozen=True, slots=True)
class DeliveryChance:
    """One delivery in many runs: hours, and probabilities 0..1 (None without promise or need).

    `single` is the lead time by single figures; other dice would move `mean` by at most
    `mean_error` in 95 % of cases. `varying` of its `steps` upstream, the delivery
    included, have a three-point estimate, `logged` of them from a log.
    """

    id: HandoffId
    delivery: Handoff
    weight: float
    single: float
    mean: float
    mean_error: float
    percentiles: tuple[float, ...]
    promise_kept: float | None
    need_met: float | None
    varying: int
    steps: int
    logged: int
    in_doubt: InDoubt

    @property
    def varies(self) -> bool:
        """Whether runs differ at all."""
        return self.mean_error > 0

    @property
    def optimism(self) -> float:
        """Hours by which the single-figure answer is too early on average."""
        return self.mean - self.single


@dataclass(frozen=True, slots=True)
class TeamChance:
    """A team in many runs, shares 0..1.

    `prevented_by_cut` and `prevented_by_promise` are late deliveries of all that have a limit,
    None where none has one or where it was not asked for.
    """

    team: PartyId
    criticality: float
    prevented_by_cut: float | None
    prevented_by_promise: float | None


@dataclass(frozen=True, slots=True)
class Chance:
    """Deliveries, heaviest first; teams, who prevents most first; `behind_cycles` are left out.

    `points` are the percentages of runs that the percentiles of deliveries hold for. `late` is the
    share of deliveries with a limit that miss it, by weight; None without any.
    """

    runs: int
    seed: int
    cut: float
    points: tuple[float, ...]
    deliveries: tuple[DeliveryChance, ...]
    teams: tuple[TeamChance, ...]
    late: float | None
    behind_cycles: tuple[Handoff, ...]

    @property
    def error(self) -> float:
        """Half a 95 % interval around a share of one half: what other dice might say."""
        return float(1.96 * 0.5 / np.sqrt(self.runs))


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
    tally = _Tally(network, weighed, cut=cut, improve=improve)
    for batch, start in enumerate(range(0, runs, BATCH)):
        dice = np.random.default_rng([seed, batch])
        tally.add(Sample(flow, runs=min(BATCH, runs - start), dice=dice))
    skipped = tuple(flow.handoffs[d] for d in sorted(weighed) if d in flow.behind_knots)
    doubted = hours_in_doubt(network, runs=runs, seed=seed)
    deliveries = [tally.delivery(target, doubted[target]) for target in network.targets]
    deliveries.sort(key=lambda known: (-known.weight, known.id))
    return Chance(runs, seed, cut, POINTS, tuple(deliveries), tally.teams(), tally.late(), skipped)


class _Tally:
    """What is added up over the batches of runs."""

    def __init__(
        self, network: Network, weights: Mapping[HandoffId, float], *, cut: float, improve: bool
    ) -> None:
        self._network = network
        self._cut = cut
        self._improve = improve
        self._weights = weights
        self._limits = {t: _limit(network.flow.handoffs[t]) for t in network.targets}
        self._ready: dict[HandoffId, list[Drawn]] = defaultdict(list)
        self._critical: dict[PartyId, float] = defaultdict(float)
        self._prevented: dict[tuple[PartyId, str], float] = defaultdict(float)
        self._runs = 0
        self._supplied: dict[PartyId, list[HandoffId]] = defaultdict(list)
        for handoff in network.order:
            self._supplied[network.flow.handoffs[handoff].supplier].append(handoff)
        self._affected = {
            team: network.downstream(handoffs) for team, handoffs in self._supplied.items()
        }

    def add(self, sample: Sample) -> None:
        """Count the runs of one sample."""
        runs = Runs(self._network, sample)
        self._runs += sample.runs
        for target in self._network.targets:
            self._ready[target].append(runs.ready[target])
            for team, flags in runs.on_slowest_chain(target).items():
                self._critical[team] += self._weights[target] * int(flags.sum())
        if self._improve and self._limited:
            for team, handoffs in self._supplied.items():
                self._add_prevented(team, handoffs, runs, sample)

    def _add_prevented(
        self, team: PartyId, handoffs: Sequence[HandoffId], runs: Runs, sample: Sample
    ) -> None:
        ways: Mapping[str, Callable[[HandoffId], Drawn | float]] = {
            "cut": lambda h: sample.hours[h] * (1 - self._cut),
            "promise": lambda h: _kept(self._network.flow.handoffs[h], sample.hours[h]),
        }
        for way, better in ways.items():
            changes = {h: better(h) for h in handoffs}
            if all(changes[h] is sample.hours[h] for h in handoffs):
                continue
            after = runs.after(changes, self._affected[team])
            for target in self._limited:
                if target in after:
                    before = _late(runs.ready[target], self._limits[target])
                    now = _late(after[target], self._limits[target])
                    self._prevented[team, way] += self._weights[target] * (before - now)

    @property
    def _limited(self) -> Sequence[HandoffId]:
        return [target for target, limit in self._limits.items() if limit is not None]

    def delivery(self, target: HandoffId, in_doubt: Drawn) -> DeliveryChance:
        """Return the figures of one delivery."""
        flow, hours = self._network.flow, np.concatenate(self._ready[target])
        known = flow.handoffs[target]
        behind = flow.upstream([target], through_stock=False) | {target}
        steps = [flow.handoffs[h] for h in behind if not _is_order(flow, flow.handoffs[h])]
        varying = [step for step in steps if (time := step.basis[0]) is not None and time.is_range]
        promise = known.promise.hours if known.promise else None
        return DeliveryChance(
            id=target,
            delivery=known,
            weight=self._weights[target],
            single=lead_times(flow, to=[target]).values[target],
            mean=float(hours.mean()),
            mean_error=_mean_error(hours),
            percentiles=percentiles(hours, POINTS),
            promise_kept=_share_within(hours, promise),
            need_met=_share_within(hours, known.need.hours if known.need else None),
            varying=len(varying),
            steps=len(steps),
            logged=sum(step.measurement is not None for step in varying),
            in_doubt=InDoubt(
                len(in_doubt), percentiles(in_doubt, POINTS), _share_within(in_doubt, promise)
            ),
        )

    def teams(self) -> tuple[TeamChance, ...]:
        """Return the teams that matter in any run, who prevents most first."""
        total = sum(self._weights[t] for t in self._network.targets) * self._runs or 1.0
        limited = sum(self._weights[t] for t in self._limited) * self._runs
        is_team = self._network.flow.organisation.is_team
        found = []
        for team in filter(is_team, self._supplied):
            prevented: list[float | None] = [None, None]
            if self._improve and limited:
                prevented = [self._prevented[team, way] / limited for way in ("cut", "promise")]
            found.append(TeamChance(team, self._critical[team] / total, *prevented))
        found.sort(key=_rank)
        return tuple(found)

    def late(self) -> float | None:
        """Return the share of deliveries with a limit that miss it."""
        limited = sum(self._weights[t] for t in self._limited) * self._runs
        if not limited:
            return None
        missed = (
            self._weights[t] * _late(np.concatenate(self._ready[t]), self._limits[t])
            for t in self._limited
        )
        return sum(missed) / limited


def _rank(team: TeamChance) -> tuple[float, float, float, str]:
    cut, promise = team.prevented_by_cut or 0.0, team.prevented_by_promise or 0.0
    return (-cut, -promise, -team.criticality, team.team)


def _is_order(flow: Flow, handoff: Handoff) -> bool:
    """Whether a customer hands it in: the clock starts there."""
    return flow.organisation.parties[handoff.supplier].kind is PartyKind.CUSTOMER


def _limit(delivery: Handoff) -> float | None:
    """Return the hours after which a delivery is late: the promise, else the need."""
    limit = delivery.promise or delivery.need
    return None if limit is None else limit.hours


def _kept(handoff: Handoff, hours: Drawn | float) -> Drawn | float:
    """Return the hours where the supplier keeps its own promise in every run."""
    promise = handoff.own_promise
    if promise is None:
        return hours
    if isinstance(hours, float):
        return min(hours, promise.hours) if promise.hours < hours else hours
    return np.minimum(hours, promise.hours)


_SAME = 1e-9
"""Hours by which a delivery may be after its limit and still in time, as everywhere."""


def _late(hours: Drawn, limit: float | None) -> int:
    return 0 if limit is None else int(np.count_nonzero(hours > limit + _SAME))


def _mean_error(hours: Drawn) -> float:
    """Return half a 95 % interval of the mean, 0 where all runs are the same."""
    if hours.min() == hours.max():
        return 0.0
    return float(1.96 * hours.std() / np.sqrt(len(hours)))


def _share_within(hours: Drawn, limit: float | None) -> float | None:
    return None if limit is None else 1 - _late(hours, limit) / len(hours)
