"""The boxes of a map: what stands in each party's, and how large they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chainmap.diagram.canvas.extent import Size, extent
from chainmap.diagram.canvas.markup import Table
from chainmap.diagram.canvas.text import wrap
from chainmap.diagram.looks.words import Words
from chainmap.diagram.maps.marks import Marks
from chainmap.diagram.maps.view import View
from chainmap.diagram.parts import boxes
from chainmap.model import PartyId, Team

_NOTES = 3
"""Lines of small print in a box."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A box and its tooltip."""

    content: Table
    tooltip: tuple[str, ...]

    @property
    def size(self) -> Size:
        """Width and height in points, at most."""
        return extent(self.content)


class MapBoxes:
    """Makes the boxes of a view."""

    def __init__(self, view: View, marks: Marks, words: Words, *, narrowest: int = 0) -> None:
        self._view, self._marks, self._words = view, marks, words
        teams = view.organisation.teams
        customers = view.organisation.customers
        outside = [*view.vendors, *view.ordering, *(c.name for c in customers)]
        self._room = max(boxes.width_for(team.name for team in teams), narrowest)
        self._room_outside = boxes.width_for(outside, bold=True)
        self.parties: Mapping[PartyId, Drawn] = {
            **{team.name: self._team(team) for team in teams},
            **{name: self._vendor(name) for name in view.vendors},
            **{customer.name: self._customer(customer.name) for customer in customers},
        }
        """The box of every party."""
        self.ordering: Mapping[PartyId, Drawn] = {
            name: self._ordering(name) for name in view.ordering
        }
        """The boxes of customers at the start, where they order."""

    @property
    def largest(self) -> Size:
        """The largest width and the largest height."""
        sizes = [drawn.size for drawn in self.parties.values()]
        return max((w for w, _ in sizes), default=0.0), max((h for _, h in sizes), default=0.0)

    def _team(self, team: Team) -> Drawn:
        view, words = self._view, self._words
        limit = self._room / boxes.NOTE_SIZE
        facts = [*self._marks.notes(team.name)]
        if supported := view.supported.get(team.name):
            facts.append(words.count(supported, "supports {n} team", "supports {n} teams"))
        if team.name in view.scope.groups:
            notes = [line for fact in facts for line in wrap(fact, limit=limit, lines=2)]
        else:
            notes = [*wrap(" · ".join(facts), limit=limit, lines=_NOTES)]
        if within := view.to_itself.get(team.name):
            facts.append(words("to itself: {deliverables}", deliverables=", ".join(within)))
            one, many = "↻ {n} deliverable to itself", "↻ {n} deliverables to itself"
            notes.append(words.count(len(within), one, many))
        if not view.ordering and (customers := view.orders.get(team.name)):
            facts.append(words("orders from {customers}", customers=", ".join(customers)))
            notes += wrap(f"◂ {', '.join(customers)}", limit=limit, lines=2)
        fill = self._marks.fill(team.name)
        return Drawn(
            boxes.team_box(team.name, notes, fill=fill, room=self._room), (team.name, *facts)
        )

    def _vendor(self, name: PartyId) -> Drawn:
        vendor = self._words("vendor")
        return Drawn(boxes.vendor_box(name, vendor, room=self._room_outside), (name, vendor))

    def _customer(self, name: PartyId) -> Drawn:
        tooltip = self._words("external customer")
        return Drawn(boxes.customer_box(name, room=self._room_outside), (name, tooltip))

    def _ordering(self, name: PartyId) -> Drawn:
        tooltip = self._words("external customer, ordering")
        content = boxes.ordering_box(name, self._words("orders"), room=self._room_outside)
        return Drawn(content, (name, tooltip))
