"""Tiles: boxes of a fixed size at a place, for views that set the page themselves."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.drawing import Rect
from chainmap.diagram.canvas.markup import Content, Lines, Look, Style, cell, row, table
from chainmap.diagram.canvas.sheet import Sheet
from chainmap.diagram.canvas.text import em, wrap
from chainmap.model import PartyId

SPARE = 1.1
"""Fonts differ: words get this much more room than their letters need in Helvetica."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on the page in points; y grows downwards."""

    left: float
    top: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        """The middle."""
        return self.left + self.width / 2, self.top + self.height / 2

    @property
    def rect(self) -> Rect:
        """Left, top, right, bottom."""
        return self.left, self.top, self.left + self.width, self.top + self.height

    def lower(self, by: float) -> Slot:
        """Return the place as large, but lower on the page."""
        return Slot(self.left, self.top + by, self.width, self.height)


def put(  # noqa: PLR0913 - what a box is
    sheet: Sheet,
    key: Hashable,
    slot: Slot,
    content: Content,
    *tooltip: str,
    party: PartyId | None = None,
    look: Look | None = None,
) -> None:
    """Draw a box that fills the slot; the content has to fit."""
    size = {"WIDTH": round(slot.width), "HEIGHT": round(slot.height)}
    tile = table(row(cell(content, **{"CELLPADDING": 0, **size, **(look or {})})), CELLPADDING=0)
    sheet.box(key, tile, *tooltip, party=party, at=slot.centre)


def write(  # noqa: PLR0913 - what words look like
    sheet: Sheet,
    key: Hashable,
    slot: Slot,
    words: str,
    *tooltip: str,
    style: Style = markup.PLAIN,
    align: str = "LEFT",
    lines: int = 1,
    party: PartyId | None = None,
    look: Look | None = None,
) -> None:
    """Draw words into the slot, wrapped and cut to its width."""
    shown = fitted(words, width=slot.width, style=style, lines=lines, align=align)
    look = {"ALIGN": align, "BALIGN": align, **(look or {})}
    put(sheet, key, slot, shown, *tooltip, party=party, look=look)


def fitted(
    words: str, *, width: float, style: Style = markup.PLAIN, lines: int = 1, align: str = "LEFT"
) -> Lines:
    """Return words wrapped into a width in points, cut behind so many lines."""
    limit = width / style.size / SPARE / (1.07 if style.bold else 1.0)
    pieces = [markup.text(line, style) for line in wrap(words, limit=limit, lines=lines)]
    return markup.lines(pieces, align=align)


def largest(words: Iterable[str], *, width: float, most: int, least: int = 8) -> int:
    """Return the size of letters, in points, in which no word has to be parted.

    Words that do not fit in the smallest letters do not count: they are parted anyway.
    """
    widths = (em(word) * SPARE * 1.07 for word in words)
    widest = max((w for w in widths if w * least <= width), default=0.0)
    return min(most, int(width / widest)) if widest else most
