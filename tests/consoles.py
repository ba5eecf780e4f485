"""The console blocks of Markdown pages: a command after `$`, below it what it prints.

A line with nothing but … stands for lines that are left out. A page can bring files of its own:
blocks whose first line names one (```yaml kiosk/all.yaml) are written before its commands run.

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
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
PAGES = [*sorted(ROOT.glob("examples/*/README.md")), ROOT / "docs" / "commands.md"]
METHOD = ROOT / "docs" / "method.md"

LEFT_OUT = "…"

_BLOCK = re.compile(r"^```console\n\$ (?P<command>.*)\n(?P<output>(?:.*\n)*?)```$", re.MULTILINE)
_FILE = re.compile(r"^```\w+ (?P<name>\S+)\n(?P<content>(?:.*\n)*?)```$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Console:
    """One block."""

    command: str
    output: str


def consoles(page: Path) -> Iterator[Console]:
    """Yield the blocks of a page."""
    for found in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        yield Console(found["command"], found["output"])


def write_files(page: Path, *, into: Path) -> None:
    """Write the files that a page brings."""
    for found in _FILE.finditer(page.read_text(encoding="utf-8")):
        place = into / found["name"]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(found["content"], encoding="utf-8")


def printed(command: str, *, at: Path = ROOT) -> str:
    """Return what a command prints now, run from a directory, by default the project's root."""
    program, *words = shlex.split(command)
    assert program == "chainmap"
    run = subprocess.run(
        [sys.executable, "-m", "chainmap", *words],
        cwd=at,
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "100", "PYTHONPATH": str(ROOT)},
    )
    return run.stdout


def excerpt(given: str, *, like: str) -> str:
    """Return the parts of an output that a block shows; all of it where nothing is left out.

    A part begins with the line most like its first line in the block, and is as long as there.
    """
    shown, lines = like.splitlines(), given.splitlines()
    if LEFT_OUT not in shown:
        return given
    kept: list[str] = []
    start = 0
    for at, line in enumerate(shown):
        if line == LEFT_OUT:
            kept.append(line)
            continue
        if at == 0 or shown[at - 1] == LEFT_OUT:
            start = _most_like(line, lines, start)
        kept += lines[start : start + 1]
        start += 1
    return "".join(f"{line}\n" for line in kept)


def _most_like(line: str, lines: list[str], start: int) -> int:
    """Return the position from `start` on of the line most like this one."""
    return max(
        range(start, len(lines)),
        key=lambda at: (SequenceMatcher(None, line, lines[at], autojunk=False).ratio(), -at),
        default=len(lines),
    )


def rewrite(page: Path) -> None:
    """Put what the commands print now into the page."""
    text = page.read_text(encoding="utf-8")
    with TemporaryDirectory() as directory:
        write_files(page, into=Path(directory))
        at = Path(directory) if _FILE.search(text) else ROOT

        def block(found: re.Match[str]) -> str:
            output = excerpt(printed(found["command"], at=at), like=found["output"])
            return f"```console\n$ {found['command']}\n{output}```"

        page.write_text(_BLOCK.sub(block, text), encoding="utf-8")


if __name__ == "__main__":
    for path in [*PAGES, METHOD]:
        rewrite(path)
