"""What external customers get: the figures of each delivery that two states are compared by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chainmap.flow import Flow
from chainmap.measure.accuracy import rolled_accuracies
from chainmap.measure.chains import longest_chains, slowest_chains
from chainmap.measure.lead_time import lead_times
from chainmap.measure.load import Load
from chainmap.measure.upstream import Upstream
from chainmap.model import Handoff, HandoffId, PartyId


@dataclass(frozen=True, slots=True)
class Outcome:
    """One delivery in one state. Times in hours, shares 0..1.

    `limit` is what the customer was promised for the whole chain, else needs (None: neither).
    `handoffs` are those of the longest chain; `longest` and `slowest` name the parties of the
    chains, the customer last. `busiest` is the team with the highest load among those upstream and
    the touchpoint. `exact` is false where a cycle or hanging alternatives left a search unproven.
    """

    lead_time: float
    handoffs: int
    rolled_accuracy: float
    limit: float | None
    longest: tuple[PartyId, ...]
    slowest: tuple[PartyId, ...]
    busiest: Load | None
    exact: bool

    @property
    def headroom(self) -> float | None:
        """Hours the delivery stays below its limit, negative where it comes later."""
        return None if self.limit is None else self.limit - self.lead_time


def outcomes(
    flow: Flow, *, of: Iterable[HandoffId], loads: Mapping[PartyId, Load]
) -> Mapping[HandoffId, Outcome]:
    """Return the outcome of each delivery in `of`; `loads` are those of the teams."""
    targets = sorted(of)
    upstream = Upstream(flow, of=targets)
    times = lead_times(flow, to=targets)
    longest = longest_chains(flow, to=targets)
    slowest = slowest_chains(flow, to=targets, k=1)
    rolled = rolled_accuracies(flow, of=targets, upstream=upstream)
    busy = _busy_first(loads)
    return {
        target: Outcome(
            lead_time=times.values[target],
            handoffs=longest[target].chains[0].handoffs,
            rolled_accuracy=rolled[target].share,
            limit=_limit(flow.handoffs[target]),
            longest=tuple(longest[target].chains[0].teams(flow)),
            slowest=tuple(slowest[target].chains[0].teams(flow)),
            busiest=_busiest(flow, target, upstream, busy),
            exact=longest[target].proven and target not in times.unproven and rolled[target].proven,
        )
        for target in targets
    }


def _limit(delivery: Handoff) -> float | None:
    return None if delivery.limit is None else delivery.limit.hours


def _busy_first(loads: Mapping[PartyId, Load]) -> Sequence[Load]:
    """Return the loads that are known, the highest first."""
    known = [load for load in loads.values() if load.utilisation is not None]
    return sorted(known, key=lambda load: (-(load.utilisation or 0.0), load.team))


def _busiest(
    flow: Flow, delivery: HandoffId, upstream: Upstream, busy: Sequence[Load]
) -> Load | None:
    bit, touchpoint = upstream.bit(delivery), flow.handoffs[delivery].supplier
    behind = upstream.suppliers
    return next(
        (load for load in busy if load.team == touchpoint or behind.get(load.team, 0) & bit), None
    )
