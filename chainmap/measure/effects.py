"""What a change does to a delivery, a kind of complaint and a team: both states, as values."""

from __future__ import annotations

from dataclasses import dataclass

from chainmap.measure.load import Load
from chainmap.measure.outcomes import Outcome
from chainmap.model import SAME_TIME, Category, Handoff, PartyId, Team

_SAME_SHARE = 1e-12


@dataclass(frozen=True, slots=True)
class DeliveryEffect:
    """A delivery in both states, None where it is not there; `weight` is that of complaints."""

    before: Handoff | None
    after: Handoff | None
    was: Outcome | None
    is_now: Outcome | None
    weight: float

    @property
    def delivery(self) -> Handoff:
        """The delivery as it is, or as it would be."""
        known = self.before or self.after
        assert known is not None  # noqa: S101  it is in one of the states
        return known

    @property
    def hours(self) -> float | None:
        """Hours it comes later (negative: sooner); None where it is not in both states."""
        if self.was is None or self.is_now is None:
            return None
        return self.is_now.lead_time - self.was.lead_time

    @property
    def is_same(self) -> bool:
        """Whether no figure of it changes."""
        if self.was is None or self.is_now is None:
            return False
        was, is_now = self.was, self.is_now
        return (
            abs(is_now.lead_time - was.lead_time) < SAME_TIME
            and abs(is_now.rolled_accuracy - was.rolled_accuracy) < _SAME_SHARE
            and was.handoffs == is_now.handoffs
            and same(was.limit, is_now.limit)
            and same(load_of(was), load_of(is_now))
        )


@dataclass(frozen=True, slots=True)
class KindState:
    """What complaints of one kind stand for: means by weight; headroom over those with a limit."""

    lead_time: float
    handoffs: float
    rolled_accuracy: float
    headroom: float | None
    load: float | None


@dataclass(frozen=True, slots=True)
class KindEffect:
    """One kind of complaint of one customer, in both states; `count` as counted today.

    `is_now` is None where nothing is delivered any more that it could be about.
    """

    customer: PartyId
    category: Category
    count: float
    weight: float
    was: KindState
    is_now: KindState | None


@dataclass(frozen=True, slots=True)
class TeamEffect:
    """A team whose people or load differ; None where it is not there."""

    team: PartyId
    before: Team | None
    after: Team | None
    was: Load | None
    is_now: Load | None

    @property
    def begins_to_pile_up(self) -> bool:
        """Whether more comes in than the team can do, which was not so before."""
        grew = self.was is not None and self.was.growing_backlog is not None
        return not grew and self.is_now is not None and self.is_now.growing_backlog is not None

    @property
    def stops_piling_up(self) -> bool:
        """Whether it keeps up now, and did not before."""
        grew = self.was is not None and self.was.growing_backlog is not None
        return grew and (self.is_now is None or self.is_now.growing_backlog is None)


def same(one: float | None, other: float | None) -> bool:
    """Whether two figures are both unknown, or the same but for rounding."""
    if one is None or other is None:
        return one is other
    return abs(one - other) < SAME_TIME


def load_of(outcome: Outcome) -> float | None:
    """Return the highest load behind a delivery."""
    return None if outcome.busiest is None else outcome.busiest.utilisation
