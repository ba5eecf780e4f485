"""Counts the rows of a large table of complaints one after the other, in little memory.

What the engine of the extra `log` does faster (`evidence.complaint_files`); this needs nothing
beside Python, and knows the line of every row and everything that is wrong with it.
"""

from __future__ import annotations

import io
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import BinaryIO

from chainmap.issues import Issue, Location
from chainmap.source.decoding import SourceFile, decode
from chainmap.source.documents import ComplaintEntry
from chainmap.source.repeated import Repeated
from chainmap.source.rows import Table, columns_of, delimiter_of, open_table, surplus
from chainmap.source.survey_rows import is_survey
from chainmap.source.validation import known_keys
from chainmap.source.wording import error
from chainmap.tally import KEYS, MOST_EXAMPLES, NO_VALUE, Kind, Sample, Tally, Value

_CHUNK = 1 << 20
_LONGEST_LINE = 1 << 24
REQUIRED = ("id", "customer", "category")
_COLUMNS = (*KEYS, "id", "date", "count", "said")


class UnreadableError(Exception):
    """The file cannot be read as text; `issue` says where and why."""

    def __init__(self, issue: Issue) -> None:
        super().__init__()
        self.issue = issue


def texts(path: str, raw: BinaryIO) -> Iterator[str]:
    """Yield the text of a file in pieces that end at line ends.

    Raises:
        UnreadableError: it is not UTF-8, has a control character, or a line without end.
    """
    before = 0
    while start := raw.read(_CHUNK):
        rest = b"" if start.endswith(b"\n") else raw.readline(_LONGEST_LINE)
        content = start + rest
        piece = decode(SourceFile(path, content))
        if len(rest) == _LONGEST_LINE and not rest.endswith(b"\n"):
            piece = _too_long(path)
        if isinstance(piece, Issue):
            raise UnreadableError(_moved(piece, before))
        before += content.count(b"\n")
        yield piece


def _too_long(path: str) -> Issue:
    hint = "Close the quote that was left open, or shorten the text."
    return error(Location(path, 1, 1), "csv-syntax", "A line is longer than 16 MiB.", hint)


def _moved(issue: Issue, lines: int) -> Issue:
    where = issue.location
    place = Location(where.path, where.line + lines, where.column)
    return Issue(place, issue.severity, issue.code, issue.message, issue.hint)


@dataclass(frozen=True, slots=True)
class Head:
    """The first row of a table: its columns by name, its width, its separator, what is odd."""

    columns: dict[str, int]
    width: int
    delimiter: str
    line: int
    issues: tuple[Issue, ...]


def head_of(path: str, start: str) -> Head | None:
    """Return the first row of a table of complaints, by its first lines; None of a survey."""
    if is_survey(path, start):
        return None
    issues: list[Issue] = []
    delimiter = delimiter_of(start)
    table = _opened(path, io.StringIO(start, newline=""), delimiter, issues)
    if table is None:
        return Head({}, 0, delimiter, 0, tuple(issues))
    return Head(table.columns, table.width, delimiter, table.line, tuple(issues))


def _opened(path: str, lines: Iterable[str], delimiter: str, issues: list[Issue]) -> Table | None:
    return open_table(path, lines, delimiter, (known_keys(ComplaintEntry), REQUIRED), issues)


def tallied(path: str, raw: BinaryIO) -> tuple[Tally | None, tuple[Issue, ...]]:
    """Count the rows of a table of complaints; None if it has no rows that can be read.

    Errors of the raw file (a compressed one that ends too early) are raised as they come.
    """
    issues: list[Issue] = []
    pieces = texts(path, raw)
    try:
        start = next(pieces, "")
        lines = _lines(start, pieces)
        table = _opened(path, lines, delimiter_of(start), issues)
        found = Repeated(path)
        tally = None if table is None else _counted(path, table, found)
    except UnreadableError as failed:
        return None, (*issues, failed.issue)
    return tally, (*issues, *found.issues)


def columns_named(path: str, names: Sequence[str]) -> tuple[dict[str, int], tuple[Issue, ...]]:
    """Return the numbers of columns that have names of their own, as those of Parquet."""
    issues: list[Issue] = []
    known = (*REQUIRED, *(name for name in known_keys(ComplaintEntry) if name not in REQUIRED))
    return columns_of(path, (1, list(names)), known, REQUIRED, issues), tuple(issues)


def lines_of(path: str, raw: BinaryIO, rows: Collection[int]) -> Mapping[int, int]:
    """Return the lines that some rows of a table begin in, reading no further than needed."""
    pieces = texts(path, raw)
    start = next(pieces, "")
    table = _opened(path, _lines(start, pieces), delimiter_of(start), [])
    numbered = enumerate(table.rows if table else ())
    until = islice(numbered, max(rows, default=-1) + 1)
    return {row: line for row, (line, _) in until if row in rows}


def _lines(start: str, pieces: Iterable[str]) -> Iterator[str]:
    yield from io.StringIO(start, newline="")
    for piece in pieces:
        yield from io.StringIO(piece, newline="")


@dataclass(slots=True)
class _Kind:
    number: int
    values: tuple[str, ...]
    row: int
    rows: int = 0
    latest: list[tuple[str, int, str, str]] = field(default_factory=list)

    def shows(self, date: str, row: int, name: str, said: str) -> None:
        """Keep a row as an example if it is among the latest."""
        if len(self.latest) == MOST_EXAMPLES and date <= self.latest[-1][0]:
            return
        self.latest.append((date, row, name, said))
        self.latest.sort(key=lambda sample: sample[1])
        self.latest.sort(key=lambda sample: sample[0], reverse=True)
        del self.latest[MOST_EXAMPLES:]


class _Values:
    """Numbers for the texts of a column, in the order in which they come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": NO_VALUE}
        self._first: list[tuple[str, int]] = []
        self._rows: list[int] = []

    def number(self, text: str, row: int) -> int:
        found = self._numbers.get(text)
        if found is None:
            found = self._numbers[text] = len(self._first)
            self._first.append((text, row))
            self._rows.append(0)
        if found != NO_VALUE:
            self._rows[found] += 1
        return found

    def values(self) -> tuple[Value, ...]:
        counted = zip(self._first, self._rows, strict=True)
        return tuple(Value(text, row, rows) for (text, row), rows in counted)


def _counted(path: str, table: Table, found: Repeated) -> Tally:
    """Count the rows; a row in which no known column says anything is no row."""
    nowhere = table.width
    pick = itemgetter(*(table.columns.get(name, nowhere + 1) - 1 for name in _COLUMNS))
    kinds: dict[tuple[str, ...], _Kind] = {}
    dates, counts = _Values(), _Values()
    cells: dict[tuple[int, int, int], int] = {}
    ids: list[str | None] = []
    lines = array("Q")
    for line, fields in table.rows:
        if len(fields) > nowhere:
            found.add(surplus(path, line, fields, nowhere))
            del fields[nowhere:]
        fields.extend([""] * (nowhere + 1 - len(fields)))
        *said_of, name, date, count, said = map(str.strip, pick(fields))
        if not (name or date or count or said or any(said_of)):
            continue
        row, key = len(ids), (*said_of, "" if name else "-")
        kind = kinds.get(key)
        if kind is None:
            kind = kinds[key] = _Kind(len(kinds), key, row)
        kind.rows += 1
        kind.shows(date, row, name, said)
        cell = (kind.number, dates.number(date, row), counts.number(count, row))
        cells[cell] = cells.get(cell, 0) + 1
        ids.append(name or None)
        lines.append(line)
    return Tally(
        path=path,
        columns=table.columns,
        kinds=tuple(_kind(kind) for kind in kinds.values()),
        dates=dates.values(),
        counts=counts.values(),
        cells=[(*cell, rows) for cell, rows in cells.items()],
        ids=ids,
        line_of=lines.__getitem__,
    )


def _kind(kind: _Kind) -> Kind:
    *said, lacks_id = kind.values
    return Kind(
        values={name: text for name, text in zip(KEYS, said, strict=True) if text},
        has_id=not lacks_id,
        row=kind.row,
        rows=kind.rows,
        samples=tuple(
            Sample(row, name or None, date or None, said or None)
            for date, row, name, said in kind.latest
        ),
    )
