"""Reads an organisation from the contents of its files; all problems of all files at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chainmap.issues import Issue, Severity, in_order
from chainmap.model import Organisation
from chainmap.source.claims import claims_of, range_issues
from chainmap.source.complaints import Desk
from chainmap.source.decoding import SourceFile
from chainmap.source.gathering import gather
from chainmap.source.ingredients import resolve_ingredients
from chainmap.source.joining import Joiner
from chainmap.source.measuring import with_measurements
from chainmap.source.parties import parties_of
from chainmap.source.settings import settings_of
from chainmap.source.surveys import answers_of
from chainmap.source.tallied import read_tally
from chainmap.source.yaml_nodes import collecting_paused
from chainmap.survey import Answer
from chainmap.tally import Tally

__all__ = ["Reading", "SourceFile", "read_organisation"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the organisation (None where anything is wrong), issues, number of files.

    `answers` are those of surveys, about the organisation's handoffs.
    """

    organisation: Organisation | None
    issues: tuple[Issue, ...]
    files: int
    answers: tuple[Answer, ...] = ()


def read_organisation(
    files: Sequence[SourceFile],
    *,
    source: str,
    default_name: str,
    tallies: Sequence[Tally] = (),
) -> Reading:
    """Read all files of an organisation.

    `tallies` are tables of complaints that were counted, as they are large. `source` is how
    results name the directory; `default_name` the organisation's name where no file gives one.
    The order of the files makes no difference. Nothing is raised: what is wrong is in the issues,
    and the organisation is None if any of them is an error.
    """
    with collecting_paused():
        organisation, answers, issues = _read(files, source, default_name, tallies)
    ordered, number = in_order(issues), len(files) + len(tallies)
    if any(issue.severity is Severity.ERROR for issue in ordered):
        return Reading(None, ordered, number)
    return Reading(organisation, ordered, number, answers)


def _read(
    files: Sequence[SourceFile], source: str, default_name: str, tallies: Sequence[Tally]
) -> tuple[Organisation, tuple[Answer, ...], list[Issue]]:
    """Return what the files say as far as it can be read, and everything wrong with it."""
    gathered = gather(files)
    settings = settings_of(gathered.settings, default_name)
    parties = parties_of(gathered.parties, gathered.mentioned, settings)
    claims = claims_of(parties.documents, parties.names, parties.kinds)
    joined = Joiner(settings.calendar, parties.kinds, parties.teams).join(claims)
    excused = parties.unread | claims.lost
    measured = with_measurements(
        joined.joints,
        gathered.observed,
        names=parties.names,
        calendar=settings.calendar,
        excused=excused,
    )
    resolved = resolve_ingredients(
        measured.joints, parties.names, None if parties.unread else excused
    )
    desk = Desk(resolved.handoffs, parties.names, parties.kinds, excused)
    complaints = desk.take(gathered.complaints)
    counted = desk.count([read_tally(tally) for tally in tallies], gathered.complaints)
    surveyed = answers_of(
        gathered.answers, handoffs=resolved.handoffs, names=parties.names, excused=excused
    )
    organisation = Organisation(
        name=settings.name,
        source=source,
        calendar=settings.calendar,
        departments=settings.departments,
        limits=settings.limits,
        parties=parties.by_name,
        handoffs=resolved.handoffs,
        complaints=(*complaints.complaints, *counted.complaints),
    )
    ranges = range_issues(parties.documents, settings.calendar)
    told = (complaints, counted, surveyed)
    parts = (gathered, settings, parties, claims, joined, measured, resolved, *told)
    issues = [*ranges, *(issue for part in parts for issue in part.issues)]
    return organisation, surveyed.answers, issues
