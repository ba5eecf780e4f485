"""Boxes of parties: teams, external customers and vendors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.markup import SIZE, Lines, Style, Table, cell, row, table
from chainmap.diagram.canvas.text import width, wrap
from chainmap.diagram.chains.wording import Suspicion
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.palette import Fill

CHAIN_WIDTH = 4.0
"""Points of a line on the highlighted chain."""

CHAIN_LOOK = {"arrowsize": "0.9"}

NOTE_SIZE = 9
_PADDING = 14
_NARROWEST = 116


def width_for(names: Iterable[str], *, size: int = SIZE, bold: bool = False) -> int:
    """Return the width in points in which each of these names has room, once wrapped."""
    widest = max((width(line, bold=bold) for name in names for line in wrap(name)), default=0.0)
    return max(_NARROWEST, round(widest * size) + _PADDING)


def name_lines(name: str, style: Style) -> Lines:
    """Return a name, wrapped."""
    return markup.lines(markup.text(line, style) for line in wrap(name))


def team_box(
    name: str, notes: Sequence[str] = (), *, fill: Fill = palette.NORMAL, room: int
) -> Table:
    """Return the box of a team, with notes in small print below its name."""
    shown = name_lines(name, Style(colour=fill.ink))
    shown += markup.lines(
        markup.text(note, Style(size=NOTE_SIZE, colour=fill.ink)) for note in notes if note
    )
    look: dict[str, str | int] = {"BGCOLOR": fill.fill, "COLOR": palette.GREY, "CELLPADDING": 3}
    return table(row(cell(shown, BORDER=1, WIDTH=room, **look)))


def customer_box(name: str, note: str = "", *, room: int) -> Table:
    """Return the box of an external customer: bold, in a heavy border."""
    return _outside(name, note, room, {"BORDER": 2, "COLOR": palette.INK, "BGCOLOR": "#ffffff"})


def ordering_box(name: str, note: str = "orders", *, room: int) -> Table:
    """Return the box of an external customer at the start of a chain, where it orders."""
    look: dict[str, str | int] = {"BORDER": 1, "STYLE": "DASHED", "COLOR": palette.INK}
    return _outside(name, note, room, look)


def vendor_box(name: str, note: str = "vendor", *, room: int) -> Table:
    """Return the box of a vendor: grey, with a double-looking edge."""
    inner = _outside(
        name, note, room, {"BORDER": 1, "COLOR": palette.GREY, "BGCOLOR": palette.VENDOR}
    )
    return table(row(cell(inner, BORDER=1, COLOR=palette.GREY, CELLPADDING=1)))


def quiet_box(name: str, suspected: Suspicion | None, *, room: int) -> Table:
    """Return the box of a team in the background; suspicion brings it forward."""
    if suspected is None:
        shown = name_lines(name, Style(size=10, colour=palette.GREY))
        return table(
            row(
                cell(
                    shown,
                    WIDTH=round(room * 0.8),
                    BORDER=1,
                    COLOR=palette.FAINT,
                    BGCOLOR=palette.PAPER,
                )
            )
        )
    words = markup.text(suspected.words, Style(size=10, bold=True))
    return table(
        row(cell(name_lines(name, Style(size=10)), WIDTH=round(room * 0.8))),
        row(cell(words, BGCOLOR=suspected.fill)),
        BORDER=2,
        COLOR=palette.INK,
        BGCOLOR=palette.PAPER,
    )


def start_box(
    name: str, note: str = "", *, numbers: Sequence[int], vendor: bool, room: int
) -> Table:
    """Return the box of a party outside where a chain starts, with its number on the chain."""
    said = (note,) if note else ()
    drawn = vendor_box(name, *said, room=room) if vendor else ordering_box(name, *said, room=room)
    if not numbers:
        return drawn
    shown = " · ".join(map(str, numbers))
    number = markup.text(shown, Style(size=13, bold=True, colour=palette.PAPER))
    return table(
        row(cell(number, BGCOLOR=palette.CHAIN, CELLPADDING=4), cell(drawn, CELLPADDING=0))
    )


def _outside(name: str, note: str, room: int, look: dict[str, str | int]) -> Table:
    shown = name_lines(name, Style(bold=True))
    if note:
        shown += markup.lines([markup.text(note, Style(size=NOTE_SIZE, colour="#444444"))])
    return table(row(cell(shown, WIDTH=room, CELLPADDING=4, **look)))
