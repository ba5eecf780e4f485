"""What stands in a box: text in table cells, as values; and the same as a label of Graphviz."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from chainmap.diagram.canvas.text import in_html

SIZE = 12
"""Points of ordinary text."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text looks."""

    size: int = SIZE
    bold: bool = False
    colour: str = "#1a1a1a"


PLAIN = Style()
SMALL = Style(size=10, colour="#444444")


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text on one line; whatever is in it is shown as it stands."""

    words: str
    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class Lines:
    """Pieces of text below each other."""

    pieces: tuple[Text, ...]
    align: str = "CENTER"

    def __add__(self, other: Lines) -> Lines:
        return Lines(self.pieces + other.pieces, self.align)


NOTHING = Lines(())

Look = Mapping[str, str | int]
"""Attributes of Graphviz; their values are this program's own, never a user's."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    content: Content = NOTHING
    look: Look = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below each other."""

    rows: tuple[Row, ...]
    look: Look


Content = Text | Lines | Table


def text(words: str, style: Style = PLAIN) -> Text:
    """Return a piece of text."""
    return Text(words, style)


def lines(pieces: Iterable[Text], *, align: str = "CENTER") -> Lines:
    """Return pieces of text below each other."""
    return Lines(tuple(pieces), align)


def cell(content: Content = NOTHING, **look: str | int) -> Cell:
    """Return a table cell."""
    return Cell(content, look)


def row(*cells: Cell) -> Row:
    """Return a table row."""
    return Row(cells)


def table(*rows: Row, **look: str | int) -> Table:
    """Return a table, by default without lines and space around it."""
    bare: dict[str, str | int] = {"BORDER": 0, "CELLBORDER": 0, "CELLSPACING": 0, "CELLPADDING": 2}
    return Table(rows, bare | look)


def label(content: Content) -> str:
    """Return the content as the value of a `label` attribute: an HTML-like label."""
    return f"<{_html(content)}>"


def pieces(content: Content) -> Iterator[Text]:
    """Yield every piece of text in the content, in reading order."""
    match content:
        case Text():
            yield content
        case Lines():
            yield from content.pieces
        case Table():
            for a_row in content.rows:
                for a_cell in a_row.cells:
                    yield from pieces(a_cell.content)


def _html(content: Content) -> str:
    """Return known tags and escaped text only."""
    match content:
        case Text():
            return _text_html(content)
        case Lines():
            end = f'<BR ALIGN="{content.align}"/>'
            return "".join(f"{_text_html(piece)}{end}" for piece in content.pieces)
        case Table():
            rows = "".join(_row_html(a_row) for a_row in content.rows)
            return f"<TABLE{_attributes(content.look)}>{rows}</TABLE>"


def _text_html(piece: Text) -> str:
    shown = in_html(piece.words) or " "
    if piece.style.bold:
        shown = f"<B>{shown}</B>"
    return f'<FONT POINT-SIZE="{piece.style.size}" COLOR="{piece.style.colour}">{shown}</FONT>'


def _row_html(a_row: Row) -> str:
    cells = (f"<TD{_attributes(c.look)}>{_html(c.content)}</TD>" for c in a_row.cells)
    return f"<TR>{''.join(cells)}</TR>"


def _attributes(look: Look) -> str:
    return "".join(f' {name}="{value}"' for name, value in look.items())
