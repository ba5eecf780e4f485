"""The answers as files of an office: a workbook to filter, slides to edit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from chainmap.app.anonymity import Anonymity
from chainmap.app.answers import Selection, traced
from chainmap.app.packages import require_package
from chainmap.app.paths import refusal, shown
from chainmap.app.progress import Tell
from chainmap.app.saving import refuse_existing, write_aside
from chainmap.issues import ChainmapError

if TYPE_CHECKING:
    from chainmap.analysis.observed import Observed
    from chainmap.analysis.observed.cases import ObservedRoute
    from chainmap.app.log_views import Evidence
    from chainmap.app.opening import Opened
    from chainmap.evidence.request import Request
    from chainmap.report.story.answers import Answers, Log


class OfficeFormat(StrEnum):
    """How answers can be exported, by the ending of the file."""

    XLSX = "xlsx"
    PPTX = "pptx"


_PACKAGES = {OfficeFormat.XLSX: "xlsxwriter", OfficeFormat.PPTX: "pptx"}


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, its sheets or slides, and why a picture is missing, if one is."""

    path: Path
    form: OfficeFormat
    parts: int
    picture_problem: str | None


def export(  # noqa: PLR0913 - one keyword for each option of the command
    root: Path,
    *,
    output: Path,
    as_of: date,
    overwrite: bool,
    tell: Tell,
    title: str | None = None,
    anonymity: Anonymity | None = None,
    log: Request | None = None,
    names: Path | None = None,
) -> Exported:
    """Write all answers about the organisation below `root` into a file for an office.

    With a `log` also what it shows; `names` is a table of what its teams are called here.

    A file that is there is kept unless `overwrite`: people have written into it.
    """
    form = _format(output)
    require_package(_PACKAGES[form], f"Writing .{form}", place=shown(output))
    if not overwrite:
        refuse_existing([output], replaceable=True)
    from chainmap.app.opening import opened

    found = opened(root, log, names, anonymity, tell=tell)
    answers, evidence = _answers(found, as_of, tell), found.evidence
    if evidence is not None:
        answers = replace(answers, log=_log(evidence, anonymous=anonymity is not None))
    tell(f"Writing {output.name}")
    if form is OfficeFormat.XLSX:
        data, parts, problem = _workbook(answers)
    else:
        data, parts, problem = _slides(answers, title, evidence)
    write_aside(output, data, overwrite=overwrite)
    return Exported(output, form, parts, problem)


def _answers(opened: Opened, as_of: date, tell: Tell) -> Answers:
    from chainmap.analysis.bottlenecks import bottlenecks
    from chainmap.analysis.budget import promise_budgets
    from chainmap.analysis.gaps import gaps
    from chainmap.app.page_sources import page_chance, page_survey
    from chainmap.report.story.answers import Answers
    from chainmap.report.story.telling import stories

    flow = opened.flow
    tell("Tracing complaints")
    found = traced(flow, Selection()).result
    told = stories(flow, found)
    tell("Looking for bottlenecks and gaps")
    survey = page_survey(flow, opened.answers, as_of)
    return Answers(
        flow=flow,
        as_of=as_of,
        stories=told,
        bottlenecks=bottlenecks(flow),
        gaps=gaps(flow, as_of=as_of),
        budgets=promise_budgets(flow),
        chance=page_chance(flow, found),
        survey=None if survey is None else survey.expectations,
    )


def _workbook(answers: Answers) -> tuple[bytes, int, str | None]:
    from chainmap.report.workbook.contents import workbook
    from chainmap.report.workbook.writing import xlsx

    made = workbook(answers)
    return xlsx(made), len(made.sheets) + 1, None


def _slides(
    answers: Answers, title: str | None, evidence: Evidence | None
) -> tuple[bytes, int, str | None]:
    from chainmap.app.deck_pictures import observed, overview
    from chainmap.deck.writing import pptx
    from chainmap.report.slides.contents import deck

    departments, seen = overview(answers), observed(evidence, as_of=answers.as_of)
    made = deck(answers, title=title, pictures=departments.slides, seen=seen.slides)
    return pptx(made), len(made.slides), departments.problem or seen.problem


def _log(evidence: Evidence, *, anonymous: bool) -> Log:
    """Return what a log shows; without real names not what was done and which cases they were."""
    from chainmap.app.logs import held_against
    from chainmap.report.story.answers import Log

    declared, observed = evidence.organisation, evidence.observed
    if declared is None:
        raise ValueError("what is exported is of an organisation")
    agreed = held_against(observed, declared, evidence.known)
    return Log(_without_words(observed) if anonymous else observed, agreed)


def _without_words(observed: Observed) -> Observed:
    def bare(routes: tuple[ObservedRoute, ...]) -> tuple[ObservedRoute, ...]:
        return tuple(replace(route, examples=()) for route in routes)

    known = observed.routes
    routes = replace(
        known,
        frequent=bare(known.frequent),
        longest=bare(known.longest),
        slowest=bare(known.slowest),
    )
    return replace(observed, routes=routes, activities=None, outcomes=None)


def _format(output: Path) -> OfficeFormat:
    ending = output.suffix.removeprefix(".").lower()
    if ending in set(OfficeFormat):
        return OfficeFormat(ending)
    raise ChainmapError(
        refusal(
            "unknown-format",
            output,
            f"{output.name} does not say what to export: its ending is none of those known.",
            hint="Write a name that ends in .xlsx (a workbook) or .pptx (slides).",
        )
    )
