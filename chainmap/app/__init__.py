"""The use cases, one function each. Only `app` opens files (`app.files`, `app.saving`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from chainmap.app.files import read_below
from chainmap.app.paths import shown
from chainmap.issues import ChainmapError, Issue, Severity, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from chainmap.app.complaint_tables import Counted
    from chainmap.app.files import Table
    from chainmap.model import Organisation
    from chainmap.report.baseline import Compared
    from chainmap.source.reading import Reading
    from chainmap.survey import Answer

__all__ = ["Checked", "Loaded", "check", "load", "read"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """An organisation whose `files` have no error; the `warnings` say what to look at.

    `answers` are those of surveys about its handoffs.
    """

    organisation: Organisation
    warnings: tuple[Issue, ...]
    files: int
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything there is to say about the files; `organisation` is None if they have errors.

    Where it was held against a baseline, `issues` are the new ones, and `compared` has the rest.
    """

    organisation: Organisation | None
    issues: tuple[Issue, ...]
    files: int
    compared: Compared | None = None


def load(root: Path, *, measured: bool = True) -> Loaded:
    """Read the organisation below `root`, or raise a ChainmapError with all its errors.

    Without `measured` it is as teams declare it: what logs measured (`observed.yaml`) is not read.
    """
    reading = read(root, measured=measured)
    if reading.organisation is None:
        errors = (issue for issue in reading.issues if issue.severity is Severity.ERROR)
        raise ChainmapError(*errors)
    return Loaded(reading.organisation, reading.issues, reading.files, reading.answers)


def read(root: Path, *, measured: bool = True) -> Reading:
    """Read all files below `root`; what is wrong in them is in the reading, nothing is raised.

    `root` may also name a directory in a git revision: `main~20:org`.
    """
    from chainmap.app.revisions import read_revision, revision_of

    revision = revision_of(root)
    found = read_below(root) if revision is None else read_revision(revision)
    from chainmap.source.observed_documents import OBSERVED_FILE
    from chainmap.source.reading import Reading, SourceFile, read_organisation

    files = [
        SourceFile(path=file.name, content=file.content)
        for file in found.files
        if measured or PurePosixPath(file.name).name != OBSERVED_FILE
    ]
    name = root.resolve().name if revision is None else revision.directory
    source = shown(root) if revision is None else str(revision)

    def with_tables(counted: Sequence[Counted]) -> Reading:
        surveys = [SourceFile(c.survey.name, c.survey.content) for c in counted if c.survey]
        tallies = [one.tally for one in counted if one.tally]
        return read_organisation(
            [*files, *surveys], source=source, default_name=name, tallies=tallies
        )

    reading, wrong = _counted(found.tables, with_tables)
    issues = [*found.issues, *wrong]
    unreadable = any(issue.severity is Severity.ERROR for issue in issues)
    return Reading(
        organisation=None if unreadable else reading.organisation,
        issues=in_order([*issues, *reading.issues]),
        files=len(files) + len(found.tables),
        answers=reading.answers,
    )


def _counted(
    tables: Sequence[Table], read: Callable[[Sequence[Counted]], Reading]
) -> tuple[Reading, tuple[Issue, ...]]:
    """Read with large tables counted; once more by their lines where anything is wrong in them."""
    if not tables:
        return read(()), ()
    from chainmap.app.complaint_tables import count, count_by_line

    counted = [count(table) for table in tables]
    reading = read(counted)
    odd = {issue.location.path for issue in reading.issues}
    again = [not one.by_line and t.name in odd for t, one in zip(tables, counted, strict=True)]
    if any(again):
        each = zip(tables, counted, again, strict=True)
        counted = [count_by_line(table) if twice else one for table, one, twice in each]
        reading = read(counted)
    return reading, tuple(issue for known in counted for issue in known.issues)


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
    from chainmap.analysis.plausibility import plausibility
    from chainmap.analysis.rules import broken_rules
    from chainmap.flow import Flow

    flow = Flow(reading.organisation)
    doubts = (doubt.issue for doubt in plausibility(flow))
    found = [*findings(flow, as_of=as_of), *broken_rules(flow, as_of=as_of), *doubts]
    return Checked(reading.organisation, in_order([*reading.issues, *found]), reading.files)
