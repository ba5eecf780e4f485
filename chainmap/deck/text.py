"""How much room text needs: an estimate on the safe side, for fonts differ."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from chainmap.deck.shapes import Line
from chainmap.plain import unbroken

LEADING = 1.22
"""Height of a line, in sizes of its letters."""

_POINTS = 72
_WIDTHS = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " \N{NO-BREAK SPACE}!,./:;I[\\]ft·",
    333: "()-`r“”",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jckvsxyz",
    556: "#$0123456789?L_abdeghnopqu–",
    584: "+<=>~−×",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@—…→◆▲",
}
"""Widths of Helvetica, and so of Arial, in thousandths of the size (Adobe's font metrics)."""

_EM = {char: width / 1000 for width, chars in _WIDTHS.items() for char in chars}
_UPPER, _OTHER, _WIDE = 0.78, 0.6, 1.1
_MARGIN, _BOLD = 1.06, 1.07


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the inches that text on one line needs."""
    em = sum(map(_em, text)) * _MARGIN * (_BOLD if bold else 1.0)
    return em * size / _POINTS


def _em(char: str) -> float:
    known = _EM.get(char)
    if known is not None:
        return known
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return _WIDE
    return _UPPER if char.isupper() else _OTHER


def line_count(text: str, size: float, room: float, *, bold: bool = False) -> int:
    """Return how many lines text takes in so many inches; a long word is broken anywhere.

    >>> line_count("Ask the Warehouse why", 12, 1.5)
    2
    """
    lines = 0
    for part in unbroken(text).split("\n"):
        lines, used = lines + 1, 0.0
        for word in part.split(" "):
            needs = width(f"{word} ", size, bold=bold)
            if used and used + needs > room + width(" ", size):
                lines, used = lines + 1, 0.0
            broken = int(needs // room) if needs > room + width(" ", size) else 0
            lines, used = lines + broken, used + needs - broken * room
    return lines


def height(lines: Iterable[Line], room: float) -> float:
    """Return the inches that paragraphs need below each other in so many inches of width."""
    points = 0.0
    for line in lines:
        size = max((run.size for run in line.runs), default=12.0)
        bold = all(run.bold for run in line.runs)
        points += line_count(line.text, size, room, bold=bold) * size * LEADING + line.after
    return points / _POINTS


def clipped(text: str, size: float, room: float, *, lines: int = 1, bold: bool = False) -> str:
    """Return the text, cut with "…" where it takes more lines than these.

    >>> clipped("Parcels and letters", 12, 1.0)
    'Parcels a…'
    """
    flat = " ".join(text.split())
    if line_count(flat, size, room, bold=bold) <= lines:
        return flat
    low, high = 0, len(flat)
    while low < high:
        middle = (low + high + 1) // 2
        if line_count(f"{flat[:middle]}…", size, room, bold=bold) <= lines:
            low = middle
        else:
            high = middle - 1
    return f"{flat[:low].rstrip()}…"
