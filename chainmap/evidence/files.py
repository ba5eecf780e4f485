"""Files of a log -> tables of the engine, columns as they stand there; text stays text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from glob import escape, glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow.parquet as pq

from chainmap.evidence.delimited import damaged, read_header
from chainmap.evidence.engines.duck import DuckWorkshop
from chainmap.evidence.mistakes import mistake, shown
from chainmap.evidence.xes import as_parquet

if TYPE_CHECKING:
    import ibis.expr.types as ir


class FileKind(Enum):
    """How a file is written."""

    DELIMITED = auto()
    PARQUET = auto()
    JSON = auto()
    XES = auto()


_KINDS: Mapping[str, FileKind] = {
    ".csv": FileKind.DELIMITED,
    ".tsv": FileKind.DELIMITED,
    ".tab": FileKind.DELIMITED,
    ".txt": FileKind.DELIMITED,
    ".parquet": FileKind.PARQUET,
    ".pq": FileKind.PARQUET,
    ".jsonl": FileKind.JSON,
    ".ndjson": FileKind.JSON,
    ".json": FileKind.JSON,
    ".xes": FileKind.XES,
}


@dataclass(frozen=True, slots=True)
class LogFile:
    """A file as a table; `columns` gives the table's column for each name in the file.

    A table of a database is a file without a `path`. `separator` is there for delimited files only.
    Broken rows are in `rejects`, a table of the engine; or the column `lost` counts the lines of
    each, and nothing in others. The column `row` has the place of each row where the engine does
    not keep it.
    """

    path: Path | None
    name: str
    table: ir.Table
    columns: Mapping[str, str]
    separator: str | None = None
    rejects: str | None = None
    row: str | None = None
    lost: str | None = None

    def column(self, name: str) -> ir.Column:
        """Return the column that the file calls so."""
        return self.table[self.columns[name]]


def find(patterns: Sequence[str]) -> tuple[Path, ...]:
    """Return the files that the patterns name: in the order given, those of a pattern by name.

    Raises:
        ChainmapError: a pattern names no file.
    """
    found: dict[Path, None] = {}
    for pattern in patterns:
        named = Path(pattern)
        paths = [named] if named.is_file() else []
        if not paths and has_magic(pattern):
            matching = glob(pattern, recursive=True)  # noqa: PTH207 it may begin anywhere
            paths = sorted(Path(p) for p in matching if Path(p).is_file())
        if not paths:
            raise _not_found(pattern)
        found.update(dict.fromkeys(paths))
    return tuple(found)


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
        return _xes(workshop, path, as_parquet(path, workshop.directory / f"xes{number}"))
    raise unknown_kind(path)


def unknown_kind(path: Path) -> Exception:
    """Return the error that a file is of no kind that can be read."""
    known = ", ".join(_KINDS)
    message = f"{shown(path.name)} is of no kind that can be read."
    return mistake(path.as_posix(), "unknown-kind", message, f"Known are {known}, also with .gz.")


def kind_of(path: Path) -> FileKind | None:
    """Return how a file is written, by its name; None if that is not known."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return _KINDS.get(suffixes[-1]) if suffixes else None


def _delimited(workshop: DuckWorkshop, path: Path, number: int) -> LogFile:
    header = read_header(path, path.as_posix())
    columns = {name: f"c{at}" for at, name in enumerate(header.names)}
    rejects = f"rejects{number}"
    table = workshop.engine.read_csv(
        escape(str(path)),
        columns={f"c{at}": "VARCHAR" for at in range(len(header.names))},
        delim=header.separator,
        quote='"',
        escape='"',
        nullstr="",
        store_rejects=True,
        rejects_table=rejects,
        rejects_scan=f"{rejects}_scan",
        max_line_size=1 << 24,
    )
    return LogFile(path, path.as_posix(), table, columns, header.separator, rejects)


def _parquet(workshop: DuckWorkshop, path: Path) -> LogFile:
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
        message = "These are no JSON lines: every line has to be one object."
        raise mistake(path.as_posix(), "damaged-file", message) from error
    return LogFile(path, path.as_posix(), table, {name: name for name in names})


def _xes(workshop: DuckWorkshop, path: Path, parts: Sequence[Path]) -> LogFile:
    places = [escape(str(part)) for part in parts]
    table = workshop.engine.read_parquet(places, union_by_name=True)
    return LogFile(path, path.as_posix(), table, {name: name for name in table.columns})


def _not_found(pattern: str) -> Exception:
    if has_magic(pattern):
        return mistake(pattern, "not-found", "No file fits this pattern.")
    what = "This is a directory." if Path(pattern).is_dir() else "There is no such file."
    return mistake(pattern, "not-found", what, 'Name files, or a pattern such as "logs/*.csv".')
