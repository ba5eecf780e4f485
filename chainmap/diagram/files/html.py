"""What stands in a box as HTML, for programs whose labels are small web pages."""

from __future__ import annotations

from html import escape

from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.markup import Cell, Content, Lines, Table, Text
from chainmap.diagram.canvas.text import clean
from chainmap.diagram.files.plain import Frame, frame_of, is_simple


def filling(content: Content) -> str:
    """Return the content as a table as large as its box."""
    return as_html(content).replace('<table style="', '<table style="width:100%;height:100%;', 1)


def as_html(content: Content) -> str:
    """Return the content as HTML of a label: known tags, every word escaped."""
    if is_simple(content):
        return "<br>".join(_piece(piece) for piece in markup.pieces(content))
    match content:
        case Table():
            rows = "".join(
                f"<tr>{''.join(_td(a_cell, content) for a_cell in a_row.cells if _shows(a_cell))}"
                "</tr>"
                for a_row in content.rows
            )
            return f'<table style="border-collapse:collapse;font-size:12px">{rows}</table>'
        case Lines():
            return "<br>".join(_piece(piece) for piece in content.pieces)
        case Text():
            return _piece(content)


def _shows(a_cell: Cell) -> bool:
    """Whether a cell is more than the space that Graphviz needs between others."""
    return any(piece.words for piece in markup.pieces(a_cell.content)) or "BGCOLOR" in a_cell.look


def _td(a_cell: Cell, around: Table) -> str:
    look = a_cell.look
    align = str(look.get("ALIGN", "center")).lower()
    border = int(look.get("BORDER", around.look.get("CELLBORDER", 0)))
    parts = [f"text-align:{align}", f"padding:{look.get('CELLPADDING', 2)}px"]
    inner = frame_of(a_cell.content) if is_simple(a_cell.content) else Frame()
    if border:
        colour = look.get("COLOR", around.look.get("COLOR", "#000000"))
        parts.append(f"border:{border}px solid {colour}")
    elif inner.width:
        kind = "dashed" if inner.dashed else "solid"
        parts.append(f"border:{inner.width}px {kind} {inner.border}")
    if fill := look.get("BGCOLOR", inner.fill):
        parts.append(f"background-color:{fill}")
    span = f' colspan="{look["COLSPAN"]}"' if "COLSPAN" in look else ""
    return f'<td{span} style="{";".join(parts)}">{as_html(a_cell.content)}</td>'


def _piece(piece: Text) -> str:
    style = f"font-size:{piece.style.size}px;color:{piece.style.colour}"
    words = escape(clean(piece.words))
    shown = f"<b>{words}</b>" if piece.style.bold else words
    return f'<span style="{style}">{shown}</span>'
