"""Finds the handoff that somebody speaks about, where not everything about it is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Protocol

from chainmap.issues import Issue
from chainmap.model import Handoff, HandoffId, PartyId
from chainmap.source.names import Names, key_of
from chainmap.source.places import Place
from chainmap.source.wording import MOST_LISTED, error, listed, shown

_Subject = tuple[PartyId, PartyId | None, str | None]
"""Customer, supplier and the key of the deliverable; None where it is left out."""


class Speaks(Protocol):
    """What speaks about a handoff: a complaint, an answer of a survey."""

    @property
    def customer(self) -> str:
        """Who receives it."""

    @property
    def supplier(self) -> str | None:
        """Who delivers it."""

    @property
    def delivers(self) -> str | None:
        """What it is."""


class Subjects:
    """All handoffs by what may be said of them.

    `excused` holds the keys of names about which nothing can be said, as their files have errors.
    """

    def __init__(
        self, handoffs: Sequence[Handoff], names: Names, excused: frozenset[str], *, kind: str
    ) -> None:
        self._handoffs = handoffs
        self._names = names
        self._excused = excused
        self._kind = kind
        self._choices: dict[_Subject, list[HandoffId]] = defaultdict(list)
        for index, handoff in enumerate(handoffs):
            for subject in _subjects(handoff):
                self._choices[subject].append(HandoffId(index))
        self._likely: dict[_Subject, Sequence[HandoffId]] = {}

    def find(self, written: Speaks, place: Place, *, called: str) -> HandoffId | Issue | None:
        """Return the handoff, or what is wrong; None if it may be in a file that cannot be read.

        `called` is how a message names what speaks.
        """
        subject = self._subject(written)
        if subject not in self._likely:
            self._likely[subject] = self._in_flow(self._choices.get(subject, ()))
        likely = self._likely[subject]
        if likely:
            return likely[0] if len(likely) == 1 else self._unclear(place, likely, called)
        lost = {key_of(name) for name in subject[:2] if name} & self._excused
        return None if lost else self._unknown(written, place, subject)

    def _subject(self, written: Speaks) -> _Subject:
        customer = self._names.find(written.customer) or PartyId(written.customer)
        supplier = self._names.find(written.supplier) if written.supplier else None
        return customer, supplier, key_of(written.delivers) if written.delivers else None

    def _in_flow(self, choices: Sequence[HandoffId]) -> Sequence[HandoffId]:
        """Return the choices in the flow; all, if none is."""
        return [choice for choice in choices if self._handoffs[choice].in_flow] or choices

    def _unclear(self, place: Place, choices: Sequence[HandoffId], called: str) -> Issue:
        message = f"{called} may be about {self._listed(choices, 'or')}."
        hint = "Write supplier and delivers."
        return error(place.location(("customer",)), f"unclear-{self._kind}", message, hint)

    def _unknown(self, written: Speaks, place: Place, subject: _Subject) -> Issue:
        customer, supplier, _ = subject
        key = "delivers" if written.delivers else "supplier" if written.supplier else "customer"
        what = shown(written.delivers) if written.delivers else "anything"
        who = f"{shown(supplier)} does not deliver" if supplier else "Nobody delivers"
        message = f"{who} {what} to {shown(customer)}."
        known = self._choices.get((customer, supplier, None)) or self._choices.get(
            (customer, None, None)
        )
        hint = f"Known: {self._listed(known, 'and')}." if known else "Add the handoff."
        return error(place.location((key,)), f"unknown-{self._kind}-handoff", message, hint)

    def _listed(self, handoffs: Sequence[HandoffId], last: str) -> str:
        known = (self._handoffs[h] for h in handoffs[:MOST_LISTED])
        names = [f"{h.deliverable or 'a delivery'} from {h.supplier}" for h in known]
        return listed(names, last, more=len(handoffs) - len(names))


def _subjects(handoff: Handoff) -> Iterator[_Subject]:
    """Yield everything that may be said of the handoff."""
    deliverable = key_of(handoff.deliverable)
    for supplier in (handoff.supplier, None):
        yield handoff.customer, supplier, deliverable
        yield handoff.customer, supplier, None
