"""Tickets in the workbook: handoffs, teams, routes, months, and what is declared against it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from openpyxl import Workbook, load_workbook

from chainmap.analysis.observed import Observed
from chainmap.app.logs import held_against
from chainmap.flow import Flow
from chainmap.report.story.answers import Log
from chainmap.report.workbook.contents import workbook
from chainmap.report.workbook.writing import xlsx
from tests.observed import back, full, observed, pair
from tests.report.test_page_tickets import LOG, ORG
from tests.report.test_workbook import answers, rows


def book(log: Observed = LOG) -> Workbook:
    found = replace(answers(Flow(ORG)), log=Log(log, held_against(log, ORG, None)))
    return load_workbook(BytesIO(xlsx(workbook(found))))


def test_handoffs_come_with_cases_times_and_what_goes_straight_back() -> None:
    first, second, *_, last = rows(book(), "Log handoffs")
    assert (first["Supplier"], first["Customer"], first["Cases"]) == ("Desk", "Apps", 90)
    times = (first["Median (h)"], first["85 % within (h)"], first["95 % within (h)"])
    assert times == (0.25, 0.5, 0.75)
    assert (first["Straight back"], first["Share that goes straight back"]) == (0, 0)
    assert (second["Straight back"], second["Share that goes straight back"]) == (30, 0.75)
    assert last["Customer"] == "(no team)"


def test_a_log_has_a_sheet_for_each_question() -> None:
    found = book(full())
    (route,) = rows(found, "Log routes")
    assert route["Route"] == "Desk → (no team) → Desk"
    assert (route["Among the most frequent"], route["Among the slowest"]) == ("yes", "no")
    assert route["For example"] == "T-1"
    (group,) = rows(found, "Log cases")
    assert group["Handoffs in the case"] == "2 or more"
    (month,) = rows(found, "Log months")
    assert (month["Month"], month["Median (h)"]) == ("2026-09", 2.5)
    assert {row["Team"] for row in rows(found, "Log teams")} == {"Desk", "(no team)"}


def test_declared_against_seen_puts_what_differs_first() -> None:
    found = [(r["Supplier"], r["Customer"], r["State"]) for r in rows(book(), "Declared and seen")]
    assert found == [
        ("Apps", "Print", "seen, not declared"),
        ("Desk", "Apps", "promise not kept"),
        ("Print", "Desk", "declared, never seen"),
        ("Apps", "Desk", "declared and seen"),
    ]


def test_the_cover_says_what_the_log_says_and_does_not() -> None:
    told = " ".join(str(cell.value) for cell in book()["Read me"]["B"])
    assert "45 % of 200 cases are handed on." in told
    assert "Hard cases travel more" in told


def test_names_in_a_log_are_text_and_no_formula() -> None:
    hostile = '=HYPERLINK("http://x","y")\x1b[2J'
    log = observed(pair(hostile, "@SUM(A1)", 3), returning=(back("@SUM(A1)", hostile, 1),))
    (row,) = book(log)["Log handoffs"].iter_rows(min_row=2, max_col=2)
    assert [cell.data_type for cell in row] == ["s", "s"]
    assert row[0].value == '=HYPERLINK("http://x","y")\ufffd[2J'
    assert all(cell.quotePrefix for cell in row)


def test_without_a_log_there_are_no_such_sheets() -> None:
    sheets = load_workbook(BytesIO(xlsx(workbook(answers(Flow(ORG)))))).sheetnames
    assert not [name for name in sheets if name.startswith("Log") or name == "Declared and seen"]
