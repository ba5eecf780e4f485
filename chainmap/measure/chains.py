"""The longest and the slowest chains that end in a delivery.

Dynamic programming with k labels per handoff: a chain among the k best to a handoff continues one
of the k best to one of its feeders (Bellman's principle for k paths). Cases P2 and P5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chainmap.flow import Flow, Recipe
from chainmap.measure.fold import fold
from chainmap.model import HandoffId, PartyId

_TICKS = 1_000_000_000
"""Times are added in whole billionths of an hour: the order of adding must not break a tie."""


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
    flow: Flow, *, to: Iterable[HandoffId], k: int = 5, hours: Sequence[float] | None = None
) -> Mapping[HandoffId, Chains]:
    """Return the k chains with the largest sum of times (ties: more handoffs, then by name).

    `hours` are the times of all handoffs, by id; by default those of the organisation, an
    unknown time counting as 0.
    """
    return _best_chains(flow, to, _Ranking(flow, k, longest=False, hours=hours))


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
            tuple(label.chain() for label in ranking.best([folded.values[target]])),
            target not in folded.unproven,
        )
        for target in targets
    }


class _Label:
    """A chain up to `handoff`: its last link, pointing back to the one before.

    `jump` points further back (Myers 1983, applicative random-access stacks), so that the first
    difference of two chains is found in logarithmic time without keeping them as lists.
    """

    __slots__ = ("before", "handoff", "jump", "length", "ticks")

    def __init__(self, before: _Label | None, handoff: HandoffId, ticks: int) -> None:
        self.before = before
        self.handoff = handoff
        self.ticks = ticks
        if before is None:
            self.length, self.jump = 1, self
        else:
            far = before.jump
            even = before.length - far.length == far.length - far.jump.length
            self.length, self.jump = before.length + 1, far.jump if even else before

    def __lt__(self, other: _Label) -> bool:
        """Whether it comes first by the names of its handoffs; asked only of equal lengths."""
        one = self
        while one.before is not other.before and one.before and other.before:
            if one.jump is other.jump:
                one, other = one.before, other.before
            else:
                one, other = one.jump, other.jump
        return one.handoff < other.handoff

    def chain(self) -> Chain:
        """Return the whole chain."""
        steps = [self.handoff]
        label = self
        while label.before is not None:
            label = label.before
            steps.append(label.handoff)
        return Chain(tuple(reversed(steps)), self.ticks / _TICKS)


_Continued = tuple[HandoffId, tuple["_Label | None", ...]]
"""A handoff, and the chains it continues; None starts one."""


class _Ranking:
    """The fold that keeps the k chains first in rank. Labels are made only for chains kept."""

    start: tuple[_Label | None, ...] = (None,)

    def __init__(
        self, flow: Flow, k: int, *, longest: bool, hours: Sequence[float] | None = None
    ) -> None:
        times = (h.time or 0.0 for h in flow.handoffs) if hours is None else hours
        self._ticks = [round(time * _TICKS) for time in times]
        self._k = k
        self._longest = longest

    def step(self, joined: tuple[_Label | None, ...], *, handoff: HandoffId) -> _Continued:
        """Continue each chain by the handoff."""
        return handoff, joined

    def join(
        self, recipe: Recipe, value_of: Mapping[HandoffId, _Continued]
    ) -> tuple[_Label | None, ...]:
        """Keep the best chains to any input."""
        return self.best(value_of[h] for h in recipe.inputs if h in value_of)

    def best(self, continued: Iterable[_Continued]) -> tuple[_Label, ...]:
        """Return the best of these chains, the first in rank first."""
        ranked = sorted(
            (*self._rank(before, handoff), before, handoff)
            for handoff, chains in continued
            for before in chains
        )
        return tuple(
            _Label(before, handoff, self._ticks[handoff] + (before.ticks if before else 0))
            for _, _, before, handoff in ranked[: self._k]
        )

    def _rank(self, before: _Label | None, handoff: HandoffId) -> tuple[int, int]:
        """Return what chains are ordered by, the best the smallest."""
        ticks = self._ticks[handoff]
        length = 1
        if before is not None:
            ticks += before.ticks
            length += before.length
        return (-length, -ticks) if self._longest else (-ticks, -length)
