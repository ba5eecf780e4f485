"""The use cases, one function each. Only `app` opens files (`app.files`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chainmap.app.files import read_below, shown, write_aside
from chainmap.issues import ChainmapError, Issue, Severity, in_order

if TYPE_CHECKING:
    from datetime import date

    from chainmap.model import Organisation
    from chainmap.source.reading import Reading

__all__ = ["Checked", "Loaded", "check", "load", "read", "shown", "write_aside"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """An organisation whose `files` have no error; the `warnings` say what to look at."""

    organisation: Organisation
    warnings: tuple[Issue, ...]
    files: int


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything there is to say about the files; `organisation` is None if they have errors."""

    organisation: Organisation | None
    issues: tuple[Issue, ...]
    files: int


def load(root: Path) -> Loaded:
    """Read the organisation below `root`, or raise a ChainmapError with all its errors."""
    reading = read(root)
    if reading.organisation is None:
        errors = (issue for issue in reading.issues if issue.severity is Severity.ERROR)
        raise ChainmapError(*errors)
    return Loaded(reading.organisation, reading.issues, reading.files)


def read(root: Path) -> Reading:
    """Read all files below `root`; what is wrong in them is in the reading, nothing is raised."""
    found = read_below(root)
    from chainmap.source.reading import Reading, SourceFile, read_organisation

    files = [SourceFile(path=file.name, content=file.content) for file in found.files]
    reading = read_organisation(files, source=shown(root), default_name=root.resolve().name)
    unreadable = any(issue.severity is Severity.ERROR for issue in found.issues)
    return Reading(
        organisation=None if unreadable else reading.organisation,
        issues=in_order([*found.issues, *reading.issues]),
        files=reading.files,
    )


def check(root: Path, *, as_of: date) -> Checked:
    """Read the files and, if they have no error, look for what is odd in the chain itself.

    That there is nothing to read is a finding like any other.
    """
    try:
        reading = read(root)
    except ChainmapError as error:
        return Checked(None, error.issues, files=0)
    if reading.organisation is None:
        return Checked(None, reading.issues, reading.files)
    from chainmap.analysis.findings import findings
    from chainmap.flow import Flow

    found = findings(Flow(reading.organisation), as_of=as_of)
    return Checked(reading.organisation, in_order([*reading.issues, *found]), reading.files)
