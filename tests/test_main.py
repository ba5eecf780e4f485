"""The error boundary: whatever happens, a sentence and an exit code."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import chainmap.__main__ as program
from chainmap import __version__
from chainmap.cli import COMMANDS, Command
from chainmap.issues import ChainmapError, Issue, Location, Severity

MISSING = Issue(Location("org"), Severity.ERROR, "no-such-directory", "No org.", "Make one.")


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "chainmap", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def main_that(raises: BaseException, monkeypatch: pytest.MonkeyPatch) -> int:
    def command_line(_words: Sequence[str]) -> Callable[..., None]:
        def call(**_: object) -> None:
            raise raises

        return call

    monkeypatch.setattr("chainmap.cli.command_line", command_line)
    return program.main()


def test_an_expected_error_is_printed_as_issues(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main_that(ChainmapError(MISSING), monkeypatch) == 2
    output = capsys.readouterr()
    assert output.err == "org  error  no-such-directory  No org. Make one.\n"
    assert output.out == ""


def test_a_bug_leaves_a_log_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert main_that(KeyError("teem"), monkeypatch) == 3
    said = capsys.readouterr().err
    (log,) = tmp_path.glob("chainmap-bug-*.log")
    assert said == (
        "chainmap: this is a bug in chainmap, not a mistake of yours. KeyError: 'teem'\n"
        f"The details are in {log}. Please send them with a bug report.\n"
    )
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_a_bug_is_told_even_if_no_log_can_be_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    assert main_that(KeyError("teem"), monkeypatch) == 3
    assert "could not be written" in capsys.readouterr().err


@pytest.mark.parametrize("raised", [KeyboardInterrupt(), SystemExit(130)])
def test_an_interruption_is_a_short_line(
    raised: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main_that(raised, monkeypatch) == 130
    assert capsys.readouterr().err == "Interrupted, nothing is left half-written.\n"


def test_the_version(tmp_path: Path) -> None:
    done = run("--version", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"chainmap {__version__}\n")


def test_wrong_usage_is_2_and_says_what_is_wrong(tmp_path: Path) -> None:
    done = run("chekc", cwd=tmp_path)
    assert done.returncode == 2
    assert "No such command 'chekc'" in done.stderr


def test_a_missing_organisation_says_what_to_do(tmp_path: Path) -> None:
    done = run("trace", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "org  error  no-such-directory  There is no directory org. "
        "Run `chainmap init` to start one, or name a directory.\n"
    )


def test_any_character_is_printed_whatever_the_terminal_knows(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "chainmap", "trace", "Straße→"],
        cwd=tmp_path,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        check=False,
    )
    assert done.returncode == 2
    assert "There is no directory Straße→." in done.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell with head and PIPESTATUS")
def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"'{sys.executable}' -m chainmap schema team | true"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""


LISTING = """
import sys
from chainmap.__main__ import main
main()
sys.stderr.write("\\n".join(sys.modules))
"""


def imported(*arguments: str, cwd: Path) -> set[str]:
    """Return the names of all modules that are there after the program ran with these arguments."""
    done = subprocess.run(
        [sys.executable, "-c", LISTING, *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.splitlines())


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    loaded = {name.split(".")[0] for name in imported("--help", cwd=tmp_path)}
    heavy = {"jinja2", "networkx", "numpy", "pydantic", "pygraphviz", "rich", "yaml"}
    assert not loaded & heavy


def test_help_names_every_command_in_one_line(tmp_path: Path) -> None:
    listed = run("--help", cwd=tmp_path).stdout.split("Commands:\n")[1]
    assert re.findall(r"^  (\S+)", listed, re.MULTILINE) == [command.name for command in COMMANDS]
    assert "..." not in listed


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_says_of_a_command_what_the_command_says_of_itself(command: Command) -> None:
    assert (command.load().__doc__ or "").partition("\n")[0] == command.says


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_ends_with_an_example_that_names_known_options(
    command: Command, tmp_path: Path
) -> None:
    """Options are read before --help is obeyed: one that is unknown is refused."""
    words = shlex.split(command.example)
    assert words[0] == command.name
    shown = run(*words, "--help", cwd=tmp_path)
    assert shown.stderr == ""
    assert shown.stdout.endswith(f"\n  Example: chainmap {command.example}\n")


def test_a_command_loads_no_other_command(tmp_path: Path) -> None:
    loaded = imported("team", "--help", cwd=tmp_path)
    modules = {f"chainmap.cli.{command.module}" for command in COMMANDS}
    assert loaded & modules == {"chainmap.cli.team"}


def test_ctrl_c_in_a_command_is_an_interruption(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("chainmap.app.check", interrupted)
    monkeypatch.setattr("sys.argv", ["chainmap", "check"])
    assert program.main() == 130
    assert capsys.readouterr().err == "Interrupted, nothing is left half-written.\n"


LEAVING = """
import atexit, sys
from chainmap.__main__ import leave
atexit.register(print, "what was registered for the end")
sys.stdout.write("what nobody flushed\\n")
leave(2)
"""


def test_the_process_ends_at_once_yet_loses_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LEAVING], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == "what nobody flushed\nwhat was registered for the end\n"


STANDING_FOR = {
    "findings": ["check", "--fail-on", "note", "org"],
    "nothing": ["check", "org"],
    "help": ["--help"],
    "mistake": ["check", "nowhere"],
    "usage": ["chekc"],
}
CODES = {"findings": 1, "nothing": 0, "help": 0, "mistake": 2, "usage": 2}


@pytest.fixture
def one_note(tmp_path: Path) -> Path:
    """Return a directory with an organisation that has one finding, and a large answer."""
    served = "".join(f"  - {{customer: C, delivers: Thing {n}}}\n" for n in range(3000))
    (tmp_path / "org").mkdir()
    (tmp_path / "org" / "all.yaml").write_text(
        f"team: A\nserves:\n{served}---\ncustomer: C\n", encoding="utf-8"
    )
    return tmp_path


def redirected(kind: str, how: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    words = " ".join(STANDING_FOR[kind])
    return subprocess.run(
        [
            "/bin/bash",
            "-c",
            f"'{sys.executable}' -m chainmap {words} {how}; exit ${{PIPESTATUS[0]}}",
        ],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="bash redirects the streams")
@pytest.mark.parametrize("kind", ["findings", "help", "mistake"])
@pytest.mark.parametrize("how", ["| true", "2> >(true)", ">&-", "2>&-", ">&- 2>&- <&-"])
def test_who_reads_no_answer_still_gets_the_exit_code(how: str, kind: str, one_note: Path) -> None:
    done = redirected(kind, how, one_note)
    assert done.returncode == CODES[kind]
    assert "Traceback" not in done.stderr
    assert "bug" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize(
    ("kind", "how", "code"),
    [
        ("nothing", "> /dev/full", 2),
        ("help", "> /dev/full", 2),
        ("nothing", "> /dev/full 2>&1", 2),
        ("mistake", "2> /dev/full", 2),
        ("usage", "2> /dev/full", 2),
        ("findings", "2> /dev/full", 1),
    ],
)
def test_a_full_disk_is_no_bug_and_no_finding(
    kind: str, how: str, code: int, one_note: Path
) -> None:
    done = redirected(kind, how, one_note)
    assert done.returncode == code
    if "2>" not in how:
        assert done.stderr.startswith("There is no space left")


@pytest.mark.skipif(sys.platform == "win32", reason="bash redirects the streams")
def test_a_file_that_is_written_never_gets_what_is_printed(one_note: Path) -> None:
    words = "'{0}' -m chainmap draw chain org -o {1}.dot {2}"
    for name, how in (("open", ""), ("closed", ">&- 2>&- <&-")):
        subprocess.run(
            ["/bin/bash", "-c", words.format(sys.executable, name, how)], cwd=one_note, check=True
        )
    assert (one_note / "closed.dot").read_bytes() == (one_note / "open.dot").read_bytes()
