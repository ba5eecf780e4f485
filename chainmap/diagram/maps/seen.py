"""What a log shows as an organisation to draw: its teams, and one handoff for each pair."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from chainmap.analysis.observed import Observed
from chainmap.analysis.observed.handoffs import Pair, Team
from chainmap.diagram.looks.words import ENGLISH, Words
from chainmap.diagram.maps.running_back import running_back
from chainmap.issues import Location
from chainmap.model import Calendar, Handoff, Organisation, PartyId
from chainmap.model import Team as Party

NO_TEAM = "(no team)"
_HALF = 0.5


@dataclass(frozen=True)
class SeenLog:
    """A log as it is drawn: `pairs` by the boxes they run between, `returns` likewise.

    `returns` counts, for the pair that brings back, how often a case goes straight back (A→B→A).
    """

    observed: Observed
    organisation: Organisation
    names: Mapping[Team, PartyId]
    pairs: Mapping[tuple[PartyId, PartyId], Pair]
    returns: Mapping[tuple[PartyId, PartyId], int]

    def mostly_returns(self, pair: tuple[PartyId, PartyId]) -> bool:
        """Whether more than half of the handoffs of a pair bring a case straight back."""
        return self.returns.get(pair, 0) > _HALF * self.pairs[pair].handoffs

    def running_back(
        self, pairs: Collection[tuple[PartyId, PartyId]]
    ) -> frozenset[tuple[PartyId, PartyId]]:
        """Return which of the pairs run against the line along which most cases go."""
        seen = {ends: self.pairs[ends].cases if ends in self.pairs else 0 for ends in pairs}
        begun = {self.names[team.team]: team.first_of for team in self.observed.by_team}
        back = [ends for ends in pairs if ends in self.pairs and self.mostly_returns(ends)]
        return running_back(seen, begun, back)

    @property
    def clock(self) -> Calendar:
        """How long a day is on the clock of the times."""
        return self.organisation.calendar


def seen_log(
    observed: Observed, *, name: str, source: str, like: Organisation | None = None,
    words: Words = ENGLISH,
) -> SeenLog:  # fmt: skip
    """Return the log as an organisation; teams that are in `like` stand in their departments."""
    names = _names(observed, words)
    pairs = {(names[p.supplier], names[p.customer]): p for p in observed.pairs}
    homes = {} if like is None else {team.name: team.department for team in like.teams}
    parties = (Party(name, Location(""), homes.get(name)) for name in sorted(names.values()))
    return SeenLog(
        observed=observed,
        organisation=Organisation(
            name=name,
            source=source,
            calendar=Calendar(observed.hours_a_day),
            departments=() if like is None else like.departments,
            parties={party.name: party for party in parties},
            handoffs=handoffs_between(pairs),
        ),
        names=names,
        pairs=pairs,
        returns={
            (names[back.by_way_of], names[back.team]): back.count for back in observed.returning
        },
    )


def handoffs_between(
    pairs: Iterable[tuple[PartyId, PartyId]], back: Collection[tuple[PartyId, PartyId]] = ()
) -> tuple[Handoff, ...]:
    """Return a handoff without a deliverable for each pair: a log names none.

    Those that run `back` are rework, which does not say who stands left of whom.
    """
    return tuple(
        Handoff(supplier, customer, rework=(supplier, customer) in back)
        for supplier, customer in sorted(pairs)
    )


def without_departments(organisation: Organisation) -> Organisation:
    """Return the organisation with its teams side by side: cases cross areas all over."""
    parties = {
        name: replace(party, department=None) if isinstance(party, Party) else party
        for name, party in organisation.parties.items()
    }
    return replace(organisation, parties=parties, departments=())


def _names(observed: Observed, words: Words) -> Mapping[Team, PartyId]:
    """Return what the box of each team is called; no other is called as that of no team."""
    found = {team.team for team in observed.by_team}
    found |= {team for pair in observed.pairs for team in (pair.supplier, pair.customer)}
    found |= {team for back in observed.returning for team in (back.team, back.by_way_of)}
    names: dict[Team, PartyId] = {team: PartyId(team) for team in found if team is not None}
    if None in found:
        missing = words(NO_TEAM)
        while missing in found:
            missing = f"({missing})"
        names[None] = PartyId(missing)
    return names
