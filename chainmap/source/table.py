"""Turns a table of who serves whom into party files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from chainmap.issues import Issue, Location, Severity, in_order
from chainmap.model import Calendar, PartyId, PartyKind
from chainmap.source.claims import Claim, Claims, outside_issues
from chainmap.source.decoding import SourceFile, decode
from chainmap.source.drafting import Draft, Drafted, Item, files_of
from chainmap.source.handoff_documents import Needs, Serves, TableRow
from chainmap.source.ingredients import resolve_ingredients
from chainmap.source.joining import Joiner
from chainmap.source.names import Names
from chainmap.source.places import Plain
from chainmap.source.rows import rows
from chainmap.source.table_rows import ENDS, Row, kinds_in, merge, names_in
from chainmap.source.validation import Entry, known_keys, validate
from chainmap.source.wording import error, listed, shown, warning

__all__ = ["Drafted", "Table", "read_table"]

_PROMISED = tuple(key for key in known_keys(Serves) if key not in ENDS)
_JUDGED = tuple(key for key in known_keys(Needs) if key not in {*ENDS, *_PROMISED})


@dataclass(frozen=True, slots=True)
class Table:
    """The party files that a table makes, and what was wrong with it.

    There are no drafts if any issue is an error. `rows` counts the rows of the table, `merged`
    those of them that only repeat another, `handoffs` what is left.
    """

    drafts: tuple[Drafted, ...]
    issues: tuple[Issue, ...]
    rows: int = 0
    merged: int = 0
    handoffs: int = 0


def read_table(file: SourceFile, parties: Collection[str] = ()) -> Table:
    """Read a CSV of who serves whom.

    Columns are `supplier`, `customer`, `delivers`, the keys of a handoff (`promise`,
    `accuracy`, ...) and `supplier_kind`, `customer_kind`; separators are comma, semicolon or
    tab. `parties` are the names that have a file already: they get no new one, and what their
    file would have to say is reported as a warning. Nothing is raised.
    """
    text = decode(file)
    if isinstance(text, Issue):
        return Table((), (text,))
    read = rows(file.path, text, known_keys(TableRow), ("supplier", "customer"))
    validated = [validate(TableRow, place, place.data()) for place in read.places]
    made = _made([entry for row in validated for entry in row.entries], parties)
    wrong = (issue for row in validated for issue in row.issues)
    empty = [] if read.places or read.issues else [_no_rows(file.path)]
    issues = in_order([*read.issues, *wrong, *made.issues, *empty])
    is_wrong = any(issue.severity is Severity.ERROR for issue in issues)
    drafts = () if is_wrong else made.drafts
    return replace(made, drafts=drafts, issues=issues, rows=len(read.places))


def _no_rows(path: str) -> Issue:
    message = "There is no row below the first, so there is nothing to import."
    return error(Location(path, 1, 1), "empty-file", message, "Write one row for each handoff.")


def _made(entries: Sequence[Entry[TableRow]], parties: Collection[str]) -> Table:
    """Return what the rows make, and what is wrong between them."""
    names = names_in(entries, parties)
    kinds = kinds_in(entries, names)
    merged = merge(entries, names)
    existing = frozenset(name for party in parties if (name := names.find(party)))
    misfits = _misfits(merged.rows, names, kinds.by_name, existing)
    unwritten = _unwritten(merged.rows, existing)
    return Table(
        drafts=tuple(files_of(_drafts(merged.rows, kinds.by_name, existing))),
        issues=(*kinds.issues, *merged.issues, *misfits, *unwritten),
        merged=merged.repeated,
        handoffs=len(merged.rows),
    )


def _misfits(
    found: Iterable[Row],
    names: Names,
    kinds: Mapping[PartyId, PartyKind],
    existing: Collection[PartyId],
) -> Iterator[Issue]:
    """Yield what the files would be refused for when they are read together."""
    claims = tuple(_claim(row) for row in found if row.supplier not in existing)
    for claim in claims:
        yield from () if claim.customer in existing else outside_issues(claim, kinds)
        yield from _relaying(claim, kinds)
    joined = Joiner(Calendar(), kinds, {}).join(Claims(claims, frozenset(), ()))
    yield from joined.issues
    yield from resolve_ingredients(joined.joints, names, frozenset()).issues


def _claim(row: Row) -> Claim:
    return Claim(
        supplier=row.supplier,
        customer=row.customer,
        deliverable=row.deliverable,
        item=row.document,
        place=row.place,
        loc=(),
        at=row.place.location(("customer",)),
    )


def _relaying(claim: Claim, kinds: Mapping[PartyId, PartyKind]) -> Iterator[Issue]:
    kind = kinds[claim.supplier]
    if kind is not PartyKind.TEAM and claim.place.text(("from",)):
        message = f"from: {shown(claim.supplier)} is a {kind}; only teams make from what they get."
        yield error(claim.location("from"), "unknown-key", message, "Leave the field empty.")


def _unwritten(found: Iterable[Row], existing: Collection[PartyId]) -> Iterator[Issue]:
    """Yield what belongs into files that are there already."""
    for row in found:
        sides = (("supplier", row.supplier, _PROMISED), ("customer", row.customer, _JUDGED))
        both = row.supplier in existing and row.customer in existing
        for side, name, keys in sides:
            said = [key for key in keys if key in row.values]
            if name in existing and (said or (both and side == "supplier")):
                what = listed(said) if said else "this handoff"
                message = f"{shown(name)} has a file already; {what} is not written there."
                where = row.place.location((side,))
                yield warning(where, "existing-party", message, "Write it there yourself.")


def _drafts(
    found: Iterable[Row], kinds: Mapping[PartyId, PartyKind], existing: Collection[PartyId]
) -> Iterator[Draft]:
    """Yield the parties that have no file yet."""
    serves: dict[PartyId, list[Item]] = defaultdict(list)
    needs: dict[PartyId, list[Item]] = defaultdict(list)
    for row in sorted(found, key=_by_names):
        judged = _values(row, _JUDGED)
        title: dict[str, str] = {"delivers": row.deliverable} if row.deliverable else {}
        serves[row.supplier].append({"customer": row.customer, **title, **_values(row, _PROMISED)})
        if judged or row.supplier in existing:
            needs[row.customer].append({"supplier": row.supplier, **title, **judged})
    for name, kind in kinds.items():
        if name not in existing:
            yield Draft(kind, name, tuple(serves[name]), tuple(needs[name]))


def _by_names(row: Row) -> tuple[str, str, str]:
    return (row.supplier, row.customer, row.deliverable or "")


def _values(row: Row, keys: Iterable[str]) -> dict[str, Plain]:
    return {key: row.values[key] for key in keys if key in row.values}
