"""CSV and TSV: what the header says, how fields are separated, and which line a row is on."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chainmap.evidence.mistakes import mistake

SEPARATORS = ",;\t|"
_LONGEST_FIELD = 1 << 24


@dataclass(frozen=True, slots=True)
class Header:
    """The first row of a file."""

    names: tuple[str, ...]
    separator: str


def read_header(path: Path, source: str) -> Header:
    """Return the names of the columns and what separates them.

    The separator is the one of , ; tab | that the first line has most of, outside quotes.

    Raises:
        ChainmapError: the file is empty, damaged, not UTF-8, or names a column twice.
    """
    try:
        with _opened(path) as text:
            first = text.readline(_LONGEST_FIELD)
        separator = _separator(first)
        with _opened(path) as text:
            names = next(csv.reader(text, delimiter=separator), [])
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise damaged(source) from error
    except UnicodeDecodeError as error:
        raise _not_utf8(source) from error
    except csv.Error as error:
        raise mistake(source, "no-header", f"The first row cannot be read: {error}.") from error
    _require_names(source, names)
    return Header(tuple(names), separator)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file: the line it begins on, and its text."""

    line: int
    text: str


def find_rows(
    path: Path, separator: str, *, accepted: Collection[int], rejected: Collection[int]
) -> tuple[dict[int, Row], dict[int, Row]]:
    """Return the rows asked for, by position among accepted rows and by number among all records.

    Reads no further than needed. The engine counts records, the header being the first and empty
    lines counting too; people count lines, and a field may hold line breaks.
    """
    good: dict[int, Row] = {}
    bad: dict[int, Row] = {}
    skipped = frozenset(rejected)
    position = 0
    for number, line, fields in _records(path, separator):
        if number in skipped:
            bad[number] = Row(line, separator.join(fields))
        elif fields:
            if position in accepted:
                good[position] = Row(line, separator.join(fields))
            position += 1
        if len(good) == len(accepted) and len(bad) == len(skipped):
            break
    return good, bad


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


def _records(path: Path, separator: str) -> Iterator[tuple[int, int, list[str]]]:
    with _opened(path, errors="replace") as text, _long_fields():
        reader = csv.reader(text, delimiter=separator)
        next(reader, None)
        before = reader.line_num
        for number, fields in enumerate(reader, start=2):
            yield number, before + 1, fields
            before = reader.line_num


@contextmanager
def _long_fields() -> Iterator[None]:
    """Let fields be long; the limit is one for all of Python, so it is put back."""
    before = csv.field_size_limit(_LONGEST_FIELD)
    try:
        yield
    finally:
        csv.field_size_limit(before)


@contextmanager
def _opened(path: Path, errors: str = "strict") -> Iterator[io.TextIOWrapper]:
    with (
        gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as raw,
        io.TextIOWrapper(raw, encoding="utf-8-sig", errors=errors, newline="") as text,
    ):
        yield text


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
