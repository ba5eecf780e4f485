"""Lead times after a few times change, without going through the whole flow again."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush

from chainmap.flow import Flow
from chainmap.measure.lead_time import LeadTime, lead_times, step_hours
from chainmap.measure.side_by_side import lead_times_of_each
from chainmap.model import HandoffId

_SAME = 1e-12
"""Hours below which a lead time counts as unchanged."""

_EFFORT = 20
"""How often the flow may be gone through, all changes together, before they go side by side."""


class Recalculation:
    """Lead times of some deliveries, and what they become when times of handoffs change.

    A change is carried on only to recipes whose waiting it moves, in the order of the flow.
    Deliveries behind a cycle are searched anew, once for many changes (see `measure.side_by_side`).
    """

    def __init__(self, flow: Flow, *, to: Iterable[HandoffId]) -> None:
        self._flow = flow
        self._targets = tuple(to)
        self._hours = step_hours(flow)
        self._lead_time = LeadTime(self._hours)
        folded = lead_times(flow, to=self._targets)
        self.before: Mapping[HandoffId, float] = {t: folded.values[t] for t in self._targets}
        """Lead time in hours of each delivery as it is."""
        self.exact = not folded.unproven
        self._ordered = [target for target in self._targets if target not in flow.behind_knots]
        self._knotted = [target for target in self._targets if target in flow.behind_knots]
        self._knotted_upstream = flow.upstream(self._knotted, through_stock=False).union(
            self._knotted
        )
        self._upstream = flow.upstream(self._ordered, through_stock=False).union(self._ordered)
        self._values = {h: v for h, v in folded.values.items() if h not in flow.behind_knots}
        self._made: dict[int, list[HandoffId]] = defaultdict(list)
        self._uses: dict[HandoffId, list[int]] = defaultdict(list)
        self._last: dict[int, int] = {}
        self._waits: dict[int, float] = {}
        self._index_recipes()

    def _index_recipes(self) -> None:
        """Note what is made by each recipe and where each input is used, as far as it matters."""
        position = {handoff: i for i, handoff in enumerate(self._flow.order)}
        for handoff in self._values:
            recipe = self._flow.awaited(handoff)
            if recipe.index not in self._made:
                self._last[recipe.index] = max((position[h] for h in recipe.inputs), default=0)
                self._waits[recipe.index] = self._lead_time.join(recipe, self._values)
                for feeder in recipe.inputs:
                    self._uses[feeder].append(recipe.index)
            self._made[recipe.index].append(handoff)

    def after(self, changes: Mapping[HandoffId, float]) -> Mapping[HandoffId, float]:
        """Return the new lead time of each delivery that the changed times (by id) move."""
        (moved,) = self.after_each([changes])
        return moved

    def after_each(self, each: Sequence[Mapping[HandoffId, float]]) -> list[dict[HandoffId, float]]:
        """Return for each of some changes what `after` returns; together they cost far less."""
        different = [self._different(changes) for changes in each]
        carried = self._carried(different)
        found = [
            *carried,
            *self._together(different[len(carried) :], self._ordered, self._upstream),
        ]
        searched = self._together(different, self._knotted, self._knotted_upstream)
        for moved, behind_knots in zip(found, searched, strict=True):
            moved.update(behind_knots)
        return [
            {
                t: moved[t]
                for t in self._targets
                if abs(moved.get(t, self.before[t]) - self.before[t]) > _SAME
            }
            for moved in found
        ]

    def _different(self, changes: Mapping[HandoffId, float]) -> Mapping[HandoffId, float]:
        return {h: new for h, new in changes.items() if new != self._hours[h]}

    def _carried(self, each: Iterable[Mapping[HandoffId, float]]) -> list[dict[HandoffId, float]]:
        """Return what changes move outside cycles, one after another while that is quicker."""
        found = []
        effort = _EFFORT * len(self._values)
        for changes in each:
            if effort < 0:
                break
            moved, looked_at = self._moved(changes)
            found.append(moved)
            effort -= looked_at
        return found

    def _moved(self, changes: Mapping[HandoffId, float]) -> tuple[dict[HandoffId, float], int]:
        """Return the targets that a change moves, and how many handoffs were looked at."""
        old_hours = {handoff: self._hours[handoff] for handoff in changes}
        for handoff, hours in changes.items():
            self._hours[handoff] = hours
        old_values = self._carry_on(old_hours, self._largest_cut(old_hours))
        moved = {target: self._values[target] for target in self._ordered if target in old_values}
        for handoff, hours in old_hours.items():
            self._hours[handoff] = hours
        self._values.update(old_values)
        return moved, len(old_values)

    def _together(
        self,
        each: Sequence[Mapping[HandoffId, float]],
        to: Sequence[HandoffId],
        upstream: AbstractSet[HandoffId],
    ) -> list[dict[HandoffId, float]]:
        """Return the lead times of some targets by each of the changes that can move one."""
        able = [i for i, changes in enumerate(each) if not upstream.isdisjoint(changes)]
        found: list[dict[HandoffId, float]] = [{} for _ in each]
        moved = lead_times_of_each(self._flow, [each[i] for i in able], to=to)
        for i, values in zip(able, moved, strict=True):
            found[i] = values
        return found

    def _largest_cut(self, old_hours: Mapping[HandoffId, float]) -> float:
        """Return the hours by which a lead time can shrink at most, infinite if one may grow."""
        cuts = [old - self._hours[handoff] for handoff, old in old_hours.items()]
        return sum(cuts) if all(cut >= 0 for cut in cuts) else math.inf

    @cached_property
    def _slack(self) -> Mapping[HandoffId, float]:
        """Hours each handoff is less than the slowest way to its most urgent delivery.

        Where alternatives are averaged every input matters, so they get the slack of what they
        feed; what feeds a cycle has none, to be safe. A cut smaller than the slack of a handoff
        cannot make it matter.
        """
        slack: dict[HandoffId, float] = dict.fromkeys(self._values, math.inf)
        urgent = self._knotted_upstream.union(self._targets)
        slack.update((handoff, 0.0) for handoff in urgent if handoff in slack)
        for handoff in reversed(self._flow.order):
            recipe = self._flow.awaited(handoff)
            for feeder in recipe.inputs if slack.get(handoff, math.inf) < math.inf else ():
                spare = self._waits[recipe.index] - self._values[feeder]
                here = slack[handoff] + (0.0 if recipe.alternatives else spare)
                slack[feeder] = min(slack[feeder], here)
        return slack

    def _carry_on(self, changed: Iterable[HandoffId], cut: float) -> Mapping[HandoffId, float]:
        """Recompute what the changed handoffs delay; return the values from before."""
        run = _Run()
        for handoff in changed:
            if handoff in self._values and self._slack[handoff] <= cut:
                self._move(handoff, self._waits[self._flow.awaited(handoff).index], run)
        while run.waiting:
            _, recipe = heappop(run.waiting)
            if recipe not in run.done:
                run.done.add(recipe)
                waited = self._lead_time.join(self._flow.recipes[recipe], self._values)
                if abs(waited - self._waits[recipe]) > _SAME:
                    for handoff in self._made[recipe]:
                        if self._slack[handoff] <= cut:
                            self._move(handoff, waited, run)
        return run.old_values

    def _move(self, handoff: HandoffId, waited: float, run: _Run) -> None:
        """Give a handoff its new value, and queue the recipes in which that can matter."""
        old = self._values[handoff]
        new = self._lead_time.step(waited, handoff=handoff)
        run.old_values.setdefault(handoff, old)
        self._values[handoff] = new
        latest = max(old, new) + _SAME
        for recipe in self._uses.get(handoff, ()):
            if latest >= self._waits[recipe] or self._flow.recipes[recipe].alternatives:
                heappush(run.waiting, (self._last[recipe], recipe))


@dataclass(slots=True)
class _Run:
    """What one recalculation has changed, and the recipes it still has to look at, in order."""

    old_values: dict[HandoffId, float] = field(default_factory=dict)
    waiting: list[tuple[int, int]] = field(default_factory=list)
    done: set[int] = field(default_factory=set)
