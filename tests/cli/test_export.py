"""export: the files are what they say, nothing is lost, a missing package is named."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from chainmap.app import packages
from chainmap.diagram.engine import render as rendering
from chainmap.issues import ChainmapError
from tests.calling import Call

pytestmark = pytest.mark.usefixtures("bakery")


def test_a_workbook_and_slides_are_written(call: Call) -> None:
    result = call("export", "-o", "bakery.xlsx")
    assert result.stdout == "Wrote bakery.xlsx: 10 sheets.\n"
    assert load_workbook("bakery.xlsx")["Read me"]["A1"].value == "Bakery"
    result = call("export", "-o", "bakery.pptx", "--title", "For the board")
    slides = list(Presentation("bakery.pptx").slides)
    assert result.stdout == f"Wrote bakery.pptx: {len(slides)} slides.\n"
    assert slides[0].shapes.title is not None
    assert slides[0].shapes.title.text_frame.text == "For the board"


@pytest.mark.parametrize("name", ["answers.xlsx", "answers.pptx"])
def test_what_people_wrote_into_a_file_is_kept_unless_told_otherwise(call: Call, name: str) -> None:
    assert call("export", "-o", name).exit_code == 0
    Path(name).write_bytes(b"with an owner for every action")
    with pytest.raises(ChainmapError, match="is there already"):
        call("export", "-o", name)
    assert Path(name).read_bytes() == b"with an owner for every action"
    assert call("export", "-o", name, "--force").exit_code == 0
    assert Path(name).read_bytes().startswith(b"PK")


def test_the_same_input_gives_the_same_bytes(call: Call) -> None:
    for name in ("one", "two"):
        for ending in ("xlsx", "pptx"):
            call("export", "-o", f"{name}.{ending}", "--as-of", "2026-11-21")
    for ending in ("xlsx", "pptx"):
        assert Path(f"one.{ending}").read_bytes() == Path(f"two.{ending}").read_bytes()


def test_an_unknown_ending_names_the_known_ones(call: Call) -> None:
    with pytest.raises(ChainmapError) as error:
        call("export", "-o", "answers.odp")
    (issue,) = error.value.issues
    assert issue.code == "unknown-format"
    assert issue.hint is not None
    assert ".xlsx" in issue.hint
    assert ".pptx" in issue.hint


@pytest.mark.parametrize("name", ["answers.xlsx", "answers.pptx"])
def test_a_missing_package_is_named_with_what_to_install(
    call: Call, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec
    office = {"xlsxwriter", "pptx"}
    monkeypatch.setattr(packages, "find_spec", lambda p: None if p in office else found(p))
    with pytest.raises(ChainmapError) as error:
        call("export", "-o", name)
    (issue,) = error.value.issues
    assert issue.code == "missing-package"
    assert issue.hint == 'Install it: pip install "chainmap[office]" (exactly: chainmap doctor)'
    assert not Path(name).exists()


def test_without_any_engine_the_deck_comes_without_that_one_picture(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "ENGINES", ())
    monkeypatch.setattr(
        "chainmap.diagram.engine.layout.layout.__kwdefaults__",
        {"time_limit": 1.0, "engines": (), "marked": False},
    )
    for part in ("one", "two"):
        department = f"team: {part.title()}\ndepartment: {part}\nserves: [Shop]\n"
        Path("org", f"{part}.yaml").write_text(department, encoding="utf-8")
    result = call("export", "-o", "answers.pptx")
    assert result.exit_code == 0
    assert "Without pictures" in result.stderr


def test_a_view_can_be_drawn_as_slides(call: Call) -> None:
    assert call("draw", "chain", "-o", "chain.pptx").exit_code == 0
    names = {shape.name for shape in Presentation("chain.pptx").slides[0].shapes}
    assert {"Baker", "Shop", "Eaters"} <= names


LOG = """case,team,time
1,Baker,2026-09-01T08:00
1,Shop,2026-09-01T10:00
2,Baker,2026-09-01T08:00
2,Shop,2026-09-01T11:00
2,Baker,2026-09-01T12:00
"""


def test_a_log_gets_its_sheets_and_slides(call: Call) -> None:
    Path("log.csv").write_text(LOG, encoding="utf-8")
    assert call("export", "-o", "bakery.xlsx", "--log", "log.csv").exit_code == 0
    sheet = load_workbook("bakery.xlsx")["Log handoffs"]
    first, second = sheet.iter_rows(min_row=2, values_only=True)
    assert first[:6] == ("Baker", "Shop", 2, 2, 0, 0)
    assert second[:6] == ("Shop", "Baker", 1, 1, 1, 1)
    assert call("export", "-o", "bakery.pptx", "--log", "log.csv").exit_code == 0
    titles = [slide.shapes.title.text for slide in Presentation("bakery.pptx").slides]
    at = titles.index("What the tickets say: 100\N{NO-BREAK SPACE}% of 2 cases are handed on")
    assert titles[at + 1].startswith("Declared against seen: ")


def test_what_observe_counted_is_a_log_too(call: Call) -> None:
    Path("log.csv").write_text(LOG, encoding="utf-8")
    seen = call("observe", "log.csv", "--format", "json").stdout
    Path("seen.json").write_text(seen, encoding="utf-8")
    for name, log in (("one.xlsx", "log.csv"), ("two.xlsx", "seen.json")):
        call("export", "-o", name, "--log", log, "--as-of", "2026-11-21")
    one, two = (load_workbook(name)["Log teams"].values for name in ("one.xlsx", "two.xlsx"))
    assert list(one) == list(two)


def test_without_real_names_a_log_names_no_team_and_no_case(call: Call) -> None:
    Path("log.csv").write_text(LOG.replace("1,", "T-771,").replace("2,", "T-772,"), "utf-8")
    call("export", "-o", "bakery.xlsx", "--log", "log.csv", "--anonymise")
    book = load_workbook("bakery.xlsx")
    told = {str(cell) for sheet in book for row in sheet.values for cell in row}
    assert not [text for text in told if "Baker" in text or "T-77" in text]
    assert book["Log routes"].max_row > 1
