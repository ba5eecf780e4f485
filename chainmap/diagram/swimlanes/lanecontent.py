"""What stands in the boxes of a swimlane picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from chainmap.diagram.canvas.markup import Table
from chainmap.diagram.chains.wording import complains
from chainmap.diagram.maps.marks import Colouring
from chainmap.diagram.parts import boxes
from chainmap.diagram.parts.arrows import arrows
from chainmap.diagram.swimlanes import lanebox
from chainmap.diagram.swimlanes.lanemap import Key, LaneMap, Orders
from chainmap.model import PartyId, Team


@dataclass(frozen=True)
class LaneContent:
    """The contents of the boxes of a map."""

    lanes: LaneMap
    colouring: Colouring

    def team(self, team: Team, bands: Mapping[Hashable, int]) -> Table:
        """Return a team's box; `bands` tell what leads elsewhere and so is only noted."""
        name, upstream = team.name, self.lanes.upstream
        fill, note = self.colouring.fill(name), self.colouring.note(name)
        notes = [*self._notes(name, bands)]
        if upstream is not None and (numbers := upstream.numbers.get(name)):
            box = upstream.data_box(name, numbers=numbers)
            return lanebox.step_box(box, notes, (note, fill), self.lanes.words)
        if note and fill.sign:
            notes.insert(0, note)
        flows = name in self.lanes.view.in_flow
        return lanebox.lane_box(name, notes, fill=fill, room=self._room, flows=flows)

    @cached_property
    def _room(self) -> int:
        return lanebox.room_for([team.name for team in self.lanes.teams])

    def _notes(self, team: PartyId, bands: Mapping[Hashable, int]) -> Iterator[str]:
        view, words = self.lanes.view, self.lanes.words
        if team not in view.scope.whole.parties and team in view.scope.notes:
            yield view.scope.notes[team]
        if supported := self._supported.get(team):
            yield words.count(supported, "supports {n} team", "supports {n} teams")
        ordering = [c for c in view.orders.get(team, ()) if Orders(c) not in self.lanes.outside]
        if ordering:
            yield f"◂ {', '.join(ordering)}"
        if elsewhere := [a.customer for a in self.lanes.turned(bands) if a.supplier == team]:
            yield f"▸ {', '.join(elsewhere)}"
        if within := view.to_itself.get(team):
            yield words.count(
                len(within), "↻ {n} deliverable to itself", "↻ {n} deliverables to itself"
            )

    @cached_property
    def _supported(self) -> Mapping[PartyId, int]:
        """How many parties each team supports."""
        support = arrows(h for h in self.lanes.organisation.handoffs if h.support)
        found: dict[PartyId, int] = defaultdict(int)
        for arrow in support:
            found[arrow.supplier] += arrow.supplier != arrow.customer
        return found

    def outside(self, key: Key) -> Table:
        """Return the box of a vendor, or of a customer where it orders."""
        vendor, words = not isinstance(key, Orders), self.lanes.words
        name = key.customer if isinstance(key, Orders) else key
        note = words("vendor") if vendor else words("orders")
        upstream = self.lanes.upstream
        numbers = () if upstream is None else upstream.numbers.get(name, ())
        room = boxes.width_for([name], bold=True)
        return boxes.start_box(name, note, numbers=numbers, vendor=vendor, room=room)

    def customer(self, name: PartyId) -> Table:
        """Return the box of an external customer where it receives."""
        names = [customer.name for customer in self.lanes.organisation.customers]
        upstream = self.lanes.upstream
        note = ""
        if upstream is not None and name == upstream.receiver:
            note = complains(upstream.traced, self.lanes.words)
        return boxes.customer_box(name, note, room=boxes.width_for(names, bold=True))
