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
    assert "Without the picture of the departments" in result.stderr


def test_a_view_can_be_drawn_as_slides(call: Call) -> None:
    assert call("draw", "chain", "-o", "chain.pptx").exit_code == 0
    names = {shape.name for shape in Presentation("chain.pptx").slides[0].shapes}
    assert {"Baker", "Shop", "Eaters"} <= names
