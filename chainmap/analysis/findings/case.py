"""What the looks share: the organisation with what several need, and how a finding is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from chainmap.flow import Flow
from chainmap.issues import Issue, Location, Severity, Subject
from chainmap.measure.load import Load, loads
from chainmap.model import Handoff, Organisation, PartyId
from chainmap.units import hours


@dataclass(frozen=True)
class Case:
    """An organisation on a day, with what several looks need."""

    flow: Flow
    as_of: date

    @property
    def organisation(self) -> Organisation:
        """The organisation looked at."""
        return self.flow.organisation

    def hours(self, value: float) -> str:
        """Return hours as a text, by the organisation's calendar."""
        return hours(value, self.organisation.calendar)

    @property
    def says_who_owns(self) -> bool:
        """Whether a rule asks for an owner: then it says what no supplier lists."""
        return self.organisation.limits.every_handoff_owned

    @cached_property
    def busy(self) -> frozenset[PartyId]:
        """Who takes part in any handoff."""
        handoffs = self.flow.handoffs
        return frozenset(party for h in handoffs for party in (h.supplier, h.customer))

    @cached_property
    def loads(self) -> Mapping[PartyId, Load]:
        """How busy each team is."""
        return loads(self.organisation)

    @cached_property
    def flow_handoffs(self) -> tuple[Handoff, ...]:
        """The handoffs through which work flows."""
        return tuple(h for h in self.flow.handoffs if h.in_flow)


def named(handoff: Handoff) -> str:
    """Return how a handoff is called in a sentence."""
    return f"“{handoff.deliverable}”" if handoff.deliverable else "its (unnamed) deliverable"


def warning(location: Location, code: str, message: str, hint: str, *about: Subject) -> Issue:
    """Return a finding that asks for something to be done."""
    return Issue(location, Severity.WARNING, code, message, hint, about)


def note(location: Location, code: str, message: str, hint: str, *about: Subject) -> Issue:
    """Return a finding that asks a question."""
    return Issue(location, Severity.NOTE, code, message, hint, about)
