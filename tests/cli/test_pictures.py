"""draw and report: files that are what they say, and nothing lost on the way."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from chainmap.cli.output import progress
from chainmap.diagram import render as rendering
from chainmap.diagram.engines import pygraphviz_engine
from chainmap.issues import ChainmapError
from tests.calling import Call

pytestmark = pytest.mark.usefixtures("bakery")

STARTS = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF", "dot": b"// made by chainmap"}


@pytest.mark.parametrize("ending", sorted(STARTS))
@pytest.mark.parametrize("view", ["chain", "trace"])
def test_draw_writes_the_format_the_name_says(call: Call, view: str, ending: str) -> None:
    extra = ("--to", "Eaters") if view == "trace" else ()
    result = call("draw", view, *extra, "-o", f"picture.{ending}")
    assert result.exit_code == 0, result.output
    assert Path(f"picture.{ending}").read_bytes().startswith(STARTS[ending])


def test_the_same_input_gives_the_same_bytes(call: Call) -> None:
    for name in ("one", "two"):
        call("draw", "chain", "-o", f"{name}.svg", "--as-of", "2026-11-21")
        call("report", "-o", f"{name}.html", "--as-of", "2026-11-21")
    assert Path("one.svg").read_bytes() == Path("two.svg").read_bytes()
    assert Path("one.html").read_bytes() == Path("two.html").read_bytes()


def test_names_stand_in_the_picture(call: Call) -> None:
    call("draw", "chain", "-o", "chain.svg")
    words = " ".join(ET.parse("chain.svg").getroot().itertext())  # noqa: S314
    assert {"Baker", "Shop", "Eaters"} <= set(words.split())


@pytest.mark.parametrize("name", ["precious.svg", "precious.html"])
def test_a_foreign_file_is_not_overwritten_unless_asked(call: Call, name: str) -> None:
    words = ("report",) if name.endswith("html") else ("draw", "chain")
    Path(name).write_text("precious", encoding="utf-8")
    with pytest.raises(ChainmapError, match="is there already"):
        call(*words, "-o", name)
    assert Path(name).read_text(encoding="utf-8") == "precious"
    assert call(*words, "-o", name, "--force").exit_code == 0
    assert call(*words, "-o", name).exit_code == 0  # its own file is drawn anew


def test_without_any_engine_the_dot_is_written_and_the_page_says_so(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering.render, "__kwdefaults__", {"time_limit": 1.0, "engines": ()})
    monkeypatch.setattr(rendering.render_all, "__kwdefaults__", {"time_limit": 1.0, "engines": ()})
    with pytest.raises(ChainmapError) as error:
        call("draw", "chain", "-o", "chain.svg")
    assert [issue.code for issue in error.value.issues] == ["no-renderer", "dot-written"]
    assert Path("chain.dot").read_text(encoding="utf-8").startswith("// made by chainmap")
    assert not Path("chain.svg").exists()
    result = call("report", "-o", "page.html")
    assert result.exit_code == 0
    assert "Without pictures" in result.stderr


def test_a_picture_that_takes_too_long_is_given_up_and_its_dot_kept(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = Path("endless.py")
    endless.write_text("import time\ntime.sleep(60)\n", encoding="utf-8")
    engines = (pygraphviz_engine(endless.absolute()),)
    monkeypatch.setattr(rendering.render, "__kwdefaults__", {"engines": engines})
    with pytest.raises(ChainmapError) as error:
        call("draw", "chain", "-o", "chain.svg", "--time-limit", "0.5")
    assert "render-timeout" in {issue.code for issue in error.value.issues}
    assert Path("chain.dot").is_file()


@pytest.mark.parametrize("terminal", [True, False])
def test_stages_of_work_are_said_on_a_terminal_only(
    terminal: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    with progress() as tell:
        tell("Tracing")
    said = capsys.readouterr().err
    assert said.startswith("\rTracing …") is terminal
    assert said.endswith(" \r") is terminal
