"""Who stands in which lane and column of a swimlane picture, and which arrows are drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from chainmap.analysis.trace import Traced
from chainmap.diagram.chains.upstream import Upstream
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.words import Words
from chainmap.diagram.maps.scope import Scope
from chainmap.diagram.maps.view import View
from chainmap.diagram.parts.arrows import Arrow, Kind
from chainmap.diagram.parts.departments import by_department, department_colour
from chainmap.diagram.swimlanes.distance import distances
from chainmap.model import Organisation, PartyId, Team


@dataclass(frozen=True, slots=True, order=True)
class Orders:
    """The box of an external customer where it orders; where it receives, its name is the key."""

    customer: PartyId


Key = PartyId | Orders
"""What a box is known by."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: its name and colour."""

    name: str
    colour: str


@dataclass(frozen=True)
class LaneMap:
    """An organisation in lanes, with the slowest chain of a trace, if there is one."""

    view: View
    upstream: Upstream | None
    words: Words
    hides_chain: bool = False

    @classmethod
    def of(cls, scope: Scope, traced: Traced | None) -> LaneMap:
        """Return the lanes of what fits on a page; a chain that does not fit is left out."""
        drawn = scope.organisation.parties.keys()
        if traced is None or not drawn >= {*traced.behind.slowest[0].teams}:
            return cls(View(scope), None, scope.words, hides_chain=traced is not None)
        return cls(View(scope), Upstream(scope.whole, traced, 0, scope.words), scope.words)

    @property
    def organisation(self) -> Organisation:
        """The organisation as drawn."""
        return self.view.organisation

    @cached_property
    def departments(self) -> tuple[tuple[str | None, tuple[Team, ...]], ...]:
        """The teams of each lane; the first is lane 1."""
        return tuple((name, tuple(teams)) for name, teams in by_department(self.organisation))

    @cached_property
    def teams(self) -> tuple[Team, ...]:
        """The teams drawn, lane by lane."""
        return tuple(team for _, teams in self.departments for team in teams)

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes from top to bottom: ordering customers, departments, vendors."""
        found = [Lane(self.words("Customers order"), palette.INK)]
        found += [self._lane(department, teams) for department, teams in self.departments]
        return (*found, Lane(self.words("Vendors"), palette.GREY))

    def _lane(self, department: str | None, teams: Sequence[Team]) -> Lane:
        if department is not None:
            return Lane(department, department_colour(self.organisation, department))
        if not any(team.name in self.view.scope.whole.parties for team in teams):
            return Lane(self.words("Departments"), palette.GREY)
        if len(self.departments) == 1:
            return Lane(self.words("Teams"), palette.department_colour(0))
        return Lane(self.words("(no department)"), palette.GREY)

    @cached_property
    def chain(self) -> tuple[tuple[Key, Key], ...]:
        """The boxes that the chain's steps lead from and to."""
        if self.upstream is None:
            return ()
        steps = self.upstream.chain.steps
        return tuple((self.source(step.supplier), step.customer) for step in steps)

    def source(self, party: PartyId) -> Key:
        """Return the box that a party supplies from."""
        return Orders(party) if self.view.is_customer(party) else party

    @cached_property
    def arrows(self) -> tuple[Arrow, ...]:
        """The arrows beside the chain; of support and of many orders the boxes tell."""
        return tuple(
            arrow
            for arrow in self.view.drawn
            if arrow.kind is not Kind.SUPPORT and not self._on_chain(arrow)
        )

    def _on_chain(self, arrow: Arrow) -> bool:
        pair = (self.source(arrow.supplier), arrow.customer)
        return arrow.kind is Kind.FLOW and pair in self.chain

    @cached_property
    def outside(self) -> tuple[Key, ...]:
        """The boxes of ordering customers and of vendors."""
        starts = [one.customer for one, _ in self.chain if isinstance(one, Orders)]
        ordering = sorted({*self.view.ordering, *starts})
        return (*map(Orders, ordering), *self.view.vendors)

    @cached_property
    def columns(self) -> Mapping[Key, int]:
        """The column of every box in the flow, from the left."""
        names = [team.name for team in self.teams if team.name in self.view.in_flow]
        flow = [arrow for arrow in self.view.drawn if arrow.kind is Kind.FLOW]
        pairs = [(arrow.supplier, arrow.customer) for arrow in flow]
        on_chain = [] if self.upstream is None else self.upstream.chain.steps
        chain = [(step.supplier, step.customer) for step in on_chain]
        away = distances(names, [*pairs, *chain], chain=chain)
        most = max(away.values(), default=1)
        found: dict[Key, int] = {name: most - away[name] for name in names}
        served: dict[Key, list[int]] = defaultdict(list)
        for supplier, customer in [*pairs, *chain]:
            if customer in away:
                served[self.source(supplier)].append(away[customer])
        self._place_outside(found, served, most)
        return found

    def _place_outside(
        self, found: dict[Key, int], served: Mapping[Key, Sequence[int]], most: int
    ) -> None:
        """Put those outside before whom they serve; where the column is taken, one to the left."""
        taken: set[tuple[bool, int]] = set()
        for key in self.outside:
            kind = isinstance(key, Orders)
            at = most - min(max(served.get(key, ()), default=0) + 1, most)
            found[key] = next((c for c in range(at, -1, -1) if (kind, c) not in taken), at)
            taken.add((kind, found[key]))

    def turned(self, bands: Mapping[Hashable, int]) -> tuple[Arrow, ...]:
        """Return the arrows from a team to another band: notes in the boxes tell of them."""
        return tuple(
            arrow
            for arrow in self.arrows
            if arrow.supplier in bands
            and self.organisation.is_team(arrow.supplier)
            and bands.get(arrow.customer, bands[arrow.supplier]) != bands[arrow.supplier]
        )
