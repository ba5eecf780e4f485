"""Columns of text, aligned by how wide characters are on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import category, east_asian_width

MAX_CELL = 48
"""Wider cells are cut, so that one long name does not push the figures off the screen."""


def table(
    rows: Sequence[Sequence[str]],
    *,
    right: frozenset[int] = frozenset(),
    widest: int = MAX_CELL,
) -> list[str]:
    """Return the rows as lines with aligned columns, those in `right` flush right.

    All rows have the same columns, of which empty ones are left out. Cells are cut at `widest`,
    except in the last column.
    """
    cells = [
        [*(shortened(cell, widest) for cell in row[:-1]), *(on_one_line(c) for c in row[-1:])]
        for row in rows
    ]
    widths = [max(width(cell) for cell in column) for column in zip(*cells, strict=True)]
    lines = []
    for row in cells:
        aligned = (
            _pad(cell, widths[column], to_right=column in right)
            for column, cell in enumerate(row)
            if widths[column]
        )
        lines.append("  ".join(aligned).rstrip())
    return lines


def width(text: str) -> int:
    """Return the columns a text takes on a terminal."""
    return sum(_columns(character) for character in text)


def shortened(text: str, widest: int = MAX_CELL) -> str:
    """Return the text on one line, cut to `widest` columns."""
    text = on_one_line(text)
    if width(text) <= widest:
        return text
    room = widest - 1
    for position, character in enumerate(text):
        room -= _columns(character)
        if room < 0:
            return f"{text[:position]}…"
    return text


def on_one_line(text: str) -> str:
    """Return the text with every white space as one blank."""
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    """Return the text without characters that steer a terminal."""
    return "".join(character if _is_harmless(character) else "\ufffd" for character in text)


def next_steps(steps: Iterable[str]) -> list[str]:
    """Return what to do next, numbered; nothing where there is nothing to do."""
    lines = [f"  {number}. {step}" for number, step in enumerate(steps, start=1)]
    return ["Next", *lines] if lines else []


def indented(lines: Sequence[str], indent: str = "  ") -> list[str]:
    """Return the lines moved to the right."""
    return [f"{indent}{line}" if line else "" for line in lines]


def _is_harmless(character: str) -> bool:
    return category(character) not in {"Cc", "Cf", "Cs"} or character in "\n\u200d"


def _columns(character: str) -> int:
    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1


def _pad(cell: str, size: int, *, to_right: bool) -> str:
    space = " " * (size - width(cell))
    return f"{space}{cell}" if to_right else f"{cell}{space}"
