"""An answer as blocks of lines: moved to the right, numbered, and put together for the window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chainmap.report.text import window
from chainmap.report.text.characters import printable
from chainmap.report.text.folding import filled, line_folded


def laid_out(blocks: Iterable[Iterable[str]]) -> str:
    """Return the blocks that have lines with an empty line between them, as a window shows them.

    What would steer a terminal is replaced; lines that are wider than the window are folded.
    """
    text = printable("\n\n".join(filter(None, ("\n".join(block) for block in blocks))))
    room = window.room()
    if room is None:
        return text
    return "\n".join(part for line in text.split("\n") for part in line_folded(line, room))


def next_steps(steps: Iterable[object]) -> list[str]:
    """Return what to do next, numbered; nothing where there is nothing to do."""
    lines = [f"  {number}. {step}" for number, step in enumerate(steps, start=1)]
    return ["Next", *lines] if lines else []


def indented(lines: Iterable[str], indent: str = "  ") -> list[str]:
    """Return the lines moved to the right."""
    return [f"{indent}{line}" if line else "" for line in lines]


def side_by_side(items: Sequence[str], indent: str = "  ") -> list[str]:
    """Return items in one line; in a window that is narrower in several, each item whole."""
    parts = ((indent if at == 0 else "   ", item) for at, item in enumerate(items))
    room = window.room()
    if not items:
        return []
    if room is None:
        return ["".join(gap + item for gap, item in parts)]
    return filled(parts, room, hang=len(indent))
