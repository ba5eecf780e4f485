"""Who hands work over or receives it: teams inside, customers and vendors outside."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from chainmap.issues import Location

PartyId = NewType("PartyId", str)
"""A party's name as its own file spells it."""


class PartyKind(StrEnum):
    """A team is inside; customers and vendors are outside and never relay."""

    TEAM = "team"
    CUSTOMER = "customer"
    VENDOR = "vendor"


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


def by_name(party: Party) -> str:
    """Sort key of parties."""
    return party.name
