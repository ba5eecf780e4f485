"""Files of a log: which ones a pattern names, how they are written, and one as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING

from chainmap.evidence.mistakes import mistake, shown, together

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
    not keep it. `above` lines stand above the header. `even` is a copy that is read in its place,
    as its lines end in two ways.
    """

    path: Path | None
    name: str
    table: ir.Table
    columns: Mapping[str, str]
    separator: str | None = None
    rejects: str | None = None
    row: str | None = None
    lost: str | None = None
    above: int = 0
    even: Path | None = None

    def column(self, name: str) -> ir.Column:
        """Return the column that the file calls so."""
        return self.table[self.columns[name]]


def find(patterns: Sequence[str]) -> tuple[Path, ...]:
    """Return the files that the patterns name: in the order given, those of a pattern by name.

    Raises:
        ChainmapError: patterns that name no file.
    """
    found: dict[Path, Path] = {}
    together(*(partial(_add_named, pattern, found) for pattern in patterns))
    return tuple(found.values())


def _add_named(pattern: str, found: dict[Path, Path]) -> None:
    """Add files by where they are: one that is named twice is read once."""
    named = Path(pattern)
    paths = [named] if named.is_file() else []
    if not paths and has_magic(pattern):
        matching = glob(pattern, recursive=True)  # noqa: PTH207 it may begin anywhere
        paths = sorted(Path(p) for p in matching if Path(p).is_file())
    if not paths:
        raise _not_found(pattern)
    for path in paths:
        found.setdefault(path.resolve(), path)


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


def _not_found(pattern: str) -> Exception:
    if has_magic(pattern):
        return mistake(pattern, "not-found", "No file fits this pattern.")
    what = "This is a directory." if Path(pattern).is_dir() else "There is no such file."
    return mistake(pattern, "not-found", what, 'Name files, or a pattern such as "logs/*.csv".')
