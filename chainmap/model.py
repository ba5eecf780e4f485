"""An organisation as values: parties, handoffs, complaints. All times are hours of working time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NewType

from chainmap.issues import Location, Severity

SAME_TIME = 1e-9
"""Hours by which two times may differ and still be the same, written in different units."""

PartyId = NewType("PartyId", str)
"""A party's name as its own file spells it."""

HandoffId = NewType("HandoffId", int)
"""The position of a handoff in `Organisation.handoffs`, which are sorted by name."""


class PartyKind(StrEnum):
    """A team is inside; customers and vendors are outside and never relay."""

    TEAM = "team"
    CUSTOMER = "customer"
    VENDOR = "vendor"


class Evidence(StrEnum):
    """What a figure rests on, the best first."""

    MEASURED = "measured"
    ESTIMATED = "estimated"
    GUESS = "guess"
    PROMISE = "promise"
    NEED = "need"
    NONE = "none"


class Category(StrEnum):
    """What an external customer complains of."""

    LATE = "late"
    WRONG = "wrong"
    INCOMPLETE = "incomplete"
    PASSED_AROUND = "passed-around"
    UNREACHABLE = "unreachable"
    ATTITUDE = "attitude"
    PRICE = "price"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turns working days and weeks into hours."""

    hours_per_day: float = 8.0
    days_per_week: float = 5.0

    def hours_in(self, unit: str) -> float:
        """Return the hours in one `s`, `m`, `h`, `d` or `w`."""
        week = self.hours_per_day * self.days_per_week
        return {"s": 1 / 3600, "m": 1 / 60, "h": 1.0, "d": self.hours_per_day, "w": week}[unit]

    def __str__(self) -> str:
        return f"{self.hours_per_day:g} h a day, {self.days_per_week:g} days a week"


@dataclass(frozen=True, slots=True)
class Time:
    """A duration in hours, certain or as a three-point estimate."""

    low: float
    likely: float
    high: float

    @classmethod
    def of(cls, hours: float) -> Time:
        """Return a duration known as one figure."""
        return cls(hours, hours, hours)

    @property
    def is_range(self) -> bool:
        """Whether it was given as three points."""
        return self.low != self.high

    @property
    def hours(self) -> float:
        """The figure it counts with: the PERT mean (low + 4 likely + high) / 6."""
        if not self.is_range:
            return self.likely
        return (self.low + 4 * self.likely + self.high) / 6


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
class Party:
    """Somebody who hands work over or receives it, and where that is declared."""

    name: PartyId
    location: Location

    @property
    def kind(self) -> PartyKind:
        """Inside or outside."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Variability:
    """How uneven work comes in and how uneven it is, as squared coefficients of variation.

    (standard deviation / mean)^2 of the times between arrivals and of the process times: 0 is
    clockwork, 1 is pure chance, more is bursts.
    """

    arrivals: float = 1.0
    service: float = 1.0

    @property
    def factor(self) -> float:
        """What the wait of pure chance is multiplied with: (c_a^2 + c_s^2) / 2."""
        return (self.arrivals + self.service) / 2


@dataclass(frozen=True, slots=True)
class Team(Party):
    """A team inside. `availability` is the share of its hours that goes into this work.

    `arrivals` are the items per hour that come from outside the model, `wip` the items counted in
    the team at one time.
    """

    department: str | None = None
    people: float | None = None
    availability: float = 1.0
    process_time: float | None = None
    arrivals: float | None = None
    wip: float | None = None
    variability: Variability = Variability()

    @property
    def kind(self) -> PartyKind:
        """Inside."""
        return PartyKind.TEAM


@dataclass(frozen=True, slots=True)
class Customer(Party):
    """An external customer; `value` is its relative weight."""

    segment: str | None = None
    value: float = 1.0

    @property
    def kind(self) -> PartyKind:
        """Outside, receiving."""
        return PartyKind.CUSTOMER


@dataclass(frozen=True, slots=True)
class Vendor(Party):
    """An external supplier."""

    @property
    def kind(self) -> PartyKind:
        """Outside, supplying."""
        return PartyKind.VENDOR


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


@dataclass(frozen=True, slots=True)
class Complaint:
    """What an external customer said went wrong with one delivery."""

    id: str
    delivery: HandoffId
    category: Category
    date: date | None = None
    count: float = 1
    severity: float = 1
    said: str | None = None
    contacts: tuple[PartyId, ...] = ()
    location: Location = Location("")


@dataclass(frozen=True, slots=True)
class Limits:
    """What the organisation asks of itself; None where it set no limit. Age in calendar days.

    `severities` has, by the name of the rule, how grave it is to break it, where that is said.
    """

    max_handoffs: int | None = None
    min_rolled_accuracy: float | None = None
    max_utilisation: float | None = None
    max_survey_age: float | None = None
    every_handoff_promised: bool = False
    every_handoff_owned: bool = False
    promises_fit: bool = False
    severities: Mapping[str, Severity] = field(default_factory=dict)


@dataclass(frozen=True)
class Organisation:
    """Everything the files say, checked and joined; `handoffs` sorted by name."""

    name: str
    source: str
    calendar: Calendar = Calendar()
    departments: tuple[str, ...] = ()
    limits: Limits = Limits()
    parties: Mapping[PartyId, Party] = field(default_factory=dict)
    handoffs: tuple[Handoff, ...] = ()
    complaints: tuple[Complaint, ...] = ()

    @cached_property
    def teams(self) -> tuple[Team, ...]:
        """The teams, by name."""
        return tuple(sorted((p for p in self.parties.values() if isinstance(p, Team)), key=by_name))

    @cached_property
    def customers(self) -> tuple[Customer, ...]:
        """The external customers, by name."""
        found = (p for p in self.parties.values() if isinstance(p, Customer))
        return tuple(sorted(found, key=by_name))

    def handoff(self, handoff: HandoffId) -> Handoff:
        """Return the handoff with this id."""
        return self.handoffs[handoff]

    def is_team(self, party: PartyId) -> bool:
        """Whether the party is inside."""
        return self.parties[party].kind is PartyKind.TEAM

    def weight(self, complaint: Complaint) -> float:
        """Return count x severity x value of the customer."""
        customer = self.parties[self.handoff(complaint.delivery).customer]
        value = customer.value if isinstance(customer, Customer) else 1.0
        return complaint.count * complaint.severity * value


def by_name(party: Party) -> str:
    """Sort key of parties."""
    return party.name
