"""Rolled accuracy: the chance that everything upstream of a delivery was right the first time.

The product of %C&A over all distinct upstream handoffs, each once, the delivery included (rolled
throughput yield, case P3). Handoffs nobody judged count as 1. Where inputs are alternatives, each
way to choose them has its own upstream; the products are averaged by the shares.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from chainmap.flow import Flow, Option
from chainmap.measure.upstream import Upstream
from chainmap.model import HandoffId

MAX_CHOICES = 20_000
"""Options looked at before alternatives that hang together are no longer combined exactly."""


@dataclass(frozen=True, slots=True)
class RolledAccuracy:
    """`share` right the first time, 0..1; `unjudged` handoffs count as 1.

    `proven` is false where too many alternatives hang together to combine them: each handoff then
    counts by how often it is used, as if the choices did not depend on each other.
    """

    share: float
    unjudged: tuple[HandoffId, ...]
    proven: bool = True


def rolled_accuracies(
    flow: Flow, *, of: Iterable[HandoffId], upstream: Upstream
) -> Mapping[HandoffId, RolledAccuracy]:
    """Return the rolled accuracy of each delivery in `of`, all of which `upstream` knows."""
    parts = {group.mask: _part(flow, group.handoffs) for group in upstream.groups}
    return {
        delivery: _rolled(flow, delivery, [parts[g.mask] for g in upstream.groups_of(delivery)])
        for delivery in of
    }


def chain_accuracy(flow: Flow, handoffs: Iterable[HandoffId]) -> float:
    """Return the product of the accuracies of these handoffs, those nobody judged as 1."""
    judged = (flow.handoffs[handoff].accuracy for handoff in handoffs)
    return math.prod(accuracy for accuracy in judged if accuracy is not None)


@dataclass(frozen=True, slots=True)
class _Part:
    """What some handoffs add to the accuracy of every delivery they stand behind."""

    product: float
    unjudged: tuple[HandoffId, ...]
    chooses: bool


def _part(flow: Flow, handoffs: Sequence[HandoffId]) -> _Part:
    return _Part(
        chain_accuracy(flow, handoffs),
        tuple(h for h in handoffs if flow.handoffs[h].accuracy is None),
        any(flow.recipe(h).alternatives for h in handoffs),
    )


def _rolled(flow: Flow, delivery: HandoffId, upstream: Sequence[_Part]) -> RolledAccuracy:
    parts = [_part(flow, [delivery]), *upstream]
    unjudged = tuple(sorted(h for part in parts for h in part.unjudged))
    if not any(part.chooses for part in parts):
        return RolledAccuracy(math.prod(part.product for part in parts), unjudged)
    try:
        return RolledAccuracy(_Choices(flow).mean(delivery), unjudged)
    except _TooManyChoicesError:
        return RolledAccuracy(_accuracy_by_use(flow, delivery), unjudged, proven=False)


class _TooManyChoicesError(Exception):
    pass


@dataclass(frozen=True, slots=True)
class _Choice:
    """One `any:` of a team. Deliverables with the same alternatives share one decision."""

    options: tuple[Option, ...]


_Counted = frozenset[HandoffId | _Choice]
"""What is in the product already: handoffs once each, choices once each."""


_Task: TypeAlias = "Generator[_Task, float, float]"
"""A calculation that yields each other one it needs, is sent its result, and returns its own."""


def _finished(task: _Task) -> float:
    """Return the result of a task, with a stack of its own: choices may be thousands deep."""
    unfinished = [task]
    result: float | None = None
    while unfinished:
        try:
            needed = next(unfinished[-1]) if result is None else unfinished[-1].send(result)
        except StopIteration as done:
            unfinished.pop()
            result = done.value
        else:
            unfinished.append(needed)
            result = None
    return float(result or 0.0)


class _Choices:
    """The mean product over all ways to choose among alternatives, by conditioning on each."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._reach: dict[_Choice, frozenset[HandoffId]] = {}
        self._known: dict[object, float] = {}
        self._looked_at = 0

    def mean(self, delivery: HandoffId) -> float:
        """Return the mean product of a delivery and all behind it."""
        return _finished(self._mean((delivery,), (), frozenset()))

    def _mean(
        self, opened: tuple[HandoffId, ...], waiting: tuple[_Choice, ...], counted: _Counted
    ) -> _Task:
        """Return the mean product of what is `opened` or `waiting` and not yet `counted`."""
        certain, met = self._certain(opened, counted)
        counted = counted.union(certain, met)
        product = chain_accuracy(self._flow, certain)
        for group in self._independent(waiting + met, counted):
            product *= yield self._mean_of_group(group, counted)
        return product

    def _mean_of_group(self, group: tuple[_Choice, ...], counted: _Counted) -> _Task:
        reach = frozenset[HandoffId]().union(*(self._reach_of(choice) for choice in group))
        key = (group, counted & reach)
        if key not in self._known:
            first, rest = group[0], group[1:]
            self._looked_at += len(first.options)
            if self._looked_at > MAX_CHOICES:
                raise _TooManyChoicesError
            mean = 0.0
            for option in first.options:
                mean += option.share * (yield self._mean(option.handoffs, rest, counted))
            self._known[key] = mean
        return self._known[key]

    def _certain(
        self, opened: Iterable[HandoffId], counted: _Counted
    ) -> tuple[frozenset[HandoffId], tuple[_Choice, ...]]:
        """Return what is needed whatever is chosen, and the choices met on the way."""
        found: set[HandoffId] = set()
        met: dict[_Choice, None] = {}
        frontier = list(opened)
        while frontier:
            handoff = frontier.pop()
            if handoff in found or handoff in counted:
                continue
            found.add(handoff)
            recipe = self._flow.recipe(handoff)
            frontier.extend(recipe.required)
            for options in recipe.alternatives:
                choice = _Choice(tuple(sorted(options, key=lambda option: option.handoffs)))
                if choice not in counted:
                    met[choice] = None
        return frozenset(found), tuple(met)

    def _independent(
        self, choices: tuple[_Choice, ...], counted: _Counted
    ) -> list[tuple[_Choice, ...]]:
        """Put choices together that share something not yet counted."""
        groups: list[tuple[tuple[_Choice, ...], frozenset[HandoffId | _Choice]]] = []
        for choice in choices:
            members: tuple[_Choice, ...] = (choice,)
            reach: frozenset[HandoffId | _Choice] = self._reach_of(choice) - counted
            apart = []
            for others, other_reach in groups:
                if reach & other_reach:
                    members, reach = others + members, reach | other_reach
                else:
                    apart.append((others, other_reach))
            groups = [*apart, (members, reach)]
        return [members for members, _ in groups]

    def _reach_of(self, choice: _Choice) -> frozenset[HandoffId]:
        if choice not in self._reach:
            options = {h for option in choice.options for h in option.handoffs}
            self._reach[choice] = frozenset(self._flow.upstream(options) | options)
        return self._reach[choice]


def _accuracy_by_use(flow: Flow, delivery: HandoffId) -> float:
    """Return the product of 1 - use x (1 - accuracy), `use` by the most used way to a handoff."""
    use = {delivery: 1.0}
    frontier = [delivery]
    while frontier:
        handoff = frontier.pop()
        recipe = flow.recipe(handoff)
        options = [Option(1.0, recipe.required), *(o for some in recipe.alternatives for o in some)]
        for option in options:
            for feeder in option.handoffs:
                share = use[handoff] * option.share
                if share > use.get(feeder, 0.0):
                    use[feeder] = share
                    frontier.append(feeder)
    accuracies = ((use[h], flow.handoffs[h].accuracy) for h in sorted(use))
    return math.prod(1 - share * (1 - known) for share, known in accuracies if known is not None)
