"""Declared against seen, pair by pair: who knows of it, and whether its promise is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from chainmap.analysis.agreement import Agreement, Compared, Seen
from chainmap.model import Handoff


class State(StrEnum):
    """What files and log say of a pair, in the order in which it should be looked at."""

    SEEN_ONLY = "seen, not declared"
    BROKEN = "promise not kept"
    NEVER_SEEN = "declared, never seen"
    BOTH = "declared and seen"


@dataclass(frozen=True, slots=True)
class PairState:
    """A pair of parties; `promise` in hours of the organisation's clock, `seen` None if never.

    Volumes are handoffs per working hour, None where they are not known.
    """

    supplier: str
    customer: str
    state: State
    seen: Seen | None = None
    promise: float | None = None
    deliverables: tuple[str, ...] = ()
    volume: float | None = None
    declared_volume: float | None = None

    @property
    def differs(self) -> bool:
        """Whether files and log do not agree."""
        return self.state is not State.BOTH


def pair_states(found: Agreement) -> Iterator[tuple[PairState, ...]]:
    """Yield the pairs in groups, what differs first; in each those with most handoffs first."""
    broken = [pair for pair in found.compared if pair.keeps_promise is False]
    others = [pair for pair in found.compared if pair.keeps_promise is not False]
    yield tuple(PairState(s.supplier, s.customer, State.SEEN_ONLY, s) for s in found.only_seen)
    yield tuple(_compared(pair, State.BROKEN) for pair in broken)
    yield tuple(map(_unseen, found.only_declared))
    yield tuple(_compared(pair, State.BOTH) for pair in others)


def _compared(pair: Compared, state: State) -> PairState:
    return PairState(
        supplier=pair.seen.supplier,
        customer=pair.seen.customer,
        state=state,
        seen=pair.seen,
        promise=pair.promise,
        deliverables=tuple(dict.fromkeys(h.deliverable for h in pair.declared if h.deliverable)),
        volume=pair.volume,
        declared_volume=pair.declared_volume,
    )


def _unseen(handoff: Handoff) -> PairState:
    promise = handoff.own_promise
    return PairState(
        supplier=handoff.supplier,
        customer=handoff.customer,
        state=State.NEVER_SEEN,
        promise=promise.hours if promise else None,
        deliverables=(handoff.deliverable,) if handoff.deliverable else (),
        declared_volume=handoff.volume,
    )
