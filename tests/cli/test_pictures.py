"""draw and report: files that are what they say, and nothing lost on the way."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from chainmap.cli.output import progress
from chainmap.diagram.engine import render as rendering
from chainmap.diagram.engine.engines import dot_engine, pygraphviz_engine
from chainmap.issues import ChainmapError
from tests.calling import Call

pytestmark = pytest.mark.usefixtures("bakery")

STARTS = {
    "svg": b"<?xml",
    "png": b"\x89PNG",
    "pdf": b"%PDF",
    "dot": b"// made by chainmap",
    "mmd": b"---\ntitle: ",
    "mermaid": b"---\ntitle: ",
    "drawio": b"<mxfile ",
    "graphml": b"<?xml",
}


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
    monkeypatch.setattr(rendering, "ENGINES", ())
    with pytest.raises(ChainmapError) as error:
        call("draw", "chain", "-o", "chain.svg")
    assert [issue.code for issue in error.value.issues] == ["no-renderer", "dot-written"]
    assert Path("chain.dot").read_text(encoding="utf-8").startswith("// made by chainmap")
    assert not Path("chain.svg").exists()
    result = call("report", "-o", "page.html")
    assert result.exit_code == 0
    assert "Without pictures" in result.stderr


@pytest.mark.parametrize("name", ["-", "page", "page.pdf"])
def test_a_page_has_a_name_that_a_browser_opens(call: Call, name: str) -> None:
    with pytest.raises(ChainmapError) as error:
        call("report", "-o", name)
    assert [issue.code for issue in error.value.issues] == ["unknown-format"]
    assert not Path(name).exists()


def test_a_picture_that_takes_too_long_is_given_up_and_its_dot_kept(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = Path("endless.py")
    endless.write_text("import time\ntime.sleep(60)\n", encoding="utf-8")
    engines = (pygraphviz_engine(endless.absolute()),)
    monkeypatch.setattr(rendering, "ENGINES", engines)
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


@pytest.mark.parametrize("ending", sorted(STARTS))
def test_every_format_is_recognised_as_its_own_and_always_the_same(call: Call, ending: str) -> None:
    name = Path(f"picture.{ending}")
    contents = []
    for _ in range(2):
        assert call("draw", "chain", "-o", str(name), "--as-of", "2026-11-21").exit_code == 0
        contents.append(name.read_bytes())
    assert contents[0] == contents[1]


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.svg", ["--dpi", "300"]),
        ("a.mmd", ["--size", "a4"]),
        ("a.graphml", ["--size", "a4"]),
        ("a.svg", ["--size", "a1", "--tile", "a4"]),
        ("a.pdf", ["--tile", "a4"]),
        ("a.pdf", ["--size", "a4", "--tile", "a4"]),
        ("a.pdf", ["--size", "16:9", "--tile", "a4"]),
        ("a.pdf", ["--size", "a3", "--tile", "a3"]),
    ],
)
def test_what_does_not_fit_together_is_said_and_nothing_written(
    call: Call, name: str, options: list[str]
) -> None:
    with pytest.raises(ChainmapError) as error:
        call("draw", "chain", "-o", name, *options)
    assert {issue.code for issue in error.value.issues} == {"options-conflict"}
    assert all(issue.hint for issue in error.value.issues)
    assert not Path(name).exists()


def test_the_chosen_engine_draws(call: Call, require: Callable[[str], Path]) -> None:
    require("dot")
    for engine in ("pygraphviz", "dot"):
        result = call("draw", "chain", "-o", "chain.svg", "--engine", engine)
        assert f"drawn by {engine}" in result.stderr


def test_an_engine_that_is_not_there_is_said(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "ENGINES", (pygraphviz_engine(), dot_engine("no-such-dot")))
    with pytest.raises(ChainmapError) as error:
        call("draw", "chain", "-o", "chain.svg", "--engine", "dot")
    assert "no-such-engine" in {issue.code for issue in error.value.issues}
    assert call("draw", "chain", "-o", "other.svg").exit_code == 0


def test_dots_an_inch_are_those_asked_for(call: Call) -> None:
    sizes = {}
    for dpi in ("48", "96"):
        call("draw", "chain", "-o", "chain.png", "--dpi", dpi, "--size", "a4")
        data = Path("chain.png").read_bytes()
        sizes[dpi] = tuple(int.from_bytes(data[at : at + 4]) for at in (16, 20))
    assert sizes == {"48": (561, 397), "96": (1123, 794)}


@pytest.mark.parametrize("options", [["--size", "a0", "--dpi", "600"], ["--dpi", "2400"]])
def test_a_png_that_would_fill_the_memory_is_refused(call: Call, options: list[str]) -> None:
    with pytest.raises(ChainmapError) as error:
        call("draw", "chain", "-o", "chain.png", *options)
    (issue,) = error.value.issues
    assert issue.code == "picture-too-large"
    assert "--dpi" in (issue.hint or "")
    assert not Path("chain.dot").exists()


def test_words_are_in_the_language_asked_for(call: Call) -> None:
    call("draw", "chain", "-o", "chain.svg", "--lang", "de", "--theme", "dark")
    words = " ".join(ET.parse("chain.svg").getroot().itertext())  # noqa: S314
    assert "Lieferant" in words
    assert "Eaters" in words


def test_the_page_says_in_how_many_sections_it_tells_complaints(call: Call, bakery: Path) -> None:
    routes = ("[Shop, Baker, Shop]", "[Baker, Shop, Baker, Shop]")
    lines = [
        f"- {{id: C-{number}, customer: Eaters, category: passed-around, contacts: {route}}}\n"
        for number, route in enumerate(routes)
    ]
    (bakery / "complaints.yaml").write_text("".join(lines), encoding="utf-8")
    told = call("report", "-o", "page.html").output
    assert "2 complaints traced in 1 section. Open it in any browser." in told
