"""Files of a log -> tables of DuckDB, columns as they stand there; text stays text."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Collection, Mapping
from dataclasses import replace
from glob import escape
from pathlib import Path

import duckdb

from chainmap.evidence.delimited import damaged, read_header
from chainmap.evidence.engines.duck import DuckWorkshop
from chainmap.evidence.files import FileKind, LogFile, kind_of, unknown_kind
from chainmap.evidence.line_ends import has_two_ends, write_even
from chainmap.evidence.mistakes import mistake

_LONGEST_LINE = 1 << 23
"""Bytes. DuckDB's buffers can be no smaller, and threads share small ones more evenly."""


def open_file(workshop: DuckWorkshop, path: Path, number: int) -> LogFile:
    """Return the file as a table of the engine.

    Raises:
        ChainmapError: the file is damaged, or of no kind that can be read.
    """
    kind = kind_of(path)
    if kind is FileKind.DELIMITED:
        return _delimited(workshop, path, number)
    if kind is FileKind.PARQUET:
        return _parquet(workshop, path)
    if kind is FileKind.JSON:
        return _json_lines(workshop, path)
    if kind is FileKind.XES:
        return _xes(workshop, path, number)
    raise unknown_kind(path)


def with_times(workshop: DuckWorkshop, file: LogFile, times: Collection[str]) -> LogFile:
    """Return a delimited file whose columns of these names are times, not text.

    DuckDB casts them while it reads, at a third of what it costs to do so afterwards; a row that
    it cannot cast is in `rejects`.
    """
    types = {
        column: "TIMESTAMPTZ" if name in times else "VARCHAR"
        for name, column in file.columns.items()
    }
    return _with_rows(workshop, replace(file, rejects=f"{file.rejects}_timed"), types)


def _delimited(workshop: DuckWorkshop, path: Path, number: int) -> LogFile:
    header = read_header(path, path.as_posix())
    file = LogFile(
        path=path,
        name=path.as_posix(),
        table=None,
        columns={name: f"c{at}" for at, name in enumerate(header.names)},
        separator=header.separator,
        rejects=f"rejects{number}",
        above=header.above,
    )
    return _with_texts(workshop, file)


def with_even_ends(workshop: DuckWorkshop, file: LogFile) -> LogFile:
    """Return a delimited file with rows that end in two ways as if they all ended in one.

    DuckDB reads such rows only where it may take broken quotes for text, too; of a copy that is
    even it need not.
    """
    if file.path is None or file.separator is None:
        return file
    even = workshop.directory / f"{file.rejects}.csv"
    try:
        if not has_two_ends(file.path) or not write_even(file.path, even, file.separator):
            return file
    except (EOFError, gzip.BadGzipFile, zlib.error):  # it is damaged, which is told elsewhere
        return file
    return _with_texts(workshop, replace(file, even=even, rejects=f"{file.rejects}_even"))


def _with_texts(workshop: DuckWorkshop, file: LogFile) -> LogFile:
    return _with_rows(workshop, file, dict.fromkeys(file.columns.values(), "VARCHAR"))


def _with_rows(workshop: DuckWorkshop, file: LogFile, types: Mapping[str, str]) -> LogFile:
    """Return a delimited file with its rows as they are read now."""
    table = workshop.engine.read_csv(
        escape(str(file.even or file.path)),
        columns=dict(types),
        delim=file.separator,
        quote='"',
        escape='"',
        nullstr="",
        store_rejects=True,
        rejects_table=file.rejects,
        rejects_scan=f"{file.rejects}_scan",
        max_line_size=_LONGEST_LINE,
        buffer_size=_LONGEST_LINE,
        **({"skip": file.above} if file.above else {}),
    )
    return replace(file, table=table)


def _parquet(workshop: DuckWorkshop, path: Path) -> LogFile:
    import pyarrow.parquet as pq  # noqa: PLC0415  most logs are CSV, and need no Arrow

    try:
        pq.read_schema(path)
        table = workshop.engine.read_parquet(escape(str(path)))
    except (OSError, ValueError, duckdb.Error) as error:
        raise mistake(path.as_posix(), "damaged-file", "This is no Parquet file.") from error
    return LogFile(path, path.as_posix(), table, {name: name for name in table.columns})


def _json_lines(workshop: DuckWorkshop, path: Path) -> LogFile:
    place, engine = escape(str(path)), workshop.engine
    lines = {"format": "newline_delimited", "ignore_errors": True}
    try:
        names = engine.read_json(place, **lines).columns
        table = engine.read_json(place, columns=dict.fromkeys(names, "VARCHAR"), **lines)
    except duckdb.Error as error:
        if "GZIP" in str(error):
            raise damaged(path.as_posix()) from error
        raise _no_json_lines(path) from error
    if list(names) == ["json"]:  # what DuckDB calls lines that are no objects
        raise _no_json_lines(path)
    return LogFile(path, path.as_posix(), table, {name: name for name in names})


def _no_json_lines(path: Path) -> Exception:
    message = "These are no JSON lines: every line has to be one object."
    return mistake(path.as_posix(), "damaged-file", message)


def _xes(workshop: DuckWorkshop, path: Path, number: int) -> LogFile:
    from chainmap.evidence.xes import as_parquet  # noqa: PLC0415  it stands on Arrow

    places = [escape(str(part)) for part in as_parquet(path, workshop.directory / f"xes{number}")]
    table = workshop.engine.read_parquet(places, union_by_name=True)
    return LogFile(path, path.as_posix(), table, {name: name for name in table.columns})
