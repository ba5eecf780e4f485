"""Labels of arrows."""

from __future__ import annotations

from collections.abc import Sequence

from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.markup import Style, Table, cell, row, table
from chainmap.diagram.canvas.text import wrap
from chainmap.diagram.looks import palette

_MOST = 3
"""Deliverables named on one arrow."""

_WORDS = Style(size=10, colour="#444444")


def arrow_label(
    deliverables: Sequence[str], *, sign: str = "", colour: str = palette.GREY
) -> Table | None:
    """Return what stands on an arrow: the first deliverables, and how many more there are."""
    shown = [line for name in deliverables[:_MOST] if name for line in wrap(name, lines=2)]
    if len(deliverables) > _MOST:
        shown.append(f"+ {len(deliverables) - _MOST}")
    if not shown:
        return None
    words = markup.lines(markup.text(line, _WORDS) for line in shown)
    rows = [row(cell(words))]
    if sign:
        rows.insert(0, row(cell(markup.text(sign, Style(size=10, bold=True, colour=colour)))))
    return table(*rows, CELLPADDING=2, BGCOLOR=palette.PAPER)


def badge(sign: str, *, colour: str) -> Table:
    """Return a sign on an arrow, in a small frame of the arrow's colour."""
    words = markup.text(sign, Style(size=10, bold=True, colour=colour))
    return table(row(cell(words, BORDER=1, COLOR=colour, BGCOLOR=palette.PAPER, CELLPADDING=1)))
