"""Trace: which long and slow chains, which promises and which teams stand behind a complaint?

Looks at the handoffs upstream of the complained delivery in the flow graph. Assumes that work
moves as the files say, that a team waits for all required inputs, and that a step takes its stated
time; it shows exposure, not cause. Source: critical path (Hillier and Lieberman), value streams
(Rother and Shook), rolled throughput yield (Harry). Cases P1, P2, P3, P5, A1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chainmap.flow import Flow
from chainmap.measure.accuracy import chain_accuracy, rolled_accuracies
from chainmap.measure.chains import Chain, longest_chains, slowest_chains
from chainmap.measure.cycles import cycles
from chainmap.measure.lead_time import lead_times
from chainmap.measure.promises import PromiseBudget, promise_budget
from chainmap.measure.route import Route, route_of
from chainmap.measure.suspects import (
    Basis,
    Losses,
    Suspects,
    suspects_of_defects,
    suspects_of_delay,
    suspects_of_runaround,
)
from chainmap.measure.upstream import Upstream
from chainmap.model import (
    Category,
    Complaint,
    Handoff,
    HandoffId,
    Organisation,
    PartyId,
)


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
    losses = Losses(flow, upstream)
    alike: dict[object, _Found] = {}
    traced = []
    for complaint in complaints:
        about = behind[complaint.delivery]
        kind = (complaint.delivery, complaint.category, complaint.contacts)
        if kind not in alike:
            alike[kind] = _found(flow, complaint, about, losses)
        weight = flow.organisation.weight(complaint)
        traced.append(Traced(complaint, weight, about, *alike[kind]))
    traced.sort(key=lambda t: (-t.weight, t.complaint.id if t.complaint else ""))
    return Trace(flow.organisation, tuple(traced), _cycles(flow, behind))


def trace_deliveries(flow: Flow, deliveries: Iterable[HandoffId], *, k: int = 5) -> Trace:
    """Return what stands behind some handoffs, complaint or not: slowest first, each weight 1."""
    targets = sorted(deliveries)
    behind = _deliveries(flow, targets, Upstream(flow, of=targets), k)
    traced = [
        Traced(None, 1.0, found, *suspects_of_delay(found.slowest[0].steps))
        for found in behind.values()
    ]
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


_Found = tuple[Basis, Suspects, Route | None]


def _found(flow: Flow, complaint: Complaint, behind: DeliveryTrace, losses: Losses) -> _Found:
    """Return what all complaints of this kind about this delivery have in common."""
    route = route_of(flow, complaint.contacts) if complaint.contacts else None
    match complaint.category:
        case Category.LATE:
            basis, suspects = suspects_of_delay(behind.slowest[0].steps)
        case Category.WRONG | Category.INCOMPLETE:
            basis, suspects = suspects_of_defects(complaint.delivery, losses)
        case Category.PASSED_AROUND:
            basis, suspects = suspects_of_runaround(route)
        case _:
            basis, suspects = Basis.TOUCHPOINT, Suspects((behind.delivery.supplier,), (1.0,))
    return basis, suspects, route


def _upstream_counts(flow: Flow, upstream: Upstream) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """Return by the bit of a delivery how many handoffs, and how many teams, are upstream."""
    is_team = flow.organisation.is_team
    teams = Counter(mask for party, mask in upstream.suppliers.items() if is_team(party))
    handoffs = Counter({group.mask: len(group.handoffs) for group in upstream.groups})
    return upstream.count(handoffs), upstream.count(teams)
