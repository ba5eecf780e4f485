"""Promises in the workbook: the budget, a proposal that adds up, and how often they are kept."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from openpyxl import load_workbook

from chainmap.analysis.budget import promise_budgets
from chainmap.analysis.chance import chance
from chainmap.model import Time
from chainmap.report.workbook.contents import workbook
from chainmap.report.workbook.writing import xlsx
from tests.literal import flow, handoff
from tests.report.test_workbook import answers, rows


def test_promises_proposals_and_chance_have_sheets() -> None:
    found = flow(
        handoff("A", "B", "part", 3, promise=4),
        replace(handoff("B", "Customer", "it", step_promise=2, promise=5), lead_time=Time(1, 2, 6)),
    )
    told = replace(
        answers(found), budgets=promise_budgets(found), chance=chance(found, runs=1000, seed=1)
    )
    book = load_workbook(BytesIO(xlsx(workbook(told))))
    (promise,) = rows(book, "Promises")
    assert promise["The steps promise together"] == 6
    assert promise["Too much for the promise, else the need"] == 1
    proposed = [row["Proposed"] for row in rows(book, "Proposals")]
    assert len(proposed) == 2
    assert sum(proposed) == 5
    (drawn,) = rows(book, "Chance")
    assert 0 < drawn["Promise kept"] < 1
    assert drawn["Need met"] is None
    assert (drawn["Steps with a range"], drawn["Steps"]) == (1, 2)


def test_without_them_there_are_no_such_sheets() -> None:
    found = flow(handoff("B", "Customer", "it", 1))
    book = load_workbook(BytesIO(xlsx(workbook(answers(found)))))
    assert not {"Promises", "Proposals", "Chance"} & set(book.sheetnames)
