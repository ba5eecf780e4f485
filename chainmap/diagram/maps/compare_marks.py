"""How arrows and boxes of the compare view look, by what became of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from chainmap import units
from chainmap.analysis.comparison import Comparison, HandoffChange
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.palette import Fill
from chainmap.diagram.looks.words import Words
from chainmap.diagram.maps.compare_words import differences
from chainmap.diagram.maps.marks import Mark
from chainmap.diagram.maps.scope import Scope
from chainmap.diagram.parts.arrows import Arrow
from chainmap.model import Handoff, PartyId

ADDED = Fill("#d1e5f0", sign=" +")
REMOVED = Fill("#eeeeee", "#6b6b6b", " −")
CHANGED = Fill(palette.BUSY.fill, sign=" ≠")
BLUE, RED, TEAL, PURPLE = "#2166ac", "#a50f15", "#01665e", "#5e3c99"
_BADGES = 3
"""Changes of one arrow that are named one by one."""

Key = tuple[PartyId, PartyId, str]


@dataclass(frozen=True)
class CompareMarks:
    """Arrows and teams by what became of them; what did not change is quiet."""

    found: Comparison
    scope: Scope
    words: Words

    @cached_property
    def pairs(self) -> frozenset[tuple[PartyId, PartyId]]:
        """The pairs between which something changed."""
        return frozenset(self._by_pair)

    @cached_property
    def _by_pair(self) -> Mapping[tuple[PartyId, PartyId], list[tuple[Key, Mark]]]:
        """What changed between two boxes."""
        found: dict[tuple[PartyId, PartyId], list[tuple[Key, Mark]]] = defaultdict(list)
        for handoff in self.scope.whole.handoffs:
            if (key := _key(handoff)) in self._changes:
                found[self.scope.pair(handoff)].append((key, self._changes[key]))
        return found

    @cached_property
    def _changes(self) -> Mapping[Key, Mark]:
        """How each handoff that changed looks."""
        before = {h.sort_key for h in self.found.before.handoffs}
        after = {h.sort_key: h for h in self.found.after.handoffs}
        marks: dict[Key, Mark] = {}
        for handoff in self.scope.whole.handoffs:
            if handoff.sort_key not in after:
                marks[_key(handoff)] = Mark(
                    "#4d4d4d", 1.8, dashed=True, badge="−", prominence=2,
                    tooltip=(self.words("removed"),),
                )  # fmt: skip
        for handoff in self.found.handoffs_added:
            if handoff.sort_key not in before:
                marks[_key(handoff)] = Mark(
                    BLUE, 3.0, badge="+", prominence=4, tooltip=(self.words("added"),)
                )
        for change in (*self.found.handoffs_renamed, *self.found.handoffs_changed):
            marks[_key(change.after)] = self._changed(change)
        return marks

    def _changed(self, change: HandoffChange) -> Mark:
        calendar = self.found.after.organisation.calendar
        said = tuple(differences(change, calendar, self.words)) or (
            f"{change.after.deliverable or '–'}: {self.words('something else changed')}",
        )
        if change.hours:
            time = units.signed(units.hours(change.hours, calendar), change.hours)
            sign, colour = ("▼", RED) if change.is_slower else ("▲", TEAL)
            return Mark(colour, 2.6, badge=f"{sign} {time}", tooltip=said, prominence=3)
        return Mark(PURPLE, 1.6, badge="≠", tooltip=said, prominence=1)

    def arrow(self, arrow: Arrow) -> Mark:
        """Return how an arrow looks: as what became of the most striking of its handoffs."""
        pair = (arrow.supplier, arrow.customer)
        merged = bool({*pair} & self.scope.groups)
        own = {_key(handoff) for handoff in arrow.handoffs}
        known = [mark for key, mark in self._by_pair.get(pair, ()) if merged or key in own]
        if not known:
            return Mark(palette.FAINT, 0.8)
        first = max(known, key=lambda mark: mark.prominence)
        dashed = first.dashed and not merged and len(known) == len(arrow.handoffs)
        said = tuple(line for mark in known for line in mark.tooltip)
        return replace(first, badge=_badges(known), tooltip=said, dashed=dashed)

    def fill(self, party: PartyId) -> Fill:
        """Return the fill of a box."""
        if party in self._added:
            return ADDED
        if party in self._removed:
            return REMOVED
        return CHANGED if party in self._notes else palette.BESIDE

    def notes(self, party: PartyId) -> tuple[str, ...]:
        """Return what stands in a box below the name."""
        if party in self._added:
            return (self.words("added") + ADDED.sign,)
        if party in self._removed:
            return (self.words("removed") + REMOVED.sign,)
        return self._notes.get(party, ())

    @cached_property
    def _added(self) -> frozenset[PartyId]:
        return frozenset(party.name for party in self.found.parties_added)

    @cached_property
    def _removed(self) -> frozenset[PartyId]:
        return frozenset(party.name for party in self.found.parties_removed)

    @cached_property
    def _notes(self) -> Mapping[PartyId, tuple[str, ...]]:
        words = self.words
        notes: dict[PartyId, list[str]] = {}
        for one in self.found.renamed:
            was = words("perhaps {name} before", name=one.before)
            notes.setdefault(one.after, []).append(was)
        for change in self.found.teams_changed:
            old, new = change.before, change.after
            said = notes.setdefault(new.name, [])
            if old.people != new.people:
                people = [words("?") if n is None else f"{n:g}" for n in (old.people, new.people)]
                said.append(words("{before} → {after} people", before=people[0], after=people[1]))
            if old.availability != new.availability:
                said.append(
                    words(
                        "{before} → {after} of their time",
                        before=units.percent(old.availability),
                        after=units.percent(new.availability),
                    )
                )
            if old.department != new.department:
                said.append(words("from {department}", department=old.department or "–"))
        return {party: (*said, "≠") for party, said in notes.items()}


def _badges(marks: Sequence[Mark]) -> str:
    """Return what became of the handoffs of an arrow; of many only how many of each."""
    if len(marks) <= _BADGES:
        return " ".join(dict.fromkeys(mark.badge for mark in marks))
    counts = Counter(mark.badge[0] for mark in marks)
    return " ".join(f"{count} {sign}" for sign, count in sorted(counts.items()))


def _key(handoff: Handoff) -> Key:
    return handoff.sort_key  # type: ignore[return-value] # parties' names are PartyIds
