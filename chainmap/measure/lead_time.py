"""How long a delivery takes: required inputs are all waited for, alternatives weigh by share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from chainmap.flow import Flow, Recipe
from chainmap.measure.fold import Folded, fold
from chainmap.model import HandoffId


def lead_times(
    flow: Flow, *, to: Iterable[HandoffId], hours: Sequence[float] | None = None
) -> Folded[float]:
    """Return the lead time in hours of each handoff in `to`, from where its chains start.

    `hours` are the times of all handoffs, by id; by default those of the organisation, an
    unknown time counting as 0.
    """
    return fold(flow, to=to, by=LeadTime(step_hours(flow) if hours is None else hours))


def step_hours(flow: Flow) -> list[float]:
    """Return the time of every handoff by id, 0 where it is unknown."""
    return [handoff.time or 0.0 for handoff in flow.handoffs]


class LeadTime:
    """The fold: maximum over what is required, mean over alternatives."""

    start = 0.0

    def __init__(self, hours: Sequence[float]) -> None:
        self._hours = hours

    def step(self, value: float, *, handoff: HandoffId) -> float:
        """Add the time of the handoff."""
        return value + self._hours[handoff]

    def join(self, recipe: Recipe, value_of: Mapping[HandoffId, float]) -> float:
        """Wait for all inputs; a closed input is not waited for."""
        longest = max((value_of.get(h, 0.0) for h in recipe.required), default=0.0)
        for options in recipe.alternatives:
            mean = sum(
                option.share * max((value_of.get(h, 0.0) for h in option.handoffs), default=0.0)
                for option in options
            )
            longest = max(longest, mean)
        return longest
