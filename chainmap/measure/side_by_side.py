"""Lead times after each of many changes, side by side in one pass through the flow.

The chains are the same whatever the times are; so the flow is gone through, and what is behind a
cycle is searched, once for many changes: a value is then an array with one entry a change, and
stays one number as long as no change has touched it. The sums and maxima are those of `LeadTime`,
in the same order, so that the figures are the same to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from chainmap.flow import Flow, Recipe
from chainmap.measure.fold import EFFORT, fold
from chainmap.measure.lead_time import step_hours
from chainmap.model import HandoffId

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_NUMBERS = 8_000_000
"""Numbers held at once, 64 MB."""

_Hours: TypeAlias = "float | NDArray[np.float64]"
"""One number for all changes, or one for each."""


def lead_times_of_each(
    flow: Flow, each: Sequence[Mapping[HandoffId, float]], *, to: Sequence[HandoffId]
) -> Iterator[dict[HandoffId, float]]:
    """Yield the lead times in hours of the handoffs in `to`, for each of some changed times."""
    if not to:
        yield from ({} for _ in each)
        return
    done, width = 0, _width(flow, to)
    while done < len(each):
        changes = each[done : done + width]
        by = _LeadTimes(_side_by_side(flow, changes))
        values = fold(flow, to=to, by=by).values
        whole = {target: np.broadcast_to(values[target], len(changes)) for target in to}
        columns = zip(*(whole[target].tolist() for target in to), strict=True)
        yield from (dict(zip(to, column, strict=True)) for column in columns)
        done, width = done + width, max(1, _MOST_NUMBERS // by.steps)


def _width(flow: Flow, to: Iterable[HandoffId]) -> int:
    """Return how many changes go side by side at first: no search can need too much memory."""
    searches = sum(handoff in flow.behind_knots for handoff in to)
    return max(1, _MOST_NUMBERS // (len(flow.handoffs) + EFFORT * searches))


def _side_by_side(flow: Flow, each: Sequence[Mapping[HandoffId, float]]) -> list[_Hours]:
    """Return the hours of all handoffs, by id."""
    hours: list[_Hours] = list(step_hours(flow))
    for column, changes in enumerate(each):
        for handoff, new in changes.items():
            known = hours[handoff]
            if isinstance(known, float | int):
                known = hours[handoff] = np.full(len(each), known, dtype=np.float64)
            known[column] = new
    return hours


class _LeadTimes:
    """The fold of `LeadTime`, for many changes at once."""

    start: _Hours = 0.0

    def __init__(self, hours: Sequence[_Hours]) -> None:
        self._hours = hours
        self.steps = 0
        """How many values were made: as many the next time, whatever the hours are."""

    def step(self, joined: _Hours, *, handoff: HandoffId) -> _Hours:
        """Add the time of the handoff."""
        self.steps += 1
        return joined + self._hours[handoff]

    def join(self, recipe: Recipe, value_of: Mapping[HandoffId, _Hours]) -> _Hours:
        """Wait for all inputs; a closed input is not waited for."""
        longest = _longest(recipe.required, value_of)
        for options in recipe.alternatives:
            means = [option.share * _longest(option.handoffs, value_of) for option in options]
            longest = _later(longest, sum(means))
        return longest


def _longest(handoffs: Iterable[HandoffId], value_of: Mapping[HandoffId, _Hours]) -> _Hours:
    start: _Hours = 0.0
    return reduce(_later, (value_of[h] for h in handoffs if h in value_of), start)


def _later(one: _Hours, other: _Hours) -> _Hours:
    if isinstance(one, float) and isinstance(other, float):
        return max(one, other)
    return np.maximum(one, other)
