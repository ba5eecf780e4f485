"""Teams, customers and vendors: who exists, under which name, declared where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chainmap.issues import Issue
from chainmap.model import Customer, Party, PartyId, PartyKind, Team, Variability, Vendor
from chainmap.source.declarations import Declaration
from chainmap.source.documents import CustomerDocument, TeamDocument
from chainmap.source.gathering import Mentioned
from chainmap.source.names import Names, key_of
from chainmap.source.settings import Settings
from chainmap.source.wording import did_you_mean, error, shown, warning

_CLASSES = {PartyKind.TEAM: Team, PartyKind.CUSTOMER: Customer, PartyKind.VENDOR: Vendor}


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties by name.

    `documents` are the first for each party; `unread` holds the keys of parties some of whose
    handoffs may not be known, because their file cannot be read in full.
    """

    by_name: Mapping[PartyId, Party]
    documents: tuple[Declaration, ...]
    names: Names
    unread: frozenset[str]
    issues: tuple[Issue, ...]

    @property
    def kinds(self) -> dict[PartyId, PartyKind]:
        """What each party is."""
        return {name: party.kind for name, party in self.by_name.items()}

    @property
    def teams(self) -> dict[PartyId, TeamDocument]:
        """The documents of the teams."""
        return {
            PartyId(entry.document.name): entry.document
            for entry in self.documents
            if isinstance(entry.document, TeamDocument)
        }


def parties_of(
    entries: Iterable[Declaration], mentioned: Iterable[Mentioned], settings: Settings
) -> Parties:
    """Return the parties; a name that is declared twice is reported at the second place."""
    first: dict[str, Declaration] = {}
    issues: list[Issue] = []
    for entry in sorted(entries, key=lambda e: e.location):
        known = first.setdefault(key_of(entry.document.name), entry)
        if known is not entry:
            issues.append(_duplicate(known, entry))
        issues.extend(_department_issues(entry, settings.departments))
    found = [_party(entry, settings) for entry in first.values()]
    unread = {key_of(m.name): m for m in mentioned if key_of(m.name) not in first}
    found += [_CLASSES[m.kind](PartyId(m.name), m.location) for m in unread.values()]
    return Parties(
        by_name={party.name: party for party in sorted(found, key=lambda party: party.name)},
        documents=tuple(first.values()),
        names=Names(party.name for party in found),
        unread=frozenset(unread) | {k for k, entry in first.items() if not entry.is_whole},
        issues=tuple(issues),
    )


def _party(entry: Declaration, settings: Settings) -> Party:
    written = entry.document
    name, where = PartyId(written.name), entry.location
    if isinstance(written, CustomerDocument):
        value = 1.0 if written.value is None else written.value
        return Customer(name, where, segment=written.segment, value=value)
    if not isinstance(written, TeamDocument):
        return Vendor(name, where)
    calendar = settings.calendar
    return Team(
        name,
        where,
        department=_department(written.department, settings.departments),
        people=written.people,
        availability=1.0 if written.availability is None else written.availability,
        process_time=written.process_time.hours(calendar) if written.process_time else None,
        arrivals=written.arrivals.per_hour(calendar) if written.arrivals else None,
        wip=written.wip,
        variability=written.variability.as_value() if written.variability else Variability(),
    )


def _department(written: str | None, departments: Iterable[str]) -> str | None:
    """Return the department as the settings spell it."""
    spelled = {key_of(name): name for name in departments}
    return None if written is None else spelled.get(key_of(written), written)


def _duplicate(first: Declaration, second: Declaration) -> Issue:
    written = second.document
    declared = first.location
    message = f"{shown(written.name)} is already declared as a {first.document.kind} at {declared}."
    return error(second.location, "duplicate-party", message, "Keep one of the two, or rename one.")


def _department_issues(entry: Declaration, departments: tuple[str, ...]) -> Iterator[Issue]:
    written = entry.document
    if not isinstance(written, TeamDocument) or not written.department or not departments:
        return
    if key_of(written.department) not in {key_of(name) for name in departments}:
        message = f"{shown(written.department)} is not among the departments of the settings."
        where = entry.place.location(("department",))
        hint = did_you_mean(written.department, departments)
        about = (written.team,)
        yield warning(where, "unknown-department", message, hint, about=about)
