"""How a map marks what it shows: each arrow and each team, whatever the map is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from chainmap.diagram.canvas.legend import Entry
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.palette import Fill
from chainmap.diagram.parts.arrows import Arrow
from chainmap.model import PartyId


@dataclass(frozen=True, slots=True)
class Colouring:
    """What the fill of a team's box says; `notes` say the same in words."""

    fills: Mapping[PartyId, Fill] = field(default_factory=dict)
    notes: Mapping[PartyId, str] = field(default_factory=dict)
    legend: tuple[Entry, ...] = ()

    def fill(self, party: PartyId) -> Fill:
        """Return the fill of a party's box and its sign."""
        return self.fills.get(party, palette.NORMAL)

    def note(self, party: PartyId) -> str:
        """Return the words for it, none where nothing is known."""
        words = self.notes.get(party, "")
        return f"{words}{self.fill(party).sign}" if words else ""


@dataclass(frozen=True, slots=True)
class Mark:
    """How an arrow looks; a `badge` is a sign on it, `prominence` puts it before others.

    The `tooltip` stands below who serves whom with what, unless it `says_all` itself.
    """

    colour: str
    width: float = 1.0
    dashed: bool = False
    badge: str = ""
    tooltip: tuple[str, ...] = ()
    prominence: int = 0
    says_all: bool = False


class Marks(Protocol):
    """What a map says about its arrows and teams."""

    def arrow(self, arrow: Arrow) -> Mark:
        """Return how an arrow looks."""

    def fill(self, party: PartyId) -> Fill:
        """Return the fill of a party's box."""

    def notes(self, party: PartyId) -> tuple[str, ...]:
        """Return what stands below a party's name."""
