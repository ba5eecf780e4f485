"""A box in plain terms, lines of text in a frame, for formats that know no tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chainmap.diagram.canvas.markup import Cell, Content, Lines, Table, Text
from chainmap.diagram.canvas.text import clean
from chainmap.diagram.looks import palette

PlainLine = tuple[Text, ...]
"""Pieces of text side by side."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The outside of a box; `fill` is None where one sees through it."""

    fill: str | None = None
    border: str = palette.GREY
    width: int = 0
    dashed: bool = False


def text_of(content: Content) -> str:
    """Return all text of the content on one line."""
    return " ".join(piece for line in lines_of(content) for piece in words_of(line))


def words_of(line: PlainLine) -> Iterator[str]:
    """Yield what the pieces of a line say, harmless, without empty ones."""
    return (words for piece in line if (words := clean(piece.words).strip()))


def lines_of(content: Content) -> Iterator[PlainLine]:
    """Yield the lines of text; cells side by side stand on one line."""
    match content:
        case Text():
            found: Iterator[PlainLine] = iter([(content,)])
        case Lines():
            found = ((piece,) for piece in content.pieces)
        case Table():
            found = (line for a_row in content.rows for line in _side_by_side(a_row.cells))
    return (line for line in found if any(words_of(line)))


def frame_of(content: Content) -> Frame:
    """Return the frame of the content: of the table, or of its only cell."""
    if not isinstance(content, Table):
        return Frame()
    own = _frame(content)
    cells = [a_cell for a_row in content.rows for a_cell in a_row.cells]
    if len(cells) != 1 or (own.width and own.fill):
        return own
    inner = frame_of(cells[0].content)
    cell_frame = _frame(cells[0])
    return _over(own, _over(cell_frame, inner))


def is_simple(content: Content) -> bool:
    """Whether nothing is lost when the content is drawn as lines in one frame."""
    if not isinstance(content, Table):
        return True
    cells = [a_cell for a_row in content.rows for a_cell in a_row.cells]
    return len(cells) == 1 and is_simple(cells[0].content)


def _side_by_side(cells: tuple[Cell, ...]) -> Iterator[PlainLine]:
    found = [tuple(lines_of(a_cell.content)) for a_cell in cells]
    filled = [lines for lines in found if lines]
    if len(filled) == 1:
        yield from filled[0]
    elif filled:
        yield tuple(piece for lines in filled for line in lines for piece in line)


def _frame(part: Table | Cell) -> Frame:
    look = part.look
    fill = look.get("BGCOLOR")
    return Frame(
        None if fill is None else str(fill),
        str(look.get("COLOR", palette.GREY)),
        int(look.get("BORDER", 0)),
        "DASHED" in str(look.get("STYLE", "")),
    )


def _over(outer: Frame, inner: Frame) -> Frame:
    """Return one frame in the place of two around each other: the inner's fill hides the other."""
    edge = outer if outer.width else inner
    return Frame(inner.fill or outer.fill, edge.border, edge.width, edge.dashed)
