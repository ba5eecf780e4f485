"""The promise budget: do the promises along a chain fit what the customer was told?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chainmap.flow import Flow
from chainmap.measure.chains import Chains, slowest_chains
from chainmap.model import SAME_TIME, Handoff, HandoffId


@dataclass(frozen=True, slots=True)
class Overrun:
    """Hours a step takes beyond its own promise, negative where it stays below it."""

    step: Handoff
    hours: float


@dataclass(frozen=True, slots=True)
class PromiseBudget:
    """The bridge from what the customer was told to what the slowest chain takes, in hours.

    late = budget_gap + sum of overruns, exactly. All None where the customer has neither a
    promise nor a need.
    """

    promised: float | None
    needed: float | None
    internal_sum: float
    overruns: tuple[Overrun, ...]
    actual: float

    @property
    def limit(self) -> float | None:
        """The promise to the customer, else the need."""
        return self.needed if self.promised is None else self.promised

    @property
    def budget_gap(self) -> float | None:
        """Hours the step promises together go beyond the limit."""
        return None if self.limit is None else self.internal_sum - self.limit

    @property
    def late(self) -> float | None:
        """Hours the slowest chain goes beyond the limit."""
        return None if self.limit is None else self.actual - self.limit

    @property
    def fits(self) -> bool | None:
        """Whether the step promises together stay within the limit."""
        return None if self.budget_gap is None else self.budget_gap <= SAME_TIME


def promise_budget(steps: Sequence[Handoff]) -> PromiseBudget:
    """Return the promise budget of a chain; its last step is the delivery.

    Only a delivery to an external customer has a limit: other promises hold for their own step.
    """
    delivery = steps[-1]
    outside = delivery.to_outside
    overruns = tuple(Overrun(s, s.overrun) for s in steps if s.overrun is not None)
    return PromiseBudget(
        promised=delivery.promise.hours if outside and delivery.promise else None,
        needed=delivery.need.hours if outside and delivery.need else None,
        internal_sum=sum(_promised_or_taken(step) for step in steps),
        overruns=overruns,
        actual=sum(step.time or 0.0 for step in steps),
    )


def slowest_promises(flow: Flow, *, to: Iterable[HandoffId]) -> Mapping[HandoffId, Chains]:
    """Return the chain whose steps promise the most time together, for each delivery in `to`.

    It can be another than the chain that takes the most time. A step without a promise counts
    with its time, as in the promise budget.
    """
    promised = [_promised_or_taken(handoff) for handoff in flow.handoffs]
    return slowest_chains(flow, to=to, k=1, hours=promised)


def _promised_or_taken(step: Handoff) -> float:
    return step.own_promise.hours if step.own_promise is not None else step.time or 0.0
