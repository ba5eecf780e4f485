"""Finding, reading and writing files; every refusal says which file and what to do."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from stat import S_ISDIR, S_ISREG

from chainmap.issues import ChainmapError, Issue, Location, Severity

LARGE = 512 * 1024
"""Bytes of a table of complaints, some 5,000 rows, beyond which its rows are counted."""

PACKED, PARQUET = ".gz", ".parquet"


def shown(path: Path) -> str:
    """Return the path as it is typed from the working directory, with forward slashes."""
    try:
        absolute, here = path.absolute(), Path.cwd()
    except OSError:  # the working directory was deleted
        return path.as_posix()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else path).as_posix()


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
    directories are left alone.
    """
    _require_directory(root)
    files: list[File] = []
    tables: list[Table] = []
    issues: list[Issue] = []

    def unreadable(error: OSError) -> None:
        issues.append(_cannot("read", shown(Path(error.filename)), error))

    for directory, below, names in os.walk(root, onerror=unreadable):
        below[:] = [name for name in below if not name.startswith(".")]
        place = shown(Path(directory))
        for name in names:
            path = PurePosixPath(place, name)
            if is_source(name):
                own = Path(directory, name)
                try:
                    if own.is_file() and is_table(name, own.stat().st_size):
                        tables.append(Table(str(path), own))
                    else:
                        files.append(File(str(path), _content(own)))
                except OSError as error:
                    issues.append(_cannot("read", str(path), error))
            elif name.lower().endswith(".yml") and not name.startswith("."):
                issues.append(_yml_not_read(path))
    if not files and not tables:
        is_hidden = any(issue.severity is Severity.ERROR for issue in issues)
        raise ChainmapError(*issues, *([] if is_hidden else [_empty(root)]))
    ordered = sorted(files, key=lambda file: file.name)
    return Contents(tuple(ordered), tuple(issues), tuple(sorted(tables, key=lambda t: t.name)))


def read_file(path: Path) -> File:
    """Read one file that the user named, or raise a ChainmapError."""
    try:
        return File(shown(path), path.read_bytes())
    except OSError as error:
        raise ChainmapError(_cannot("read", shown(path), error)) from error


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
        raise ChainmapError(_cannot("read", shown(root), error)) from error
    if not S_ISDIR(found.st_mode):
        hint = "Name the directory that holds the *.yaml files."
        raise ChainmapError(_error("not-a-directory", root, f"{shown(root)} is a file.", hint=hint))


def _no_such_directory(root: Path) -> Issue:
    near = _nearest_directory(root)
    guess = f"Did you mean {near}? " if near else ""
    return _error(
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
    return _error(
        "empty-directory",
        root,
        f"There is no *.yaml below {shown(root)}.",
        hint="Run `chainmap init` to start with a small example, or name another directory.",
    )


def _yml_not_read(path: PurePosixPath) -> Issue:
    return Issue(
        Location(str(path)),
        Severity.WARNING,
        "yml-not-read",
        f"{path.name} is not read: only *.yaml is.",
        f"Rename it to {path.stem}.yaml.",
    )


def write_aside(path: Path, content: bytes | str, *, overwrite: bool) -> None:
    """Write a file beside its place, then put it there: nobody ever sees half a file.

    Refuses an existing file unless `overwrite`, what is no file (a directory, a device), and a
    directory that is not there.
    """
    _refuse_no_file(path)
    if not overwrite:
        refuse_existing([path], replaceable=True)
    if not S_ISDIR(_mode(path.parent)):
        raise ChainmapError(
            _error(
                "no-such-directory",
                path.parent,
                f"{shown(path)} cannot be written: there is no directory {shown(path.parent)}.",
                hint="Make the directory first, or choose another place.",
            )
        )
    aside = path.with_name(f".chainmap-{os.getpid()}.tmp")
    try:
        aside.write_bytes(content.encode() if isinstance(content, str) else content)
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise ChainmapError(_cannot("write", shown(path), error)) from error


def write_all(
    directory: Path, files: Mapping[str, bytes | str], *, overwrite: bool
) -> tuple[str, ...]:
    """Write files below a directory, which is made if need be; all of them or, if refused, none."""
    targets = {directory / name: content for name, content in sorted(files.items())}
    if not overwrite:
        refuse_existing(targets)
    for path, content in targets.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ChainmapError(_cannot("write", shown(path), error)) from error
        write_aside(path, content, overwrite=True)
    return tuple(shown(path) for path in targets)


def is_there(path: Path) -> bool:
    """Whether anything has this name, were it a link to nowhere."""
    return os.path.lexists(path)


def refuse_existing(paths: Iterable[Path], *, replaceable: bool = False) -> None:
    """Raise a ChainmapError that names every file that is there already.

    `replaceable` if the command takes --force.
    """
    hint = (
        "Choose another name, or replace it: --force." if replaceable else "Choose another place."
    )
    there = [path for path in paths if is_there(path)]
    if there:
        raise ChainmapError(
            *(
                _error(
                    "exists",
                    path,
                    f"{shown(path)} is there already, nothing written.",
                    hint=hint,
                )
                for path in there
            )
        )


def _refuse_no_file(path: Path) -> None:
    mode = _mode(path)
    if mode and not S_ISREG(mode):
        kind = "directory" if S_ISDIR(mode) else "device"
        message = f"{shown(path)} is a {kind}, not a file."
        raise ChainmapError(_error("cannot-write", path, message, hint="Choose another name."))


def _mode(path: Path) -> int:
    """Return what kind of file it is, 0 where there is none that can be seen."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _cannot(verb: str, name: str, error: OSError) -> Issue:
    message = f"Cannot {verb} it: {error.strerror or error}."
    return Issue(Location(name), Severity.ERROR, f"cannot-{verb}", message, _way_out(verb, error))


def _way_out(verb: str, error: OSError) -> str | None:
    """Return what to do about it; a workbook that is open in a spreadsheet denies permission."""
    match error:
        case FileNotFoundError():
            return "Is the name right? It is looked for from the directory you are in."
        case IsADirectoryError():
            return "Name a file in it."
        case PermissionError():
            other = "" if verb == "read" else " Close it, or choose another place."
            return f"Is it open in another program, or may you not {verb} there?{other}"
        case _:
            return None


def _error(code: str, path: Path, message: str, *, hint: str | None = None) -> Issue:
    return Issue(Location(shown(path)), Severity.ERROR, code, message, hint)
