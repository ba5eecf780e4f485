"""What of an organisation is drawn: all of it, what is near a party, or one department."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from chainmap.diagram.looks.words import ENGLISH, Words
from chainmap.measure.load import Load, loads
from chainmap.model import Handoff, Organisation, PartyId

NO_DEPARTMENT = "(no department)"


@dataclass(frozen=True)
class Scope:
    """An organisation as drawn, and the `whole` that it is taken from.

    `notes` stand in the boxes, `loads` are those of the whole, `remarks` say what is left out;
    `quiet` parties are only there because others deal with them; `groups` are boxes that stand for
    several teams, `homes` the group of each of these. A `hint` says what would read better.
    """

    organisation: Organisation
    whole: Organisation
    loads: Mapping[PartyId, Load]
    notes: Mapping[PartyId, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    quiet: frozenset[PartyId] = frozenset()
    groups: frozenset[PartyId] = frozenset()
    homes: Mapping[PartyId, PartyId] = field(default_factory=dict)
    hint: str | None = None
    words: Words = ENGLISH

    def pair(self, handoff: Handoff) -> tuple[PartyId, PartyId]:
        """Return the boxes that a handoff of the whole runs between."""
        homes = self.homes
        return (
            homes.get(handoff.supplier, handoff.supplier),
            homes.get(handoff.customer, handoff.customer),
        )


def whole_of(organisation: Organisation, *, words: Words = ENGLISH) -> Scope:
    """Return all of an organisation."""
    notes = _people(organisation, words)
    return Scope(organisation, organisation, loads(organisation), notes, words=words)


def near(scope: Scope, party: PartyId, *, depth: int) -> Scope:
    """Return what is within so many handoffs of a party, in either direction."""
    partners = _partners(scope.organisation)
    found = {party}
    edge = {party}
    for _ in range(depth):
        edge = {other for one in edge for other in partners[one]} - found
        found |= edge
    words = scope.words
    handoffs = words.count(depth, "within {n} handoff", "within {n} handoffs")
    remark = words(
        "only who is {within} of {party}: {n} of {all} teams",
        within=handoffs,
        party=party,
        n=sum(scope.organisation.is_team(p) for p in found),
        all=len(scope.organisation.teams),
    )
    drawn = only(scope.organisation, found)
    return replace(scope, organisation=drawn, remarks=(*scope.remarks, remark))


def of_department(scope: Scope, department: str) -> Scope:
    """Return a department's teams and those they deal with, who are quiet."""
    teams = {t.name for t in scope.organisation.teams if t.department == department}
    partners = _partners(scope.organisation)
    beside = {other for team in teams for other in partners[team]} - teams
    drawn = only(scope.organisation, teams | beside)
    handoffs = tuple(h for h in drawn.handoffs if {h.supplier, h.customer} & teams)
    remark = scope.words("only {department} and whom it deals with", department=department)
    return replace(
        scope,
        organisation=replace(drawn, handoffs=handoffs),
        remarks=(*scope.remarks, remark),
        quiet=scope.quiet | beside,
    )


def only(organisation: Organisation, kept: Collection[PartyId]) -> Organisation:
    """Return the organisation with these parties only, and the handoffs between them."""
    return replace(
        organisation,
        parties={name: party for name, party in organisation.parties.items() if name in kept},
        handoffs=tuple(
            h for h in organisation.handoffs if h.supplier in kept and h.customer in kept
        ),
        complaints=(),
    )


def _people(organisation: Organisation, words: Words) -> dict[PartyId, str]:
    known = ((team.name, team.people) for team in organisation.teams)
    return {
        name: words("1 person") if people == 1 else words("{n} people", n=f"{people:g}")
        for name, people in known
        if people is not None
    }


def _partners(organisation: Organisation) -> Mapping[PartyId, set[PartyId]]:
    partners: dict[PartyId, set[PartyId]] = defaultdict(set)
    for handoff in organisation.handoffs:
        partners[handoff.supplier].add(handoff.customer)
        partners[handoff.customer].add(handoff.supplier)
    return partners
