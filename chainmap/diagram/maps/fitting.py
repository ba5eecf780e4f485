"""What fits on a page: all, or if that is too much, departments or the heart of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable
from dataclasses import replace

from chainmap.diagram.looks.words import ENGLISH, Words
from chainmap.diagram.maps.grouping import collapsed
from chainmap.diagram.maps.scope import NO_DEPARTMENT, Scope, only, whole_of
from chainmap.issues import Location
from chainmap.model import Handoff, Organisation, PartyId, PartyKind, Team

IN_FULL = 80
"""Teams up to which a page holds all without a word about it."""

MAX_TEAMS = 250
"""Teams up to which each has its box: more are neither legible nor quick to lay out."""

MAX_BUSIEST = 60
"""Teams drawn of a larger organisation without departments."""

MAX_OUTSIDE = 20
"""External customers drawn, and vendors."""

MAX_PAIRS = 400
"""Supplier-customer pairs drawn."""


def scope_of(
    organisation: Organisation, *, words: Words = ENGLISH, around: Collection[PartyId] = ()
) -> Scope:
    """Return what of the organisation fits on a page; `around` as in `fitting`."""
    return fitting(whole_of(organisation, words=words), around=around)


def fitting(scope: Scope, *, around: Collection[PartyId] = (), about: str | None = None) -> Scope:
    """Return what of a scope fits on a page.

    Above `MAX_TEAMS` teams departments stand for their teams, except for those in `around`, which
    `about` calls by a name: by default they are the teams behind the heaviest complaint.
    """
    organisation, words = scope.organisation, scope.words
    count = len(organisation.teams)
    if count > MAX_TEAMS:
        named = {team.department for team in organisation.teams if team.department}
        if len(_departments(organisation)) in range(2, MAX_TEAMS + 1) and named:
            kept = about or words("the teams behind the heaviest complaint")
            scope = _in_departments(scope, {*around}, kept)
        else:
            scope = _busiest(scope)
    elif count > IN_FULL:
        hint = words(
            "{n} teams on one page: --department, --focus or overview read better", n=count
        )
        scope = replace(scope, remarks=(*scope.remarks, hint), hint=hint)
    return page_of(scope)


def page_of(scope: Scope, *, pairs: int = MAX_PAIRS) -> Scope:
    """Return a scope with no more parties outside and arrows than a page can show."""
    return _largest_pairs(_largest_outside(scope), pairs)


def _in_departments(scope: Scope, around: Container[PartyId], about: str) -> Scope:
    """Return a scope in which departments stand for their teams, except for those in `around`."""
    organisation, words = scope.organisation, scope.words
    kept = {team.name: team for team in organisation.teams if team.name in around}
    opened = {team.department for team in kept.values()}
    names = {
        home: words("others in {department}", department=home) if home in opened else home
        for home in {team.department for team in organisation.teams}
        if home is not None
    }
    merged = collapsed(
        organisation,
        {
            team.name: words(NO_DEPARTMENT) if team.department is None else names[team.department]
            for team in organisation.teams
            if team.name not in kept
        },
        words,
    )
    home_of = {name: home for home, name in names.items() if home in opened}
    boxes = {
        group: Team(group, Location(""), home_of.get(stated))
        for group, stated in merged.stated.items()
    }
    notes = {group: merged.note(group, words) for group in merged.size}
    return replace(
        scope,
        organisation=replace(merged.organisation, parties={**merged.organisation.parties, **boxes}),
        loads={name: load for name, load in scope.loads.items() if name in kept},
        notes=notes | {name: note for name, note in scope.notes.items() if name in kept},
        remarks=(*scope.remarks, _collapsed(len(organisation.teams), about if kept else "", words)),
        quiet=frozenset(merged.size) if kept else frozenset(),
        groups=frozenset(merged.size),
        homes={team: group for group, teams in merged.members.items() for team in teams},
    )


def _collapsed(count: int, about: str, words: Words) -> str:
    """Return the words for it that departments stand for their teams."""
    said = words(
        "{n} teams are too many for one page: this shows their departments", n=f"{count:,}"
    )
    return said + (words(", and one by one {teams}", teams=about) if about else "")


def _departments(organisation: Organisation) -> set[str]:
    return {team.department or NO_DEPARTMENT for team in organisation.teams}


def _busiest(scope: Scope) -> Scope:
    """Return the busiest touchpoint, those it deals with most, and so on: what hangs together."""
    organisation = scope.organisation
    kept = _heart(organisation)
    outside = {p.name for p in organisation.parties.values() if p.kind is not PartyKind.TEAM}
    beside = {
        party
        for handoff in organisation.handoffs
        if {handoff.supplier, handoff.customer} & kept
        for party in (handoff.supplier, handoff.customer)
    }
    remark = scope.words(
        "{n} of {all} teams: the busiest and those they deal with most",
        n=len(kept),
        all=f"{len(organisation.teams):,}",
    )
    drawn = only(organisation, kept | (outside & beside))
    return replace(scope, organisation=drawn, remarks=(*scope.remarks, remark))


def _heart(organisation: Organisation) -> set[PartyId]:
    count = _handoffs_of(organisation)
    beside: dict[PartyId, Counter[PartyId]] = defaultdict(Counter)
    for handoff in organisation.handoffs:
        beside[handoff.supplier][handoff.customer] += 1
        beside[handoff.customer][handoff.supplier] += 1
    teams = {team.name for team in organisation.teams}
    links = Counter[PartyId]()
    kept: set[PartyId] = set()
    touchpoints = {h.supplier for h in organisation.handoffs if h.to_outside} & teams
    while len(kept) < MAX_BUSIEST:
        linked = [team for team in links if team in teams and team not in kept]
        candidates = linked or touchpoints - kept or teams - kept
        best = min(candidates, key=lambda t: (-links[t], -count[t], t))
        kept.add(best)
        links.update(beside[best])
    return kept


def _largest_outside(scope: Scope) -> Scope:
    """Leave out the customers and vendors with the fewest handoffs, where they are many."""
    count = _handoffs_of(scope.organisation)
    left_out: set[PartyId] = set()
    found = []
    for kind, remark in (
        (PartyKind.CUSTOMER, "the {n} busiest of {all} external customers"),
        (PartyKind.VENDOR, "the {n} busiest of {all} vendors"),
    ):
        names = [p.name for p in scope.organisation.parties.values() if p.kind is kind]
        if len(names) > MAX_OUTSIDE:
            left_out.update(sorted(names, key=lambda n: (-count[n], n))[MAX_OUTSIDE:])
            found.append(scope.words(remark, n=MAX_OUTSIDE, all=f"{len(names):,}"))
    if not left_out:
        return scope
    drawn = only(scope.organisation, set(scope.organisation.parties) - left_out)
    return replace(scope, organisation=drawn, remarks=(*scope.remarks, *found))


def _largest_pairs(scope: Scope, most: int) -> Scope:
    """Leave out the pairs with the least volume and the fewest handoffs, where they are many."""
    pairs: dict[tuple[PartyId, PartyId], list[Handoff]] = defaultdict(list)
    for handoff in scope.organisation.handoffs:
        pairs[handoff.supplier, handoff.customer].append(handoff)
    if len(pairs) <= most:
        return scope
    ranked = sorted(pairs, key=lambda p: (-sum(h.volume or 0 for h in pairs[p]), -len(pairs[p]), p))
    links = _links(scope.organisation, ranked)
    ranked.sort(key=lambda pair: pair not in links)
    kept = sorted((h for pair in ranked[:most] for h in pairs[pair]), key=lambda h: h.sort_key)
    drawn = replace(scope.organisation, handoffs=tuple(kept))
    remark = scope.words("the {n} thickest of {all} arrows", n=most, all=f"{len(pairs):,}")
    return replace(scope, organisation=drawn, remarks=(*scope.remarks, remark))


def _links(
    organisation: Organisation, ranked: Iterable[tuple[PartyId, PartyId]]
) -> set[tuple[PartyId, PartyId]]:
    """Return the thickest arrow of each party outside, so that none stands alone."""
    found: dict[PartyId, tuple[PartyId, PartyId]] = {}
    for pair in ranked:
        for party in pair:
            if not organisation.is_team(party):
                found.setdefault(party, pair)
    return set(found.values())


def _handoffs_of(organisation: Organisation) -> Counter[PartyId]:
    sides = ((h.supplier, h.customer) for h in organisation.handoffs)
    return Counter(party for pair in sides for party in pair)
