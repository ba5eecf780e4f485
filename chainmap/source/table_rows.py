"""The rows of a table of who serves whom: read, named alike, merged where they repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from chainmap.issues import Issue, Location
from chainmap.model import PartyId, PartyKind
from chainmap.source.handoff_documents import TableRow
from chainmap.source.names import Names, key_of
from chainmap.source.places import Plain, RowPlace
from chainmap.source.validation import Entry
from chainmap.source.wording import error, shown, warning

ENDS = frozenset({"supplier", "customer", "delivers", "supplier_kind", "customer_kind"})
"""The columns that say which handoff a row is about."""


@dataclass(frozen=True, slots=True)
class Row:
    """A handoff in a table, and the row that names it (first)."""

    supplier: PartyId
    customer: PartyId
    document: TableRow
    place: RowPlace

    @property
    def deliverable(self) -> str | None:
        """What is handed over, None where the row does not say."""
        return self.document.delivers

    @property
    def values(self) -> Mapping[str, Plain]:
        """What the row says about the handoff, by column."""
        return {key: value for key, value in self.place.values.items() if key not in ENDS}

    def read(self, column: str) -> object:
        """Return a value of the row as it was read."""
        return getattr(self.document, "made_from" if column == "from" else column)


@dataclass(frozen=True, slots=True)
class Kinds:
    """What each party of a table is, and where rows disagree about it."""

    by_name: Mapping[PartyId, PartyKind]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """The handoffs of a table, once each; `repeated` counts the rows that named one again."""

    rows: tuple[Row, ...]
    repeated: int
    issues: tuple[Issue, ...]


def names_in(entries: Iterable[Entry[TableRow]], known: Iterable[str]) -> Names:
    """Return all parties: spelled as known already, else as the first row spells them."""
    spelled = {key_of(name): name for name in known}
    for entry in entries:
        for (name,) in (entry.document.supplier, entry.document.customer):
            spelled.setdefault(key_of(name), name)
    return Names(spelled.values())


def kinds_in(entries: Iterable[Entry[TableRow]], names: Names) -> Kinds:
    """Return what each party is, a team where no row says; rows that disagree are reported."""
    kinds: dict[PartyId, PartyKind] = {}
    said: dict[PartyId, Location] = {}
    issues = []
    for entry in entries:
        for side, name, kind in _ends(entry.document, names):
            where = entry.place.location((side,))
            if kind is None or (name in said and kinds[name] is kind):
                kinds.setdefault(name, PartyKind.TEAM)
            elif name in said:
                message = f"{shown(name)} is a {kind} here, a {kinds[name]} at {said[name]}."
                issues.append(error(where, "conflicting-kind", message, "Keep one of the two."))
            else:
                kinds[name], said[name] = kind, where
    return Kinds(kinds, tuple(issues))


def _ends(row: TableRow, names: Names) -> Iterator[tuple[str, PartyId, PartyKind | None]]:
    yield "supplier_kind", _known(names, row.supplier), row.supplier_kind
    yield "customer_kind", _known(names, row.customer), row.customer_kind


def _known(names: Names, written: tuple[str, ...]) -> PartyId:
    return names.find(written[0]) or PartyId(written[0])


def merge(entries: Iterable[Entry[TableRow]], names: Names) -> Merged:
    """Return each handoff once; rows that contradict each other are reported."""
    issues: list[Issue] = []
    groups: dict[tuple[PartyId, PartyId], list[Row]] = defaultdict(list)
    for entry in entries:
        row = _row(entry, names)
        if row.supplier == row.customer:
            issues.append(_self_supply(row))
        else:
            groups[row.supplier, row.customer].append(row)
    rows: list[Row] = []
    repeated = 0
    for group in groups.values():
        for same in _by_deliverable(group):
            issues.extend(_conflicts(same))
            rows.append(_folded(same))
            repeated += len(same) - 1
    return Merged(tuple(rows), repeated, tuple(issues))


def _row(entry: Entry[TableRow], names: Names) -> Row:
    document, place = entry.document, entry.place
    assert isinstance(place, RowPlace)  # noqa: S101  the rows of a table
    return Row(_known(names, document.supplier), _known(names, document.customer), document, place)


def _self_supply(row: Row) -> Issue:
    message = f"{shown(row.supplier)} hands over to itself; the row is left out."
    where = row.place.location(("customer",))
    return warning(where, "self-supply", message, "Only work that changes owner is a handoff.")


def _by_deliverable(group: Sequence[Row]) -> Iterable[list[Row]]:
    """Return the rows of a pair by deliverable; those without go with the only one there is."""
    same: dict[str | None, list[Row]] = defaultdict(list)
    names = {key_of(row.deliverable) for row in group if row.deliverable is not None}
    for row in group:
        key = None if row.deliverable is None else key_of(row.deliverable)
        same[next(iter(names)) if key is None and len(names) == 1 else key].append(row)
    return same.values()


def _conflicts(same: Sequence[Row]) -> Iterator[Issue]:
    first: dict[str, Row] = {}
    for row in same:
        for key in row.values:
            known = first.setdefault(key, row)
            if known.read(key) != row.read(key):
                texts = (shown(place.text((key,))) for place in (row.place, known.place))
                here, there = texts
                where = known.place.location((key,))
                message = f"{key}: {here} here, {there} at {where}, for the same handoff."
                place = row.place.location((key,))
                yield error(place, "conflicting-claim", message, "Keep one of the two.")


def _folded(same: Sequence[Row]) -> Row:
    """Return one row with the values of all; the first that says something counts."""
    if len(same) == 1:
        return same[0]
    values: dict[str, Plain] = {}
    for row in same:
        values = {**row.place.values, **values}
    place = replace(same[0].place, values=values)
    return replace(same[0], place=place, document=TableRow.model_validate(values))
