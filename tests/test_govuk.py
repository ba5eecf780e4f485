"""Real input: who supplies whom among the teams of GOV.UK, from a table to a page."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner, Result

from chainmap.cli import command_line


def call(*words: str) -> Result:
    result = CliRunner().invoke(command_line(words), words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def govuk(require: Callable[[str], Path], workplace: Path) -> str:
    call("import", str(require("CHAINMAP_TEST_DATA") / "govuk-handoffs.csv"), "govuk")
    assert (workplace / "govuk").is_dir()
    return "govuk"


def test_its_own_import_has_no_error_and_its_cycles_are_named(govuk: str) -> None:
    issues = json.loads(call("check", govuk, "--format", "json").stdout)["issues"]
    assert not [issue for issue in issues if issue["severity"] == "error"]
    named = [issue["message"] for issue in issues if issue["code"] == "cycle"]
    assert len(named) == 3
    assert (
        "Work goes round in a cycle: govuk-content-apis → govuk-patterns-and-pages-tech → "
        "govuk-content-apis."
    ) in named


@pytest.mark.parametrize(
    ("team", "handoffs"),
    [("govuk-patterns-and-pages-tech", 1), ("govuk-publishing-content-reuse-dev", 4)],
)
def test_what_stands_behind_a_team(govuk: str, team: str, handoffs: int) -> None:
    result = json.loads(call("trace", "--to", team, govuk, "--format", "json").stdout)
    found = result["complaints"]
    assert all(traced["exact"] for traced in found)
    assert max(traced["longest_chain"]["handoffs"] for traced in found) == handoffs
    assert len(result["cycles"]) == 3
    text = call("trace", "--to", team, govuk).stdout
    assert "Nobody says how long any step behind it takes." in text


def test_the_picture_and_the_page(govuk: str, workplace: Path) -> None:
    call("draw", "chain", govuk, "-o", "govuk.svg")
    call("report", govuk, "-o", "govuk.html")
    words = " ".join(ET.parse("govuk.svg").getroot().itertext())  # noqa: S314 - our own file
    assert "publishing-api" in words
    page = (workplace / "govuk.html").read_text(encoding="utf-8")
    assert "govuk-content-apis" in page
    assert page.count("<svg") > 5
