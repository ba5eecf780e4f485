"""What is in the workbook: a cover, and a sheet for each question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from chainmap.model import Organisation
from chainmap.report.story.actions import actions
from chainmap.report.story.answers import Answers
from chainmap.report.story.certainty import certainty
from chainmap.report.workbook.complaints import complaints_sheet, suspects_sheet
from chainmap.report.workbook.gaps import gaps_sheet
from chainmap.report.workbook.handoffs import handoffs_sheet
from chainmap.report.workbook.plan import actions_sheet
from chainmap.report.workbook.promises import chance_sheet, promises_sheet, proposals_sheet
from chainmap.report.workbook.sheet import MAX_ROWS, Cover, Sheet, Workbook
from chainmap.report.workbook.surveys import surveys_sheet
from chainmap.report.workbook.teams import bottlenecks_sheet
from chainmap.report.workbook.tickets import ticket_remarks, ticket_sheets
from chainmap.units import count


def workbook(answers: Answers) -> Workbook:
    """Return the workbook with all answers."""
    sheets = tuple(_sheets(answers))
    return Workbook(_cover(answers, sheets), sheets, answers.as_of)


def _sheets(answers: Answers) -> Iterator[Sheet]:
    organisation = answers.organisation
    traced = [found for story in answers.stories for found in story.group.traced]
    traced.sort(key=lambda t: (-t.weight, t.complaint.id if t.complaint else ""))
    total = sum(map(organisation.weight, organisation.complaints))
    yield actions_sheet(actions(answers))
    yield complaints_sheet(traced)
    yield suspects_sheet(traced)
    yield bottlenecks_sheet(answers.bottlenecks, organisation)
    if answers.budgets is not None:
        yield promises_sheet(answers.budgets)
        yield proposals_sheet(answers.budgets)
    if answers.chance is not None:
        yield chance_sheet(answers.chance)
    if answers.survey is not None:
        yield surveys_sheet(answers.survey)
    yield gaps_sheet(answers.gaps, total=total)
    yield handoffs_sheet(answers.flow)
    if answers.log is not None:
        yield from ticket_sheets(answers.log, organisation.calendar)


def _cover(answers: Answers, sheets: Iterable[Sheet]) -> Cover:
    organisation = answers.organisation
    return Cover(
        title=organisation.name,
        facts=tuple(_facts(organisation, answers.as_of)),
        remarks=(*_cut(sheets), *_tickets(answers), *certainty(answers), *_NOTES),
    )


def _tickets(answers: Answers) -> Iterator[str]:
    if answers.log is not None:
        yield from ticket_remarks(answers.log, answers.organisation.calendar)


_NOTES = (
    "An empty cell means that the files do not say. It never means 0.",
    (
        "Lead time counts with the lead time of the step; where there is none, with its promise, "
        "then with its need. “Evidence” says which. A three-point estimate counts as "
        "(low + 4 × likely + high) / 6."
    ),
    "The promise and the need of a delivery to an external customer hold from order to delivery.",
    "Weight = count × severity × value of the customer.",
    (
        "Owner, due day and status on “Actions” are yours: chainmap does not read them back, and "
        "writes over this file only when told to."
    ),
)


def _facts(organisation: Organisation, as_of: date) -> Iterator[tuple[str, str]]:
    counted = (
        count(len(organisation.teams), "team"),
        count(len(organisation.handoffs), "handoff"),
        count(organisation.complaint_rows, "complaint entry", "complaint entries"),
    )
    yield "Read from", f"{organisation.source.rstrip('/')}/: {', '.join(counted)}"
    yield "Day", as_of.isoformat()
    yield "Times", f"hours of working time; {organisation.calendar}"
    yield "Shares", "percent; the cell holds 0 to 1"


def _cut(sheets: Iterable[Sheet]) -> Iterator[str]:
    for found in sheets:
        if found.is_cut:
            yield (
                f"“{found.name}” is cut after {MAX_ROWS:,} rows: a sheet holds no more. "
                "The JSON of the command has all."
            )
