"""Writing files: all of a file or nothing of it, and never over another unless told to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from chainmap.app.paths import cannot, refusal, shown
from chainmap.issues import ChainmapError


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
            refusal(
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
        raise ChainmapError(cannot("write", shown(path), error)) from error


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
            raise ChainmapError(cannot("write", shown(path), error)) from error
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
                refusal(
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
        raise ChainmapError(refusal("cannot-write", path, message, hint="Choose another name."))


def _mode(path: Path) -> int:
    """Return what kind of file it is, 0 where there is none that can be seen."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0
