"""An organisation: its calendar, its parties, handoffs and complaints, the limits it set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from chainmap.issues import Severity
from chainmap.model.complaints import Complaint
from chainmap.model.handoffs import Handoff, HandoffId
from chainmap.model.parties import Customer, Party, PartyId, PartyKind, Team, by_name


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

    def is_order(self, handoff: Handoff) -> bool:
        """Whether an external customer hands it in: the clock starts there."""
        return self.parties[handoff.supplier].kind is PartyKind.CUSTOMER

    @property
    def complaint_rows(self) -> int:
        """How many complaints are written down, each counted once."""
        return sum(complaint.rows for complaint in self.complaints)

    def weight(self, complaint: Complaint) -> float:
        """Return count x severity x value of the customer."""
        customer = self.parties[self.handoff(complaint.delivery).customer]
        value = customer.value if isinstance(customer, Customer) else 1.0
        return complaint.count * complaint.severity * value
