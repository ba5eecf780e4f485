"""Promise budget: do the promises of the steps fit what each external customer was told and needs?

Of each delivery outside the chain is taken whose steps promise the most time together: it can be
another than the one that takes the most. A step without a promise counts with its time. The sum
is held against the promise to the customer and against the need, one by one.

The proposal splits what the customer was told (else: needs) over the steps of the chain that takes
the most time, in proportion to their times (proportional allotment), in whole grains of an amount
people would agree on; what rounding leaves goes to the largest remainders (Hamilton's method), so
that the parts add up to the whole exactly. Every other chain behind the delivery takes less time,
so with the same proportion it fits as well.

A promise is *padded* when it is more than `PADDED` times the time of the step, and beyond the
highest time of a range; a *short* promise is below the time. Assumes that times are means, so a
promise that is mostly kept has to lie well above them; that promises are made for the same items.
If promises are kept independently, each with probability p, all n of a chain are kept with p^n:
three of 95 % make 86 %. That is a lower bound of being on time, as early steps make up for late
ones. Source: largest remainders (Hamilton). Case P2 (a promise of 47 weeks has 3 to spare, one of
40 misses by 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chainmap.flow import Flow
from chainmap.measure.chains import slowest_chains
from chainmap.measure.promises import promise_budget, slowest_promises
from chainmap.measure.splitting import split
from chainmap.model import SAME_TIME, Handoff, HandoffId

PADDED = 2.0
"""A promise of more than this many times the time of its step is padded."""


@dataclass(frozen=True, slots=True)
class Step:
    """A handoff on a chain; `proposed` hours are None off the proposal and where no time is known.

    A proposal below the work itself (`process_time`) cannot be reached by waiting less.
    """

    handoff: Handoff
    proposed: float | None = None

    @property
    def counted(self) -> float:
        """The hours it has in the budget: its promise, without one its time."""
        own = self.handoff.own_promise
        return self.handoff.time or 0.0 if own is None else own.hours

    @property
    def below_work(self) -> bool:
        """Whether the proposal leaves less than the touch time."""
        work = self.handoff.process_time
        return self.proposed is not None and work is not None and self.proposed < work - SAME_TIME


@dataclass(frozen=True, slots=True)
class Budget:
    """What the steps behind one delivery promise together, against what the customer was told.

    All in hours. `steps` is the slowest chain of promises, `split` the slowest chain of times with
    the proposal; `proven` is false where the first may be longer (cycles).
    """

    id: HandoffId
    delivery: Handoff
    promised: float | None
    needed: float | None
    total: float
    steps: tuple[Step, ...]
    split: tuple[Step, ...]
    proven: bool

    @property
    def limit(self) -> float | None:
        """The promise to the customer, else the need."""
        return self.needed if self.promised is None else self.promised

    @property
    def headroom(self) -> float | None:
        """Hours the steps leave of the limit; negative: they promise too much together."""
        return None if self.limit is None else self.limit - self.total

    @property
    def needed_headroom(self) -> float | None:
        """Hours the steps leave of the need."""
        return None if self.needed is None else self.needed - self.total

    @property
    def fits(self) -> bool | None:
        """Whether the steps fit the promise and the need; None where there is neither."""
        rooms = [room for room in (self.headroom, self.needed_headroom) if room is not None]
        return all(room >= -SAME_TIME for room in rooms) if rooms else None

    @property
    def taken(self) -> float:
        """Hours of the slowest chain of times."""
        return sum(step.handoff.time or 0.0 for step in self.split)

    @property
    def one_chain(self) -> bool:
        """Whether the chain that promises the most time is the one that takes it."""
        return [s.handoff for s in self.steps] == [s.handoff for s in self.split]

    @property
    def promises(self) -> int:
        """How many steps of the chain of promises have one."""
        return sum(step.handoff.own_promise is not None for step in self.steps)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A promise that does not go with the time of its step: `ratio` is promise / time."""

    handoff: Handoff
    promise: float
    time: float

    @property
    def ratio(self) -> float | None:
        """None for a promise of something that takes no time."""
        return self.promise / self.time if self.time else None


@dataclass(frozen=True, slots=True)
class Budgets:
    """The budgets, those that fail by most first, and the promises that do not go with times.

    `open_steps` are the upstream handoffs that have neither promise nor time and count as 0.
    """

    budgets: tuple[Budget, ...]
    padded: tuple[Mismatch, ...]
    short: tuple[Mismatch, ...]
    open_steps: tuple[Handoff, ...]


def promise_budgets(flow: Flow, *, to: Iterable[HandoffId] | None = None) -> Budgets:
    """Return the promise budget of each delivery in `to`, by default of all to outside."""
    deliveries = flow.deliveries if to is None else tuple(to)
    promised = slowest_promises(flow, to=deliveries)
    slowest = slowest_chains(flow, to=deliveries, k=1)
    budgets = (
        _budget(
            [flow.handoffs[step] for step in promised[d].chains[0].steps],
            [flow.handoffs[step] for step in slowest[d].chains[0].steps],
            delivery=d,
            proven=promised[d].proven,
        )
        for d in deliveries
    )
    behind = sorted(flow.upstream(deliveries, through_stock=False).union(deliveries))
    steps = [flow.handoffs[step] for step in behind]
    return Budgets(
        budgets=tuple(sorted(budgets, key=_most_missing_first)),
        padded=tuple(sorted(filter(_is_padded, _judged(steps)), key=_by_difference)),
        short=tuple(sorted(filter(_is_short, _judged(steps)), key=_by_difference)),
        open_steps=tuple(flow.handoffs[step] for step in behind if step in flow.untimed),
    )


def kept_together(promises: int, *, each: float) -> float:
    """Return the probability that so many independent promises are all kept.

    >>> round(kept_together(3, each=0.95), 2)
    0.86
    """
    return float(each**promises)


def kept_each(promises: int, *, together: float) -> float:
    """Return how probable each of so many promises must be, for all to be kept with `together`.

    >>> round(kept_each(3, together=0.95), 3)
    0.983
    """
    return float(together ** (1 / promises))


def _budget(
    chain: Sequence[Handoff], slowest: Sequence[Handoff], *, delivery: HandoffId, proven: bool
) -> Budget:
    known = promise_budget(chain)
    return Budget(
        id=delivery,
        delivery=chain[-1],
        promised=known.promised,
        needed=known.needed,
        total=known.internal_sum,
        steps=tuple(Step(step) for step in chain),
        split=_proposed(slowest, known.limit),
        proven=proven,
    )


def _proposed(steps: Sequence[Handoff], limit: float | None) -> tuple[Step, ...]:
    """Return the steps with their parts of the limit, those without a time with none.

    Nothing is proposed for an immediate delivery: there is nothing to split.
    """
    timed = [step.time for step in steps if step.time]
    if not limit or not timed:
        return tuple(Step(step) for step in steps)
    parts = iter(split(limit, timed))
    return tuple(Step(step, next(parts) if step.time else None) for step in steps)


def _most_missing_first(budget: Budget) -> tuple[float, HandoffId]:
    rooms = [room for room in (budget.headroom, budget.needed_headroom) if room is not None]
    return (min(rooms) if rooms else float("inf"), budget.id)


def _judged(steps: Iterable[Handoff]) -> list[Mismatch]:
    """Return promise and time of each step that has both, the time said and not taken over."""
    return [
        Mismatch(step, step.own_promise.hours, step.lead_time.hours)
        for step in steps
        if step.own_promise is not None and step.lead_time is not None
    ]


def _is_padded(known: Mismatch) -> bool:
    stated = known.handoff.lead_time
    highest = stated.high if stated is not None else 0.0
    return known.promise > max(PADDED * known.time, highest) + SAME_TIME


def _is_short(known: Mismatch) -> bool:
    return known.promise < known.time - SAME_TIME


def _by_difference(known: Mismatch) -> tuple[float, tuple[str, str, str]]:
    return (-abs(known.promise - known.time), known.handoff.sort_key)
