"""Lead times in many runs at once: all required inputs awaited, one alternative taken in each run.

The same rule as for single figures, with one difference: there alternatives weigh by their shares,
here every run takes one of them. Handoffs go in the order of the flow; what lies in or behind a
cycle has no such order and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from chainmap.flow import Flow, Recipe
from chainmap.measure.sampling import Chosen, Drawn, Hours, Sample
from chainmap.model import HandoffId, PartyId

Flags = npt.NDArray[np.bool_]
"""One yes or no for each run."""


class Network:
    """The part of a flow that delays some deliveries, in order."""

    def __init__(self, flow: Flow, *, to: Iterable[HandoffId]) -> None:
        self.flow = flow
        self.targets = tuple(target for target in to if target not in flow.behind_knots)
        needed = flow.upstream(self.targets, through_stock=False).union(self.targets)
        ordered = [handoff for handoff in flow.order if handoff in needed]
        outside = [t for t in self.targets if not flow.handoffs[t].in_flow]
        self.order = (*ordered, *outside)
        """Every handoff that matters, inputs first."""
        self._feeds: dict[HandoffId, list[HandoffId]] = {}
        for handoff in self.order:
            for feeder in self.recipe(handoff).inputs:
                self._feeds.setdefault(feeder, []).append(handoff)

    def recipe(self, handoff: HandoffId) -> Recipe:
        """Return what a handoff waits for."""
        return self.flow.awaited(handoff)

    def downstream(self, handoffs: Iterable[HandoffId]) -> Sequence[HandoffId]:
        """Return the handoffs and all that they delay, in order."""
        found = set(handoffs) & set(self.order)
        frontier = list(found)
        while frontier:
            for after in self._feeds.get(frontier.pop(), ()):
                if after not in found:
                    found.add(after)
                    frontier.append(after)
        return [handoff for handoff in self.order if handoff in found]


class Runs:
    """The times at which everything is there, in each run of a sample."""

    def __init__(self, network: Network, sample: Sample) -> None:
        self._network = network
        self._sample = sample
        self.count = sample.runs
        self._winners: dict[int, tuple[Sequence[HandoffId], Chosen | None]] = {}
        self.ready: dict[HandoffId, Drawn] = {}
        """By handoff: hours from where its chains start until it is there, one for each run."""
        self._carry(network.order, sample.hours, self.ready)

    def after(
        self, changes: Mapping[HandoffId, Drawn | float], affected: Sequence[HandoffId]
    ) -> Mapping[HandoffId, Drawn]:
        """Return the new times of the affected handoffs if some take other hours."""
        hours = {h: changes.get(h, self._sample.hours[h]) for h in affected}
        ready = _Layered(self.ready)
        self._carry(affected, hours, ready)
        return ready.own

    def _carry(
        self,
        handoffs: Iterable[HandoffId],
        hours: Hours,
        ready: dict[HandoffId, Drawn],
    ) -> None:
        waited: dict[int, Drawn] = {}
        for handoff in handoffs:
            recipe = self._network.recipe(handoff)
            if recipe.index not in waited:
                waited[recipe.index] = self._waited(recipe, ready)
            ready[handoff] = waited[recipe.index] + hours[handoff]

    def _waited(self, recipe: Recipe, ready: Mapping[HandoffId, Drawn]) -> Drawn:
        """Return when the last input that a run needs is there."""
        latest = np.zeros(self._sample.runs)
        for feeder in recipe.required:
            np.maximum(latest, ready[feeder], out=latest)
        for options in recipe.alternatives:
            chosen = self._sample.choice(options)
            for position, option in enumerate(options):
                for feeder in option.handoffs:
                    np.maximum(latest, ready[feeder], out=latest, where=chosen == position)
        return latest

    def on_slowest_chain(self, delivery: HandoffId) -> Mapping[PartyId, Flags]:
        """Return for each supplier in which runs it is on the slowest chain to a delivery.

        Among inputs that are there at the same moment the first by name counts.
        """
        on_chain: dict[HandoffId, Flags] = {delivery: np.ones(self._sample.runs, dtype=np.bool_)}
        teams: dict[PartyId, Flags] = {}
        for handoff in reversed(self._network.order):
            here = on_chain.pop(handoff, None)
            if here is None:
                continue
            supplier = self._network.flow.handoffs[handoff].supplier
            teams[supplier] = teams[supplier] | here if supplier in teams else here
            for feeder, last in self._last_inputs(self._network.recipe(handoff)):
                reached = here if last is None else here & last
                if last is None or reached.any():
                    known = on_chain.get(feeder)
                    on_chain[feeder] = reached if known is None else known | reached
        return teams

    def last_inputs(self, recipe: Recipe) -> tuple[Sequence[HandoffId], Chosen | None]:
        """Return the inputs and in each run the position of the last one (-1: none is taken).

        None instead of positions: the only input, if there is one, is the last in all runs.
        """
        if recipe.index not in self._winners:
            self._winners[recipe.index] = self._find_last(recipe)
        return self._winners[recipe.index]

    def _last_inputs(self, recipe: Recipe) -> Iterable[tuple[HandoffId, Flags | None]]:
        """Yield the inputs with the runs in which each is the last; None: in all."""
        inputs, winner = self.last_inputs(recipe)
        for position, feeder in enumerate(inputs):
            yield feeder, None if winner is None else winner == position

    def _find_last(self, recipe: Recipe) -> tuple[Sequence[HandoffId], Chosen | None]:
        if not recipe.alternatives and len(recipe.inputs) <= 1:
            return recipe.inputs, None
        latest = np.full(self._sample.runs, -np.inf)
        winner = np.full(self._sample.runs, -1, dtype=np.intp)
        for position, feeder in enumerate(recipe.inputs):
            later = self.ready[feeder] > latest
            taken = self._taken(recipe, feeder)
            if taken is not None:
                later &= taken
            latest[later] = self.ready[feeder][later]
            winner[later] = position
        return recipe.inputs, winner

    def _taken(self, recipe: Recipe, feeder: HandoffId) -> Flags | None:
        """Return the runs that wait for an input; None: all do."""
        if feeder in recipe.required:
            return None
        taken = np.zeros(self._sample.runs, dtype=np.bool_)
        for options in recipe.alternatives:
            chosen = self._sample.choice(options)
            for position, option in enumerate(options):
                if feeder in option.handoffs:
                    taken |= chosen == position
        return taken


class _Layered(dict[HandoffId, Drawn]):
    """New values over old ones, which stay as they are."""

    def __init__(self, below: Mapping[HandoffId, Drawn]) -> None:
        super().__init__()
        self._below = below

    def __missing__(self, key: HandoffId) -> Drawn:
        return self._below[key]

    @property
    def own(self) -> Mapping[HandoffId, Drawn]:
        return self
