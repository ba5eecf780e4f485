"""Reads the files of a log into DuckDB: one table of their rows, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import duckdb
import ibis.expr.datatypes as dt

from chainmap.analysis.observed.reading import Role
from chainmap.evidence.account import Stored
from chainmap.evidence.delimited import damaged
from chainmap.evidence.engines.duck_files import open_file, with_even_ends, with_times
from chainmap.evidence.files import LogFile, find
from chainmap.evidence.line_ends import line_of_another_end
from chainmap.evidence.mistakes import mistake, shown
from chainmap.evidence.reading import (
    ROWS,
    TIMES,
    Log,
    Understood,
    finished,
    rows_of,
    understand,
)
from chainmap.evidence.times import ISO
from chainmap.issues import ChainmapError

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from chainmap.evidence.engines.duck import DuckWorkshop
    from chainmap.evidence.request import Request

_NOT_EVEN = "invalid state"
"""What DuckDB says of lines that end in two ways, and of much else."""

_MOST_SMALL = 1 << 31
"""Below it numbers need half the room, and rows are sorted in two thirds of the time."""


def read_files(workshop: DuckWorkshop, request: Request) -> Log:
    """Read files one after the other into DuckDB.

    Raises:
        ChainmapError: a file or a column is not there, times cannot be read, or too many rows.
    """
    paths = find(request.sources)
    files = tuple(open_file(workshop, path, number) for number, path in enumerate(paths))
    found, error = _tried(workshop, files, request)
    if found is None or _is_short(workshop, found[1]):
        even = tuple(with_even_ends(workshop, file) for file in files)
        if even != files:
            workshop.engine.con.execute(f"DROP TABLE IF EXISTS {ROWS}")
            found, error = _tried(workshop, even, request)
    if found is None:
        raise error or AssertionError
    understood, stored = found
    return finished(workshop, stored, understood, request)


def _tried(
    workshop: DuckWorkshop, files: tuple[LogFile, ...], request: Request
) -> tuple[tuple[Understood, Stored] | None, Exception | None]:
    """Return what is read, or why nothing was: lines that end in two ways may be why.

    Raises:
        ChainmapError: it is for something else.
    """
    try:
        understood = understand(workshop, files, request)
        return (understood, _stored(workshop, files, understood, request)), None
    except duckdb.Error as error:
        return None, _unreadable_file(files, error)
    except ChainmapError as error:
        if error.issues[0].code != "no-events":
            raise
        return None, error


def _is_short(workshop: DuckWorkshop, stored: Stored) -> bool:
    """Whether a file has no row or a broken one: lines that end in two ways may be why."""
    ask = workshop.engine.con.execute
    (rows,) = ask(f"FROM {stored.name} SELECT count(*)").fetchone() or (0,)
    if len({*stored.starts, rows}) <= len(stored.starts):
        return True
    broken = [f"FROM {f.rejects} WHERE error_type != 'CAST'" for f in stored.files if f.rejects]
    return any(ask(f"{where} LIMIT 1").fetchone() for where in broken)


def _stored(
    workshop: DuckWorkshop, files: tuple[LogFile, ...], understood: Understood, request: Request
) -> Stored:
    """Put the rows of all files into one table.

    Where DuckDB can, it casts times while it reads, which is much quicker. Where it could not cast
    a time, or cast what is none, all is read again, times as text.
    """
    times = _castable(files, understood, request)
    if times:
        timed = tuple(with_times(workshop, file, times) for file in files)
        rows = [rows_of(workshop, file, understood, request) for file in timed]
        stored = _numbered(workshop, timed, rows)
        if not _is_doubtful(workshop, stored):
            return stored
        workshop.dropped(ROWS)
    rows = [rows_of(workshop, file, understood, request) for file in files]
    return _numbered(workshop, files, rows)


def _castable(files: Sequence[LogFile], understood: Understood, request: Request) -> frozenset[str]:
    """Return the columns with times that DuckDB can cast while it reads: all or none.

    None where the text is needed too, and of kinds of files that have no text or no broken rows.
    """
    named = {role: understood.columns.name_of(role) for role in Role}
    times = {name for role, name in named.items() if role in TIMES and name}
    others = {name for role, name in named.items() if role not in TIMES}
    delimited = all(file.rejects is not None for file in files)
    is_text = understood.way.name != ISO or request.complaint is not None
    return frozenset() if is_text or not delimited or times & others else frozenset(times)


def _is_doubtful(workshop: DuckWorkshop, stored: Stored) -> bool:
    """Whether any time could not be cast, or is the first moment of 1970: `epoch` is cast to it."""
    times = [name for name in ("moment", "began") if name in stored.table.columns]
    asked = [f"FROM {file.rejects} WHERE error_type = 'CAST'" for file in stored.files]
    asked.append(f"FROM {stored.name} WHERE {' OR '.join(f'{time} = 0' for time in times)}")
    return any(workshop.engine.con.execute(f"{where} LIMIT 1").fetchone() for where in asked)


def _numbered(
    workshop: DuckWorkshop, files: tuple[LogFile, ...], rows_of_files: Sequence[ir.Table]
) -> Stored:
    """Put the rows of all files into one table, which numbers them.

    The number that DuckDB gives each row while it stores it is its place in the file, also where
    several threads read: DuckDB keeps the order of rows unless told not to.
    """
    engine, ends = workshop.engine, [0]
    for rows in rows_of_files:
        if len(ends) == 1:
            workshop.kept(ROWS, rows)
        else:
            engine.insert(ROWS, rows)
        ends.extend(engine.con.execute(f"FROM {ROWS} SELECT count(*)").fetchone() or ())
    table = engine.table(ROWS)
    row = table.rowid().cast(dt.int32) if ends[-1] < _MOST_SMALL else table.rowid()
    return Stored(ROWS, table.mutate(row=row), files, tuple(ends[:-1]))


def _unreadable_file(files: Sequence[LogFile], error: duckdb.Error) -> Exception:
    said = str(error)
    names = [file.name for file in files if str(file.path) in said] or [files[0].name]
    if "GZIP" in said.upper():
        return damaged(names[0])
    for file in files:
        other = line_of_another_end(file.path) if file.path and file.even else None
        if _NOT_EVEN in said and other is not None:
            return _mixed_ends(file, other)
    message = f"The file cannot be read: {shown(said.splitlines()[0])}"
    return mistake(names[0], "damaged-file", message)


def _mixed_ends(file: LogFile, line: int) -> Exception:
    message = "Lines end in two ways: from here on not as those above (CR LF, and LF alone)."
    hint = "Save it with one kind of line ends, in an editor or by exporting it once more."
    return mistake(file.name, "mixed-line-ends", message, hint, line=line)
