"""The pictures of docs/gallery.md: each stands above the command that draws it.

`python tests/gallery.py` draws them all anew; look at them before you commit them.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "gallery.md"

_ENTRY = re.compile(
    r"^!\[(?P<says>[^\]]+)\]\((?P<picture>[^)]+)\)\n\n```sh\n(?P<command>.*)\n```$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A picture, what it says to those who do not see it, and the command under it."""

    says: str
    picture: Path
    command: str

    @property
    def words(self) -> list[str]:
        """The words of the command, without the program's name."""
        return shlex.split(self.command)[1:]

    @property
    def view(self) -> str:
        """The view it shows: `chainmap compare` draws one that `chainmap draw` also knows."""
        command, first, *_ = self.words
        return first if command == "draw" else command


def entries() -> Iterator[Entry]:
    """Yield the entries of the gallery."""
    for found in _ENTRY.finditer(PAGE.read_text(encoding="utf-8")):
        yield Entry(found["says"], PAGE.parent / found["picture"], found["command"])


def draw(entry: Entry, *, into: Path) -> Path:
    """Run the command of an entry from the root of the project; return what it drew."""
    words = entry.words
    drawn = into / words[words.index("-o") + 1]
    words[words.index("-o") + 1] = str(drawn)
    command = [sys.executable, "-m", "chainmap", *words, "--force", "--as-of", "2026-11-21"]
    subprocess.run(command, cwd=ROOT, check=True)
    return drawn


if __name__ == "__main__":
    for one in entries():
        draw(one, into=PAGE.parent / "gallery")
