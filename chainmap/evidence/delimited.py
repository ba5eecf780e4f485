"""CSV and TSV: what the header says, how fields are separated, and which line a row is on."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from chainmap.evidence.mistakes import mistake
from chainmap.separators import separator_said

OPEN_QUOTE = 'Close it, or write "" for a quote that belongs to the text.'
"""What to do about a quote that is not closed."""

SEPARATORS = ",;\t|"
_LONGEST_FIELD = 1 << 24
_BEHIND = '"\n'
"""What is set behind the end of a file."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first row of a file; `above` lines stand above it: one, if it says sep=; for Excel."""

    names: tuple[str, ...]
    separator: str
    above: int = 0


def read_header(path: Path, source: str) -> Header:
    """Return the names of the columns and what separates them.

    The separator is what a line sep=; above the header names, else the one of , ; tab | that the
    first line has most of, outside quotes.

    Raises:
        ChainmapError: the file is empty, damaged, not UTF-8, or names a column twice.
    """
    try:
        with opened_text(path) as text:
            first = text.readline(_LONGEST_FIELD)
            said = separator_said(first)
        separator = said or _separator(first)
        with opened_text(path) as text:
            above = _past(text, said)
            names = _names(text, separator, source, above + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise damaged(source) from error
    except UnicodeDecodeError as error:
        raise _not_utf8(source) from error
    _require_names(source, names)
    return Header(tuple(names), separator, above=1 if said else 0)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file: the line it begins on, its fields as a text, its first line, its lines.

    `open` if a quote in it is not closed, so that it goes on to the end of the file; `before` it
    come so many rows that are not broken; `inside` are lines of it that look like rows themselves.
    """

    line: int
    text: str
    first: str
    lines: int
    open: bool = False
    before: int = 0
    inside: int = 0


def find_rows(
    path: Path, separator: str, *, accepted: Collection[int], rejected: Collection[int]
) -> tuple[dict[int, Row], dict[int, Row]]:
    """Return the rows asked for, by position among accepted rows and by number among all records.

    Reads no further than needed. The engine counts records, what stands above the header, the
    header and empty lines too; people count lines, and a field may hold line breaks.
    """
    good: dict[int, Row] = {}
    bad: dict[int, Row] = {}
    skipped = frozenset(rejected)
    position = 0
    for number, row in _records(path, separator):
        if number in skipped:
            bad[number] = replace(row, before=position)
        elif row.first:
            if position in accepted:
                good[position] = row
            position += 1
        if len(good) == len(accepted) and len(bad) == len(skipped):
            break
    return good, bad


def swallowing_row(path: Path, separator: str, width: int) -> Row | None:
    """Return the first row with a quote that is not closed, or with rows inside; None without."""
    for _, row in _records(path, separator, width):
        if row.open or row.inside:
            return row
    return None


def rows_inside(lines: Sequence[str], separator: str, width: int) -> int:
    """Return how many lines of a row, but the first and the last, look like rows of a table."""
    return sum(line.count(separator) == width - 1 for line in lines[1:-1]) if width > 1 else 0


def require_whole(path: Path) -> None:
    """Refuse a compressed file that ends too early; read for engines that would not say so.

    Raises:
        ChainmapError: it is damaged.
    """
    if path.suffix.lower() != ".gz":
        return
    try:
        with gzip.open(path) as raw:
            while raw.read(1 << 20):
                pass
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise damaged(path.as_posix()) from error


def damaged(source: str) -> Exception:
    """Return the error that a compressed file ends too early or is no compressed file."""
    message = "The compressed file is damaged: it ends too early or is no gzip."
    return mistake(source, "damaged-file", message, "Fetch or export it again.")


def _records(path: Path, separator: str, width: int = 0) -> Iterator[tuple[int, Row]]:
    """Yield all records but the header, each with its number, that of the first record being 1.

    A quote set behind the end of the file tells whether one was open there.
    """
    with opened_text(path, errors="replace") as text, _long_fields():
        above = _past(text, separator_said(text.readline(_LONGEST_FIELD)))
        taken: list[str] = []
        reader = csv.reader(_taken(chain(text, [_BEHIND]), taken), delimiter=separator)
        next(reader, None)
        number, line = 1 + above, 1 + above
        while taken and taken[-1] is not _BEHIND:
            number, line = number + 1, line + len(taken)
            taken.clear()
            try:
                said = separator.join(next(reader))
            except csv.Error:  # no field is that long, but for an open quote
                taken += [*text, _BEHIND]
                said = "".join(taken[:1])
            if taken[0] is not _BEHIND:
                yield number, _row(line, said, taken, separator, width)


def _taken(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    """Yield lines, and keep them."""
    for line in lines:
        taken.append(line)
        yield line


def _row(line: int, said: str, taken: Sequence[str], separator: str, width: int) -> Row:
    is_open = taken[-1] is _BEHIND
    lines = len(taken) - 1 if is_open else len(taken)
    first, inside = taken[0].strip("\r\n"), rows_inside(taken, separator, width) if width else 0
    return Row(line, said, first, lines, is_open, inside=inside)


@contextmanager
def _long_fields() -> Iterator[None]:
    """Let fields be long; the limit is one for all of Python, so it is put back."""
    before = csv.field_size_limit(_LONGEST_FIELD)
    try:
        yield
    finally:
        csv.field_size_limit(before)


@contextmanager
def opened_text(path: Path, errors: str = "strict") -> Iterator[io.TextIOWrapper]:
    """Open a file, packed or not, with its line ends as they are."""
    with (
        gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as raw,
        io.TextIOWrapper(raw, encoding="utf-8-sig", errors=errors, newline="") as text,
    ):
        yield text


def _names(text: Iterable[str], separator: str, source: str, line: int) -> list[str]:
    """Return the first row; a quote in it may go over several lines, but has to be closed."""
    taken: list[str] = []
    reader = csv.reader(_taken(chain(text, [_BEHIND]), taken), delimiter=separator)
    try:
        names = next(reader)
    except csv.Error:
        names, taken = [], [_BEHIND]
    if taken == [_BEHIND] and names:  # the file is empty
        return []
    if taken[-1] is _BEHIND:
        message = "A quote in the header is not closed, so there is no row below it."
        raise mistake(source, "open-quote", message, OPEN_QUOTE, line=line)
    return names


def _past(text: io.TextIOWrapper, said: str | None) -> int:
    """Go to where the header begins; return the number of lines above it."""
    text.seek(0)
    if said is None:
        return 0
    text.readline()
    return 1


def _separator(line: str) -> str:
    outside = "".join(line.split('"')[::2])
    sizes = Counter(outside)
    return max(SEPARATORS, key=lambda sign: sizes[sign])


def _require_names(source: str, names: list[str]) -> None:
    if not any(name.strip() for name in names):
        message = "There is no header: the first row has to name the columns."
        raise mistake(source, "no-header", message)
    twice = sorted(name for name, times in Counter(names).items() if times > 1 and name.strip())
    if twice:
        message = f"The header names {twice[0]} twice."
        raise mistake(source, "duplicate-column", message, "Rename one of the two.", line=1)


def _not_utf8(source: str) -> Exception:
    message = "The file is not UTF-8."
    hint = "Export it again as UTF-8 (in a spreadsheet: CSV UTF-8), or convert it."
    return mistake(source, "not-utf-8", message, hint)
