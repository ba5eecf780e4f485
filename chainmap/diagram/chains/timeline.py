"""The time line under a chain: each step's wait and work, their totals, the waits to attack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from chainmap.analysis.trace import Traced
from chainmap.flow import Flow
from chainmap.model import Handoff, PartyKind

SHARE = 0.5
"""The largest waits are marked that together make this share of all waiting."""

MOST = 3
"""Waits marked at most."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A step on the time line: hours of lead time and of work, None where nobody knows.

    `starts` marks what a customer hands in: it starts the clock and takes no time.
    """

    number: int
    step: Handoff
    starts: bool = False

    @property
    def time(self) -> float | None:
        """The hours of the step."""
        return self.step.time

    @property
    def work(self) -> float | None:
        """The hours of work on one item; a step that takes no time has none."""
        return 0.0 if self.time == 0 else self.step.process_time

    @property
    def wait(self) -> float | None:
        """The hours of waiting."""
        if self.time is None or self.work is None:
            return None
        return max(self.time - self.work, 0.0)


@dataclass(frozen=True)
class TimeLine:
    """The time line of the slowest chain behind a delivery."""

    pieces: tuple[Piece, ...]
    lead_time: float
    process_time: float | None
    exact: bool

    @classmethod
    def of(cls, flow: Flow, traced: Traced) -> TimeLine:
        """Return the time line of a trace."""
        chain = traced.behind.slowest[0]
        parties = flow.organisation.parties
        pieces = tuple(
            Piece(
                number,
                step,
                starts=step.time is None and parties[step.supplier].kind is PartyKind.CUSTOMER,
            )
            for number, step in enumerate(chain.steps, start=1)
        )
        return cls(pieces, chain.lead_time, chain.process_time, traced.behind.exact)

    @cached_property
    def timed(self) -> tuple[Piece, ...]:
        """The steps that take time."""
        return tuple(piece for piece in self.pieces if not piece.starts)

    @cached_property
    def unknown_times(self) -> tuple[Piece, ...]:
        """The steps of which nobody says how long they take."""
        return tuple(piece for piece in self.timed if piece.time is None)

    @cached_property
    def unknown_work(self) -> tuple[Piece, ...]:
        """The other steps of which nobody says how much of it is work."""
        return tuple(p for p in self.timed if p.time is not None and p.work is None)

    @property
    def is_whole(self) -> bool:
        """Whether the lead time is known: no step's time is missing, and the search was proven."""
        return self.exact and not self.unknown_times

    @property
    def activity_ratio(self) -> float | None:
        """Process time over lead time; None where either is not wholly known."""
        if self.unknown_times or self.unknown_work or not self.lead_time:
            return None
        return None if self.process_time is None else self.process_time / self.lead_time

    @cached_property
    def waiting(self) -> float:
        """The hours of waiting, as far as known."""
        return sum(piece.wait or 0.0 for piece in self.timed)

    @cached_property
    def bursts(self) -> Mapping[int, float]:
        """The largest waits, by the number of the step: their share of all waiting."""
        found: dict[int, float] = {}
        for piece in _longest_first(self.timed):
            if piece.wait and sum(found.values()) < SHARE and len(found) < MOST:
                found[piece.number] = piece.wait / self.waiting
        return found


def _longest_first(pieces: Sequence[Piece]) -> list[Piece]:
    return sorted(pieces, key=lambda piece: (-(piece.wait or 0.0), piece.number))
