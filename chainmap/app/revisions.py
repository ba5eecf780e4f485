"""Organisations as git has them: `main~20:org` is the directory org of the revision main~20.

Read from git's own store, nothing is checked out or fetched. The path is that from the root of the
repository, as everywhere in git; `main~20:./org` begins at the working directory.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from chainmap.app.files import Contents, File, Table, is_source, is_table
from chainmap.issues import ChainmapError, Issue, Location, Severity

_DRIVE = re.compile(r"[A-Za-z]:(?:[\\/]|$)")
"""The start of a path on Windows."""

_FILE = b"100"
"""With this begins the mode of a file; links and modules have others."""

_TIME_LIMIT = 120
"""Seconds for one call of git, which may find its disk far away."""

_QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}


@dataclass(frozen=True, slots=True)
class Revision:
    """A directory in a revision."""

    revision: str
    path: str

    def __str__(self) -> str:
        return f"{self.revision}:{self.path}"

    @property
    def directory(self) -> str:
        """The name of the directory; that of the revision for the root of the repository."""
        return PurePosixPath(self.path).name or self.revision


def revision_of(root: Path) -> Revision | None:
    """Return the revision that a path names, None if it is a directory or cannot be one."""
    text = root.as_posix()
    if ":" not in text or _DRIVE.match(str(root)) or root.exists():
        return None
    revision, _, path = text.partition(":")
    if path in {".", ".."}:
        path += "/"  # so that git takes it from here; pathlib takes the slash away
    return Revision(revision, path) if revision else None


def read_revision(where: Revision) -> Contents:
    """Read every *.yaml and every table of complaints or answers of a directory in a revision.

    Raises:
        ChainmapError: git is missing, or has no such revision or directory.
    """
    listed = _git(where, "ls-tree", "-r", "-z", "--full-tree", "--", str(where))
    found = sorted(_sources(listed))
    if not found:
        message = f"There is no *.yaml below {where}."
        raise _error(where, "empty-directory", message, "Name another directory or revision.")
    contents = _contents(where, [identity for _, identity in found])
    base = PurePosixPath(str(where))
    files, tables = [], []
    for (name, _), content in zip(found, contents, strict=True):
        if is_table(PurePosixPath(name).name, len(content)):
            tables.append(Table(str(base / name), content=content))
        else:
            files.append(File(str(base / name), content))
    return Contents(tuple(files), (), tuple(tables))


def _sources(listed: bytes) -> list[tuple[str, str]]:
    """Return the files to read with their ids; hidden files and directories are left alone."""
    found = []
    for entry in listed.split(b"\0"):
        head, _, name = entry.partition(b"\t")
        path = PurePosixPath(name.decode("utf-8", errors="replace"))
        is_hidden = any(part.startswith(".") for part in path.parts)
        if head.startswith(_FILE) and not is_hidden and is_source(path.name):
            found.append((str(path), head.split()[2].decode("ascii")))
    return found


def _contents(where: Revision, identities: list[str]) -> list[bytes]:
    """Return what files hold: for each id a line `ID blob SIZE`, its content and a line break."""
    answer = _git(where, "cat-file", "--batch", given="\n".join(identities).encode() + b"\n")
    contents, start = [], 0
    for identity in identities:
        end = answer.index(b"\n", start)
        fields = answer[start:end].split()
        if len(fields) != 3:  # noqa: PLR2004  id, type, size
            message = f"git does not have the content {identity[:12]} here."
            raise _error(where, "cannot-read", message, "Fetch the whole history: git fetch.")
        size = int(fields[2])
        contents.append(answer[end + 1 : end + 1 + size])
        start = end + 1 + size + 1
    return contents


def _git(where: Revision, *words: str, given: bytes = b"") -> bytes:
    """Return what git prints, or raise a ChainmapError with what it objects to."""
    import shutil
    import subprocess

    program = shutil.which("git")
    if program is None:
        message = f"{where} is no directory, and to read a revision git is missing."
        raise _error(where, "missing-program", message, "Install git, or name a directory.")
    if where.revision.startswith("-"):
        message = f"{where.revision} is no revision."
        raise _error(where, "unknown-revision", message, "Write a branch, a tag or a commit.")
    try:
        run = subprocess.run(  # noqa: S603  no shell; what a user names is one word to git
            [program, *words],
            input=given,
            capture_output=True,
            check=False,
            env={**os.environ, **_QUIET, "LC_ALL": "C"},
            timeout=_TIME_LIMIT,
        )
    except (OSError, subprocess.TimeoutExpired) as failed:
        message = f"git does not answer: {failed}."
        raise _error(where, "cannot-read", message, "Name a directory instead.") from failed
    if run.returncode:
        raise _refused(where, run.stderr.decode("utf-8", errors="replace"))
    return run.stdout


def _refused(where: Revision, said: str) -> ChainmapError:
    """Return the error of a revision or a directory that git does not know, in plain words."""
    first = next((line for line in said.splitlines() if line.strip()), "it failed")
    hint = "Write REVISION:DIRECTORY, such as main~20:org, or name a directory."
    if "not a git repository" in said:
        message = f"{where} is no directory, and here is no git repository."
        return _error(where, "no-repository", message, hint)
    if "Not a valid object name" in said or "does not exist" in said:
        message = f"git knows no {where}."
        return _error(where, "unknown-revision", message, hint)
    if "not a tree object" in said:
        message = f"{where} is a file."
        return _error(where, "not-a-directory", message, "Name the directory that holds it.")
    reason = first.removeprefix("fatal: ").strip()
    return _error(where, "cannot-read", f"git cannot read {where}: {reason}.", hint)


def _error(where: Revision, code: str, message: str, hint: str) -> ChainmapError:
    return ChainmapError(Issue(Location(str(where)), Severity.ERROR, code, message, hint))
