"""Trace: which long and slow chains, which promises and which teams stand behind a complaint?

Looks at the handoffs upstream of the complained delivery in the flow graph. Assumes that work
moves as the files say, that a team waits for all required inputs, and that a step takes its stated
time; it shows exposure, not cause. Cases P1, P2, P3, P5, A1.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import networkx as nx

from chainmap.flow import Flow
from chainmap.measure.accuracy import RolledAccuracy, chain_accuracy, rolled_accuracy
from chainmap.measure.chains import Chain, Chains, longest_chains, slowest_chains
from chainmap.measure.cycles import Cycle, cycles
from chainmap.measure.lead_time import lead_times
from chainmap.measure.promises import PromiseBudget, promise_budget
from chainmap.model import (
    Category,
    Complaint,
    Handoff,
    HandoffId,
    Organisation,
    PartyId,
    PartyKind,
)


class Basis(StrEnum):
    """By which rule suspects were found."""

    OVERRUN = "overrun"
    TIME = "time"
    ACCURACY = "accuracy"
    CONTACTS = "contacts"
    TOUCHPOINT = "touchpoint"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Suspect:
    """A party's share (0..1) of what stands behind a complaint: exposure, not cause."""

    team: PartyId
    share: float


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
    """What stands behind one delivery. Times in hours; the delivery itself is not in `upstream`.

    `exact` is false where a cycle made the search too large to prove the chains; the times are
    then "at least". `untimed` and `unjudged` handoffs, the delivery among them, are unknown and
    count as 0 hours and as always right.
    """

    delivery: Handoff
    upstream: tuple[Handoff, ...]
    upstream_teams: tuple[PartyId, ...]
    longest: TracedChain
    slowest: tuple[TracedChain, ...]
    lead_time: float
    rolled_accuracy: float
    rolled_accuracy_exact: bool
    untimed: tuple[Handoff, ...]
    unjudged: tuple[Handoff, ...]
    promise: PromiseBudget
    exact: bool


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
    suspects: tuple[Suspect, ...]
    route: Route | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """The complaints asked for, heaviest first, and the cycles behind them."""

    organisation: Organisation
    complaints: tuple[Traced, ...]
    cycles: tuple[tuple[PartyId, ...], ...]


def trace(flow: Flow, complaints: Sequence[Complaint], *, k: int = 5) -> Trace:
    """Return what stands behind the complaints, with the k slowest chains of each."""
    behind = _deliveries(flow, {complaint.delivery for complaint in complaints}, k)
    traced = [_complaint(flow, complaint, behind[complaint.delivery]) for complaint in complaints]
    traced.sort(key=lambda t: (-t.weight, t.complaint.id if t.complaint else ""))
    return Trace(flow.organisation, tuple(traced), _cycles(flow, behind))


def trace_to(flow: Flow, *, party: PartyId, k: int = 5) -> Trace:
    """Return what stands behind each flow handoff to a party, slowest first, with weight 1."""
    targets = {
        HandoffId(i) for i, h in enumerate(flow.handoffs) if h.customer == party and h.in_flow
    }
    behind = _deliveries(flow, targets, k)
    traced = [Traced(None, 1.0, found, *_late(found.slowest[0])) for found in behind.values()]
    traced.sort(key=lambda t: (-t.behind.lead_time, -t.behind.longest.handoffs))
    return Trace(flow.organisation, tuple(traced), _cycles(flow, behind))


def _deliveries(
    flow: Flow, deliveries: Iterable[HandoffId], k: int
) -> Mapping[HandoffId, DeliveryTrace]:
    targets = sorted(deliveries)
    longest = longest_chains(flow, to=targets)
    slowest = slowest_chains(flow, to=targets, k=k)
    lead = lead_times(flow, to=targets)
    return {
        target: _delivery(
            flow,
            target,
            longest[target],
            slowest[target],
            (lead.values[target], target not in lead.unproven),
        )
        for target in targets
    }


def _delivery(
    flow: Flow, delivery: HandoffId, longest: Chains, slowest: Chains, lead: tuple[float, bool]
) -> DeliveryTrace:
    upstream = flow.upstream([delivery]) - {delivery}
    rolled = rolled_accuracy(flow, delivery, upstream=upstream)
    chains = tuple(_chain(flow, chain) for chain in slowest.chains)
    handoffs = tuple(flow.handoffs[h] for h in sorted(upstream))
    organisation = flow.organisation
    return DeliveryTrace(
        delivery=flow.handoffs[delivery],
        upstream=handoffs,
        upstream_teams=tuple(
            sorted(filter(organisation.is_team, {handoff.supplier for handoff in handoffs}))
        ),
        longest=_chain(flow, longest.chains[0]),
        slowest=chains,
        lead_time=lead[0],
        rolled_accuracy=rolled.share,
        rolled_accuracy_exact=rolled.proven,
        untimed=_untimed(flow, delivery),
        unjudged=tuple(flow.handoffs[h] for h in rolled.unjudged),
        promise=promise_budget(chains[0].steps),
        exact=longest.proven and slowest.proven and lead[1],
    )


def _untimed(flow: Flow, delivery: HandoffId) -> tuple[Handoff, ...]:
    """Return the handoffs that would delay the delivery, if anybody said by how much.

    What an external customer hands in is left out: the clock starts there.
    """
    parties = flow.organisation.parties
    timed = flow.upstream([delivery], through_stock=False) | {delivery}
    untimed = (flow.handoffs[h] for h in sorted(timed) if flow.handoffs[h].time is None)
    return tuple(h for h in untimed if parties[h.supplier].kind is not PartyKind.CUSTOMER)


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


def _complaint(flow: Flow, complaint: Complaint, behind: DeliveryTrace) -> Traced:
    route = _route(flow, complaint.contacts) if complaint.contacts else None
    match complaint.category:
        case Category.LATE:
            basis, suspects = _late(behind.slowest[0])
        case Category.WRONG | Category.INCOMPLETE:
            basis, suspects = _inaccurate(behind)
        case Category.PASSED_AROUND:
            basis, suspects = _passed_around(route)
        case _:
            basis, suspects = Basis.TOUCHPOINT, (Suspect(behind.delivery.supplier, 1.0),)
    weight = flow.organisation.weight(complaint)
    return Traced(complaint, weight, behind, basis, suspects, route)


def _late(slowest: TracedChain) -> tuple[Basis, tuple[Suspect, ...]]:
    """Charge suppliers on the slowest chain by their overruns, else by their time."""
    overruns = [(step.supplier, max(step.overrun or 0.0, 0.0)) for step in slowest.steps]
    if suspects := _shares(overruns):
        return Basis.OVERRUN, suspects
    if suspects := _shares([(step.supplier, step.time or 0.0) for step in slowest.steps]):
        return Basis.TIME, suspects
    return Basis.NONE, ()


def _inaccurate(behind: DeliveryTrace) -> tuple[Basis, tuple[Suspect, ...]]:
    """Charge suppliers by -ln(accuracy) of what they hand over: logarithms of a product add up."""
    judged = [(h.supplier, h.accuracy) for h in (*behind.upstream, behind.delivery)]
    losses = [(team, accuracy) for team, accuracy in judged if accuracy is not None]
    if any(accuracy == 0 for _, accuracy in losses):  # never right outweighs all else
        suspects = _shares([(team, float(accuracy == 0)) for team, accuracy in losses])
    else:
        suspects = _shares([(team, -math.log(accuracy)) for team, accuracy in losses])
    return (Basis.ACCURACY, suspects) if suspects else (Basis.NONE, ())


def _passed_around(route: Route | None) -> tuple[Basis, tuple[Suspect, ...]]:
    """Charge each contact by how often it passed the customer on, if a shorter way was there."""
    if route is None or route.fewest is None or route.taken <= route.fewest:
        return Basis.NONE, ()
    return Basis.CONTACTS, _shares([(contact, 1.0) for contact in route.contacts[:-1]])


def _route(flow: Flow, contacts: Sequence[PartyId]) -> Route:
    """Return the route with stays at one contact counted once, and the shortest instead."""
    stops = tuple(c for i, c in enumerate(contacts) if i == 0 or contacts[i - 1] != c)
    try:
        shortest = nx.shortest_path(flow.contact_graph, source=stops[0], target=stops[-1])
    except nx.NetworkXNoPath:
        return Route(stops, len(stops) - 1, None, ())
    return Route(stops, len(stops) - 1, len(shortest) - 1, tuple(shortest))


def _shares(charges: Iterable[tuple[PartyId, float]]) -> tuple[Suspect, ...]:
    """Return each party's share of all charges, largest first; nothing where there is none."""
    charged: dict[PartyId, float] = defaultdict(float)
    for party, charge in charges:
        charged[party] += charge
    total = math.fsum(charged.values())
    if total <= 0:
        return ()
    suspects = [Suspect(party, value / total) for party, value in charged.items() if value > 0]
    return tuple(sorted(suspects, key=lambda s: (-s.share, s.team)))
