"""Complaints of external customers: one each, or one for all rows of a large file alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import fsum
from typing import NamedTuple

from chainmap.issues import Location
from chainmap.model.handoffs import HandoffId
from chainmap.model.parties import PartyId


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


class Day(NamedTuple):
    """What came on one day (None: nobody says when): how many complaints, in how many rows."""

    date: date | None
    complaints: float
    rows: int


@dataclass(frozen=True, slots=True)
class Example:
    """One row among those that are counted together."""

    id: str
    date: date | None
    said: str | None


@dataclass(frozen=True, slots=True)
class Complaint:
    """What an external customer said went wrong with one delivery.

    Of a large file one stands for all `rows` that say the same: `days` are when they came, in
    order, `count` is that of all, `examples` are some, the latest first; `date` is None.
    """

    id: str
    delivery: HandoffId
    category: Category
    date: date | None = None
    count: float = 1
    severity: float = 1
    said: str | None = None
    contacts: tuple[PartyId, ...] = ()
    location: Location = Location("")
    rows: int = 1
    days: tuple[Day, ...] = ()
    examples: tuple[Example, ...] = ()

    @property
    def came(self) -> tuple[Day, ...]:
        """When how many came."""
        return self.days or (Day(self.date, self.count, self.rows),)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids that are known of its rows; all of them, if it is a single one."""
        return tuple(example.id for example in self.examples) or (self.id,)

    @property
    def quotes(self) -> tuple[str, ...]:
        """What was said, each once, as far as it is known."""
        said = [example.said for example in self.examples] or [self.said]
        return tuple(dict.fromkeys(filter(None, said)))


def since(complaint: Complaint, day: date) -> Complaint | None:
    """Return what of a complaint came from this day on, None if nothing did."""
    came = [known for known in complaint.came if known.date is not None and known.date >= day]
    if not came or not complaint.days:
        return complaint if came else None
    recent = [e for e in complaint.examples if e.date is not None and e.date >= day]
    return together(complaint, came, recent)


def together(complaint: Complaint, days: Sequence[Day], examples: Sequence[Example]) -> Complaint:
    """Return the complaint as one that stands for the rows of these days."""
    rows = sum(day.rows for day in days)
    first = examples[0].id if examples else complaint.id
    return replace(
        complaint,
        id=first if rows == 1 else f"{first} and {rows - 1:,} more",
        count=fsum(day.complaints for day in days),
        said=next((example.said for example in examples if example.said), None),
        rows=rows,
        days=tuple(days),
        examples=tuple(examples),
    )
