"""How large a box will be: an estimate that no engine exceeds, for views that place boxes."""

from __future__ import annotations

from chainmap.diagram.canvas.markup import Cell, Content, Lines, Table, Text
from chainmap.diagram.canvas.text import width

Size = tuple[float, float]
"""Width and height in points."""

_LINE = 1.25
"""Height of a line of text in em."""


def extent(content: Content) -> Size:
    """Return the width and height in points that the content needs at most.

    >>> from chainmap.diagram.canvas.markup import cell, row, table
    >>> extent(table(row(cell(WIDTH=120, HEIGHT=20, CELLPADDING=0)), BORDER=1))
    (122.0, 22.0)
    """
    match content:
        case Text():
            return _text(content)
        case Lines():
            sizes = [_text(piece) for piece in content.pieces]
            return max((w for w, _ in sizes), default=0.0), sum(h for _, h in sizes)
        case Table():
            return _table(content)


def _text(piece: Text) -> Size:
    size = piece.style.size
    return width(piece.words, bold=piece.style.bold) * size, _LINE * size


def _table(table: Table) -> Size:
    rows = [[_cell(c, table) for c in row.cells] for row in table.rows]
    spacing = float(table.look.get("CELLSPACING", 0))
    edge = 2 * float(table.look.get("BORDER", 0))
    across = max((sum(w for w, _ in r) + spacing * (len(r) + 1) for r in rows), default=0.0)
    down = sum(max((h for _, h in r), default=0.0) for r in rows) + spacing * (len(rows) + 1)
    return across + edge, down + edge


def _cell(cell: Cell, table: Table) -> Size:
    border = cell.look.get("BORDER", table.look.get("CELLBORDER", 0))
    padding = cell.look.get("CELLPADDING", table.look.get("CELLPADDING", 2))
    around = 2 * (float(border) + float(padding))
    across, down = extent(cell.content)
    return (
        max(across + around, float(cell.look.get("WIDTH", 0))),
        max(down + around, float(cell.look.get("HEIGHT", 0))),
    )
