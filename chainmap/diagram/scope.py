"""What of an organisation is drawn: all, or if that is too much, its departments or heart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from chainmap.issues import Location
from chainmap.measure.load import Load, loads
from chainmap.model import Handoff, Organisation, Party, PartyId, PartyKind, Team

MAX_TEAMS = 250
"""Teams up to which each has its box: more are neither legible nor quick to lay out."""

MAX_BUSIEST = 60
"""Teams drawn of a larger organisation without departments."""

MAX_OUTSIDE = 20
"""External customers drawn, and vendors."""

MAX_PAIRS = 400
"""Supplier-customer pairs drawn."""

NO_DEPARTMENT = "(no department)"


@dataclass(frozen=True)
class Scope:
    """An organisation as drawn.

    `notes` stand in the boxes, `loads` are those of the whole, `remarks` say what is left out.
    """

    organisation: Organisation
    loads: Mapping[PartyId, Load]
    notes: Mapping[PartyId, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def scope_of(organisation: Organisation) -> Scope:
    """Return what of the organisation fits on a page."""
    if len(organisation.teams) <= MAX_TEAMS:
        scope = Scope(organisation, loads(organisation), _people(organisation))
    elif len(_departments(organisation)) in range(2, MAX_TEAMS + 1):
        scope = _by_department(organisation)
    else:
        scope = _busiest(organisation)
    return _largest_pairs(_largest_outside(scope))


def _people(organisation: Organisation) -> dict[PartyId, str]:
    known = ((team.name, team.people) for team in organisation.teams)
    return {
        name: "1 person" if people == 1 else f"{people:g} people"
        for name, people in known
        if people is not None
    }


def _departments(organisation: Organisation) -> set[str]:
    return {team.department or NO_DEPARTMENT for team in organisation.teams}


def _by_department(organisation: Organisation) -> Scope:
    """Return an organisation whose teams are the departments of the given one."""
    taken = {p.name for p in organisation.parties.values() if p.kind is not PartyKind.TEAM}
    teams: dict[PartyId, PartyId] = {}
    for team in organisation.teams:
        name = PartyId(team.department or NO_DEPARTMENT)
        teams[team.name] = PartyId(f"{name} (department)") if name in taken else name
    merged = _merged(organisation.handoffs, teams)
    inside = Counter(teams.get(h.supplier) for h in organisation.handoffs if _within(h, teams))
    size = Counter(teams.values())
    parties: dict[PartyId, Party] = {name: Team(name, Location("")) for name in sorted(size)}
    parties |= {p.name: p for p in organisation.parties.values() if p.name not in teams}
    drawn = replace(organisation, departments=(), parties=parties, handoffs=merged, complaints=())
    notes = {name: f"{size[name]:,} teams · {inside[name]:,} handoffs inside" for name in size}
    remark = f"{len(teams):,} teams are too many for one page: this shows their departments"
    return Scope(drawn, {}, notes, (remark,))


def _within(handoff: Handoff, group: Mapping[PartyId, PartyId]) -> bool:
    """Whether the handoff stays inside one group."""
    supplier = group.get(handoff.supplier)
    return supplier is not None and supplier == group.get(handoff.customer)


def _merged(handoffs: Iterable[Handoff], group: Mapping[PartyId, PartyId]) -> tuple[Handoff, ...]:
    """Return one handoff for each pair of groups between which work flows."""
    merged: dict[tuple[PartyId, PartyId], list[Handoff]] = defaultdict(list)
    for handoff in handoffs:
        if handoff.in_flow and not _within(handoff, group):
            supplier = group.get(handoff.supplier, handoff.supplier)
            customer = group.get(handoff.customer, handoff.customer)
            merged[supplier, customer].append(handoff)
    return tuple(
        Handoff(
            supplier,
            customer,
            "1 handoff" if len(some) == 1 else f"{len(some):,} handoffs",
            volume=sum(handoff.volume or 0.0 for handoff in some) or None,
            to_outside=some[0].to_outside,
        )
        for (supplier, customer), some in sorted(merged.items())
    )


def _busiest(organisation: Organisation) -> Scope:
    """Return the busiest touchpoint, those it deals with most, and so on: what hangs together."""
    kept = _heart(organisation)
    outside = {p.name for p in organisation.parties.values() if p.kind is not PartyKind.TEAM}
    near = {
        party
        for handoff in organisation.handoffs
        if {handoff.supplier, handoff.customer} & kept
        for party in (handoff.supplier, handoff.customer)
    }
    whole = len(organisation.teams)
    remark = f"{len(kept)} of {whole:,} teams: the busiest and those they deal with most"
    drawn = _only(organisation, kept | (outside & near))
    return Scope(drawn, loads(organisation), _people(drawn), (remark,))


def _heart(organisation: Organisation) -> set[PartyId]:
    count = _handoffs_of(organisation)
    near: dict[PartyId, Counter[PartyId]] = defaultdict(Counter)
    for handoff in organisation.handoffs:
        near[handoff.supplier][handoff.customer] += 1
        near[handoff.customer][handoff.supplier] += 1
    teams = {team.name for team in organisation.teams}
    links = Counter[PartyId]()
    kept: set[PartyId] = set()
    touchpoints = {h.supplier for h in organisation.handoffs if h.to_outside} & teams
    while len(kept) < MAX_BUSIEST:
        linked = [team for team in links if team in teams and team not in kept]
        candidates = linked or touchpoints - kept or teams - kept
        best = min(candidates, key=lambda t: (-links[t], -count[t], t))
        kept.add(best)
        links.update(near[best])
    return kept


def _largest_outside(scope: Scope) -> Scope:
    """Leave out the customers and vendors with the fewest handoffs, where they are many."""
    count = _handoffs_of(scope.organisation)
    left_out: set[PartyId] = set()
    remarks = []
    for kind, words in ((PartyKind.CUSTOMER, "external customers"), (PartyKind.VENDOR, "vendors")):
        names = [p.name for p in scope.organisation.parties.values() if p.kind is kind]
        if len(names) > MAX_OUTSIDE:
            left_out.update(sorted(names, key=lambda n: (-count[n], n))[MAX_OUTSIDE:])
            remarks.append(f"the {MAX_OUTSIDE} busiest of {len(names):,} {words}")
    if not left_out:
        return scope
    drawn = _only(scope.organisation, set(scope.organisation.parties) - left_out)
    return replace(scope, organisation=drawn, remarks=(*scope.remarks, *remarks))


def _largest_pairs(scope: Scope) -> Scope:
    """Leave out the pairs with the least volume and the fewest handoffs, where they are many."""
    pairs: dict[tuple[PartyId, PartyId], list[Handoff]] = defaultdict(list)
    for handoff in scope.organisation.handoffs:
        pairs[handoff.supplier, handoff.customer].append(handoff)
    if len(pairs) <= MAX_PAIRS:
        return scope
    ranked = sorted(pairs, key=lambda p: (-sum(h.volume or 0 for h in pairs[p]), -len(pairs[p]), p))
    kept = sorted((h for pair in ranked[:MAX_PAIRS] for h in pairs[pair]), key=lambda h: h.sort_key)
    drawn = replace(scope.organisation, handoffs=tuple(kept))
    remark = f"the {MAX_PAIRS} thickest of {len(pairs):,} arrows"
    return replace(scope, organisation=drawn, remarks=(*scope.remarks, remark))


def _handoffs_of(organisation: Organisation) -> Counter[PartyId]:
    sides = ((h.supplier, h.customer) for h in organisation.handoffs)
    return Counter(party for pair in sides for party in pair)


def _only(organisation: Organisation, kept: set[PartyId]) -> Organisation:
    return replace(
        organisation,
        parties={name: party for name, party in organisation.parties.items() if name in kept},
        handoffs=tuple(h for h in organisation.handoffs if {h.supplier, h.customer} <= kept),
        complaints=(),
    )
