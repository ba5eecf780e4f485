"""Reads tables of text: CSV with comma, semicolon or tab, and where each field stands.

A first line such as sep=; is for spreadsheets: it says what separates, and is no row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from chainmap.issues import Issue, Location
from chainmap.separators import separator_said
from chainmap.source.places import Plain, RowPlace
from chainmap.source.wording import did_you_mean, error, listed, shown

LISTS = frozenset({"contacts", "from"})
"""Columns with several values, separated by ; or >."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table that have any value, and what was wrong with it."""

    places: tuple[RowPlace, ...]
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row was read: its columns, its width, and the other rows.

    `columns` gives for each name the number of its field, from 1; the rows come with the line
    each begins in. What is wrong further down is added to the issues while they are read.
    """

    columns: dict[str, int]
    width: int
    line: int
    rows: Iterator[tuple[int, list[str]]]


def rows(path: str, text: str, known: Sequence[str], required: Sequence[str]) -> Rows:
    """Read a table whose first row names the columns; empty fields are left out."""
    issues: list[Issue] = []
    lines = io.StringIO(text, newline="")
    table = open_table(path, lines, delimiter_of(text), (known, required), issues)
    if table is None:
        return Rows((), tuple(issues))
    places = []
    for line, fields in table.rows:
        issues.extend(surplus(path, line, fields, table.width))
        values = _values(table.columns, fields)
        if values:
            places.append(RowPlace(path, line, table.columns, values))
    return Rows(tuple(places), tuple(issues))


def open_table(
    path: str,
    lines: Iterable[str],
    delimiter: str,
    names: tuple[Sequence[str], Sequence[str]],
    issues: list[Issue],
) -> Table | None:
    """Read the first row of a table; None if it lacks a column. `names` are known and required."""
    known, required = names
    known = (*required, *(name for name in known if name not in required))
    numbered = _numbered(path, lines, delimiter, issues)
    head = next(numbered, None)
    if head is None:
        if not issues:
            issues.append(empty_file(path))
        return None
    line, fields = head
    columns = columns_of(path, head, known, required, issues)
    if any(name not in columns for name in required):
        return None
    return Table(columns, len(fields), line, numbered)


def named_columns(path: str, text: str) -> frozenset[str]:
    """Return what the first row names, in small letters; nothing of a table that is none."""
    lines = io.StringIO(text, newline="")
    _, fields = next(_numbered(path, lines, delimiter_of(text), []), (0, []))
    return frozenset(field.strip().casefold() for field in fields)


def surplus(path: str, line: int, fields: Sequence[str], width: int) -> Iterator[Issue]:
    """Yield the issue of a row that has more fields than the first row has."""
    if any(field.strip() for field in fields[width:]):
        message = f"The row has {len(fields)} fields, the first row names {width}."
        hint = "Put a text with a separator into double quotes."
        yield error(Location(path, line, width + 1), "wrong-type", message, hint)


def empty_file(path: str) -> Issue:
    """Return the issue of a file with nothing in it."""
    hint = "Write something into it, or delete it."
    return error(Location(path, 1, 1), "empty-file", "Nothing stands in this file.", hint)


def _numbered(
    path: str, lines: Iterable[str], delimiter: str, issues: list[Issue]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, each with the line it begins in."""
    lines = iter(lines)
    first = next(lines, "")
    above = 0 if separator_said(first) is None else 1
    lines = lines if above else chain([first], lines)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    begun = 1 + above
    try:
        for fields in reader:
            if any(field.strip() for field in fields):
                yield begun, fields
            begun = reader.line_num + 1 + above
    except csv.Error as failed:
        message = f"This is no table: {failed}."
        hint = 'Double the quotes inside a quoted text: "".'
        if "field larger" in str(failed):
            hint = "Shorten the text, or write the quote that ends it."
        issues.append(error(Location(path, begun, 1), "csv-syntax", message, hint))


def delimiter_of(text: str) -> str:
    """Return the separator that the text names, or has most of in its first row."""
    if said := separator_said(text):
        return said
    head = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=head.count)


def columns_of(
    path: str,
    head: tuple[int, list[str]],
    known: Sequence[str],
    required: Sequence[str],
    issues: list[Issue],
) -> dict[str, int]:
    """Return for each known name the number of its field; what is wrong is added to the issues."""
    line, fields = head
    columns: dict[str, int] = {}
    for number, field in enumerate(fields, start=1):
        name = field.strip().casefold()
        where = Location(path, line, number)
        if name in columns:
            message = f"The column {shown(name)} stands here a second time."
            issues.append(error(where, "duplicate-key", message, "Keep one of the two."))
        elif name in known:
            columns[name] = number
        elif name or number < len(fields):
            message = f"{shown(field)} is no column here."
            issues.append(error(where, "unknown-key", message, did_you_mean(name, known)))
    missing = [name for name in required if name not in columns]
    if missing:
        noun = "column" if len(missing) == 1 else "columns"
        message = f"The first row does not name the {noun} {listed(missing)}."
        hint = f"The columns are {listed(known)}."
        issues.append(error(Location(path, line, 1), "missing-key", message, hint))
    return columns


def _values(columns: dict[str, int], fields: list[str]) -> dict[str, Plain]:
    values: dict[str, Plain] = {}
    for name, number in columns.items():
        value = fields[number - 1] if number <= len(fields) else ""
        if value.strip():
            values[name] = plain_of(name, value)
    return values


def plain_of(name: str, value: str) -> Plain:
    """Return what a field says: the entries of a column that holds several, else its text."""
    return _split(value) if name in LISTS else value


def _split(value: str) -> list[Plain]:
    return [part.strip() for part in value.replace(">", ";").split(";") if part.strip()]
