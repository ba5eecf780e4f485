"""Cases that go through a simulated organisation: written apart from chainmap's own arithmetic.

Every case draws the hours of every step, whether it goes wrong there, and which alternative it
takes. The same draws serve the organisation as it is and as it would be (common random numbers), so
that only what a team does differently makes a difference.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from simulated.world import Needs, World, lognormal_location

Hours = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class Cases:
    """Draws by step (row) and case (column)."""

    def __init__(self, world: World, *, cases: int, dice: np.random.Generator) -> None:
        self.world = world
        self.count = cases
        location = np.array([lognormal_location(step) for step in world.steps])[:, None]
        spread = np.array([step.spread for step in world.steps])[:, None]
        accuracy = np.array([step.accuracy for step in world.steps])[:, None]
        shape = (len(world.steps), cases)
        self.hours: Hours = np.exp(location + spread * dice.standard_normal(shape))
        self.wrong: Flags = dice.random(shape) > accuracy
        self.takes_first: Flags = (
            dice.random((world.teams, cases))
            < np.array([need.first for need in world.needs])[:, None]
        )

    def ready(self, hours: Hours | None = None) -> Hours:
        """Return when every step is done: after all that its team waits for."""
        taken = self.hours if hours is None else hours
        ready = np.empty_like(taken)
        starts: dict[int, Hours] = {}
        for i, step in enumerate(self.world.steps):
            if step.supplier not in starts:
                starts[step.supplier] = self._start(step.supplier, ready)
            ready[i] = starts[step.supplier] + taken[i]
        return ready

    def _start(self, team: int, ready: Hours) -> Hours:
        needs = self.world.needs[team]
        start = np.zeros(self.count)
        for position in needs.required:
            np.maximum(start, ready[position], out=start)
        for position, taken in self._either(team, needs).items():
            np.maximum(start, ready[position], out=start, where=taken)
        return start

    def _either(self, team: int, needs: Needs) -> Mapping[int, Flags]:
        if needs.either is None:
            return {}
        first, second = needs.either
        return {first: self.takes_first[team], second: ~self.takes_first[team]}

    def used(self, delivery: int) -> Flags:
        """Return by step and case whether the delivered work went through it."""
        used: Flags = np.zeros_like(self.wrong)
        used[delivery] = True
        for i in range(delivery, -1, -1):
            team = self.world.steps[i].supplier
            needs = self.world.needs[team]
            for position in needs.required:
                used[position] |= used[i]
            for position, taken in self._either(team, needs).items():
                used[position] |= used[i] & taken
        return used

    def on_slowest_chain(self, delivery: int, ready: Hours) -> Flags:
        """Return by step and case whether it was the one that was waited for to the last."""
        chain: Flags = np.zeros_like(self.wrong)
        chain[delivery] = True
        for i in range(delivery, -1, -1):
            if chain[i].any():
                for position, last in self._last(self.world.steps[i].supplier, ready).items():
                    chain[position] |= chain[i] & last
        return chain

    def _last(self, team: int, ready: Hours) -> Mapping[int, Flags]:
        needs = self.world.needs[team]
        start = self._start(team, ready)
        awaited: dict[int, Flags] = {p: ready[p] == start for p in needs.required}
        for position, taken in self._either(team, needs).items():
            awaited[position] = taken & (ready[position] == start)
        return awaited
