"""Lead times after a few times change, without going through the whole flow again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

from chainmap.flow import Flow
from chainmap.measure.fold import fold_behind_knots
from chainmap.measure.lead_time import LeadTime, lead_times, step_hours
from chainmap.model import HandoffId

_SAME = 1e-12
"""Hours below which a lead time counts as unchanged."""


class Recalculation:
    """Lead times of some deliveries, and what they become when times of handoffs change.

    A change is carried on only to handoffs whose lead time it moves, in the order of the flow.
    Deliveries behind a cycle are searched anew.
    """

    def __init__(self, flow: Flow, *, to: Iterable[HandoffId]) -> None:
        self._flow = flow
        self._targets = tuple(to)
        self._hours = step_hours(flow)
        self._lead_time = LeadTime(self._hours)
        folded = lead_times(flow, to=self._targets)
        self._values = dict(folded.values)
        self.before: Mapping[HandoffId, float] = {t: folded.values[t] for t in self._targets}
        """Lead time in hours of each delivery as it is."""
        self.exact = not folded.unproven
        self._knotted = [t for t in self._targets if t in flow.behind_knots]
        self._knotted_upstream = flow.upstream(self._knotted, through_stock=False).union(self._knotted)
        self._position = {handoff: i for i, handoff in enumerate(flow.order)}
        self._fed = self._consumers()

    def _consumers(self) -> Mapping[HandoffId, list[HandoffId]]:
        """Return which handoffs with a known value each handoff delays."""
        fed: dict[HandoffId, list[HandoffId]] = defaultdict(list)
        for handoff in self._values:
            if handoff in self._position:
                for feeder in self._flow.awaited(handoff).inputs:
                    fed[feeder].append(handoff)
        return fed

    def after(self, changes: Mapping[HandoffId, float]) -> Mapping[HandoffId, float]:
        """Return the new lead time of each delivery that the changed times (by id) move."""
        old_hours = {h: self._hours[h] for h, new in changes.items() if new != self._hours[h]}
        for handoff in old_hours:
            self._hours[handoff] = changes[handoff]
        old_values = self._carry_on(old_hours)
        if not self._knotted_upstream.isdisjoint(old_hours):
            self._search_anew()
        moved = {
            t: self._values[t]
            for t in self._targets
            if abs(self._values[t] - self.before[t]) > _SAME
        }
        for handoff, hours in old_hours.items():
            self._hours[handoff] = hours
        self._values.update(old_values)
        self._values.update((t, self.before[t]) for t in self._knotted)
        return moved

    def _carry_on(self, changed: Iterable[HandoffId]) -> Mapping[HandoffId, float]:
        """Recompute what the changed handoffs delay; return the values from before."""
        old_values: dict[HandoffId, float] = {}
        behind_knots = self._flow.behind_knots
        dirty = [
            (self._position.get(h, -1), h)
            for h in changed
            if h in self._values and h not in behind_knots
        ]
        heapify(dirty)
        last = None
        while dirty:
            _, handoff = heappop(dirty)
            if handoff == last:
                continue
            last = handoff
            value = self._value(handoff)
            if abs(value - self._values[handoff]) > _SAME:
                old_values[handoff] = self._values[handoff]
                self._values[handoff] = value
                for fed in self._fed.get(handoff, ()):
                    heappush(dirty, (self._position[fed], fed))
        return old_values

    def _value(self, handoff: HandoffId) -> float:
        recipe = self._flow.awaited(handoff)
        waited = self._lead_time.join(recipe, self._values) if recipe.inputs else 0.0
        return waited + self._hours[handoff]

    def _search_anew(self) -> None:
        known = {h: v for h, v in self._values.items() if h not in self._flow.behind_knots}
        folded = fold_behind_knots(
            self._flow, to=self._knotted, by=self._lead_time, values=known
        )
        self._values.update((t, folded.values[t]) for t in self._knotted)
