"""The longest and the slowest chains that end in a delivery.

Dynamic programming with k labels per handoff: a chain among the k best to a handoff continues one
of the k best to one of its feeders (Bellman's principle for k paths). Cases P2 and P5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain as joined

from chainmap.flow import Flow, Recipe
from chainmap.measure.fold import fold
from chainmap.model import HandoffId, PartyId

_DECIMALS = 9
"""Sums of hours are compared to this many decimals: the order of adding must not break a tie."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Handoffs one after another, the last one the delivery; `hours` is the sum of their times."""

    steps: tuple[HandoffId, ...]
    hours: float

    @property
    def handoffs(self) -> int:
        """How often work changes owner before the last delivery."""
        return len(self.steps) - 1

    def teams(self, flow: Flow) -> tuple[PartyId, ...]:
        """Return the parties it visits: first supplier, ..., touchpoint, customer."""
        suppliers = (flow.handoffs[step].supplier for step in self.steps)
        return (*suppliers, flow.handoffs[self.steps[-1]].customer)


@dataclass(frozen=True, slots=True)
class Chains:
    """The chains to one delivery, the first in rank first; `proven` if no other ranks before."""

    chains: tuple[Chain, ...]
    proven: bool


def slowest_chains(
    flow: Flow, *, to: Iterable[HandoffId], k: int = 5
) -> Mapping[HandoffId, Chains]:
    """Return the k chains with the largest sum of times (ties: more handoffs, then by name)."""
    return _best_chains(flow, to, _Ranking(flow, k, longest=False))


def longest_chains(flow: Flow, *, to: Iterable[HandoffId]) -> Mapping[HandoffId, Chains]:
    """Return the chain with the most handoffs (ties: slower first, then by name)."""
    return _best_chains(flow, to, _Ranking(flow, 1, longest=True))


def _best_chains(
    flow: Flow, to: Iterable[HandoffId], ranking: _Ranking
) -> Mapping[HandoffId, Chains]:
    targets = tuple(to)
    folded = fold(flow, to=targets, by=ranking)
    return {
        target: Chains(
            tuple(label.chain() for label in folded.values[target]),
            target not in folded.unproven,
        )
        for target in targets
    }


class _Label:
    """A chain up to `handoff`: its last link, pointing back to the one before.

    `jump` points further back (Myers 1983, applicative random-access stacks), so that the first
    difference of two chains is found in logarithmic time without keeping them as lists.
    """

    __slots__ = ("before", "handoff", "hours", "jump", "length", "rank")

    def __init__(self, before: _Label | None, handoff: HandoffId, hours: float, longest: bool):
        self.before = before
        self.handoff = handoff
        if before is None:
            self.length, self.hours, self.jump = 1, hours, self
        else:
            self.length, self.hours = before.length + 1, before.hours + hours
            far = before.jump
            even = before.length - far.length == far.length - far.jump.length
            self.jump = far.jump if even else before
        rounded = round(self.hours, _DECIMALS)
        self.rank = (-self.length, -rounded) if longest else (-rounded, -self.length)

    def __lt__(self, other: _Label) -> bool:
        if self.rank != other.rank:
            return self.rank < other.rank
        return _first_difference(self, other)

    def chain(self) -> Chain:
        """Return the whole chain."""
        steps = [self.handoff]
        label = self
        while label.before is not None:
            label = label.before
            steps.append(label.handoff)
        return Chain(tuple(reversed(steps)), self.hours)


def _first_difference(one: _Label, other: _Label) -> bool:
    """Whether `one`, of equal length, comes before `other` by the names of its handoffs."""
    while one.before is not other.before:
        if one.before is None or other.before is None:
            break
        if one.jump is other.jump:
            one, other = one.before, other.before
        else:
            one, other = one.jump, other.jump
    return one.handoff < other.handoff


class _Ranking:
    """The fold that keeps the k chains first in rank."""

    start: tuple[_Label, ...] = ()

    def __init__(self, flow: Flow, k: int, *, longest: bool) -> None:
        self._hours = [handoff.time or 0.0 for handoff in flow.handoffs]
        self._k = k
        self._longest = longest

    def step(self, value: tuple[_Label, ...], *, handoff: HandoffId) -> tuple[_Label, ...]:
        """Continue each chain by the handoff, or start one with it."""
        hours = self._hours[handoff]
        return tuple(_Label(label, handoff, hours, self._longest) for label in value or (None,))

    def join(
        self, recipe: Recipe, value_of: Mapping[HandoffId, tuple[_Label, ...]]
    ) -> tuple[_Label, ...]:
        """Keep the best chains to any input."""
        labels = joined.from_iterable(value_of[h] for h in recipe.inputs if h in value_of)
        return tuple(nsmallest(self._k, labels))
