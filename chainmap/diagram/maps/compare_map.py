"""Compare view: two states in one picture, what changed in front of what did not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from chainmap import units
from chainmap.analysis.comparison import Comparison, DeliveryChange, HandoffChange
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.canvas.legend import Box, Entry, Line
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.palette import Fill
from chainmap.diagram.looks.words import Words
from chainmap.diagram.maps.chain import parties, remarks
from chainmap.diagram.maps.chain_map import draw_map
from chainmap.diagram.maps.marks import Mark
from chainmap.diagram.maps.scope import Scope
from chainmap.diagram.maps.view import View
from chainmap.diagram.parts.arrows import Arrow
from chainmap.measure.renaming import folded
from chainmap.model import Calendar, Handoff, Organisation, PartyId

_ADDED = Fill("#d1e5f0", sign=" +")
_REMOVED = Fill("#eeeeee", "#6b6b6b", " −")
_CHANGED = Fill(palette.BUSY.fill, sign=" ≠")
_BLUE, _RED, _TEAL = "#2166ac", "#a50f15", "#01665e"
_BADGES = 3
"""Changes of one arrow that are named one by one."""

_DELIVERIES = 3
"""Deliveries whose lead time the subtitle tells."""

Key = tuple[PartyId, PartyId, str]


def both(found: Comparison) -> Organisation:
    """Return the organisation with everything that is there before or after, as named after."""
    after = found.after.organisation
    names = {one.before: one.after for one in found.renamed}
    spelled = {name.casefold(): name for name in after.parties}
    gone = {party.name: party for party in found.parties_removed}

    def now(name: PartyId) -> PartyId:
        return names.get(name) or spelled.get(name.casefold(), name)

    removed = [
        replace(handoff, supplier=now(handoff.supplier), customer=now(handoff.customer))
        for handoff in found.handoffs_removed
    ]
    handoffs = sorted((*after.handoffs, *removed), key=lambda h: h.sort_key)
    return replace(
        after, parties={**after.parties, **gone}, handoffs=tuple(handoffs), complaints=()
    )


def compare_map(found: Comparison, scope: Scope, frame: Frame) -> Drawing:
    """Draw both states of an organisation; `scope` is of `both`."""
    marks = _Marks(found, scope, frame.words)
    view = View(scope, marked=marks.pairs)
    heading = frame.heading(
        title=frame.words(
            "{organisation}: before and after", organisation=found.after.organisation.name
        ),
        subtitle=_subtitle(view, found, frame.words),
        legend=_legend(view, frame.words),
        boxes=len(view.organisation.teams),
    )
    return draw_map(heading, view, marks, frame.words)


@dataclass(frozen=True)
class _Marks:
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
                    _BLUE, 3.0, badge="+", prominence=4, tooltip=(self.words("added"),)
                )
        for change in (*self.found.handoffs_renamed, *self.found.handoffs_changed):
            marks[_key(change.after)] = self._changed(change)
        return marks

    def _changed(self, change: HandoffChange) -> Mark:
        calendar = self.found.after.organisation.calendar
        said = tuple(_differences(change, calendar, self.words)) or (
            f"{change.after.deliverable or '–'}: {self.words('something else changed')}",
        )
        if change.hours:
            time = units.signed(units.hours(change.hours, calendar), change.hours)
            sign, colour = ("▼", _RED) if change.is_slower else ("▲", _TEAL)
            return Mark(colour, 2.6, badge=f"{sign} {time}", tooltip=said, prominence=3)
        return Mark("#5e3c99", 1.6, badge="≠", tooltip=said, prominence=1)

    def arrow(self, arrow: Arrow) -> Mark:
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
        if party in self._added:
            return _ADDED
        if party in self._removed:
            return _REMOVED
        return _CHANGED if party in self._notes else palette.BESIDE

    def notes(self, party: PartyId) -> tuple[str, ...]:
        if party in self._added:
            return (self.words("added") + _ADDED.sign,)
        if party in self._removed:
            return (self.words("removed") + _REMOVED.sign,)
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


def _differences(change: HandoffChange, calendar: Calendar, words: Words) -> Iterator[str]:
    """Yield what changed of a handoff, for its tooltip."""
    old, new = change.before, change.after
    if folded(old.deliverable) != folded(new.deliverable):
        was = words("perhaps {name} before", name=old.deliverable or "–")
        yield f"{new.deliverable or '–'}: {was}"
    promises = [None if h.promise is None else h.promise.hours for h in (old, new)]
    for name, before, after in (
        (words("time"), old.time, new.time),
        (words("promise"), promises[0], promises[1]),
    ):
        if before != after:
            shown = ["–" if h is None else units.hours(h, calendar) for h in (before, after)]
            yield f"{new.deliverable}: {name} {shown[0]} → {shown[1]}"
    if old.accuracy != new.accuracy:
        shares = ["–" if a is None else units.percent(a) for a in (old.accuracy, new.accuracy)]
        yield f"{new.deliverable}: {words('%C&A')} {shares[0]} → {shares[1]}"
    if old.volume != new.volume:
        rates = ["–" if v is None else units.rate(v, calendar) for v in (old.volume, new.volume)]
        yield f"{new.deliverable}: {rates[0]} → {rates[1]}"


def _subtitle(view: View, found: Comparison, words: Words) -> str:
    if found.is_same:
        return words("Nothing differs.")
    parts = (
        words.count(len(found.parties_added), "{n} party added", "{n} parties added"),
        words.count(len(found.parties_removed), "{n} removed", "{n} removed"),
        words.count(len(found.renamed), "{n} perhaps renamed", "{n} perhaps renamed"),
        words.count(len(found.handoffs_added), "{n} handoff added", "{n} handoffs added"),
        words.count(len(found.handoffs_removed), "{n} handoff removed", "{n} handoffs removed"),
        words.count(
            len(found.handoffs_renamed),
            "{n} handoff perhaps renamed",
            "{n} handoffs perhaps renamed",
        ),
        words.count(len(found.slower), "{n} slower", "{n} slower"),
        words.count(len(found.faster), "{n} faster", "{n} faster"),
    )
    facts = ", ".join(part for part in parts if not part.startswith("0 "))
    told = (facts or words("no time changed, nothing came or went")) + "."
    told = told[0].upper() + told[1:]
    return " ".join((told, *_deliveries(found, words), *remarks(view)))


def _deliveries(found: Comparison, words: Words) -> Iterator[str]:
    """Yield what it means for the external customers, the largest changes first."""
    calendar = found.after.organisation.calendar
    changed = [change for change in found.deliveries if change.hours]
    changed.sort(key=lambda c: (-abs(c.hours or 0.0), c.customer, c.supplier, c.deliverable))
    for change in changed[:_DELIVERIES]:
        yield words(
            "{customer}, {deliverable}: {before} → {after}.",
            customer=change.customer,
            deliverable=change.deliverable or change.supplier,
            **_times(change, calendar),
        )


def _times(change: DeliveryChange, calendar: Calendar) -> Mapping[str, str]:
    states = {"before": change.before, "after": change.after}
    return {
        name: "–" if state is None else units.hours(state.lead_time, calendar)
        for name, state in states.items()
    }


def _legend(view: View, words: Words) -> Iterator[Entry]:
    yield Line(words("supplier → customer, the way work flows; no change"), colour=palette.FAINT)
    yield Line(words("+ added"), colour=_BLUE, weight=3)
    yield Line(words("− removed"), colour="#4d4d4d", weight=2, dashed=True)
    yield Line(words("▼ slower, by so much"), colour=_RED, weight=3)
    yield Line(words("▲ faster"), colour=_TEAL, weight=3)
    yield Line(f"≠ {words('something else changed')}", colour="#5e3c99", weight=2)
    yield Box(words("added"), inside="+", fill=_ADDED.fill)
    yield Box(words("removed"), inside="−", fill=_REMOVED.fill)
    yield Box(words("people, time or department changed"), inside="≠", fill=_CHANGED.fill)
    yield from parties(view, words)
