from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import monotonic

import pytest

from chainmap.diagram.engine.engines import Drawn, Engine, dot_engine, pygraphviz_engine
from chainmap.diagram.engine.render import FORMATS, render, render_all
from chainmap.diagram.engine.worker import NOT_INSTALLED
from chainmap.issues import ChainmapError

DOT = 'digraph { n1 [label="Warehouse"]; n1 -> n2 }'
ABSENT = dot_engine("no-such-program")
START = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF", "json0": b"{", "json": b"{"}


def worker(tmp_path: Path, *lines: str) -> Engine:
    """Return the engine of a worker that does something else."""
    program = tmp_path / "worker.py"
    program.write_text("\n".join(("import sys", *lines)), encoding="utf-8")
    return pygraphviz_engine(program)


def code_of(error: pytest.ExceptionInfo[ChainmapError]) -> str:
    (issue,) = error.value.issues
    return issue.code


@pytest.fixture(params=["pygraphviz", "dot"])
def engine(request: pytest.FixtureRequest, require: Callable[[str], Path]) -> Engine:
    if request.param == "dot":
        require("dot")
        return dot_engine()
    return pygraphviz_engine()


@pytest.mark.parametrize("form", FORMATS)
def test_each_engine_draws_each_format(engine: Engine, form: str) -> None:
    rendered = render(DOT, form, engines=[engine])
    assert rendered.engine == engine.name
    assert rendered.data.startswith(START[form])


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_picture_has_the_same_bytes(engine: Engine, form: str) -> None:
    first, second = (render(DOT, form, engines=[engine]).data for _ in range(2))
    assert first == second


def test_a_pdf_carries_no_time_of_its_making(engine: Engine) -> None:
    data = render(DOT, "pdf", engines=[engine]).data
    assert data.count(b"Date (D:") == data.count(b"Date (D:19700101000000")


def test_many_pictures_come_back_in_order() -> None:
    dots = [f'digraph {{ n1 [label="Team {i}"] }}' for i in range(20)]
    for i, picture in enumerate(render_all(dots, "svg")):
        assert f">Team {i}<".encode() in picture


def test_many_pictures_are_drawn_by_one_process() -> None:
    calls: list[int] = []

    def counting(dots: Sequence[str], form: str, limit: float) -> Iterator[Drawn]:
        calls.append(len(dots))
        return pygraphviz_engine().draw(dots, form, limit)

    render_all([DOT] * 5, "svg", engines=[Engine("counting", counting)])
    assert calls == [5]


@pytest.mark.parametrize("limit", [float("inf"), 1e300])
def test_a_limit_beyond_all_clocks_is_no_limit(limit: float) -> None:
    assert render(DOT, "svg", time_limit=limit).data.startswith(START["svg"])


def test_no_pictures_are_no_work() -> None:
    assert render_all([], "svg", engines=[ABSENT]) == []


@pytest.mark.parametrize(
    "broken", ["digraph {", "", "digraph { a [label=<<X>a</X>>] }", "digraph { a [label=<<B>a>] }"]
)
def test_what_graphviz_cannot_read_is_an_issue(engine: Engine, broken: str) -> None:
    with pytest.raises(ChainmapError) as error:
        render(broken, "svg", engines=[engine])
    assert code_of(error) == "render-failed"


def test_the_issue_says_what_graphviz_said(engine: Engine) -> None:
    with pytest.raises(ChainmapError, match="Unknown HTML element <X>"):
        render("digraph { a [label=<<X>a</X>>] }", "svg", engines=[engine])


def test_without_pygraphviz_the_program_dot_draws(
    tmp_path: Path, require: Callable[[str], Path]
) -> None:
    require("dot")
    missing = worker(tmp_path, f"sys.exit({NOT_INSTALLED})")
    assert render(DOT, "svg", engines=[missing, dot_engine()]).engine == "dot"


def test_where_pygraphviz_crashes_the_program_dot_draws(
    tmp_path: Path, require: Callable[[str], Path]
) -> None:
    require("dot")
    crashing = worker(tmp_path, "import os", "os.abort()")
    assert render(DOT, "svg", engines=[crashing, dot_engine()]).engine == "dot"


def test_a_crash_in_the_middle_loses_no_picture(
    tmp_path: Path, require: Callable[[str], Path]
) -> None:
    require("dot")
    crashing = worker(
        tmp_path,
        "import os",
        'sys.stdout.buffer.write(b\'{"size": 5, "error": null}\\nfirst\')',
        "sys.stdout.buffer.flush()",
        'sys.stdout.buffer.write(b\'{"size": 50, "error": null}\\nhalf\')',
        "sys.stdout.buffer.flush()",
        "os.abort()",
    )
    pictures = render_all([DOT] * 3, "svg", engines=[crashing, dot_engine()])
    assert pictures[0] == b"first"
    assert all(b"Warehouse" in picture for picture in pictures[1:])


def test_a_crash_without_another_engine_is_an_issue(tmp_path: Path) -> None:
    with pytest.raises(ChainmapError, match="crashed") as error:
        render(DOT, "svg", engines=[worker(tmp_path, "sys.exit(9)"), ABSENT])
    assert code_of(error) == "render-failed"


def test_nothing_to_draw_with_is_an_issue_that_says_what_to_install(tmp_path: Path) -> None:
    missing = worker(tmp_path, f"sys.exit({NOT_INSTALLED})")
    with pytest.raises(ChainmapError) as error:
        render(DOT, "svg", engines=[missing, ABSENT])
    (issue,) = error.value.issues
    assert issue.code == "no-renderer"
    assert "pip install pygraphviz" in (issue.hint or "")


def test_an_endless_layout_is_stopped_at_the_limit(tmp_path: Path) -> None:
    endless = worker(tmp_path, "import time", "time.sleep(60)")
    started = monotonic()
    with pytest.raises(ChainmapError) as error:
        render(DOT, "svg", time_limit=0.5, engines=[endless, dot_engine()])
    assert code_of(error) == "render-timeout"
    assert monotonic() - started < 10


def test_a_slow_program_dot_is_stopped_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("a shell script is no program there")
    slow = tmp_path / "slow-dot"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(ChainmapError) as error:
        render(DOT, "svg", time_limit=0.5, engines=[dot_engine("slow-dot")])
    assert code_of(error) == "render-timeout"


def test_a_module_in_the_current_directory_is_not_imported(workplace: Path) -> None:
    (workplace / "pygraphviz.py").write_text("raise SystemExit(9)")
    assert render(DOT, "svg", engines=[pygraphviz_engine()]).engine == "pygraphviz"


def test_an_svg_names_no_outside_source_and_no_version(engine: Engine) -> None:
    data = render(DOT, "svg", engines=[engine]).data
    assert b"DOCTYPE" not in data
    assert b"<!--" not in data


def test_a_format_nobody_knows_is_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="gif"):
        render(DOT, "gif")
