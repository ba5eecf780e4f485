"""What a chain view shows of its scope: which arrows, and who stands where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from chainmap.diagram.looks import palette
from chainmap.diagram.looks.palette import Fill
from chainmap.diagram.maps.scope import Scope
from chainmap.diagram.parts.arrows import Arrow, Kind, arrows
from chainmap.diagram.parts.departments import department_colour
from chainmap.model import Organisation, PartyId, PartyKind, Team

MAX_LABELS = 24
"""Arrows up to which each says what it carries; beyond that the tooltip does."""

MANY_SUPPORTED = 4
"""A team that supports as many says so in its box: its arrows would hide the chain."""


@dataclass(frozen=True)
class View:
    """What is drawn of an organisation.

    Arrows between the pairs in `marked` are drawn even where others like them stand in the boxes;
    up to `labels` arrows each says what it carries.
    """

    scope: Scope
    marked: frozenset[tuple[PartyId, PartyId]] = frozenset()
    labels: int = MAX_LABELS

    @property
    def organisation(self) -> Organisation:
        """The organisation as drawn."""
        return self.scope.organisation

    @cached_property
    def loads(self) -> Mapping[PartyId, float]:
        """The utilisation of the teams of which it is known."""
        known = ((team, load.utilisation) for team, load in self.scope.loads.items())
        return {team: utilisation for team, utilisation in known if utilisation is not None}

    @cached_property
    def limit(self) -> float:
        """The utilisation from which a team is marked."""
        return palette.limit(self.scope.whole)

    @cached_property
    def _arrows(self) -> tuple[Arrow, ...]:
        return arrows(h for h in self.organisation.handoffs if h.supplier != h.customer)

    @cached_property
    def is_small(self) -> bool:
        """Whether there is room to draw orders and to write on the arrows."""
        return len(self._arrows) <= self.labels

    @cached_property
    def drawn(self) -> tuple[Arrow, ...]:
        """The arrows; what is too much for lines stands in the boxes."""
        return tuple(arrow for arrow in self._arrows if not self._in_a_box(arrow))

    def _in_a_box(self, arrow: Arrow) -> bool:
        if (arrow.supplier, arrow.customer) in self.marked:
            return False
        if arrow.kind is Kind.SUPPORT and arrow.supplier in self.supported:
            return True
        orders = self.is_customer(arrow.supplier) and self.organisation.is_team(arrow.customer)
        return orders and not self.is_small

    @cached_property
    def largest_volume(self) -> float:
        """The most items per hour of an arrow, 0 where nobody says."""
        return max((arrow.volume for arrow in self.drawn), default=0.0)

    @cached_property
    def most_handoffs(self) -> int:
        """The most handoffs of an arrow."""
        return max((len(arrow.handoffs) for arrow in self.drawn), default=0)

    @cached_property
    def supported(self) -> Mapping[PartyId, int]:
        """How many parties each team supports, for those too many to draw."""
        found: dict[PartyId, int] = defaultdict(int)
        for arrow in self._arrows:
            found[arrow.supplier] += arrow.kind is Kind.SUPPORT
        return {team: n for team, n in found.items() if n >= MANY_SUPPORTED}

    @cached_property
    def to_itself(self) -> Mapping[PartyId, list[str]]:
        """What teams hand to themselves."""
        found: dict[PartyId, list[str]] = defaultdict(list)
        for handoff in self.organisation.handoffs:
            if handoff.supplier == handoff.customer:
                found[handoff.supplier].append(handoff.deliverable)
        return found

    @cached_property
    def orders(self) -> Mapping[PartyId, list[PartyId]]:
        """The external customers that hand something in, for each party that receives it."""
        found: dict[PartyId, dict[PartyId, None]] = defaultdict(dict)
        for arrow in self._arrows:
            if self.is_customer(arrow.supplier):
                found[arrow.customer][arrow.supplier] = None
        return {party: list(customers) for party, customers in found.items()}

    @cached_property
    def ordering(self) -> tuple[PartyId, ...]:
        """The customers drawn at the start of the chains too, by name."""
        if not self.is_small:
            return ()
        return tuple(sorted({a.supplier for a in self.drawn if self.is_customer(a.supplier)}))

    @cached_property
    def vendors(self) -> tuple[PartyId, ...]:
        """The vendors with a handoff, by name."""
        return tuple(name for name in self._all_vendors if name in self._connected)

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """What is not drawn."""
        alone = [name for name in self._all_vendors if name not in self._connected]
        if not alone:
            return self.scope.remarks
        words = self.scope.words("vendors without a handoff: {vendors}", vendors=", ".join(alone))
        return (*self.scope.remarks, words)

    @cached_property
    def _all_vendors(self) -> tuple[PartyId, ...]:
        parties = self.organisation.parties.values()
        return tuple(sorted(p.name for p in parties if p.kind is PartyKind.VENDOR))

    @cached_property
    def _connected(self) -> frozenset[PartyId]:
        return frozenset(p for a in self.drawn for p in (a.supplier, a.customer))

    @cached_property
    def in_flow(self) -> frozenset[PartyId]:
        """The parties that an arrow of the flow touches."""
        flow = [arrow for arrow in self.drawn if arrow.kind is Kind.FLOW]
        return frozenset(p for arrow in flow for p in (arrow.supplier, arrow.customer))

    @cached_property
    def last(self) -> tuple[PartyId, ...]:
        """The teams that serve nobody in their own department: the right end of its area."""
        home = {team.name: team.department for team in self.organisation.teams}
        serving = {
            arrow.supplier
            for arrow in self.drawn
            if arrow.kind is Kind.FLOW
            and {arrow.supplier, arrow.customer} <= home.keys()
            and home[arrow.supplier] == home[arrow.customer]
        }
        return tuple(team for team in home if team not in serving)

    @cached_property
    def relaying(self) -> frozenset[PartyId]:
        """The teams that serve another team: an order that pulls them right would tear them off."""
        return frozenset(
            arrow.supplier
            for arrow in self.drawn
            if arrow.kind is Kind.FLOW and self.organisation.is_team(arrow.customer)
        )

    def colour(self, party: PartyId, *, strength: float = 0.75) -> str:
        """Return the colour of the arrows from a party: a shade of its department's."""
        found = self.organisation.parties[party]
        if isinstance(found, Team) and found.department is not None:
            return palette.tint(department_colour(self.organisation, found.department), strength)
        return palette.tint(palette.INK, strength)

    def stays_inside(self, arrow: Arrow) -> bool:
        """Whether an arrow stays inside one department."""
        home = [self.organisation.parties[p] for p in (arrow.supplier, arrow.customer)]
        inside = [party.department for party in home if isinstance(party, Team)]
        return len(inside) > 1 and inside[0] is not None and inside[0] == inside[1]

    def is_quiet(self, arrow: Arrow) -> bool:
        """Whether an arrow has nothing to do with what the map is about."""
        return {arrow.supplier, arrow.customer} <= self.scope.quiet

    def quiet_fill(self, party: PartyId) -> Fill | None:
        """Return the fill of a party that is only there because others deal with it."""
        return palette.BESIDE if party in self.scope.quiet else None

    def is_customer(self, party: PartyId) -> bool:
        """Whether the party is an external customer."""
        return self.organisation.parties[party].kind is PartyKind.CUSTOMER
