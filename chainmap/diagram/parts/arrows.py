"""Arrows: the handoffs of one kind between two parties, drawn as one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from math import sqrt

from chainmap import units
from chainmap.model import Calendar, Handoff, PartyId


class Kind(Enum):
    """What an arrow carries."""

    FLOW = "flow"
    SUPPORT = "support"
    REWORK = "rework"


@dataclass(frozen=True, slots=True)
class Arrow:
    """All handoffs of one kind from a supplier to a customer, by deliverable."""

    supplier: PartyId
    customer: PartyId
    kind: Kind
    handoffs: tuple[Handoff, ...]

    @property
    def volume(self) -> float:
        """Items per hour, as far as known."""
        return sum(handoff.volume or 0.0 for handoff in self.handoffs)

    @property
    def deliverables(self) -> tuple[str, ...]:
        """What is handed over; handoffs without a deliverable name none."""
        return tuple(handoff.deliverable for handoff in self.handoffs if handoff.deliverable)

    def tooltip(self, calendar: Calendar) -> tuple[str, ...]:
        """Return who serves whom with what, a line for each deliverable."""
        head = f"{self.supplier} → {self.customer}"
        sign = "" if self.kind is Kind.FLOW else f" ({self.kind.value})"
        return (head + sign, *(_described(handoff, calendar) for handoff in self.handoffs))


def kind_of(handoff: Handoff) -> Kind:
    """Return what kind of arrow the handoff belongs to."""
    if handoff.rework:
        return Kind.REWORK
    return Kind.SUPPORT if handoff.support else Kind.FLOW


def arrows(handoffs: Iterable[Handoff]) -> tuple[Arrow, ...]:
    """Return the handoffs merged, by names."""
    merged: dict[tuple[PartyId, PartyId, str], list[Handoff]] = defaultdict(list)
    for handoff in handoffs:
        merged[handoff.supplier, handoff.customer, kind_of(handoff).value].append(handoff)
    return tuple(
        Arrow(supplier, customer, Kind(kind), tuple(sorted(group, key=lambda h: h.sort_key)))
        for (supplier, customer, kind), group in sorted(merged.items())
    )


def thickness(volume: float, *, largest: float) -> float:
    """Return the width of a line: its square grows with the volume."""
    return 1 + 2.5 * sqrt(volume / largest) if largest else 1.0


def _described(handoff: Handoff, calendar: Calendar) -> str:
    name = handoff.deliverable or "(no deliverable named)"
    return name if handoff.volume is None else f"{name}, {units.rate(handoff.volume, calendar)}"
