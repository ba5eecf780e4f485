"""What is printed in a terminal fits into it; in a pipe or a file it is as wide as it is."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from chainmap.report.text.characters import width

pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminal for this")

ROOT = Path(__file__).parents[2]
BOTTLENECKS = ("bottlenecks", str(ROOT / "org"))


def program(*words: str) -> list[str]:
    return [sys.executable, "-m", "chainmap", *words]


def in_a_terminal(*words: str, columns: int) -> str:
    """Return what a command prints in a terminal of so many columns."""
    import fcntl  # noqa: PLC0415  where there is a pty, there is this
    import termios  # noqa: PLC0415

    ours, its_own = pty.openpty()
    fcntl.ioctl(its_own, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    unset = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    with subprocess.Popen(program(*words), stdout=its_own, stderr=its_own, env=unset):
        os.close(its_own)
        said = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return said.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # so Linux says that the other end is closed
        return b""


@pytest.mark.parametrize("columns", [60, 80])
def test_a_ranking_fits_into_the_terminal(columns: int) -> None:
    said = in_a_terminal(*BOTTLENECKS, columns=columns)
    prose = [line for line in said.splitlines() if "chainmap " not in line]
    assert max(map(width, prose)) <= columns
    heads = [line for line in said.splitlines() if line.startswith("      Team ")]
    assert len(heads) > 1
    assert "leverage" in heads[0]
    assert heads[-1].endswith("wait")


def test_in_a_wide_terminal_it_is_what_a_pipe_gets() -> None:
    piped = subprocess.run(program(*BOTTLENECKS), capture_output=True, check=True, encoding="utf-8")
    assert in_a_terminal(*BOTTLENECKS, columns=400) == piped.stdout
    assert max(map(width, piped.stdout.splitlines())) > 120


def test_json_is_never_folded() -> None:
    words = (*BOTTLENECKS, "--format", "json")
    piped = subprocess.run(program(*words), capture_output=True, check=True, encoding="utf-8")
    assert in_a_terminal(*words, columns=60) == piped.stdout
