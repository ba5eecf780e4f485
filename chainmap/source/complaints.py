"""Finds the handoff that each complaint is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chainmap.issues import Issue
from chainmap.model import Complaint, Handoff, HandoffId, PartyId, PartyKind
from chainmap.source.claims import unknown_party
from chainmap.source.documents import ComplaintEntry
from chainmap.source.names import Names, key_of
from chainmap.source.places import Loc
from chainmap.source.validation import Entry
from chainmap.source.wording import MOST_LISTED, error, listed, shown, warning

_Subject = tuple[PartyId, PartyId | None, str | None]
"""Customer, supplier and the key of the deliverable; None where a complaint leaves it out."""


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
        self._handoffs = handoffs
        self._names = names
        self._kinds = kinds
        self._excused = excused
        self._choices: dict[_Subject, list[HandoffId]] = defaultdict(list)
        for index, handoff in enumerate(handoffs):
            for subject in _subjects(handoff):
                self._choices[subject].append(HandoffId(index))
        self._likely: dict[_Subject, Sequence[HandoffId]] = {}

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
        """Return the handoff; None if it may be in a file that cannot be read."""
        subject = self._subject(entry.document)
        if subject not in self._likely:
            self._likely[subject] = self._in_flow(self._choices.get(subject, ()))
        likely = self._likely[subject]
        if likely:
            return likely[0] if len(likely) == 1 else self._unclear(entry, likely)
        lost = {key_of(name) for name in subject[:2] if name} & self._excused
        return None if lost else self._unknown(entry, subject)

    def _subject(self, written: ComplaintEntry) -> _Subject:
        customer = self._names.find(written.customer) or PartyId(written.customer)
        supplier = self._names.find(written.supplier) if written.supplier else None
        return customer, supplier, key_of(written.delivers) if written.delivers else None

    def _in_flow(self, choices: Sequence[HandoffId]) -> Sequence[HandoffId]:
        """Return the choices in the flow; all, if none is."""
        return [choice for choice in choices if self._handoffs[choice].in_flow] or choices

    def _unclear(self, entry: Entry[ComplaintEntry], choices: Sequence[HandoffId]) -> Issue:
        what = self._listed(choices, "or")
        message = f"{shown(entry.document.id)} may be about {what}."
        hint = "Write supplier and delivers."
        return error(entry.place.location(("customer",)), "unclear-complaint", message, hint)

    def _unknown(self, entry: Entry[ComplaintEntry], subject: _Subject) -> Issue:
        written = entry.document
        customer, supplier, _ = subject
        key = "delivers" if written.delivers else "supplier" if written.supplier else "customer"
        what = shown(written.delivers) if written.delivers else "anything"
        who = f"{shown(supplier)} does not deliver" if supplier else "Nobody delivers"
        message = f"{who} {what} to {shown(customer)}."
        known = self._choices.get((customer, supplier, None)) or self._choices.get(
            (customer, None, None)
        )
        hint = f"Known: {self._listed(known, 'and')}." if known else "Add the handoff."
        where = entry.place.location((key,))
        return error(where, "unknown-complaint-handoff", message, hint)

    def _listed(self, handoffs: Sequence[HandoffId], last: str) -> str:
        known = (self._handoffs[h] for h in handoffs[:MOST_LISTED])
        names = [f"{h.deliverable or 'a delivery'} from {h.supplier}" for h in known]
        return listed(names, last, more=len(handoffs) - len(names))

    def _internal(self, entry: Entry[ComplaintEntry]) -> Iterator[Issue]:
        customer = self._names.find(entry.document.customer)
        if customer is not None and self._kinds[customer] is PartyKind.TEAM:
            message = f"{shown(customer)} is a team: an internal complaint."
            hint = "It is read like the others; its weight has no external customer in it."
            yield warning(entry.place.location(("customer",)), "internal-complaint", message, hint)


def _subjects(handoff: Handoff) -> Iterator[_Subject]:
    """Yield everything a complaint about the handoff may say of it."""
    deliverable = key_of(handoff.deliverable)
    for supplier in (handoff.supplier, None):
        yield handoff.customer, supplier, deliverable
        yield handoff.customer, supplier, None


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
