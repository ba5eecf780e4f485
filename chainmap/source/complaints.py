"""Finds the handoff that each complaint is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chainmap.issues import Issue
from chainmap.model import Complaint, Handoff, HandoffId, PartyId, PartyKind
from chainmap.source.claims import unknown_party
from chainmap.source.documents import ComplaintEntry
from chainmap.source.names import Names, key_of
from chainmap.source.places import Loc
from chainmap.source.subjects import Subjects
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
        complaints, issues = [], list(_duplicates(ordered))
        for entry in ordered:
            wrong = list(self._name_issues(entry))
            issues.extend(wrong)
            delivery = None if wrong else self._delivery(entry)
            if isinstance(delivery, Issue):
                issues.append(delivery)
            elif delivery is not None:
                complaints.append(self._complaint(entry, delivery))
                issues.extend(self._internal(entry))
        return Complaints(tuple(complaints), tuple(issues))

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
