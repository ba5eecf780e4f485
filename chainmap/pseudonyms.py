"""Pseudonyms: an organisation whose names say nothing, and that answers as the real one does.

A pseudonym is a keyed hash (HMAC-SHA256, RFC 2104) of the folded name, cut to the digits that tell
it apart: the same key gives the same name the same pseudonym, whoever else is there. Two names that
share their first digits are told apart by more of them; only then can a new name change another.
Whoever knows the key and guesses a name can test the guess.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from unicodedata import normalize

from chainmap.issues import Location
from chainmap.model import (
    Alternative,
    Complaint,
    Customer,
    Handoff,
    HandoffId,
    Ingredient,
    Measurement,
    Organisation,
    Party,
    PartyId,
    PartyKind,
    Team,
)

SOURCE = "anonymised"
"""What stands where the directory of the files is named."""

_NOWHERE = Location("")
_DIGITS = 4
_DIGITS_OF_DEPARTMENTS = 2
_WORDS = {PartyKind.TEAM: "Team", PartyKind.CUSTOMER: "Customer", PartyKind.VENDOR: "Vendor"}


@dataclass(frozen=True)
class Pseudonyms:
    """The pseudonyms of every name in some organisations, by the folded name."""

    organisation: str
    parties: Mapping[str, str]
    departments: Mapping[str, str]
    deliverables: Mapping[str, str]
    segments: Mapping[str, str]
    complaints: Mapping[str, str]

    def party(self, name: str) -> PartyId:
        """Return the pseudonym of a party."""
        return PartyId(self.parties[_folded(name)])

    def deliverable(self, name: str) -> str:
        """Return the pseudonym of a deliverable; no name has none."""
        return self.deliverables[_folded(name)] if name else ""

    def department(self, name: str) -> str:
        """Return the pseudonym of a department."""
        return self.departments[_folded(name)]

    def complaint(self, name: str) -> str:
        """Return the pseudonym of a complaint's id."""
        return self.complaints[_folded(name)]

    def segment(self, name: str) -> str:
        """Return the pseudonym of a segment."""
        return self.segments[_folded(name)]


def pseudonyms(organisations: Sequence[Organisation], *, key: str | None = None) -> Pseudonyms:
    """Return the pseudonyms for these organisations; by default the first one's name is the key.

    An organisation's name is no secret: who must not be able to test guesses needs a key.
    """
    secret = _folded(organisations[0].name if key is None else key).encode()

    def named(kind: str, word: str, names: Iterable[str], digits: int = _DIGITS) -> dict[str, str]:
        numbers = _numbers(secret, kind, names, digits)
        return {name: f"{word}{number}" for name, number in numbers.items()}

    known = [party for one in organisations for party in one.parties.values()]
    handoffs = [handoff for one in organisations for handoff in one.handoffs]
    parties: dict[str, str] = {}
    for kind, word in _WORDS.items():
        names = (party.name for party in known if party.kind is kind)
        parties |= named(kind.value, f"{word} ", names)
    departments = {name for one in organisations for name in one.departments}
    departments |= {p.department for p in known if isinstance(p, Team) and p.department}
    segments = {party.segment for party in known if isinstance(party, Customer) and party.segment}
    complaints = {complaint.id for one in organisations for complaint in one.complaints}
    return Pseudonyms(
        organisation=next(iter(named("organisation", "Organisation ", ["it"]).values())),
        parties=parties,
        departments=named("department", "Department ", departments, _DIGITS_OF_DEPARTMENTS),
        deliverables=named("deliverable", "Item ", _deliverables(handoffs)),
        segments=named("segment", "Segment ", segments, _DIGITS_OF_DEPARTMENTS),
        complaints=named("complaint", "C-", complaints),
    )


def pseudonymous(organisation: Organisation, by: Pseudonyms) -> Organisation:
    """Return the organisation with pseudonyms, without what people said and where it is written."""
    renamed = [_handoff(handoff, by) for handoff in organisation.handoffs]
    order = _order(renamed)
    now = {HandoffId(was): HandoffId(at) for at, was in enumerate(order)}
    parties = sorted((_party(p, by) for p in organisation.parties.values()), key=lambda p: p.name)
    return replace(
        organisation,
        name=by.organisation,
        source=SOURCE,
        departments=tuple(map(by.department, organisation.departments)),
        parties={party.name: party for party in parties},
        handoffs=tuple(renamed[at] for at in order),
        complaints=tuple(_complaint(c, by, now[c.delivery]) for c in organisation.complaints),
    )


def places_of(organisation: Organisation, by: Pseudonyms) -> Mapping[HandoffId, HandoffId]:
    """Return for each handoff which one it is in the organisation with pseudonyms."""
    order = _order([_handoff(handoff, by) for handoff in organisation.handoffs])
    return {HandoffId(was): HandoffId(at) for at, was in enumerate(order)}


def _order(renamed: Sequence[Handoff]) -> list[int]:
    """Return the positions of handoffs as they are sorted under their new names."""
    return sorted(range(len(renamed)), key=lambda at: renamed[at].sort_key)


def _folded(name: str) -> str:
    return normalize("NFC", name.strip()).casefold()


def _numbers(secret: bytes, kind: str, names: Iterable[str], digits: int) -> Mapping[str, str]:
    """Return for each folded name as many digits of its hash as tell it apart."""
    hashes = {name: _hash(secret, kind, name) for name in {_folded(name) for name in names}}
    numbers: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(hashes, key=lambda name: (hashes[name], name)):
        length = digits
        while hashes[name][:length] in taken:
            length += 1
        numbers[name] = hashes[name][:length]
        taken.add(numbers[name])
    return numbers


def _hash(secret: bytes, kind: str, name: str) -> str:
    """Return the hash as decimal digits, the first of which is not 0."""
    digest = hmac.new(secret, f"{kind}\0{name}".encode(), sha256).digest()
    digits = str(int.from_bytes(digest, "big"))
    return f"{1 + int(digits[0]) % 9}{digits[1:]}"


def _deliverables(handoffs: Iterable[Handoff]) -> set[str]:
    handed = set()
    for handoff in handoffs:
        handed.add(handoff.deliverable)
        for ingredient in handoff.made_from or ():
            handed |= {option.deliverable for option in ingredient.options}
    return handed - {""}


def _party(party: Party, by: Pseudonyms) -> Party:
    bare = replace(party, name=by.party(party.name), location=_NOWHERE)
    if isinstance(bare, Team) and bare.department is not None:
        return replace(bare, department=by.department(bare.department))
    if isinstance(bare, Customer) and bare.segment is not None:
        return replace(bare, segment=by.segment(bare.segment))
    return bare


def _handoff(handoff: Handoff, by: Pseudonyms) -> Handoff:
    made_from = handoff.made_from
    return replace(
        handoff,
        supplier=by.party(handoff.supplier),
        customer=by.party(handoff.customer),
        deliverable=by.deliverable(handoff.deliverable),
        made_from=None if made_from is None else tuple(_ingredient(i, by) for i in made_from),
        wants=None,
        promised_at=None if handoff.promised_at is None else _NOWHERE,
        needed_at=None if handoff.needed_at is None else _NOWHERE,
        measurement=_measurement(handoff.measurement),
    )


def _measurement(measurement: Measurement | None) -> Measurement | None:
    """Return it without the names of files, which say whose log it is."""
    return measurement and replace(measurement, log="a log", location=_NOWHERE)


def _ingredient(ingredient: Ingredient, by: Pseudonyms) -> Ingredient:
    return Ingredient(
        tuple(Alternative(by.deliverable(o.deliverable), o.share) for o in ingredient.options)
    )


def _complaint(complaint: Complaint, by: Pseudonyms, delivery: HandoffId) -> Complaint:
    return replace(
        complaint,
        id=by.complaint(complaint.id),
        delivery=delivery,
        said=None,
        examples=(),
        contacts=tuple(map(by.party, complaint.contacts)),
        location=_NOWHERE,
    )
