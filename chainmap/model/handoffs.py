"""Handoffs: what one party hands to another, what is promised, needed and measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from chainmap.issues import Location
from chainmap.model.parties import PartyId
from chainmap.model.times import SAME_TIME, Time

HandoffId = NewType("HandoffId", int)
"""The position of a handoff in `Organisation.handoffs`, which are sorted by name."""


class Evidence(StrEnum):
    """What a figure rests on, the best first."""

    MEASURED = "measured"
    ESTIMATED = "estimated"
    GUESS = "guess"
    PROMISE = "promise"
    NEED = "need"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Rating:
    """A mark given by the receiver, 3 of 5."""

    score: float
    scale: float

    @property
    def share(self) -> float:
        """The mark as a share of the scale, 0..1."""
        return self.score / self.scale

    def __str__(self) -> str:
        return f"{self.score:g}/{self.scale:g}"


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of several deliverables that can take each other's place, with its share of the cases."""

    deliverable: str
    share: float


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One entry of `from:`: a required deliverable (one option), or alternatives by share."""

    options: tuple[Alternative, ...]

    @classmethod
    def required(cls, deliverable: str) -> Ingredient:
        """Return an entry that is always needed."""
        return cls((Alternative(deliverable, 1.0),))


@dataclass(frozen=True, slots=True)
class Measurement:
    """Where a measured time comes from: how many handoffs of which log, seen from when to when."""

    log: str
    first: date
    last: date
    handoffs: int
    location: Location


@dataclass(frozen=True, slots=True)
class Handoff:
    """One supplier hands one deliverable to one customer. Times in hours, shares 0..1.

    `made_from` is None where the files do not say: then every flow input of the supplier counts.
    `to_outside` marks a delivery to an external customer, whose `promise`, `need` and
    `end_to_end` hold for the whole chain; of every other handoff they hold for its own step.
    `promised_at` and `needed_at` are the places of the supplier's and the customer's claim;
    `measurement` says which log the lead time was measured in, None where it is declared.
    """

    supplier: PartyId
    customer: PartyId
    deliverable: str = ""
    made_from: tuple[Ingredient, ...] | None = None
    lead_time: Time | None = None
    process_time: float | None = None
    promise: Time | None = None
    step_promise: Time | None = None
    end_to_end: Time | None = None
    need: Time | None = None
    belief: Time | None = None
    wants: str | None = None
    stated_evidence: Evidence = Evidence.ESTIMATED
    accuracy: float | None = None
    rating: Rating | None = None
    asked: date | None = None
    volume: float | None = None
    share: float | None = None
    support: bool = False
    rework: bool = False
    stock: bool = False
    to_outside: bool = False
    promised_at: Location | None = None
    needed_at: Location | None = None
    measurement: Measurement | None = None

    @property
    def in_flow(self) -> bool:
        """Whether work flows through it; support and rework only belong to the map."""
        return not (self.support or self.rework)

    @property
    def own_promise(self) -> Time | None:
        """What the supplier promises for its own step."""
        return self.step_promise if self.to_outside else self.promise

    @property
    def limit(self) -> Time | None:
        """What its customer counts on: the promise, else the need."""
        return self.need if self.promise is None else self.promise

    @property
    def basis(self) -> tuple[Time | None, Evidence]:
        """The time of the step and what it rests on: lead time, else promise, else need."""
        if self.lead_time is not None:
            return self.lead_time, self.stated_evidence
        if self.own_promise is not None:
            return self.own_promise, Evidence.PROMISE
        if self.need is not None and not self.to_outside:
            return self.need, Evidence.NEED
        return None, Evidence.NONE

    @property
    def evidence(self) -> Evidence:
        """What the time of the step rests on."""
        return self.basis[1]

    @property
    def time(self) -> float | None:
        """Hours of the step, None where nobody says."""
        known = self.basis[0]
        return None if known is None else known.hours

    @property
    def overrun(self) -> float | None:
        """Hours beyond (negative: within) the supplier's own promise; None without a promise.

        20 minutes against a third of an hour is none: differences of units are rounded away.
        """
        if self.own_promise is None or self.time is None:
            return None
        overrun = self.time - self.own_promise.hours
        return 0.0 if abs(overrun) < SAME_TIME else overrun

    @property
    def location(self) -> Location:
        """Where it is written down, the supplier's claim first."""
        return self.promised_at or self.needed_at or Location("")

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """Order by names."""
        return (self.supplier, self.customer, self.deliverable)
