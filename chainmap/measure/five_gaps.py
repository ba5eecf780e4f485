"""The five gaps of a service, each from the fields that say it.

Parasuraman, Zeithaml and Berry, "A conceptual model of service quality" (Journal of Marketing 49,
1985). Hours; positive is what the receiver loses:

knowledge      they_need - within: the supplier believes more time is all right than is needed
standards      promise - within: what is promised is weaker than what is needed
delivery       lead time - promise: it takes longer than promised
communication  sum of the step promises - what the external customer was told
service        perceived - expected, from surveys; not in hours and not from here

Of a delivery to an external customer the promise and the need hold for the whole chain, as its
lead time does: as measured (`end_to_end`), else as traced. Unknown fields make no gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chainmap.flow import Flow
from chainmap.measure.chains import Chain, slowest_chains
from chainmap.measure.lead_time import lead_times
from chainmap.measure.promises import promise_budget
from chainmap.model import SAME_TIME, Handoff, HandoffId, Time


@dataclass(frozen=True, slots=True)
class FiveGaps:
    """The gaps in hours that fields say; None where one of the two fields is unknown."""

    knowledge: float | None
    standards: float | None
    delivery: float | None
    communication: float | None


def five_gaps(flow: Flow, *, of: Iterable[HandoffId]) -> Mapping[HandoffId, FiveGaps]:
    """Return the gaps of some handoffs."""
    wanted = sorted(set(of))
    outside = [h for h in wanted if flow.handoffs[h].to_outside and flow.handoffs[h].in_flow]
    lead = lead_times(flow, to=outside).values
    slowest = slowest_chains(flow, to=outside, k=1)
    return {
        handoff: _gaps(
            flow,
            flow.handoffs[handoff],
            lead.get(handoff),
            slowest[handoff].chains[0] if handoff in slowest else None,
        )
        for handoff in wanted
    }


def _gaps(flow: Flow, handoff: Handoff, lead: float | None, chain: Chain | None) -> FiveGaps:
    return FiveGaps(
        knowledge=_beyond(_hours(handoff.belief), _hours(handoff.need)),
        standards=_beyond(_hours(handoff.promise), _hours(handoff.need)),
        delivery=_delivery(handoff, lead),
        communication=_communication(flow, handoff, chain),
    )


def _delivery(handoff: Handoff, lead: float | None) -> float | None:
    if not handoff.to_outside:
        return _beyond(_hours(handoff.lead_time), _hours(handoff.promise))
    whole = handoff.end_to_end.hours if handoff.end_to_end else lead or None
    return _beyond(whole, _hours(handoff.promise))


def _communication(flow: Flow, handoff: Handoff, chain: Chain | None) -> float | None:
    """Return what the steps promise beyond what the customer was told; None if no step does."""
    if chain is None or not handoff.promise:
        return None
    steps = [flow.handoffs[step] for step in chain.steps]
    if not any(step.own_promise for step in steps):
        return None
    return _beyond(promise_budget(steps).internal_sum, handoff.promise.hours)


def _hours(time: Time | None) -> float | None:
    return time.hours if time else None


def _beyond(hours: float | None, limit: float | None) -> float | None:
    if hours is None or limit is None:
        return None
    return 0.0 if abs(hours - limit) < SAME_TIME else hours - limit
