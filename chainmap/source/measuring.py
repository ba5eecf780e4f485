"""Joins a third claim to what both sides say of a handoff: the time and volume a log measured.

The supplier promises, the customer needs; the log has no opinion. Where it measured the lead time
or the volume of a declared handoff, that figure takes the place of the declared one, its evidence
is `measured`, and the handoff names the log. Everything else stays as declared. What was only seen
in the log is a finding, not a handoff.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from chainmap.issues import Issue, Location, Severity
from chainmap.model import Calendar, Evidence, Handoff, Measurement, PartyId
from chainmap.source.claims import unknown_party
from chainmap.source.joining import Joint
from chainmap.source.names import Names, key_of
from chainmap.source.observed_documents import ObservedDocument, ObservedHandoff
from chainmap.source.places import Loc, Place
from chainmap.source.quantities import Estimate
from chainmap.source.validation import Entry
from chainmap.source.wording import did_you_mean, error, listed, shown, warning

_Pair = tuple[PartyId, PartyId]


@dataclass(frozen=True, slots=True)
class Measured:
    """All handoffs, those that a log measured with its figures, and what did not fit."""

    joints: tuple[Joint, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """One entry of a log: what it says, and where that stands."""

    document: ObservedDocument
    item: ObservedHandoff
    place: Place
    loc: Loc

    def at(self, *keys: str) -> Location:
        return self.place.location((*self.loc, *keys))


def with_measurements(
    joints: Sequence[Joint],
    entries: Iterable[Entry[ObservedDocument]],
    *,
    names: Names,
    calendar: Calendar,
    excused: frozenset[str],
) -> Measured:
    """Return the handoffs with what logs measured; of two logs the first by place counts.

    `excused` holds the keys of names about which nothing can be said, as their files have errors.
    """
    documents = sorted(entries, key=lambda entry: entry.place.location(()))
    register = _Register(joints, names, excused)
    found: dict[int, _Seen] = {}
    issues = list(_other_clocks(documents, calendar))
    for entry in _all(documents):
        index = register.find(entry)
        if isinstance(index, Issue):
            issues.append(index)
        elif index is not None and index in found:
            issues.append(_repeated(found[index], entry))
        elif index is not None:
            found[index] = entry
        issues += _disorder(entry, calendar)
    measured = (
        joint if index not in found else _measured(joint, found[index], calendar)
        for index, joint in enumerate(joints)
    )
    return Measured(tuple(measured), tuple(issues))


def _all(entries: Iterable[Entry[ObservedDocument]]) -> Iterator[_Seen]:
    for entry in entries:
        for index, item in enumerate(entry.document.handoffs):
            yield _Seen(entry.document, item, entry.place, ("handoffs", index))


class _Register:
    """The declared handoffs by who hands to whom."""

    def __init__(self, joints: Sequence[Joint], names: Names, excused: frozenset[str]) -> None:
        self._joints, self._names, self._excused = joints, names, excused
        self._of: Mapping[_Pair, list[int]] = defaultdict(list)
        for index, joint in enumerate(joints):
            self._of[joint.handoff.supplier, joint.handoff.customer].append(index)

    def find(self, seen: _Seen) -> int | Issue | None:
        """Return the handoff's position, or what is wrong; None if its file cannot be read."""
        parties: list[PartyId] = []
        for key in ("supplier", "customer"):
            written = getattr(seen.item, key)
            party = self._names.find(written)
            if party is None:
                return unknown_party(written, seen.at(key), self._names)
            parties.append(party)
        supplier, customer = parties
        if {key_of(supplier), key_of(customer)} & self._excused:
            return None
        between = self._of.get((supplier, customer), [])
        return self._of_pair(seen, between) if between else _only_seen(seen, supplier, customer)

    def _of_pair(self, seen: _Seen, between: Sequence[int]) -> int | Issue:
        written = seen.item.delivers
        known = [self._joints[index].handoff.deliverable for index in between]
        if written is None:
            return between[0] if len(between) == 1 else _unclear(seen, known)
        for index in between:
            if key_of(self._joints[index].handoff.deliverable) == key_of(written):
                return index
        who = self._joints[between[0]].handoff
        message = f"{shown(who.supplier)} does not deliver {shown(written)} to {who.customer}."
        hint = did_you_mean(written, known) if any(known) else "Leave delivers out."
        return error(seen.at("delivers"), "unknown-deliverable", message, hint)


def _measured(joint: Joint, seen: _Seen, calendar: Calendar) -> Joint:
    """Return the handoff with the figures of the log in place of the declared ones."""
    item, handoff = seen.item, joint.handoff
    if item.volume is not None:
        handoff = replace(handoff, volume=item.volume.per_hour(calendar))
    if item.lead_time is not None:
        handoff = _timed(handoff, item.lead_time, seen, calendar)
    return replace(joint, handoff=handoff)


def _timed(handoff: Handoff, lead_time: Estimate, seen: _Seen, calendar: Calendar) -> Handoff:
    source = Measurement(
        log=seen.document.observed,
        first=seen.document.first,
        last=seen.document.last,
        handoffs=int(seen.item.n),
        location=seen.at(),
    )
    return replace(
        handoff,
        lead_time=lead_time.time(calendar),
        stated_evidence=Evidence.MEASURED,
        measurement=source,
    )


def _only_seen(seen: _Seen, supplier: PartyId, customer: PartyId) -> Issue:
    times = f"{int(seen.item.n):,} {'time' if seen.item.n == 1 else 'times'}"
    message = (
        f"{shown(supplier)} hands over to {shown(customer)} {times} in "
        f"{shown(seen.document.observed)}; neither declares it."
    )
    hint = "Ask the two what is handed over, and add it under serves or needs."
    return Issue(
        seen.at("supplier"), Severity.NOTE, "only-seen", message, hint, ((supplier, customer, ""),)
    )


def _unclear(seen: _Seen, known: Sequence[str]) -> Issue:
    message = (
        f"{shown(seen.item.supplier)} delivers {listed(known)} to {shown(seen.item.customer)}; "
        "this entry does not say which."
    )
    hint = f"Write delivers: {listed(known, 'or')}."
    return error(seen.at("supplier"), "unclear-deliverable", message, hint)


def _other_clocks(
    entries: Iterable[Entry[ObservedDocument]], calendar: Calendar
) -> Iterator[Issue]:
    """Yield the logs whose hours are not those of the organisation."""
    for entry in entries:
        log = entry.document
        if log.hours_per_day != calendar.hours_per_day:
            message = (
                f"Times of {shown(log.observed)} count {log.hours_per_day:g} h a day, those of the "
                f"organisation {calendar.hours_per_day:g} h: a night may be taken for work."
            )
            hint = 'Measure working time: chainmap observe --working-time "Mon-Fri 09:00-17:00".'
            yield warning(entry.place.location(("hours_per_day",)), "other-clock", message, hint)


def _repeated(first: _Seen, second: _Seen) -> Issue:
    message = f"This handoff is measured a second time, first at {first.at('supplier')}."
    return warning(second.at("supplier"), "repeated-measurement", message, "Keep one of the two.")


def _disorder(seen: _Seen, calendar: Calendar) -> Iterator[Issue]:
    if seen.item.lead_time is None or not seen.item.lead_time.is_range:
        return
    time = seen.item.lead_time.time(calendar)
    if not time.low <= time.likely <= time.high:
        message = "lead_time: low, likely and high are not in order."
        where = seen.at("lead_time")
        yield error(where, "three-point-order", message, "Write low ≤ likely ≤ high.")
