"""What can differ between two states of a team, a handoff or a delivery, as values."""

from __future__ import annotations

from dataclasses import dataclass

from chainmap.measure.outcomes import Outcome
from chainmap.model import SAME_TIME, Handoff, PartyId, Team, Time


@dataclass(frozen=True, slots=True)
class TeamChange:
    """A team of both states whose people, availability, arrivals or department changed."""

    before: Team
    after: Team


@dataclass(frozen=True, slots=True)
class HandoffChange:
    """A handoff of both states with other figures: times and needs in h, accuracy, volume per h.

    `other_inputs` says that it is made from other deliverables, whatever these are called now.
    """

    before: Handoff
    after: Handoff
    other_inputs: bool = False

    @property
    def hours(self) -> float | None:
        """Hours that the step takes longer (negative: shorter); None where a time is unknown."""
        return _difference(self.before.time, self.after.time)

    @property
    def promised_hours(self) -> float | None:
        """Hours that the promise is longer; None where there is none before or after."""
        return _apart(self.before.promise, self.after.promise)

    @property
    def step_promised_hours(self) -> float | None:
        """Hours that the supplier's own promise for the last step is longer."""
        return _apart(self.before.step_promise, self.after.step_promise)

    @property
    def needed_hours(self) -> float | None:
        """Hours that the need is later; None where there is none before or after."""
        return _apart(self.before.need, self.after.need)

    @property
    def accuracy(self) -> float | None:
        """By how much the accuracy rose, as a share."""
        return _difference(self.before.accuracy, self.after.accuracy)

    @property
    def volume(self) -> float | None:
        """Items per hour that are handed over more."""
        return _difference(self.before.volume, self.after.volume)

    @property
    def process_hours(self) -> float | None:
        """Hours of work on one item that are more; None where they are not known in both."""
        return _difference(self.before.process_time, self.after.process_time)

    @property
    def is_same(self) -> bool:
        """Whether nothing of it differs but perhaps its name."""
        old, new = self.before, self.after
        kinds = ((h.support, h.rework, h.stock, h.evidence) for h in (old, new))
        figures = (
            (old.time, new.time, self.hours),
            (old.promise, new.promise, self.promised_hours),
            (old.step_promise, new.step_promise, self.step_promised_hours),
            (old.need, new.need, self.needed_hours),
            (old.process_time, new.process_time, self.process_hours),
            (old.accuracy, new.accuracy, self.accuracy),
            (old.volume, new.volume, self.volume),
            (old.share, new.share, _difference(old.share, new.share)),
        )
        return not (
            self.other_inputs
            or len({*kinds}) > 1
            or any((was is None) != (now is None) or apart for was, now, apart in figures)
        )

    @property
    def is_slower(self) -> bool:
        """Whether the step takes longer than before."""
        return (self.hours or 0.0) > 0

    @property
    def is_faster(self) -> bool:
        """Whether the step takes less time than before."""
        return (self.hours or 0.0) < 0


@dataclass(frozen=True, slots=True)
class DeliveryChange:
    """A delivery to an external customer in both states; None where it is not there.

    `is_other_chain` says that its slowest chain goes through other parties than before.
    """

    supplier: PartyId
    customer: PartyId
    deliverable: str
    before: Outcome | None
    after: Outcome | None
    handoff: Handoff
    is_other_chain: bool = False

    @property
    def hours(self) -> float | None:
        """Hours that it takes longer; None where it is not in both states."""
        if self.before is None or self.after is None:
            return None
        return _difference(self.before.lead_time, self.after.lead_time)

    @property
    def accuracy(self) -> float | None:
        """By how much the rolled accuracy rose, as a share."""
        if self.before is None or self.after is None:
            return None
        return _difference(self.before.rolled_accuracy, self.after.rolled_accuracy)

    @property
    def more_handoffs(self) -> int:
        """By how many handoffs the longest chain grew."""
        if self.before is None or self.after is None:
            return 0
        return self.after.handoffs - self.before.handoffs

    @property
    def is_same(self) -> bool:
        """Whether its customer gets the same in the same way."""
        if self.before is None or self.after is None:
            return False
        limits = self.before.limit, self.after.limit
        return not (
            self.hours
            or self.accuracy
            or self.more_handoffs
            or self.is_other_chain
            or limits[0] != limits[1]
        )


def _difference(before: float | None, after: float | None) -> float | None:
    """Return after - before, 0 where they only differ by rounding."""
    if before is None or after is None:
        return None
    difference = after - before
    return 0.0 if abs(difference) < SAME_TIME else difference


def _apart(before: Time | None, after: Time | None) -> float | None:
    return None if before is None or after is None else _difference(before.hours, after.hours)
