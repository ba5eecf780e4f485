"""Finding and reading the files of an organisation; what cannot be read says which and why."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from stat import S_ISDIR

from chainmap.app.paths import cannot, refusal, shown
from chainmap.issues import ChainmapError, Issue, Location, Severity

LARGE = 512 * 1024
"""Bytes of a table of complaints, some 5,000 rows, beyond which its rows are counted."""

_MISNAMED = (".yml", ".yaml.txt", ".yml.txt")
"""Endings of files that were meant to be read; some editors add .txt and do not show it."""

PACKED, PARQUET = ".gz", ".parquet"


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read; `name` is its path as shown to the user."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Table:
    """A table of complaints that is counted, not read; `content` of one without a path."""

    name: str
    path: Path | None = None
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Contents:
    """The files below a directory by name, and what was found wrong while reading them.

    `tables` are those of complaints that are too large to be read row by row.
    """

    files: tuple[File, ...]
    issues: tuple[Issue, ...]
    tables: tuple[Table, ...] = ()


def read_below(root: Path) -> Contents:
    """Read every *.yaml, complaints*.csv (.csv.gz, .parquet) and *survey*.csv below a directory.

    Large tables of complaints are named, not read. Hidden files, hidden directories and symlinked
    directories are left alone. Raises a ChainmapError where there is no such directory, or where
    nothing below it can be read.
    """
    _require_directory(root)
    found: list[File | Table] = []
    issues: list[Issue] = []
    for own, path in _below(root, issues):
        if is_source(path.name):
            try:
                found.append(_file_or_table(own, str(path)))
            except OSError as error:
                issues.append(cannot("read", str(path), error))
        elif path.name.lower().endswith(_MISNAMED) and not path.name.startswith("."):
            issues.append(_yml_not_read(path))
    if not found:
        is_hidden = any(issue.severity is Severity.ERROR for issue in issues)
        raise ChainmapError(*issues, *([] if is_hidden else [_empty(root)]))
    found.sort(key=lambda one: one.name)
    files = tuple(one for one in found if isinstance(one, File))
    tables = tuple(one for one in found if isinstance(one, Table))
    return Contents(files, tuple(issues), tables)


def _below(root: Path, issues: list[Issue]) -> Iterator[tuple[Path, PurePosixPath]]:
    """Yield each file and its path as shown; a directory that cannot be listed is an issue."""

    def unlisted(error: OSError) -> None:
        issues.append(cannot("read", shown(Path(error.filename)), error))

    for directory, below, names in os.walk(root, onerror=unlisted):
        below[:] = [name for name in below if not name.startswith(".")]
        place = shown(Path(directory))
        for name in names:
            yield Path(directory, name), PurePosixPath(place, name)


def _file_or_table(own: Path, name: str) -> File | Table:
    """Read a file, or name it if it is a table whose rows are counted; raises OSError."""
    if own.is_file() and is_table(own.name, own.stat().st_size):
        return Table(name, own)
    return File(name, _content(own))


def read_file(path: Path) -> File:
    """Read one file that the user named, or raise a ChainmapError."""
    try:
        return File(shown(path), path.read_bytes())
    except OSError as error:
        raise ChainmapError(cannot("read", shown(path), error)) from error


def _content(path: Path) -> bytes:
    """Return what a file holds; a pipe or a device would keep the reader waiting for ever."""
    if path.exists() and not path.is_file():
        raise OSError("it is a pipe or a device, not a file")
    return path.read_bytes()


def is_source(name: str) -> bool:
    """Whether a file of this name is part of an organisation."""
    lower = name.lower()
    is_csv = lower.endswith(".csv") and (lower.startswith("complaints") or "survey" in lower)
    is_known = lower.endswith(".yaml") or is_csv or _is_packed(lower)
    return not name.startswith(".") and is_known


def is_table(name: str, size: int) -> bool:
    """Whether a file is a table of complaints whose rows are counted, by its name and bytes."""
    lower = name.lower()
    return _is_packed(lower) or (
        size > LARGE and lower.startswith("complaints") and lower.endswith(".csv")
    )


def _is_packed(lower: str) -> bool:
    return lower.startswith("complaints") and lower.endswith((f".csv{PACKED}", PARQUET))


def _require_directory(root: Path) -> None:
    try:
        found = root.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise ChainmapError(_no_such_directory(root)) from None
    except OSError as error:
        raise ChainmapError(cannot("read", shown(root), error)) from error
    if not S_ISDIR(found.st_mode):
        hint = "Name the directory that holds the *.yaml files."
        raise ChainmapError(
            refusal("not-a-directory", root, f"{shown(root)} is a file.", hint=hint)
        )


def _no_such_directory(root: Path) -> Issue:
    near = _nearest_directory(root)
    guess = f"Did you mean {near}? " if near else ""
    return refusal(
        "no-such-directory",
        root,
        f"There is no directory {shown(root)}.",
        hint=f"{guess}Run `chainmap init` to start one, or name a directory.",
    )


def _nearest_directory(root: Path) -> str | None:
    try:
        beside = [path for path in root.absolute().parent.iterdir() if path.is_dir()]
    except OSError:
        return None
    names = sorted(path.name for path in beside if not path.name.startswith("."))
    near = get_close_matches(root.name, names, n=1)
    return shown(root.parent / near[0]) if near else None


def _empty(root: Path) -> Issue:
    return refusal(
        "empty-directory",
        root,
        f"There is no *.yaml below {shown(root)}.",
        hint="Run `chainmap init` to start with a small example, or name another directory.",
    )


def _yml_not_read(path: PurePosixPath) -> Issue:
    ending = next(ending for ending in _MISNAMED if path.name.lower().endswith(ending))
    return Issue(
        Location(str(path)),
        Severity.WARNING,
        "yml-not-read",
        f"{path.name} is not read: only *.yaml is.",
        f"Rename it to {path.name[: -len(ending)]}.yaml.",
    )
