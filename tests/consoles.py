"""The console blocks of Markdown pages: a command after `$`, below it what it prints.

`python tests/consoles.py` writes what the commands print now into these pages; read the difference
before you commit it.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = [*sorted(ROOT.glob("examples/*/README.md")), ROOT / "docs" / "commands.md"]

_BLOCK = re.compile(r"^```console\n\$ (?P<command>.*)\n(?P<output>(?:.*\n)*?)```$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Console:
    """One block."""

    command: str
    output: str


def consoles(page: Path) -> Iterator[Console]:
    """Yield the blocks of a page."""
    for found in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        yield Console(found["command"], found["output"])


def printed(command: str) -> str:
    """Return what a command prints now, run from the root of the project."""
    program, *words = shlex.split(command)
    assert program == "chainmap"
    run = subprocess.run(
        [sys.executable, "-m", "chainmap", *words],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "100"},
    )
    return run.stdout


def rewrite(page: Path) -> None:
    """Put what the commands print now into the page."""

    def block(found: re.Match[str]) -> str:
        return f"```console\n$ {found['command']}\n{printed(found['command'])}```"

    text = page.read_text(encoding="utf-8")
    page.write_text(_BLOCK.sub(block, text), encoding="utf-8")


if __name__ == "__main__":
    for path in PAGES:
        rewrite(path)
