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
from chainmap.source.validation import Entry
from chainmap.source.wording import error, listed, shown, warning


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
        self._to: dict[PartyId, list[HandoffId]] = defaultdict(list)
        for index, handoff in enumerate(handoffs):
            self._to[handoff.customer].append(HandoffId(index))

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
        named = [(("customer",), written.customer), (("supplier",), written.supplier)]
        named += [(("contacts", index), name) for index, name in enumerate(written.contacts)]
        for loc, name in named:
            if name is not None and self._names.find(name) is None:
                yield unknown_party(name, entry.place.location(loc), self._names)

    def _delivery(self, entry: Entry[ComplaintEntry]) -> HandoffId | Issue | None:
        """Return the handoff; None if it may be in a file that cannot be read."""
        written = entry.document
        customer = self._names.find(written.customer)
        supplier = self._names.find(written.supplier) if written.supplier else None
        assert customer is not None  # noqa: S101  names were checked before
        pair = [h for h in self._to[customer] if supplier in (None, self._handoffs[h].supplier)]
        found = [h for h in pair if self._is_about(h, written.delivers)]
        flowing = [h for h in found if self._handoffs[h].in_flow]
        for choice in (found, flowing):
            if len(choice) == 1:
                return choice[0]
        if not found and {key_of(n) for n in (customer, supplier) if n} & self._excused:
            return None
        return self._unclear(entry, flowing or found) if found else self._unknown(entry, pair)

    def _is_about(self, handoff: HandoffId, deliverable: str | None) -> bool:
        name = self._handoffs[handoff].deliverable
        return deliverable is None or key_of(name) == key_of(deliverable)

    def _unclear(self, entry: Entry[ComplaintEntry], choices: Sequence[HandoffId]) -> Issue:
        message = f"{shown(entry.document.id)} may be about {self._listed(choices, 'or')}."
        hint = "Write supplier and delivers."
        return error(entry.place.location(("customer",)), "unclear-complaint", message, hint)

    def _unknown(self, entry: Entry[ComplaintEntry], pair: Sequence[HandoffId]) -> Issue:
        written = entry.document
        keys = [key for key in ("delivers", "supplier") if getattr(written, key) is not None]
        where = entry.place.location(((*keys, "customer")[0],))
        what = shown(written.delivers) if written.delivers else "anything"
        who = shown(written.supplier) if written.supplier else "Nobody"
        verb = "does not deliver" if written.supplier else "delivers"
        message = f"{who} {verb} {what} to {shown(written.customer)}."
        known = pair or self._to[self._names.find(written.customer) or PartyId("")]
        hint = f"Known: {self._listed(known, 'and')}." if known else "Add the handoff."
        return error(where, "unknown-complaint-handoff", message, hint)

    def _listed(self, handoffs: Sequence[HandoffId], last: str) -> str:
        known = (self._handoffs[h] for h in handoffs)
        return listed([f"{h.deliverable or 'a delivery'} from {h.supplier}" for h in known], last)

    def _internal(self, entry: Entry[ComplaintEntry]) -> Iterator[Issue]:
        customer = self._names.find(entry.document.customer)
        if customer is not None and self._kinds[customer] is not PartyKind.CUSTOMER:
            kind = self._kinds[customer]
            message = f"{shown(customer)} is a {kind}: an internal complaint."
            hint = "It is read like the others; its weight has no external customer in it."
            yield warning(entry.place.location(("customer",)), "internal-complaint", message, hint)


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
