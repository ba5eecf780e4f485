"""Large tables of complaints: counted instead of read row by row, in the engine where it is there.

Without the engine, and wherever it or the reading finds anything odd, a CSV is counted by
`source.tallying`: slower, but it knows line and column of what is wrong. Parquet needs the engine.
"""

from __future__ import annotations

import gzip
import re
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from chainmap.app.files import PACKED, PARQUET, File, Table
from chainmap.app.packages import require_package
from chainmap.issues import ChainmapError, Issue, Location, Severity

if TYPE_CHECKING:
    from chainmap.source.tallying import Head
    from chainmap.tally import Tally

DAMAGED = (EOFError, gzip.BadGzipFile, zlib.error)


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted table (None: it cannot be), what is wrong with it, whether each line is known.

    `survey` is the file, if it turned out to be one of answers.
    """

    tally: Tally | None
    issues: tuple[Issue, ...] = ()
    by_line: bool = True
    survey: File | None = None


def count(table: Table) -> Counted:
    """Count a table; what is wrong with it is in the result."""
    try:
        with _on_disk(table) as path:
            if table.name.lower().endswith(PARQUET):
                return _parquet(path, table.name)
            return _delimited(path, table.name)
    except ChainmapError as error:
        return Counted(None, error.issues)
    except DAMAGED:
        return Counted(None, (damaged(table.name),))
    except OSError as error:
        message = f"Cannot read it: {error.strerror or error}."
        return Counted(None, (Issue(_start(table.name), Severity.ERROR, "cannot-read", message),))


def count_by_line(table: Table) -> Counted:
    """Count a CSV without the engine, so that line and column of everything wrong are known."""
    from chainmap.source.tallying import tallied

    with _on_disk(table) as path, _opened(path) as raw:
        return Counted(*tallied(table.name, raw))


def damaged(name: str) -> Issue:
    """Return the finding that a packed file is cut off, or none."""
    message = "The compressed file is damaged: it ends too early or is no gzip."
    hint = "Fetch or export it again."
    return Issue(_start(name), Severity.ERROR, "damaged-file", message, hint)


def _start(name: str) -> Location:
    return Location(name, 1, 1)


def _parquet(path: Path, name: str) -> Counted:
    require_package("duckdb", "Reading Parquet", extra="log", place=name)
    from chainmap.evidence.complaint_files import count_parquet, parquet_columns
    from chainmap.source.tallying import columns_named

    columns, issues = columns_named(name, parquet_columns(path, name))
    tally = None if issues else count_parquet(path, name, columns=columns)
    return Counted(tally, issues)


def _delimited(path: Path, name: str) -> Counted:
    from chainmap.source.tallying import UnreadableError, head_of, tallied, texts

    with _opened(path) as raw:
        try:
            pieces = texts(name, raw)
            start = next(pieces, "")
            head = head_of(name, start)
            is_plain = head is not None and _is_plain(head)
            lines = _lines(start, pieces, head.delimiter) if head and is_plain else None
        except UnreadableError as failed:
            return Counted(None, (failed.issue,))
    if head is None:
        with _opened(path) as raw:
            return Counted(None, survey=File(name, raw.read()))
    if lines is not None and (tally := _by_engine(path, name, head, lines)):
        return Counted(tally, by_line=False)
    with _opened(path) as raw:
        return Counted(*tallied(name, raw))


def _is_plain(head: Head) -> bool:
    """Whether the engine reads the first row as `source` does, and is there."""
    is_first = head.line == 1 and head.columns and not head.issues
    return bool(is_first) and find_spec("duckdb") is not None


def _lines(start: str, pieces: Iterator[str], delimiter: str) -> int | None:
    """Return the number of lines; None where Python and the engine may read quotes differently."""
    lines = 0
    sign = re.escape(delimiter)
    odd = re.compile(f'{sign} +"(?!")|(?<!")" +(?:{sign}|[\\r\\n])')
    piece: str | None = start
    while piece is not None:
        if _has_single_quotes(piece) and odd.search(piece):
            return None
        ended = piece.count("\n") or piece.count("\r")
        lines += ended + (not piece.endswith(("\n", "\r")))
        piece = next(pieces, None)
    return lines


def _has_single_quotes(piece: str) -> bool:
    """Whether a quote stands beside a space and is not doubled; quicker than to look where."""
    before, after = piece.count(' "') - piece.count(' ""'), piece.count('" ') - piece.count('"" ')
    return bool(before or after)


def _by_engine(path: Path, name: str, head: Head, lines: int) -> Tally | None:
    from chainmap.evidence.complaint_files import count_csv
    from chainmap.source.tallying import lines_of

    tally = count_csv(path, name, delimiter=head.delimiter, width=head.width, columns=head.columns)
    if tally is None or lines == len(tally.ids) + 1:
        return tally
    with _opened(path) as raw:
        known = lines_of(name, raw, {kind.row for kind in tally.kinds})
    return replace(tally, line_of=lambda row: known.get(row, row + 2))


@contextmanager
def _on_disk(table: Table) -> Iterator[Path]:
    """Give the table a path; that of a revision is written aside for as long."""
    if table.path is not None:
        yield table.path
        return
    with tempfile.TemporaryDirectory(prefix="chainmap-", ignore_cleanup_errors=True) as aside:
        path = Path(aside, f"complaints{''.join(Path(table.name).suffixes[-2:]).lower()}")
        path.write_bytes(table.content)
        yield path


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    packed = path.name.lower().endswith(PACKED)
    with gzip.open(path) if packed else path.open("rb") as raw:
        yield cast("BinaryIO", raw)
