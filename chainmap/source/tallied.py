"""Reads what the kinds, dates and counts of a counted table say: each text once, not row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pydantic_core import PydanticCustomError

from chainmap.issues import Issue, Location
from chainmap.model import Example
from chainmap.source.decoding import control_issue
from chainmap.source.documents import ComplaintEntry
from chainmap.source.faults import empty_value
from chainmap.source.fields import name as read_name
from chainmap.source.names import key_of
from chainmap.source.places import Plain, RowPlace
from chainmap.source.quantities import iso_date, number
from chainmap.source.repeated import Repeated
from chainmap.source.rows import plain_of
from chainmap.source.validation import Entry, validate
from chainmap.source.wording import error, shown
from chainmap.tally import Kind, Sample, Tally, Value

T = TypeVar("T")

_FOR_THE_REST: dict[str, Plain] = {"id": "-", "customer": "-", "category": "other"}
"""A row without fault, to hold one value of a column against."""


@dataclass(frozen=True, slots=True)
class ReadKind:
    """A kind of rows whose document could be read, and its number in the tally."""

    number: int
    kind: Kind
    entry: Entry[ComplaintEntry]


@dataclass(frozen=True)
class ReadTally:
    """A counted table, read: None where a date or count is empty or wrong.

    `found` collects what is wrong, also what is found later.
    """

    tally: Tally
    kinds: tuple[ReadKind, ...]
    dates: Sequence[date | None]
    counts: Sequence[float | None]
    found: Repeated

    def examples(self, kind: Kind) -> Iterator[tuple[date | None, int, Example]]:
        """Yield the rows kept of a kind, each with its day and its number."""
        for sample in kind.samples:
            day = _date_of(sample)
            said = sample.said.strip() if sample.said else None
            yield day, sample.row, Example(sample.id or "", day, said)


def read_tally(tally: Tally) -> ReadTally:
    """Read a counted table."""
    found = Repeated(tally.path)
    kinds = []
    for position, kind in enumerate(tally.kinds):
        place = _place(tally, kind.row, _written(kind))
        read = validate(ComplaintEntry, place, place.data())
        found.add(read.issues, kind.rows)
        found.add(_uncontrolled(tally, kind))
        kinds += [ReadKind(position, kind, entry) for entry in read.entries]
    _read_ids(tally, found)
    dates = [_value(tally, "date", value, iso_date, found) for value in tally.dates]
    counts = [_value(tally, "count", value, number, found) for value in tally.counts]
    return ReadTally(tally, tuple(kinds), dates, counts, found)


def id_key(written: str) -> str:
    """Return what is equal for ids that are one: `names.key_of`, quick for plain letters."""
    return written.strip().lower() if written.isascii() else key_of(written)


def repeated_ids(
    tallies: Sequence[ReadTally], others: Mapping[str, Location]
) -> Iterator[tuple[ReadTally, Issue]]:
    """Yield for every id that stands a second time what is wrong; `others` are of other files."""
    seen = set(others)
    total = len(seen)
    for read in tallies:
        ids = [id_key(name) for name in read.tally.ids if name is not None]
        total += len(ids)
        seen.update(ids)
    if len(seen) < total:
        yield from _second_ids(tallies, dict(others))


def _second_ids(
    tallies: Sequence[ReadTally], first: dict[str, Location]
) -> Iterator[tuple[ReadTally, Issue]]:
    for read in tallies:
        tally = read.tally
        for row, name in enumerate(tally.ids):
            if name is None:
                continue
            key = id_key(name)
            where = Location(tally.path, tally.line_of(row), tally.columns["id"])
            if key in first:
                message = f"{shown(name)} is already the id of the complaint at {first[key]}."
                yield read, error(where, "duplicate-complaint", message, "Give it another id.")
            else:
                first[key] = where


def _written(kind: Kind) -> dict[str, Plain]:
    values = {name: plain_of(name, text) for name, text in kind.values.items()}
    if kind.has_id:
        known = kind.samples[0].id or ""
        values["id"] = known if known.strip() and known.isprintable() else "-"
    return values


def _place(tally: Tally, row: int, values: dict[str, Plain]) -> RowPlace:
    return RowPlace(tally.path, tally.line_of(row), tally.columns, values)


def _read_ids(tally: Tally, found: Repeated) -> None:
    """Look for ids that are no names: at all of them at once, at each only where one is odd."""
    if " ".join(filter(None, tally.ids)).isprintable():
        return
    for row, written in enumerate(tally.ids):
        if written is not None and not written.isprintable():
            place = _place(tally, row, {})
            found.add(_issues_of(_read_id, written, tally, place, "id"))


def _read_id(written: str) -> str:
    known = read_name(written)
    if not known:
        raise empty_value()
    return known


def _issues_of(
    read: Callable[[str], object], written: str, tally: Tally, place: RowPlace, column: str
) -> tuple[Issue, ...]:
    try:
        read(written)
    except PydanticCustomError:
        own = RowPlace(tally.path, place.line, tally.columns, {**_FOR_THE_REST, column: written})
        return validate(ComplaintEntry, own, own.data()).issues
    return ()


def _value(
    tally: Tally, column: str, value: Value, read: Callable[[str], T], found: Repeated
) -> T | None:
    try:
        return read(value.text)
    except PydanticCustomError:
        place = _place(tally, value.row, {})
        found.add(_issues_of(read, value.text, tally, place, column), value.rows)
        return None


def _uncontrolled(tally: Tally, kind: Kind) -> Iterator[Issue]:
    """Yield what is wrong with the words that will be shown."""
    for sample in kind.samples:
        where = Location(tally.path, tally.line_of(sample.row), tally.columns.get("said", 1))
        yield from control_issue(sample.said or "", where)


def _date_of(sample: Sample) -> date | None:
    try:
        return iso_date(sample.date) if sample.date else None
    except PydanticCustomError:
        return None
