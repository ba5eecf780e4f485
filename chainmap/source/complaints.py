"""Finds the handoff that each complaint is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from chainmap.issues import Issue, Location
from chainmap.model import Complaint, Handoff, HandoffId, PartyId, PartyKind
from chainmap.source.claims import unknown_party
from chainmap.source.documents import ComplaintEntry
from chainmap.source.names import Names, key_of
from chainmap.source.places import Loc
from chainmap.source.subjects import Subjects
from chainmap.source.summing import summed
from chainmap.source.tallied import ReadKind, ReadTally, repeated_ids
from chainmap.source.validation import Entry
from chainmap.source.wording import error, shown, warning


@dataclass(frozen=True, slots=True)
class Complaints:
    """The complaints in the order of their places, and what was wrong with others."""

    complaints: tuple[Complaint, ...]
    issues: tuple[Issue, ...]


class Desk:
    """Takes complaints in; knows all handoffs and names."""

    def __init__(
        self,
        handoffs: Sequence[Handoff],
        names: Names,
        kinds: Mapping[PartyId, PartyKind],
        excused: frozenset[str],
    ) -> None:
        self._names = names
        self._kinds = kinds
        self._subjects = Subjects(handoffs, names, excused, kind="complaint")

    def take(self, entries: Iterable[Entry[ComplaintEntry]]) -> Complaints:
        """Return the complaints, each with its handoff."""
        ordered = sorted(entries, key=lambda entry: entry.place.location(("id",)))
        complaints: list[Complaint] = []
        issues = list(_duplicates(ordered))
        for entry in ordered:
            found = self._received(entry)
            issues.extend(found.issues)
            complaints.extend(found.complaints)
        return Complaints(tuple(complaints), tuple(issues))

    def count(
        self, tallies: Sequence[ReadTally], entries: Iterable[Entry[ComplaintEntry]]
    ) -> Complaints:
        """Return the complaints of counted tables: one for all rows that say the same.

        `entries` are those of other files, whose ids the tables must not have again.
        """
        ids = {key_of(entry.document.id): entry.place.location(("id",)) for entry in entries}
        for read, issue in repeated_ids(tallies, ids):
            read.found.add([issue])
        complaints: list[Complaint] = []
        for read in tallies:
            alike: dict[Complaint, list[ReadKind]] = {}
            for kind in read.kinds:
                found = self._received(kind.entry)
                read.found.add(found.issues, kind.kind.rows)
                for complaint in found.complaints:
                    alike.setdefault(_said_of(complaint), []).append(kind)
            complaints += summed(read, alike)
        issues = (issue for read in tallies for issue in read.found.issues)
        return Complaints(tuple(complaints), tuple(issues))

    def _received(self, entry: Entry[ComplaintEntry]) -> Complaints:
        """Return the complaint of one entry, and what is wrong with it."""
        wrong = tuple(self._name_issues(entry))
        delivery = None if wrong else self._delivery(entry)
        if isinstance(delivery, Issue):
            return Complaints((), (delivery,))
        if delivery is None:
            return Complaints((), wrong)
        return Complaints((self._complaint(entry, delivery),), tuple(self._internal(entry)))

    def _complaint(self, entry: Entry[ComplaintEntry], delivery: HandoffId) -> Complaint:
        written = entry.document
        return Complaint(
            id=written.id,
            delivery=delivery,
            category=written.category,
            date=written.date,
            count=written.count,
            severity=written.severity,
            said=written.said,
            contacts=tuple(self._names.find(name) or PartyId(name) for name in written.contacts),
            location=entry.place.location(("id",)),
        )

    def _name_issues(self, entry: Entry[ComplaintEntry]) -> Iterator[Issue]:
        written = entry.document
        named: list[tuple[Loc, str | None]] = [
            (("customer",), written.customer),
            (("supplier",), written.supplier),
        ]
        named += [(("contacts", index), name) for index, name in enumerate(written.contacts)]
        for loc, name in named:
            if name is not None and self._names.find(name) is None:
                yield unknown_party(name, entry.place.location(loc), self._names)

    def _delivery(self, entry: Entry[ComplaintEntry]) -> HandoffId | Issue | None:
        written = entry.document
        return self._subjects.find(written, entry.place, called=shown(written.id))

    def _internal(self, entry: Entry[ComplaintEntry]) -> Iterator[Issue]:
        customer = self._names.find(entry.document.customer)
        if customer is not None and self._kinds[customer] is PartyKind.TEAM:
            message = f"{shown(customer)} is a team: an internal complaint."
            hint = "It is read like the others; its weight has no external customer in it."
            where, about = entry.place.location(("customer",)), (entry.document.id,)
            yield warning(where, "internal-complaint", message, hint, about=about)


def _said_of(complaint: Complaint) -> Complaint:
    """Return what a complaint has in common with those that say the same."""
    return replace(complaint, id="", date=None, count=1, said=None, location=Location(""))


def _duplicates(entries: Iterable[Entry[ComplaintEntry]]) -> Iterator[Issue]:
    first: dict[str, Entry[ComplaintEntry]] = {}
    for entry in entries:
        known = first.setdefault(key_of(entry.document.id), entry)
        if known is not entry:
            where = entry.place.location(("id",))
            message = (
                f"{shown(entry.document.id)} is already the id of the complaint at "
                f"{known.place.location(('id',))}."
            )
            yield error(where, "duplicate-complaint", message, "Give it another id.")
