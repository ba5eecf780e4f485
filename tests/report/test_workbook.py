"""The workbook: numbers are numbers, text is text, and the sheets say what the commands say."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from chainmap.analysis.bottlenecks import bottlenecks
from chainmap.analysis.gaps import gaps
from chainmap.analysis.trace import trace
from chainmap.flow import Flow
from chainmap.model import Organisation, PartyId, Rating
from chainmap.report.bottlenecks_json import bottlenecks_json
from chainmap.report.story.actions import actions
from chainmap.report.story.answers import Answers
from chainmap.report.story.telling import stories
from chainmap.report.trace_json import trace_json
from chainmap.report.workbook.contents import workbook
from chainmap.report.workbook.sheet import Column, sheet
from chainmap.report.workbook.writing import MAX_TEXT, xlsx
from tests.literal import complaint, flow, handoff

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

TODAY = date(2026, 11, 21)

HOSTILE = (
    "=cmd|'/C calc'!A0",
    "+1",
    "-2",
    "@SUM(A1)",
    "https://example.org",
    "{=1+1}",
    "<r><t>x</t></r>",
    "_x0041_",
    "007",
    "NA",
)


def parcels(**fields: Any) -> Flow:
    found = flow(
        handoff("Customer", "Desk", "Order", volume=15),
        handoff("Desk", "Stores", "List", 3, promise=2, need=1, process_time=0.5, accuracy=0.85),
        handoff("Stores", "Courier", "Parcel", 9, promise=4, rating=Rating(3, 5)),
        handoff("IT", "Desk", "Screens", support=True, asked=date(2026, 5, 12)),
        handoff("Courier", "Customer", "Delivered parcel", 5.25, promise=10, step_promise=6),
    )
    told = (
        complaint(found, id="C-1", count=14, date=date(2026, 9, 14), said="Where is it?"),
        complaint(found, "wrong", id="C-2"),
    )
    return Flow(replace(found.organisation, **{"complaints": told, **fields}))


def answers(found: Flow) -> Answers:
    told = stories(found, trace(found, found.organisation.complaints))
    return Answers(
        flow=found,
        as_of=TODAY,
        stories=told,
        bottlenecks=bottlenecks(found),
        gaps=gaps(found, as_of=TODAY),
    )


def written(found: Flow) -> bytes:
    return xlsx(workbook(answers(found)))


def opened(found: Flow) -> Workbook:
    return load_workbook(BytesIO(written(found)))


def rows(book: Workbook, name: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet by the titles of its columns."""
    titles, *found = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, titles), row, strict=True)) for row in found]


def page(book: Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def test_every_sheet_can_be_filtered_and_keeps_its_header_in_view() -> None:
    book = opened(parcels())
    assert book.sheetnames == [
        "Read me",
        "Actions",
        "Complaints",
        "Suspects",
        "Bottlenecks",
        "Gaps",
        "Handoffs",
    ]
    for name in book.sheetnames[1:]:
        found = page(book, name)
        assert found.freeze_panes == "B2"
        assert (
            found.auto_filter.ref == f"A1:{found.cell(found.max_row, found.max_column).coordinate}"
        )


def test_numbers_are_numbers_and_days_are_days() -> None:
    (parcel,) = (h for h in rows(opened(parcels()), "Handoffs") if h["Deliverable"] == "List")
    assert parcel["Lead time (h)"] == 3
    assert parcel["Wait (h)"] == 2.5
    assert parcel["Over the promise for the step (h)"] == 1
    assert parcel["%C&A"] == 0.85
    assert parcel["Rating"] is None
    (support,) = (h for h in rows(opened(parcels()), "Handoffs") if h["Kind"] == "support")
    assert support["Last asked"] == datetime(2026, 5, 12)  # noqa: DTZ001 - a cell has no zone
    (order,) = (h for h in rows(opened(parcels()), "Handoffs") if h["Deliverable"] == "Order")
    assert order["Volume (per working day)"] == 120
    assert order["Lead time (h)"] is None


def test_shares_are_shown_in_percent() -> None:
    found = page(opened(parcels()), "Handoffs")
    column = [cell.value for cell in found[1]].index("%C&A") + 1
    assert "0%" in found.cell(3, column).number_format


def test_the_sheets_say_what_the_commands_say() -> None:
    found = parcels()
    book = opened(found)
    told = json.loads(trace_json(trace(found, found.organisation.complaints)))["complaints"]
    shown = rows(book, "Complaints")
    for row, answer in zip(shown, told, strict=True):
        assert row["Complaint"] == answer["id"]
        assert row["Weight"] == answer["weight"]
        assert row["Lead time (h)"] == pytest.approx(answer["lead_time_h"])
        assert row["Limit (h)"] == answer["promise"]["limit_h"]
        assert row["Late (h)"] == pytest.approx(answer["promise"]["late_h"])
        assert row["Right the first time (rolled %C&A)"] == answer["rolled_accuracy"]
    suspects = [
        (row["Complaint"], row["Suspect"], row["Share (exposure, not cause)"])
        for row in rows(book, "Suspects")
    ]
    assert suspects == [
        (answer["id"], suspect["team"], pytest.approx(suspect["share"]))
        for answer in told
        for suspect in answer["suspects"]
    ]
    teams = json.loads(bottlenecks_json(bottlenecks(found), found.organisation))["teams"]
    assert [
        (row["Team"], row["Leverage (h gained if its times fell by 50 %)"], row["Utilisation"])
        for row in rows(book, "Bottlenecks")
    ] == [(t["team"], pytest.approx(t["leverage_h"]), t["utilisation"]) for t in teams]


def test_gaps_are_called_by_their_names() -> None:
    kinds = {row["Kind"]: row for row in rows(opened(parcels()), "Gaps")}
    assert kinds["Promise broken"]["Detail"]
    assert kinds["Promise weaker than the need"]["Supplier"] == "Desk"
    assert kinds["Promise weaker than the need"]["Share of all complaint weight"] == 1


def test_actions_wait_for_an_owner_a_day_and_a_status() -> None:
    book = opened(parcels())
    listed = rows(book, "Actions")
    assert listed[0]["Action"].startswith("Stores, Courier: why does “Parcel” take 9 h?")
    assert listed[0]["Teams"] == "Stores, Courier"
    assert listed[0]["Complaints"] == "C-1"
    assert {(row["Owner"], row["Due"], row["Status"]) for row in listed} == {(None, None, "open")}
    guides = {str(v.sqref)[0]: v for v in page(book, "Actions").data_validations.dataValidation}
    assert guides["I"].type == "date"
    assert guides["J"].formula1 == '"open,doing,done"'


def test_an_action_that_several_stories_ask_for_stands_once_with_all_their_complaints() -> None:
    found = actions(answers(parcels()))
    texts = [action.text for action in found]
    assert len(texts) == len(set(texts))
    (promise,) = (action for action in found if action.text.startswith("Whoever promised"))
    assert promise.complaints == ("C-1", "C-2")
    assert promise.weight == 15
    talks = [action for action in found if action.text.startswith("Let Stores and Courier")]
    assert [talk.complaints for talk in talks] == [("C-1", "C-2")]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_text_looks_like_it_stays_text(text: str) -> None:
    found = flow(
        handoff(text, "Team", text, 1, promise=0.5),
        handoff("Team", "Customer", "Out", 1, promise=1),
    )
    said = complaint(found, said=text, id=text)
    book = opened(Flow(replace(found.organisation, name=text, complaints=(said,))))
    cells = [cell for name in book.sheetnames for row in page(book, name) for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert all(cell.hyperlink is None or cell.hyperlink.location for cell in cells)
    (row,) = (h for h in rows(book, "Handoffs") if h["Customer"] == "Team")
    assert row["Supplier"].strip() == row["Deliverable"].strip() == text
    assert rows(book, "Complaints")[0]["Said"].strip() == text
    quoted = [c for c in page(book, "Handoffs")["A"] if str(c.value).strip() == text]
    assert quoted
    assert all(cell.quotePrefix for cell in quoted)  # it stays text when edited


def test_control_characters_and_endless_text_do_not_break_the_file() -> None:
    said = "a\x00b\x1b[2J\ud800\u202ec" + "x" * 40_000
    found = parcels()
    told = replace(found.organisation.complaints[0], said=said)
    (row,) = rows(opened(parcels(complaints=(told,))), "Complaints")
    assert row["Said"].startswith("a\ufffdb\ufffd[2J\ufffd\ufffdcx")
    assert len(row["Said"]) == MAX_TEXT
    assert row["Said"].endswith("(cut: a cell holds no more)")


def test_a_day_before_spreadsheets_count_days_is_text() -> None:
    old = replace(parcels().organisation.complaints[0], date=date(1, 1, 1))
    (row,) = rows(opened(parcels(complaints=(old,))), "Complaints")
    assert row["Date"] == "0001-01-01"


def test_the_same_input_gives_the_same_bytes() -> None:
    assert written(parcels()) == written(parcels())


def test_more_rows_than_a_sheet_holds_are_cut_and_the_cover_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cut = sheet("Handoffs", "Who?", (Column("Team"),), [("A",), ("B",), ("C",)], room=2)
    assert (cut.rows, cut.is_cut) == ((("A",), ("B",)), True)
    made = workbook(answers(parcels()))
    assert not any("cut after" in remark for remark in made.cover.remarks)
    monkeypatch.setattr(sheet, "__kwdefaults__", {"room": 1})
    assert any("“Handoffs” is cut after" in r for r in workbook(answers(parcels())).cover.remarks)


def test_an_organisation_without_anything_makes_a_workbook() -> None:
    empty = Flow(Organisation("Empty", "org"))
    book = opened(empty)
    assert rows(book, "Handoffs") == []
    assert page(book, "Read me")["A1"].value == "Empty"


def test_figures_nobody_knows_are_empty_and_not_0() -> None:
    found = flow(handoff("A", "Customer", "Thing"))
    told = complaint(found)
    (row,) = rows(opened(Flow(replace(found.organisation, complaints=(told,)))), "Complaints")
    assert row["Lead time (h)"] is None
    assert row["Right the first time (rolled %C&A)"] is None


def test_the_names_a_sentence_begins_with_are_whom_it_is_for() -> None:
    found = flow(
        handoff("Night", "Night Care", "Note", 4, promise=1),
        handoff("Night Care", "Customer", "Care", 1, promise=2),
    )
    told = complaint(found)
    first = actions(answers(Flow(replace(found.organisation, complaints=(told,)))))[0]
    assert first.teams == (PartyId("Night"), PartyId("Night Care"))


def test_libreoffice_reads_what_was_written(require: Callable[[str], Path], tmp_path: Path) -> None:
    soffice = str(require("soffice"))
    (tmp_path / "book.xlsx").write_bytes(written(parcels()))
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", every_sheet, "book.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    with (tmp_path / "book-Handoffs.csv").open(encoding="utf-8", newline="") as file:
        read = {row["Deliverable"]: row for row in csv.DictReader(file)}
    assert read["List"]["Lead time (h)"] == "3"
    assert read["List"]["%C&A"] == "85%"
    assert read["Screens"]["Last asked"] == "2026-05-12"
    assert (tmp_path / "book-Actions.csv").read_text(encoding="utf-8").count(",open\n") >= 3


def test_a_column_of_days_is_wide_enough_to_show_them() -> None:
    book = load_workbook(BytesIO(written(parcels())))
    for name, title in (("Complaints", "Date"), ("Handoffs", "Last asked")):
        (letter,) = (c.column_letter for c in book[name][1] if c.value == title)
        assert book[name].column_dimensions[letter].width >= len("2026-09-30") + 1
