"""Trace: which long and slow chains, which promises and which teams stand behind a complaint?

Looks at the handoffs upstream of the complained delivery in the flow graph. Assumes that work
moves as the files say, that a team waits for all required inputs, and that a step takes its stated
time; it shows exposure, not cause. Cases P1, P2, P3, P5, A1.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, overload

import networkx as nx

from chainmap.flow import Flow
from chainmap.measure.accuracy import chain_accuracy, rolled_accuracies
from chainmap.measure.chains import Chain, longest_chains, slowest_chains
from chainmap.measure.cycles import cycles
from chainmap.measure.lead_time import lead_times
from chainmap.measure.promises import PromiseBudget, promise_budget
from chainmap.measure.upstream import Upstream
from chainmap.model import (
    Category,
    Complaint,
    Handoff,
    HandoffId,
    Organisation,
    PartyId,
)


class Basis(StrEnum):
    """By which rule suspects were found."""

    OVERRUN = "overrun"
    TIME = "time"
    ACCURACY = "accuracy"
    CONTACTS = "contacts"
    TOUCHPOINT = "touchpoint"
    NONE = "none"


class Suspect(NamedTuple):
    """A party's share (0..1) of what stands behind a complaint: exposure, not cause."""

    team: PartyId
    share: float


@dataclass(frozen=True, slots=True)
class Suspects(Sequence[Suspect]):
    """Suspects, the largest share first; as columns, for there can be thousands."""

    teams: tuple[PartyId, ...] = ()
    shares: tuple[float, ...] = ()

    def __len__(self) -> int:
        return len(self.teams)

    @overload
    def __getitem__(self, index: int) -> Suspect: ...
    @overload
    def __getitem__(self, index: slice) -> Suspects: ...
    def __getitem__(self, index: int | slice) -> Suspect | Suspects:
        if isinstance(index, slice):
            return Suspects(self.teams[index], self.shares[index])
        return Suspect(self.teams[index], self.shares[index])


@dataclass(frozen=True, slots=True)
class TracedChain:
    """A chain with its figures: hours, hours of work in them (None: nowhere known), accuracy."""

    steps: tuple[Handoff, ...]
    lead_time: float
    process_time: float | None
    accuracy: float

    @property
    def handoffs(self) -> int:
        """How often work changes owner before the last delivery."""
        return len(self.steps) - 1

    @property
    def teams(self) -> tuple[PartyId, ...]:
        """The parties it visits: first supplier, ..., touchpoint, customer."""
        return (*(step.supplier for step in self.steps), self.steps[-1].customer)


@dataclass(frozen=True, slots=True)
class DeliveryTrace:
    """What stands behind one delivery. Times in hours; the delivery itself is not upstream.

    `exact` is false where a cycle made the search too large to prove the chains; the times are
    then "at least". `untimed` and `unjudged` handoffs, the delivery among them, are unknown and
    count as 0 hours and as always right.
    """

    flow: Flow
    id: HandoffId
    upstream_count: int
    upstream_team_count: int
    longest: TracedChain
    slowest: tuple[TracedChain, ...]
    lead_time: float
    rolled_accuracy: float
    rolled_accuracy_exact: bool
    untimed: tuple[Handoff, ...]
    unjudged: tuple[Handoff, ...]
    promise: PromiseBudget
    exact: bool

    @property
    def delivery(self) -> Handoff:
        """What is delivered."""
        return self.flow.handoffs[self.id]

    @property
    def upstream(self) -> tuple[Handoff, ...]:
        """The handoffs upstream, by name."""
        found = self.flow.upstream([self.id]) - {self.id}
        return tuple(self.flow.handoffs[handoff] for handoff in sorted(found))

    @property
    def upstream_teams(self) -> tuple[PartyId, ...]:
        """The teams that supply them, by name."""
        suppliers = {handoff.supplier for handoff in self.upstream}
        return tuple(sorted(filter(self.flow.organisation.is_team, suppliers)))


@dataclass(frozen=True, slots=True)
class Route:
    """The way a customer was sent: times passed on, against the fewest steps (None: no way)."""

    contacts: tuple[PartyId, ...]
    taken: int
    fewest: int | None
    shortest: tuple[PartyId, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """A complaint (None: asked for a party without one) and what stands behind it."""

    complaint: Complaint | None
    weight: float
    behind: DeliveryTrace
    basis: Basis
    suspects: Suspects
    route: Route | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """The complaints asked for, heaviest first, and the cycles behind them."""

    organisation: Organisation
    complaints: tuple[Traced, ...]
    cycles: tuple[tuple[PartyId, ...], ...]


def trace(flow: Flow, complaints: Sequence[Complaint], *, k: int = 5) -> Trace:
    """Return what stands behind the complaints, with the k slowest chains of each."""
    deliveries = {complaint.delivery for complaint in complaints}
    upstream = Upstream(flow, of=sorted(deliveries))
    behind = _deliveries(flow, deliveries, upstream, k)
    losses = _Losses(flow, upstream)
    traced = [_complaint(flow, c, behind[c.delivery], losses) for c in complaints]
    traced.sort(key=lambda t: (-t.weight, t.complaint.id if t.complaint else ""))
    return Trace(flow.organisation, tuple(traced), _cycles(flow, behind))


def trace_deliveries(flow: Flow, deliveries: Iterable[HandoffId], *, k: int = 5) -> Trace:
    """Return what stands behind some handoffs, complaint or not: slowest first, each weight 1."""
    targets = sorted(deliveries)
    behind = _deliveries(flow, targets, Upstream(flow, of=targets), k)
    traced = [Traced(None, 1.0, found, *_late(found.slowest[0])) for found in behind.values()]
    traced.sort(key=lambda t: (-t.behind.lead_time, -t.behind.longest.handoffs))
    return Trace(flow.organisation, tuple(traced), _cycles(flow, behind))


def _deliveries(
    flow: Flow, deliveries: Iterable[HandoffId], upstream: Upstream, k: int
) -> Mapping[HandoffId, DeliveryTrace]:
    targets = sorted(deliveries)
    longest = longest_chains(flow, to=targets)
    slowest = slowest_chains(flow, to=targets, k=k)
    lead = lead_times(flow, to=targets)
    rolled = rolled_accuracies(flow, of=targets, upstream=upstream)
    handoffs, teams = _upstream_counts(flow, upstream)
    return {
        target: DeliveryTrace(
            flow=flow,
            id=target,
            upstream_count=handoffs[upstream.bit(target)],
            upstream_team_count=teams[upstream.bit(target)],
            longest=_chain(flow, longest[target].chains[0]),
            slowest=(chains := tuple(_chain(flow, c) for c in slowest[target].chains)),
            lead_time=lead.values[target],
            rolled_accuracy=rolled[target].share,
            rolled_accuracy_exact=rolled[target].proven,
            untimed=_untimed(flow, target),
            unjudged=tuple(flow.handoffs[h] for h in rolled[target].unjudged),
            promise=promise_budget(chains[0].steps),
            exact=longest[target].proven and slowest[target].proven and target not in lead.unproven,
        )
        for target in targets
    }


def _untimed(flow: Flow, delivery: HandoffId) -> tuple[Handoff, ...]:
    """Return the handoffs that would delay the delivery, if anybody said by how much."""
    if not flow.untimed:
        return ()
    timed = flow.upstream([delivery], through_stock=False) | {delivery}
    return tuple(flow.handoffs[h] for h in sorted(timed & flow.untimed))


def _chain(flow: Flow, chain: Chain) -> TracedChain:
    steps = tuple(flow.handoffs[step] for step in chain.steps)
    work = [step.process_time for step in steps if step.process_time is not None]
    accuracy = chain_accuracy(flow, chain.steps)
    return TracedChain(steps, chain.hours, sum(work) if work else None, accuracy)


def _cycles(
    flow: Flow, behind: Mapping[HandoffId, DeliveryTrace]
) -> tuple[tuple[PartyId, ...], ...]:
    touched = flow.upstream(behind, through_stock=False).union(behind)
    return tuple(cycle.teams(flow) for cycle in cycles(flow, within=touched))


def _complaint(flow: Flow, complaint: Complaint, behind: DeliveryTrace, losses: _Losses) -> Traced:
    route = _route(flow, complaint.contacts) if complaint.contacts else None
    match complaint.category:
        case Category.LATE:
            basis, suspects = _late(behind.slowest[0])
        case Category.WRONG | Category.INCOMPLETE:
            basis, suspects = _inaccurate(complaint.delivery, losses)
        case Category.PASSED_AROUND:
            basis, suspects = _passed_around(route)
        case _:
            basis, suspects = Basis.TOUCHPOINT, Suspects((behind.delivery.supplier,), (1.0,))
    weight = flow.organisation.weight(complaint)
    return Traced(complaint, weight, behind, basis, suspects, route)


def _late(slowest: TracedChain) -> tuple[Basis, Suspects]:
    """Charge suppliers on the slowest chain by their overruns, else by their time."""
    overruns = _summed((step.supplier, max(step.overrun or 0.0, 0.0)) for step in slowest.steps)
    if suspects := _shares(overruns):
        return Basis.OVERRUN, suspects
    if suspects := _shares(_summed((step.supplier, step.time or 0.0) for step in slowest.steps)):
        return Basis.TIME, suspects
    return Basis.NONE, Suspects()


def _inaccurate(delivery: HandoffId, losses: _Losses) -> tuple[Basis, Suspects]:
    """Charge suppliers by -ln(accuracy) of what they hand over: logarithms of a product add up."""
    suspects = _shares(losses.behind(delivery))
    return (Basis.ACCURACY, suspects) if suspects else (Basis.NONE, Suspects())


class _Losses:
    """-ln(accuracy) by supplier, summed once for each group of handoffs."""

    def __init__(self, flow: Flow, upstream: Upstream) -> None:
        self._flow = flow
        self._upstream = upstream

    @cached_property
    def _names(self) -> tuple[PartyId, ...]:
        return tuple(sorted({handoff.supplier for handoff in self._flow.handoffs}))

    @cached_property
    def _of_group(self) -> Mapping[int, Mapping[PartyId, float]]:
        return {group.mask: self._sum(group.handoffs) for group in self._upstream.groups}

    def behind(self, delivery: HandoffId) -> Mapping[PartyId, float]:
        """Return each supplier's loss upstream of a delivery, its own included."""
        charged = dict.fromkeys(self._names, 0.0)
        of_groups = (self._of_group[group.mask] for group in self._upstream.groups_of(delivery))
        for losses in (self._sum([delivery]), *of_groups):
            for supplier, loss in losses.items():
                charged[supplier] += loss
        if math.inf in charged.values():  # never right outweighs all else
            return {supplier: float(loss == math.inf) for supplier, loss in charged.items()}
        return charged

    def _sum(self, handoffs: Iterable[HandoffId]) -> Mapping[PartyId, float]:
        losses: dict[PartyId, float] = defaultdict(float)
        for known in map(self._flow.handoffs.__getitem__, handoffs):
            if known.accuracy is not None and known.accuracy < 1:
                losses[known.supplier] += -math.log(known.accuracy) if known.accuracy else math.inf
        return losses


def _passed_around(route: Route | None) -> tuple[Basis, Suspects]:
    """Charge each contact by how often it passed the customer on, if a shorter way was there."""
    if route is None or route.fewest is None or route.taken <= route.fewest:
        return Basis.NONE, Suspects()
    return Basis.CONTACTS, _shares(_summed((contact, 1.0) for contact in route.contacts[:-1]))


def _route(flow: Flow, contacts: Sequence[PartyId]) -> Route:
    """Return the route with stays at one contact counted once, and the shortest instead."""
    stops = tuple(c for i, c in enumerate(contacts) if i == 0 or contacts[i - 1] != c)
    try:
        shortest = nx.shortest_path(flow.contact_graph, source=stops[0], target=stops[-1])
    except nx.NetworkXNoPath:
        return Route(stops, len(stops) - 1, None, ())
    return Route(stops, len(stops) - 1, len(shortest) - 1, tuple(shortest))


def _shares(charged: Mapping[PartyId, float]) -> Suspects:
    """Return each party's share of all charges, given by name, largest first, none without one."""
    total = math.fsum(charged.values())
    if total <= 0:
        return Suspects()
    charging = [party for party, charge in charged.items() if charge > 0]
    charging.sort(key=charged.__getitem__, reverse=True)  # stable: ties stay by name
    return Suspects(tuple(charging), tuple([charged[party] / total for party in charging]))


def _summed(charges: Iterable[tuple[PartyId, float]]) -> Mapping[PartyId, float]:
    """Return the charges of each party, by name."""
    charged: dict[PartyId, float] = defaultdict(float)
    for party, charge in charges:
        charged[party] += charge
    return dict(sorted(charged.items()))


def _upstream_counts(flow: Flow, upstream: Upstream) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """Return by the bit of a delivery how many handoffs, and how many teams, are upstream."""
    is_team = flow.organisation.is_team
    teams = Counter(mask for party, mask in upstream.suppliers.items() if is_team(party))
    handoffs = Counter({group.mask: len(group.handoffs) for group in upstream.groups})
    return upstream.count(handoffs), upstream.count(teams)
