"""The answers as files of an office: a workbook to filter, slides to edit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from chainmap.app.anonymity import Anonymity
from chainmap.app.answers import Selection, open_flow, traced
from chainmap.app.files import refuse_existing, shown, write_aside
from chainmap.app.packages import require_package
from chainmap.app.pictures import Progress
from chainmap.issues import ChainmapError, Issue, Location, Severity

if TYPE_CHECKING:
    from chainmap.deck.shapes import Slide
    from chainmap.flow import Flow
    from chainmap.report.story.answers import Answers


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
    progress: Progress,
    title: str | None = None,
    anonymity: Anonymity | None = None,
) -> Exported:
    """Write all answers about the organisation below `root` into a file for an office.

    A file that is there is kept unless `overwrite`: people have written into it.
    """
    form = _format(output)
    require_package(_PACKAGES[form], f"Writing .{form}", place=shown(output))
    if not overwrite:
        refuse_existing([output])
    from chainmap.app.anonymising import anonymous

    flow = anonymous(open_flow(root), anonymity)
    answers = _answers(flow, as_of, progress)
    progress(f"Writing {output.name}")
    if form is OfficeFormat.XLSX:
        data, parts, problem = _workbook(answers)
    else:
        data, parts, problem = _slides(answers, title)
    write_aside(output, data, overwrite=overwrite)
    return Exported(output, form, parts, problem)


def _answers(flow: Flow, as_of: date, progress: Progress) -> Answers:
    from chainmap.analysis.bottlenecks import bottlenecks
    from chainmap.analysis.budget import promise_budgets
    from chainmap.analysis.gaps import gaps
    from chainmap.app.page_sources import page_chance
    from chainmap.report.story.answers import Answers
    from chainmap.report.story.telling import stories

    progress("Tracing complaints")
    found = traced(flow, Selection()).result
    told = stories(flow, found)
    progress("Looking for bottlenecks and gaps")
    return Answers(
        flow=flow,
        as_of=as_of,
        stories=told,
        bottlenecks=bottlenecks(flow),
        gaps=gaps(flow, as_of=as_of),
        budgets=promise_budgets(flow),
        chance=page_chance(flow, found),
    )


def _workbook(answers: Answers) -> tuple[bytes, int, str | None]:
    from chainmap.report.workbook.contents import workbook
    from chainmap.report.workbook.writing import xlsx

    made = workbook(answers)
    return xlsx(made), len(made.sheets) + 1, None


def _slides(answers: Answers, title: str | None) -> tuple[bytes, int, str | None]:
    from chainmap.deck.writing import pptx
    from chainmap.report.slides.contents import deck

    pictures, problem = _overview(answers)
    made = deck(answers, title=title, pictures=pictures)
    return pptx(made), len(made.slides), problem


def _overview(answers: Answers) -> tuple[tuple[Slide, ...], str | None]:
    """Return the departments and what runs between them, or why they could not be drawn."""
    from chainmap.app.views import Subject, View, Wanted, drawings
    from chainmap.diagram.canvas.frame import Frame
    from chainmap.diagram.engine.layout import layout
    from chainmap.diagram.files.slides import picture_slides

    frame = Frame.of(answers.organisation, as_of=answers.as_of, title=_OVERVIEW)
    found = drawings(Subject(answers.flow, Wanted(View.OVERVIEW), frame, answers.as_of))
    clear = [drawing for drawing in found if 0 < len(list(drawing.connectors)) <= _MAX_LINES]
    try:
        pictured = [picture_slides(drawing, layout(drawing)) for drawing in clear]
    except ChainmapError as error:
        return (), " ".join(issue.message for issue in error.issues)
    return tuple(slide for picture in pictured for slide in picture.slides), None


_OVERVIEW = "Who works for whom"

_MAX_LINES = 40
"""With more lines the slide would be a tangle; the table of departments says the same."""


def _format(output: Path) -> OfficeFormat:
    ending = output.suffix.removeprefix(".").lower()
    if ending in set(OfficeFormat):
        return OfficeFormat(ending)
    raise _refused(
        output,
        "unknown-format",
        f"{output.name} does not say what to export: its ending is none of those known.",
        "Write a name that ends in .xlsx (a workbook) or .pptx (slides).",
    )


def _refused(output: Path, code: str, message: str, hint: str) -> ChainmapError:
    return ChainmapError(Issue(Location(shown(output)), Severity.ERROR, code, message, hint))
