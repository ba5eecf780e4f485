"""Overview: one box a department, and how many handoffs run between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from chainmap import units
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.canvas.legend import Entry, Line
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.colouring import load_legend
from chainmap.diagram.looks.palette import Fill, load_fill
from chainmap.diagram.looks.words import Words
from chainmap.diagram.maps.chain import parties, remarks
from chainmap.diagram.maps.chain_map import draw_map
from chainmap.diagram.maps.column_layout import ColumnLayout
from chainmap.diagram.maps.communities import communities
from chainmap.diagram.maps.fitting import page_of
from chainmap.diagram.maps.grouping import Collapsed, collapsed
from chainmap.diagram.maps.marks import Colouring, Mark
from chainmap.diagram.maps.scope import NO_DEPARTMENT, Scope
from chainmap.diagram.maps.view import View
from chainmap.diagram.parts.arrows import Arrow, thickness
from chainmap.model import Organisation, PartyId, Team

MAX_GROUPS = 40
"""Boxes for teams; where there are more departments, the smallest share one."""

MAX_ARROWS = 60
"""Arrows on a page: each has its number."""

_FEW = 20
"""Teams without departments up to which each has its own box."""

_ROOM = 176
"""Points for what stands in a box."""


def overview(scope: Scope, frame: Frame) -> Drawing:
    """Draw the departments of a scope, or groups found for it, and the handoffs between them."""
    organisation, words = scope.organisation, frame.words
    groups, remark = _groups(organisation, words)
    found = collapsed(organisation, groups, words, brief=True)
    drawn = replace(
        scope,
        organisation=found.organisation,
        notes={group: _size(found, organisation, group, words) for group in found.members},
        remarks=(*scope.remarks, *remark),
        quiet=frozenset(),
        groups=frozenset(found.members),
    )
    view = View(page_of(drawn, pairs=MAX_ARROWS), labels=0)
    marks = _Marks(view, found, _busiest(found, scope, words), words)
    heading = frame.heading(
        title=organisation.name,
        subtitle=_subtitle(view, found, words),
        legend=_legend(view, marks.colouring, words),
        boxes=len(found.members),
    )
    return draw_map(heading, view, marks, words, narrowest=_ROOM, places=ColumnLayout(view))


@dataclass(frozen=True)
class _Marks:
    """Arrows as thick as their number of handoffs; boxes filled by the most loaded team."""

    view: View
    found: Collapsed
    colouring: Colouring
    words: Words

    def arrow(self, arrow: Arrow) -> Mark:
        most = max(map(self._count, self.view.drawn), default=1)
        count = self._count(arrow)
        return Mark(
            palette.GREY, thickness(count, largest=most), badge=f"{count:,}", prominence=count
        )

    def _count(self, arrow: Arrow) -> int:
        return self.found.between.get((arrow.supplier, arrow.customer), len(arrow.handoffs))

    def fill(self, party: PartyId) -> Fill:
        return self.colouring.fill(party)

    def notes(self, party: PartyId) -> tuple[str, ...]:
        inside = self.found.inside.get(party, 0)
        notes = (
            self.view.scope.notes.get(party, ""),
            self.words.count(inside, "{n} handoff inside", "{n} handoffs inside") if inside else "",
            self.colouring.note(party),
        )
        return tuple(note for note in notes if note)


def _groups(
    organisation: Organisation, words: Words
) -> tuple[Mapping[PartyId, str], tuple[str, ...]]:
    """Return the group of each team, and what is to be said about them."""
    named = {team.name: team.department for team in organisation.teams}
    if not any(named.values()) and len(named) <= _FEW:
        remark = words("no departments are named: each team has its own box")
        return {team: str(team) for team in named}, (remark,) if named else ()
    if not any(named.values()):
        remark = words(
            "no departments are named: teams that work together most share a box, "
            "called after the busiest of them"
        )
        return _found(organisation, words), (remark,)
    none = words(NO_DEPARTMENT)
    homes = {team: department or none for team, department in named.items()}
    return _largest(homes, words)


def _largest(
    homes: Mapping[PartyId, str], words: Words
) -> tuple[Mapping[PartyId, str], tuple[str, ...]]:
    size = Counter(homes.values())
    if len(size) <= MAX_GROUPS:
        return homes, ()
    large = sorted(size, key=lambda home: (-size[home], home))[: MAX_GROUPS - 1]
    others = words("other departments")
    remark = words("the {n} largest of {all} departments", n=len(large), all=len(size))
    kept = {*large}
    return {t: home if home in kept else others for t, home in homes.items()}, (remark,)


def _found(organisation: Organisation, words: Words) -> Mapping[PartyId, str]:
    """Return groups of teams that deal with each other more than with others."""
    teams = [team.name for team in organisation.teams]
    number = {team: at for at, team in enumerate(teams)}
    between = Counter[tuple[int, int]]()
    for handoff in organisation.handoffs:
        ends = [number[p] for p in (handoff.supplier, handoff.customer) if p in number]
        if handoff.in_flow and len(set(ends)) > 1:
            between[min(ends), max(ends)] += 1
    busy = Counter[int]()
    for pair, count in between.items():
        busy.update(dict.fromkeys(pair, count))
    homes: dict[PartyId, str] = {}
    for group in communities(len(teams), between):
        heart = min(group, key=lambda n: (-busy[n], n))
        name = words("around {team}", team=teams[heart])
        name = name if busy[heart] else words("teams without handoffs to teams")
        homes |= {teams[n]: name for n in group}
    return _largest(homes, words)[0]


def _size(found: Collapsed, organisation: Organisation, group: PartyId, words: Words) -> str:
    teams = [organisation.parties[team] for team in found.members[group]]
    known = [team.people for team in teams if isinstance(team, Team) and team.people is not None]
    size = words.count(len(teams), "{n} team", "{n} teams")
    if known:
        at_least = "" if len(known) == len(teams) else "≥ "
        size += " · " + words("{n} people", n=f"{at_least}{sum(known):,g}")
    return size


def _busiest(found: Collapsed, scope: Scope, words: Words) -> Colouring:
    """Return each group's fill and words: its most loaded team."""
    limit = palette.limit(scope.whole)
    fills, notes = {}, {}
    for group, members in found.members.items():
        loads = [
            (known.utilisation, team)
            for team in members
            if (known := scope.loads.get(team)) and known.utilisation is not None
        ]
        if loads:
            load, team = max(loads)
            fills[group] = load_fill(load, limit=limit)
            notes[group] = words("busiest: {team} {load}", team=team, load=units.percent(load))
    return Colouring(fills, notes, load_legend(limit, words) if fills else ())


def _subtitle(view: View, found: Collapsed, words: Words) -> str:
    whole = view.scope.whole
    teams = words.count(len(whole.teams), "{n} team", "{n} teams")
    named = {team.department for team in whole.teams if team.department}
    if named:
        groups = words.count(len(named), "in {n} department", "in {n} departments")
    else:
        groups = words.count(len(found.members), "in {n} group", "in {n} groups")
    handoffs = words.count(len(whole.handoffs), "{n} handoff", "{n} handoffs")
    inside = words("{n} of them inside a box", n=f"{sum(found.inside.values()):,}")
    return " ".join((f"{teams} {groups}, {handoffs}, {inside}.", *remarks(view)))


def _legend(view: View, colouring: Colouring, words: Words) -> Iterator[Entry]:
    yield Line(
        words("supplier → customer, the way work flows; number and width = handoffs"), weight=2
    )
    yield from parties(view, words)
    if colouring.legend:
        first, *rest = colouring.legend
        yield replace(first, words=words("most loaded team: {first}", first=first.words))
        yield from rest
