"""Groups of teams drawn as one: their handoffs added up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chainmap.diagram.looks.words import Words
from chainmap.issues import Location
from chainmap.model import Handoff, Organisation, Party, PartyId, Team


@dataclass(frozen=True)
class Collapsed:
    """An organisation in which groups stand for their teams.

    `stated` is each group's own name, which its box has unless somebody else is called so.
    `members` are the teams in it, `inside` counts the handoffs that stay inside, `between` those
    that became one.
    """

    organisation: Organisation
    stated: Mapping[PartyId, str]
    members: Mapping[PartyId, tuple[PartyId, ...]]
    inside: Mapping[PartyId, int]
    between: Mapping[tuple[PartyId, PartyId], int]

    @property
    def size(self) -> Mapping[PartyId, int]:
        """How many teams each group has."""
        return {group: len(members) for group, members in self.members.items()}

    def note(self, group: PartyId, words: Words) -> str:
        """Return how much is in a group."""
        teams = words.count(self.size[group], "{n} team", "{n} teams")
        inside = self.inside.get(group, 0)
        handoffs = words.count(inside, "{n} handoff inside", "{n} handoffs inside")
        return f"{teams} · {handoffs}" if inside else teams


def collapsed(
    organisation: Organisation, groups: Mapping[PartyId, str], words: Words, *, brief: bool = False
) -> Collapsed:
    """Return an organisation whose teams, where they have a group, are replaced by it.

    What flows between groups is called "12 handoffs", or with `brief` just "12".
    """
    taken = {p.name for p in organisation.parties.values() if p.name not in groups}
    names: dict[str, PartyId] = {}
    for name in sorted(set(groups.values())):
        free = name
        while free in taken:
            free = words("{name} (department)", name=free)
        names[name] = PartyId(free)
        taken.add(PartyId(free))
    group_of = {team: names[group] for team, group in groups.items()}
    members: dict[PartyId, list[PartyId]] = defaultdict(list)
    for team in sorted(groups):
        members[group_of[team]].append(team)
    inside = Counter(group_of[h.supplier] for h in organisation.handoffs if _within(h, group_of))
    merged = _merged(organisation.handoffs, group_of)
    between = {pair: len(some) for pair, some in merged.items()}
    names_of = {
        n: f"{n:,}" if brief else words.count(n, "{n} handoff", "{n} handoffs")
        for n in between.values()
    }
    alone = [h for h in organisation.handoffs if not {h.supplier, h.customer} & group_of.keys()]
    handoffs = (*alone, *(_one(*pair, names_of[between[pair]], merged[pair]) for pair in merged))
    parties: dict[PartyId, Party] = {name: Team(name, Location("")) for name in sorted(members)}
    parties |= {p.name: p for p in organisation.parties.values() if p.name not in groups}
    return Collapsed(
        replace(
            organisation,
            departments=tuple(d for d in organisation.departments if d not in names),
            parties=parties,
            handoffs=tuple(sorted(handoffs, key=lambda h: h.sort_key)),
            complaints=(),
        ),
        {group: stated for stated, group in names.items()},
        {group: tuple(teams) for group, teams in members.items()},
        inside,
        between,
    )


def _within(handoff: Handoff, group: Mapping[PartyId, PartyId]) -> bool:
    """Whether the handoff stays inside one group."""
    supplier = group.get(handoff.supplier)
    return supplier is not None and supplier == group.get(handoff.customer)


def _merged(
    handoffs: Iterable[Handoff], group: Mapping[PartyId, PartyId]
) -> Mapping[tuple[PartyId, PartyId], list[Handoff]]:
    """Return what flows to or from a group, by the pair it runs between."""
    merged: dict[tuple[PartyId, PartyId], list[Handoff]] = defaultdict(list)
    for handoff in handoffs:
        touches = handoff.supplier in group or handoff.customer in group
        if touches and handoff.in_flow and not _within(handoff, group):
            supplier = group.get(handoff.supplier, handoff.supplier)
            customer = group.get(handoff.customer, handoff.customer)
            merged[supplier, customer].append(handoff)
    return merged


def _one(supplier: PartyId, customer: PartyId, name: str, some: Sequence[Handoff]) -> Handoff:
    """Return the handoff that stands for many between two parties."""
    volume = sum(handoff.volume or 0.0 for handoff in some) or None
    return Handoff(supplier, customer, name, volume=volume, to_outside=some[0].to_outside)
