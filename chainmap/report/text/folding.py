"""Folds lines between words: a number keeps its unit, a command to type stays in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chainmap.report.text.characters import fitting, width

_PART = re.compile(
    r"""(?P<gap>\s*)(?P<word>
        (?:(?<=:\ )|(?<=\ \ ))chainmap\ .*   # to be typed or pasted: never in two lines
        |(?:\S
            |(?<=\d)\ (?=[^\W\d]|[%×])|(?<=[≥±<])\ (?=\d)   # 5 d, ≥ 5
            |(?<=[dh%ns])\ (?=→\ [\d−])|(?<=→)\ (?=[\d−])   # 5 d → 4 d
        )+
    )""",
    re.VERBOSE,
)
_NUMBER = re.compile(r" *\d+\. ")
_FIRST_CELL = re.compile(r" *\S+(?: \S+)*(?P<gap> {2,})(?=\S)")

_STEP = 2
"""Columns by which the rest of a line that is folded stands further right."""


def line_folded(line: str, room: int) -> list[str]:
    """Return a line as lines of at most `room` columns, the rest below where its text begins."""
    if width(line) <= room:
        return [line]
    return filled(_parts(line), room, hang=_hang(line, room))


def filled(parts: Iterable[tuple[str, str]], room: int, *, hang: int = 0) -> list[str]:
    """Return lines of at most `room` columns from words, each with the gap before it.

    From the second line on `hang` columns stay free. A word that is wider has its own line.
    """
    lines: list[str] = []
    line = ""
    for gap, word in parts:
        if line.strip() and width(line) + width(gap) + width(word) > room:
            lines.append(line)
            line, gap = " " * hang, ""  # noqa: PLW2901  a gap at an end of a line is none
        line += gap + word
    return [*lines, line]


def cell_folded(text: str, room: int) -> list[str]:
    """Return a cell as lines of at most `room` columns; what has no blank is cut."""
    if width(text) <= room:
        return [text]
    return filled((part for gap, word in _parts(text) for part in _cut(gap, word, room)), room)


def widest_word(text: str) -> int:
    """Return the columns of the widest word, which folding keeps whole."""
    return max((width(word) for _, word in _parts(text)), default=0)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    return ((found["gap"], found["word"]) for found in _PART.finditer(text))


def _cut(gap: str, word: str, room: int) -> Iterator[tuple[str, str]]:
    """Yield a word in pieces that fit."""
    while word:
        size = max(fitting(word, room), 1)
        yield gap, word[:size]
        gap, word = "", word[size:]


def _hang(line: str, room: int) -> int:
    """Return where the text of a line begins: behind its number or its first cell."""
    number = _NUMBER.match(line)
    if number:
        return number.end()
    cell = _FIRST_CELL.match(line)
    if cell and cell.end() <= room // 3:
        return cell.end()
    indent = len(line) - len(line.lstrip(" "))
    return indent + _STEP if indent or cell else 0
