"""Carry a value along every chain, from where the chains start to a delivery.

Many answers about chains have one shape (an algebraic path problem): a value at the start of a
chain, a `step` that adds a handoff, a `join` that combines the inputs of a recipe. The number of
chains grows exponentially with their length, the number of handoffs does not; so values are
joined and chains never enumerated (case P5).

Where the flow has no cycle every handoff is visited once and the value is exact at any size.
Behind a cycle a chain visits no team twice, so the value depends on the teams already visited.
States (recipe, visited teams) are remembered, and after `EFFORT` inputs looked at only the first
open input of each recipe is followed: the value is then marked as not exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, Protocol, TypeVar

import networkx as nx

from chainmap.flow import NOTHING, Flow, Recipe, handoffs_of
from chainmap.model import HandoffId, PartyId

EFFORT = 100_000
"""Inputs looked at for one delivery behind a cycle before the search is cut short."""

Joined = TypeVar("Joined")
Value = TypeVar("Value")


class Fold(Protocol[Joined, Value]):
    """How a value starts, grows by a handoff, and is joined over the inputs of a recipe."""

    @property
    def start(self) -> Joined:
        """What is there before the first handoff of a chain."""

    def step(self, joined: Joined, *, handoff: HandoffId) -> Value:
        """Return the value after one more handoff."""

    def join(self, recipe: Recipe, value_of: Mapping[HandoffId, Value]) -> Joined:
        """Return what the inputs in `value_of` make together, at least one; others are closed."""


@dataclass(frozen=True, slots=True)
class Folded(Generic[Value]):
    """The value of each handoff asked for, and those of them whose value is not proven."""

    values: Mapping[HandoffId, Value]
    unproven: frozenset[HandoffId]


def fold(flow: Flow, *, to: Iterable[HandoffId], by: Fold[Joined, Value]) -> Folded[Value]:
    """Return the value of every handoff in `to` (and of what is upstream of it without a cycle)."""
    targets = tuple(to)
    values = _fold_in_order(flow, targets, by)
    return fold_behind_knots(flow, to=targets, by=by, values=values)


def fold_behind_knots(
    flow: Flow, *, to: Iterable[HandoffId], by: Fold[Joined, Value], values: dict[HandoffId, Value]
) -> Folded[Value]:
    """Add to `values`, known where no cycle is behind, those of the handoffs in `to`."""
    knotted = [handoff for handoff in to if handoff in flow.behind_knots]
    if not knotted:
        return Folded(values, frozenset())
    search = _Search(flow, by, values)
    unproven = set()
    for handoff in knotted:
        values[handoff], proven = search.value(handoff)
        if not proven:
            unproven.add(handoff)
    return Folded(values, frozenset(unproven))


def _fold_in_order(
    flow: Flow, targets: tuple[HandoffId, ...], by: Fold[Joined, Value]
) -> dict[HandoffId, Value]:
    """Return the values of the targets and their upstream, as far as no cycle is behind them."""
    needed = flow.upstream(targets, through_stock=False).union(targets)
    joined = {NOTHING.index: by.start}
    values: dict[HandoffId, Value] = {}
    for handoff in flow.order:
        if handoff in needed:
            recipe = flow.awaited(handoff)
            if recipe.index not in joined:
                joined[recipe.index] = by.join(recipe, values) if recipe.inputs else by.start
            values[handoff] = by.step(joined[recipe.index], handoff=handoff)
    for handoff in targets:  # support and rework are outside the flow: a chain of their own
        if not flow.handoffs[handoff].in_flow:
            values[handoff] = by.step(by.start, handoff=handoff)
    return values


class _State(NamedTuple):
    """An unfinished chain: the recipe it has come back to, and the teams it cannot visit again."""

    recipe: int
    visited: int


class _Search(Generic[Joined, Value]):
    """Values behind a cycle. Sets of teams are bit masks, so that a state is two numbers."""

    def __init__(
        self, flow: Flow, by: Fold[Joined, Value], values: Mapping[HandoffId, Value]
    ) -> None:
        self._flow = flow
        self._by = by
        self._values = values
        self._teams = _team_sets(flow)
        self._known: dict[_State, tuple[Joined, bool]] = {}
        self._effort = 0

    def value(self, handoff: HandoffId) -> tuple[Value, bool]:
        """Return the value of the handoff and whether the search came to its end."""
        known = self._flow.handoffs[handoff]
        visited = self._teams.bit(known.supplier) | self._teams.bit(known.customer)
        self._effort = 0
        joined, proven = self._solve(self._state(self._flow.awaited(handoff), visited))
        return self._by.step(joined, handoff=handoff), proven

    def _state(self, recipe: Recipe, visited: int) -> _State:
        return _State(recipe.index, visited & self._teams.behind[recipe.index])

    def _solve(self, root: _State) -> tuple[Joined, bool]:
        """Solve the states below `root` first; a stack of its own, as chains may be deep."""
        pending = [root]
        branches: dict[_State, tuple[dict[HandoffId, _State | None], bool]] = {}
        while pending:
            state = pending[-1]
            if state in self._known:
                pending.pop()
                continue
            if state not in branches:
                branches[state] = self._branch(state)
            below, whole = branches[state]
            open_states = [s for s in below.values() if s is not None and s not in self._known]
            if open_states:
                pending.extend(open_states)
            else:
                self._known[state] = self._join(state, below, whole=whole)
                del branches[state]
        return self._known[root]

    def _branch(self, state: _State) -> tuple[dict[HandoffId, _State | None], bool]:
        """Return the open inputs with their states, None where the value is known already."""
        recipe = self._flow.recipes[state.recipe]
        self._effort += len(recipe.inputs)
        cut_short = self._effort > EFFORT
        below: dict[HandoffId, _State | None] = {}
        for handoff in recipe.inputs:
            team = self._teams.bit(self._flow.handoffs[handoff].supplier)
            if team & state.visited:
                continue
            if below and cut_short:
                return below, False
            if handoff in self._values and self._teams.is_simple(handoff, avoiding=state.visited):
                below[handoff] = None
            else:
                below[handoff] = self._state(self._flow.awaited(handoff), state.visited | team)
        return below, True

    def _join(
        self, state: _State, below: Mapping[HandoffId, _State | None], *, whole: bool
    ) -> tuple[Joined, bool]:
        if not below:
            return self._by.start, True
        value_of: dict[HandoffId, Value] = {}
        for handoff, child in below.items():
            if child is None:
                value_of[handoff] = self._values[handoff]
            else:
                joined, proven = self._known[child]
                value_of[handoff] = self._by.step(joined, handoff=handoff)
                whole = whole and proven
        return self._by.join(self._flow.recipes[state.recipe], value_of), whole


@lru_cache(maxsize=2)
def _team_sets(flow: Flow) -> _TeamSets:
    return _TeamSets(flow)


class _TeamSets:
    """Which teams stand behind each recipe, as bit masks."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._bits = {team.name: 1 << i for i, team in enumerate(flow.organisation.teams)}
        self.behind = {NOTHING.index: 0}
        """By the index of the recipe: the teams upstream of it."""
        self._simple: dict[HandoffId, bool] = {}
        condensed = nx.condensation(flow.waiting_graph)
        for component in nx.topological_sort(condensed):
            self._add(handoffs_of(condensed.nodes[component]["members"]))

    def bit(self, party: PartyId) -> int:
        """Return the mask of one team, 0 for a party outside."""
        return self._bits.get(party, 0)

    def is_simple(self, handoff: HandoffId, *, avoiding: int) -> bool:
        """Whether no chain up to the handoff visits a team twice, or one of `avoiding`."""
        behind = self.behind[self._flow.awaited(handoff).index]
        return self._simple[handoff] and not behind & avoiding

    def _add(self, component: Iterable[HandoffId]) -> None:
        recipes = {handoff: self._flow.awaited(handoff) for handoff in component}
        distinct = {recipe.index: recipe for recipe in recipes.values()}
        behind = 0
        for recipe in distinct.values():
            for feeder in recipe.inputs:
                behind |= self.bit(self._flow.handoffs[feeder].supplier)
                behind |= self.behind.get(self._flow.awaited(feeder).index, 0)
        self.behind.update(dict.fromkeys(distinct, behind))
        simple = {
            index: all(self._simple.get(feeder, False) for feeder in recipe.inputs)
            for index, recipe in distinct.items()
        }
        for handoff, recipe in recipes.items():
            own = self.bit(self._flow.handoffs[handoff].supplier)
            self._simple[handoff] = not own & behind and simple[recipe.index]
