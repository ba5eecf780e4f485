"""Adds up, batch by batch, what the runs say about deliveries and teams."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from chainmap.analysis.chance.result import DeliveryChance, TeamChance
from chainmap.measure.in_doubt import InDoubt
from chainmap.measure.lead_time import lead_times
from chainmap.measure.runs import Network, Runs
from chainmap.measure.sampling import Drawn, Sample, percentiles
from chainmap.model import SAME_TIME, Handoff, HandoffId, PartyId

POINTS = (50.0, 85.0, 95.0)
"""Percentiles told."""


class Tally:
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
        steps = [
            flow.handoffs[h] for h in behind if not flow.organisation.is_order(flow.handoffs[h])
        ]
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


def _limit(delivery: Handoff) -> float | None:
    return None if delivery.limit is None else delivery.limit.hours


def _kept(handoff: Handoff, hours: Drawn | float) -> Drawn | float:
    """Return the hours where the supplier keeps its own promise in every run."""
    promise = handoff.own_promise
    if promise is None:
        return hours
    if isinstance(hours, float):
        return min(hours, promise.hours) if promise.hours < hours else hours
    return np.minimum(hours, promise.hours)


def _late(hours: Drawn, limit: float | None) -> int:
    return 0 if limit is None else int(np.count_nonzero(hours > limit + SAME_TIME))


def _mean_error(hours: Drawn) -> float:
    """Return half a 95 % interval of the mean, 0 where all runs are the same."""
    if hours.min() == hours.max():
        return 0.0
    return float(1.96 * hours.std() / np.sqrt(len(hours)))


def _share_within(hours: Drawn, limit: float | None) -> float | None:
    return None if limit is None else 1 - _late(hours, limit) / len(hours)
