"""The legend at the foot of a slide: samples and words side by side, as native shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chainmap.deck.shapes import Box, Frame, Item, line
from chainmap.deck.text import width
from chainmap.deck.theme import BOTTOM, GREY, MARGIN, SMALLEST, WHOLE
from chainmap.diagram.canvas import legend as entries
from chainmap.diagram.canvas.legend import Entry

_ROW = 0.24
_ROWS = 2
LEGEND_HEIGHT = _ROW * _ROWS
"""Inches."""

_SAMPLE, _GAP = 0.26, 0.22


def legend(found: Iterable[Entry]) -> Iterator[Item]:
    """Yield the entries in rows, as many as there is room for."""
    left, row = MARGIN, 0
    for number, entry in enumerate(found):
        words = width(entry.words, SMALLEST) + 0.1
        sample = 0.0 if isinstance(entry, entries.Note) else _SAMPLE + 0.06
        if left > MARGIN and left + sample + words > MARGIN + WHOLE:
            left, row = MARGIN, row + 1
        if row == _ROWS:
            return
        top = BOTTOM - LEGEND_HEIGHT + row * _ROW
        yield from _sample(entry, number, Frame(left, top, _SAMPLE, _ROW))
        place = Frame(left + sample, top, min(words, MARGIN + WHOLE - left - sample), _ROW)
        said = (line(entry.words, SMALLEST, colour=GREY),)
        yield Box(f"legend words {number}", "Legend", place, said, inset=0, wraps=False)
        left += sample + words + _GAP


def _sample(entry: Entry, number: int, place: Frame) -> Iterator[Item]:
    middle = place.top + place.height / 2
    match entry:
        case entries.Box():
            frame = Frame(place.left, middle - 0.07, place.width, 0.14)
            yield Box(
                f"legend {number}",
                "Legend",
                frame,
                fill=entry.fill,
                edge=GREY,
                is_dashed=entry.dashed,
            )
        case entries.Line():
            said = (line("⇢" if entry.dashed else "→", SMALLEST, bold=True, colour=entry.colour),)
            yield Box(f"legend {number}", "Legend", place, said, inset=0, wraps=False)
