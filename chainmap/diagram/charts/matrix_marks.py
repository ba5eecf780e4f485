"""What a matrix shows: who is in its rows and columns, and the mark of each pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from chainmap.diagram.charts.ordering import partition
from chainmap.diagram.parts.departments import by_department, department_colour
from chainmap.model import Handoff, Organisation, PartyId

MAX_OUTSIDE = 12
"""Parties outside with a row, and with a column."""

Pair = tuple[PartyId, PartyId]


@dataclass(frozen=True, slots=True)
class Mark:
    """All handoffs from a row's party to a column's; `grave` where a grave gap is among them."""

    supplier: PartyId
    customer: PartyId
    handoffs: tuple[Handoff, ...]
    grave: bool

    @property
    def is_support(self) -> bool:
        """Whether nothing flows: the row only supports the column."""
        return all(handoff.support for handoff in self.handoffs)

    @property
    def volume(self) -> float:
        """Items per hour, as far as known."""
        return sum(handoff.volume or 0.0 for handoff in self.handoffs)


@dataclass(frozen=True, slots=True)
class Group:
    """Parties that stand together; `coupled` where they feed each other in a circle."""

    name: str
    members: tuple[PartyId, ...]
    colour: str | None = None
    coupled: bool = False


@dataclass(frozen=True)
class Marks:
    """An organisation as a square of teams, with whoever is outside before and behind it.

    `handoffs` are those that count; where `home` says so, a department stands for a team.
    `grave` are the names of the handoffs with a grave gap.
    """

    organisation: Organisation
    handoffs: tuple[Handoff, ...]
    home: Mapping[PartyId, PartyId]
    grave: Collection[tuple[str, str, str]]
    partitioned: bool

    @cached_property
    def teams(self) -> tuple[Group, ...]:
        """The teams, suppliers first as far as the order allows."""
        return self._coupled() if self.partitioned else self._departments()

    @cached_property
    def order(self) -> tuple[PartyId, ...]:
        """The teams in a line."""
        return tuple(member for group in self.teams for member in group.members)

    @cached_property
    def numbers(self) -> Mapping[PartyId, int]:
        """The number of each team, in the order."""
        return {party: number for number, party in enumerate(self.order, start=1)}

    @cached_property
    def suppliers(self) -> tuple[PartyId, ...]:
        """The parties outside that have a row, by name."""
        return self._largest(supplier for supplier, _ in self._counted)

    @cached_property
    def customers(self) -> tuple[PartyId, ...]:
        """The parties outside that have a column, by name."""
        return self._largest(customer for _, customer in self._counted)

    @property
    def left_out(self) -> int:
        """How many parties outside have a handoff, but neither row nor column."""
        sides = {party for pair in self._pairs for party in pair}
        return len(sides - {*self.order, *self.suppliers, *self.customers})

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """A mark for each pair that has a row and a column, by names."""
        rows, columns = {*self.suppliers, *self.order}, {*self.order, *self.customers}
        return tuple(
            Mark(supplier, customer, tuple(some), any(h.sort_key in self.grave for h in some))
            for (supplier, customer), some in sorted(self._pairs.items())
            if supplier in rows and customer in columns
        )

    @cached_property
    def feedback(self) -> frozenset[Pair]:
        """The pairs of teams below the diagonal; support goes anywhere and is none."""
        place = {party: at for at, party in enumerate(self.order)}
        return frozenset((a, b) for a, b in self._flowing if place[a] > place[b])

    @cached_property
    def largest_volume(self) -> float:
        """The most items per hour of a mark, 0 where nobody says."""
        return max((mark.volume for mark in self.marks), default=0.0)

    @cached_property
    def most_handoffs(self) -> int:
        """The most handoffs of a mark."""
        return max((len(mark.handoffs) for mark in self.marks), default=0)

    def strength(self, mark: Mark) -> float:
        """Return how much of the largest mark it is, 0..1: by volume, else by handoffs."""
        if self.largest_volume:
            return mark.volume / self.largest_volume
        return len(mark.handoffs) / self.most_handoffs

    @cached_property
    def _names(self) -> tuple[PartyId, ...]:
        return tuple(team.name for team in self.organisation.teams)

    @cached_property
    def _pairs(self) -> Mapping[Pair, list[Handoff]]:
        found: dict[Pair, list[Handoff]] = defaultdict(list)
        for pair, handoff in zip(self._counted, self.handoffs, strict=True):
            found[pair].append(handoff)
        return found

    @cached_property
    def _counted(self) -> tuple[Pair, ...]:
        """The pair that each handoff counts for."""
        home = self.home
        return tuple(
            (home.get(h.supplier, h.supplier), home.get(h.customer, h.customer))
            for h in self.handoffs
        )

    @cached_property
    def _flowing(self) -> frozenset[Pair]:
        """The pairs of teams between which more than support runs."""
        names = {*self._names}
        return frozenset(
            pair
            for pair, handoffs in self._pairs.items()
            if pair[0] != pair[1] and {*pair} <= names and not all(h.support for h in handoffs)
        )

    @cached_property
    def _ordering(self) -> frozenset[Pair]:
        """The pairs that make the order: who only supports goes first, if nobody serves it."""
        served = {customer for supplier, customer in self._pairs if supplier in self._names}
        return self._flowing | {pair for pair in self._pairs if pair[0] not in served}

    def _departments(self) -> tuple[Group, ...]:
        """Return the departments; within one suppliers come first."""
        return tuple(
            Group(
                department or "",
                tuple(chain.from_iterable(self._blocks(team.name for team in teams))),
                department and department_colour(self.organisation, department),
            )
            for department, teams in by_department(self.organisation)
        )

    def _coupled(self) -> tuple[Group, ...]:
        """Return coupled blocks, and what stands between them, as groups."""
        groups: list[Group] = []
        for block in self._blocks(self._names):
            if len(block) > 1 or not groups or groups[-1].coupled:
                groups.append(Group("", block, coupled=len(block) > 1))
            else:
                groups[-1] = Group("", groups[-1].members + block)
        return tuple(groups)

    def _blocks(self, teams: Iterable[PartyId]) -> tuple[tuple[PartyId, ...], ...]:
        return partition(teams, self._ordering)

    def _largest(self, sides: Iterable[PartyId]) -> tuple[PartyId, ...]:
        """Return who is outside and on most handoffs, by name."""
        count = Counter(party for party in sides if not self.organisation.is_team(party))
        return tuple(sorted(sorted(count, key=lambda p: (-count[p], p))[:MAX_OUTSIDE]))
