"""Bottlenecks: which team's improvement would help the complaining customers most?

*Leverage*: hours of lead time that complaining customers gain, weighted by complaint weight, if
the times of all handoffs the team supplies are cut. *Restore*: the same if they come down to the
team's own promises. Both are recomputed, never apportioned: a team with slack scores 0.
Beside them *exposure* (share of complaint weight with the team upstream, the touchpoint
included), *unavoidable* (share where every chain passes through the team) and load.
Assumes that times add up along a chain and do not depend on each other. Source: critical path and
queueing networks (Hillier and Lieberman), the constraint (Goldratt). Cases P2, Q1 and Q8.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_

from chainmap.flow import Flow, Recipe
from chainmap.measure.fold import fold
from chainmap.measure.gains import Gain, hours_sooner
from chainmap.measure.load import Load, loads
from chainmap.measure.recalculation import Recalculation
from chainmap.measure.upstream import Upstream
from chainmap.measure.weighing import WeighedBy
from chainmap.measure.weighing import weights as complaint_weights
from chainmap.model import Handoff, HandoffId, PartyId


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """One team's figures: leverage and restore in hours, exposure and unavoidable as shares.

    `gains` are the deliveries that come sooner with its times cut, the heaviest first; `restored`
    those that come sooner if it keeps its own promises.
    """

    team: PartyId
    leverage: float
    restore: float
    exposure: float
    unavoidable: float
    load: Load
    gains: tuple[Gain, ...]
    restored: tuple[Gain, ...] = ()


@dataclass(frozen=True, slots=True)
class Bottlenecks:
    """All teams, by leverage; `cut` is the share taken off their times.

    `exact` is false where a cycle made a search too large: hours are then approximate.
    """

    cut: float
    weighed_by: WeighedBy
    teams: tuple[Bottleneck, ...]
    exact: bool


def bottlenecks(flow: Flow, *, cut: float = 0.5) -> Bottlenecks:
    """Return every team's leverage, restore, exposure, unavoidable and load."""
    weighed_by, weights = complaint_weights(flow)
    total = sum(weights.values()) or 1.0
    recalculation = Recalculation(flow, to=weights)
    exposure = _exposure(flow, weights)
    unavoidable = _unavoidable(flow, weights)
    load = loads(flow.organisation)
    supplied = _supplied(flow)
    names = [team.name for team in flow.organisation.teams]
    cuts = [_changed(flow, supplied[name], lambda handoff: _cut(handoff, cut)) for name in names]
    kept = [_changed(flow, supplied[name], _kept) for name in names]
    after = [
        _gains(flow, recalculation, weights, hours)
        for hours in recalculation.after_each([*cuts, *kept])
    ]
    teams = [
        Bottleneck(
            team=name,
            leverage=hours_sooner(gained) / total,
            restore=hours_sooner(restored) / total,
            exposure=exposure[name] / total,
            unavoidable=unavoidable[name] / total,
            load=load[name],
            gains=gained,
            restored=restored,
        )
        for name, gained, restored in zip(
            names, after[: len(names)], after[len(names) :], strict=True
        )
    ]
    teams.sort(key=lambda t: (-t.leverage, -t.restore, -t.exposure, t.team))
    return Bottlenecks(cut, weighed_by, tuple(teams), recalculation.exact)


def _supplied(flow: Flow) -> Mapping[PartyId, list[HandoffId]]:
    supplied: dict[PartyId, list[HandoffId]] = defaultdict(list)
    for index, handoff in enumerate(flow.handoffs):
        supplied[handoff.supplier].append(HandoffId(index))
    return supplied


def _cut(handoff: Handoff, cut: float) -> float:
    return (handoff.time or 0.0) * (1 - cut)


def _kept(handoff: Handoff) -> float:
    """Return the time of the step if its supplier keeps its own promise."""
    time = handoff.time or 0.0
    return time if handoff.own_promise is None else min(time, handoff.own_promise.hours)


def _changed(
    flow: Flow, supplied: Iterable[HandoffId], time_after: Callable[[Handoff], float]
) -> Mapping[HandoffId, float]:
    return {handoff: time_after(flow.handoffs[handoff]) for handoff in supplied}


def _gains(
    flow: Flow,
    recalculation: Recalculation,
    weights: Mapping[HandoffId, float],
    after: Mapping[HandoffId, float],
) -> tuple[Gain, ...]:
    """Return the deliveries whose lead time shrinks to the hours in `after`."""
    gains = [
        Gain(flow.handoffs[d], weights[d], recalculation.before[d], hours)
        for d, hours in after.items()
    ]
    return tuple(
        sorted(gains, key=lambda g: (-g.weight * (g.before - g.after), g.delivery.sort_key))
    )


def _exposure(flow: Flow, weights: Mapping[HandoffId, float]) -> Mapping[PartyId, float]:
    """Return for each party the complaint weight it stands upstream of, or is touchpoint of."""
    upstream = Upstream(flow, of=weights)
    masks = dict(upstream.suppliers)
    for delivery in weights:
        touchpoint = flow.handoffs[delivery].supplier
        masks[touchpoint] = masks.get(touchpoint, 0) | upstream.bit(delivery)
    weight_of = upstream.weigh(weights, masks.values())
    return defaultdict(float, {party: weight_of[mask] for party, mask in masks.items()})


def _unavoidable(flow: Flow, weights: Mapping[HandoffId, float]) -> Mapping[PartyId, float]:
    """Return for each party the complaint weight whose chains all pass through it."""
    passed: dict[PartyId, float] = defaultdict(float)
    everywhere = _Everywhere(flow)
    folded = fold(flow, to=weights, by=everywhere)
    for delivery, weight in weights.items():
        for party in everywhere.parties(folded.values[delivery]):
            passed[party] += weight
    return passed


class _Everywhere:
    """The fold: the suppliers that every chain to a handoff passes through, as a bit mask."""

    start = 0

    def __init__(self, flow: Flow) -> None:
        self._parties = tuple(flow.organisation.parties)
        bits = {party: 1 << i for i, party in enumerate(self._parties)}
        self._own = [bits[handoff.supplier] for handoff in flow.handoffs]

    def step(self, value: int, *, handoff: HandoffId) -> int:
        """Add the supplier of the handoff."""
        return value | self._own[handoff]

    def join(self, recipe: Recipe, value_of: Mapping[HandoffId, int]) -> int:
        """Keep who is on the chains to every input."""
        return reduce(and_, (value_of[h] for h in recipe.inputs if h in value_of))

    def parties(self, mask: int) -> Iterator[PartyId]:
        """Yield the parties of a mask."""
        for position, bit in enumerate(reversed(f"{mask:b}")):
            if bit == "1":
                yield self._parties[position]
