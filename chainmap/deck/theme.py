"""How the slides look: places, sizes of type, colours that colour-blind eyes tell apart."""

from __future__ import annotations

from chainmap.deck.shapes import WIDTH, Box, Frame, Item, Line, line
from chainmap.deck.text import clipped, line_count

MARGIN = 0.5
WHOLE = WIDTH - 2 * MARGIN
"""Width between the margins, in inches."""

TOP, BOTTOM = 1.62, 6.98
"""Between them stands what a slide shows."""

LARGE, BODY, SMALL = 16.0, 14.0, 12.0
SMALLEST = 10.5
"""Points below which nothing is written on a slide."""

GREY = "#6b6b6b"
CHAIN, SUSPECT, MILD = "#a50f15", "#fdd49e", "#ffeed8"
PAPER, BAR, TO_FILL = "#ffffff", "#33669c", "#fff7e0"

_ANSWER = Frame(MARGIN, 0.94, WHOLE, 0.58)


def answer(text: str, aside: str = "") -> Item:
    """Return the sentence under the title; an aside where there is room for it."""
    fitting = (size for size in (LARGE, BODY) if line_count(text, size, WHOLE, bold=True) == 1)
    size = next(fitting, 0.0)
    if size == 0.0:
        said = [line(clipped(text, BODY, WHOLE, lines=2, bold=True), BODY, bold=True)]
    else:
        said = [line(text, size, bold=True)]
        if aside:
            said.append(line(clipped(aside, SMALL, WHOLE), SMALL, colour=GREY))
    return Box("answer", "Answer", _ANSWER, tuple(said), inset=0, is_top=True)


def text(name: str, frame: Frame, lines: tuple[Line, ...], *, is_top: bool = True) -> Item:
    """Return mere text at a place."""
    return Box(f"text {name}", name, frame, lines, inset=0, is_top=is_top)
