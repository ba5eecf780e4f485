"""docs/method.md: an analysis a section, and every worked example is what the program answers."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.consoles import METHOD, ROOT, Console, consoles, excerpt, printed, write_files

_HOME = ROOT / "chainmap" / "analysis"
ANALYSES = sorted({*_HOME.glob("*.py"), *_HOME.glob("*/__init__.py")} - {_HOME / "__init__.py"})
"""An analysis is a module, or a package where one module would be too long."""
SECTIONS = re.split(r"^## ", METHOD.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
EXAMPLES = list(consoles(METHOD))
PARTS = ("Question.", "How.", "Assumes", "Do not trust it when", "Example.", "Source.")


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory with the files that the page brings."""
    place = tmp_path_factory.mktemp("method")
    write_files(METHOD, into=place)
    return place


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.command)
def test_a_worked_example_is_what_the_program_answers(example: Console, at: Path) -> None:
    given = printed(example.command, at=at)
    assert excerpt(given, like=example.output) == example.output


@pytest.mark.parametrize("module", ANALYSES, ids=lambda module: module.relative_to(_HOME).parts[0])
def test_an_analysis_has_a_section_with_everything_a_lead_asks(module: Path) -> None:
    link = f"[Module](../chainmap/analysis/{module.relative_to(_HOME).as_posix()})"
    (section,) = (section for section in SECTIONS if link in section)
    assert [part for part in PARTS if f"**{part}**" not in section] == []
    assert "```console" in section


@pytest.mark.parametrize("module", ANALYSES, ids=lambda module: module.relative_to(_HOME).parts[0])
def test_a_docstring_says_question_assumptions_source_and_case(module: Path) -> None:
    told = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    paragraph = " ".join(told.split())
    assert "?" in paragraph
    assert re.search(r"Assume(s|d)\b", paragraph)
    assert re.search(r"[Ss]ource|after the|\(.*(1[89]|20)\d\d.*\)", paragraph)
    assert re.search(r"\bCases? [A-Z]\d|No published case", paragraph)


def test_an_explanation_takes_half_a_page() -> None:
    """About 300 words; files and output are not counted."""
    prose = [re.sub(r"```.*?```", "", section, flags=re.DOTALL) for section in SECTIONS]
    words = {text.split("\n", 1)[0]: len(text.split()) for text in prose}
    assert {title: size for title, size in words.items() if size > 320} == {}


GIVEN = "What?\n\nA  1 h\nB  2 h\n\nNext\n  ask\n"


def test_an_excerpt_follows_what_is_printed_now() -> None:
    assert excerpt(GIVEN, like="…\nA  1 h\nB  2 h\n…\n") == "…\nA  1 h\nB  2 h\n…\n"
    assert excerpt(GIVEN, like="…\nA  3 h\nB  2 h\n…\n") == "…\nA  1 h\nB  2 h\n…\n"
    assert excerpt(GIVEN, like="What?\n…\n  ask\n") == "What?\n…\n  ask\n"


def test_without_a_gap_everything_is_shown() -> None:
    assert excerpt(GIVEN, like="What?\n") == GIVEN


def test_a_part_that_is_no_longer_printed_is_not_made_up() -> None:
    assert excerpt("What?\n", like="What?\n…\nB  2 h\n") == "What?\n…\n"
