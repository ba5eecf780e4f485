"""What is drawn of a trace: who is on the slowest chain, who else is upstream, who is suspected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from chainmap import units
from chainmap.analysis.trace import Traced, TracedChain
from chainmap.diagram.chains.databox import DataBox, StepData
from chainmap.diagram.chains.wording import Suspicion, suspicion
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.palette import load_fill
from chainmap.diagram.looks.words import ENGLISH, Words
from chainmap.diagram.parts.arrows import Arrow, arrows
from chainmap.measure.load import Load, loads
from chainmap.model import Handoff, Organisation, PartyId, PartyKind


@dataclass(frozen=True)
class Upstream:
    """A trace as drawn; teams beside the chain are left out where they are more than `quiet`."""

    organisation: Organisation
    traced: Traced
    quiet: int
    words: Words = ENGLISH

    @property
    def chain(self) -> TracedChain:
        """The slowest chain."""
        return self.traced.behind.slowest[0]

    @property
    def is_timed(self) -> bool:
        """Whether any step's time is known; else the slowest chain is only the longest."""
        return any(step.time is not None for step in self.chain.steps)

    @property
    def receiver(self) -> PartyId:
        """Who gets the delivery: the complaining customer."""
        return self.traced.behind.delivery.customer

    @cached_property
    def numbers(self) -> Mapping[PartyId, Sequence[int]]:
        """The places of each party on the chain: the numbers of the steps it supplies."""
        found: dict[PartyId, list[int]] = defaultdict(list)
        for number, step in enumerate(self.chain.steps, start=1):
            found[step.supplier].append(number)
        return dict(found)

    @cached_property
    def _loads(self) -> Mapping[PartyId, Load]:
        return loads(self.organisation)

    @cached_property
    def beside(self) -> tuple[PartyId, ...]:
        """The teams upstream, but not on the chain."""
        return tuple(t for t in self.traced.behind.upstream_teams if t not in self.numbers)

    @cached_property
    def beside_drawn(self) -> tuple[PartyId, ...]:
        """Those of them that are drawn."""
        return tuple(team for team in self.beside if team in self.parties)

    @property
    def left_out(self) -> int:
        """How many teams upstream are not drawn."""
        return len(self.beside) - len(self.beside_drawn)

    @cached_property
    def parties(self) -> frozenset[PartyId]:
        """Everybody drawn."""
        drawn = {*self.numbers, self.receiver, *(s.team for s in self.traced.suspects)}
        if len(self.beside) <= self.quiet:
            drawn |= {handoff.supplier for handoff in self._handoffs}
        return frozenset(drawn)

    @cached_property
    def starting(self) -> tuple[PartyId, ...]:
        """The vendors and customers drawn that hand something over, by name."""
        supplying = {h.supplier for h in (*self._handoffs, *self.chain.steps)}
        outside = (p for p in self.parties & supplying if not self.organisation.is_team(p))
        return tuple(sorted(outside))

    @cached_property
    def arrows(self) -> tuple[Arrow, ...]:
        """The arrows beside the chain between parties drawn."""
        return arrows(h for h in self._off_chain if {h.supplier, h.customer} <= self.parties)

    @cached_property
    def _handoffs(self) -> tuple[Handoff, ...]:
        return self.traced.behind.upstream

    @cached_property
    def _off_chain(self) -> tuple[Handoff, ...]:
        on_chain = {step.sort_key for step in self.chain.steps}
        return tuple(h for h in self._handoffs if h.sort_key not in on_chain)

    def also_from(self, party: PartyId) -> tuple[PartyId, ...]:
        """Return who else hands something to a party, beside the chain."""
        return tuple(sorted(self._suppliers_beside[party]))

    @cached_property
    def _suppliers_beside(self) -> Mapping[PartyId, set[PartyId]]:
        found: dict[PartyId, set[PartyId]] = defaultdict(set)
        for handoff in self._off_chain:
            found[handoff.customer].add(handoff.supplier)
        return found

    def is_vendor(self, party: PartyId) -> bool:
        """Whether the party is a vendor."""
        return self.organisation.parties[party].kind is PartyKind.VENDOR

    def suspicion(self, party: PartyId) -> Suspicion | None:
        """Return what stands in the party's box if it is suspected."""
        return suspicion(self.traced, party, self.words)

    def data_box(self, party: PartyId, *, numbers: Sequence[int]) -> DataBox:
        """Return the figures of a team for some of its steps on the chain."""
        calendar = self.organisation.calendar
        known = self._loads.get(party)
        load = None if known is None else known.utilisation
        return DataBox(
            party,
            tuple((n, StepData.of(self.chain.steps[n - 1], calendar, self.words)) for n in numbers),
            load=None if load is None else units.percent(load),
            load_fill=load_fill(load, limit=palette.limit(self.organisation)),
            suspicion=self.suspicion(party),
            words=self.words,
        )
