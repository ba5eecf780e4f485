"""How cells look: number formats, the header, columns and rows as large as what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from chainmap.report.workbook.sheet import Cell, Kind, Row, Sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook as Book
    from xlsxwriter.format import Format

_WHOLE, _FRACTION = "#,##0", "#,##0.00"
_NUMBERS = {
    Kind.HOURS: _FRACTION,
    Kind.SHARE: '[=0]0%;[<0.005]"< 1%";0%',
    Kind.DATE: "yyyy-mm-dd",
}

_INK, _LINE, _HEADER, _TO_FILL = "#1a1a1a", "#d0d0d0", "#e8eef4", "#fff7e0"
_ALARM, _LINK = "#a50f15", "#33669c"

_NARROWEST, _WIDEST, _OF_HEADER, _OF_FIGURES = 7, 48, 18, 11
"""Widths of columns in characters."""

_OF_DATE = 12
"""Characters that 2026-09-30 takes with its indent: in less room there are only # signs."""

_TO_WRITE = 16
_FILTER_BUTTON = 3
"""Characters that the button beside a title takes."""

_LINE_HEIGHT = 15
"""Points of a line of text."""

_MOST_LINES = 25
"""A row can be about 400 points high."""

_SAMPLE = 500
"""Rows looked at to find how wide a column is."""


@dataclass(frozen=True, slots=True)
class Look:
    """What tells the style of one cell from that of another."""

    number_format: str | None = None
    to_fill: bool = False


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._cells: dict[Look, Format] = {}
        top = {"valign": "top", "text_wrap": True, "font_color": _INK}
        self.title = book.add_format({"bold": True, "font_size": 20, "font_color": _INK})
        self.label = book.add_format({**top, "bold": True})
        self.wrapped = book.add_format({**top, "quote_prefix": True})
        self.link = book.add_format({"underline": 1, "font_color": _LINK, "valign": "top"})
        self.alarm = book.add_format({"bold": True, "font_color": _ALARM})
        header = {
            **top,
            "bold": True,
            "align": "left",
            "indent": 1,
            "bottom": 2,
            "bottom_color": _INK,
        }
        self.header = book.add_format({**header, "bg_color": _HEADER})
        self.header_to_fill = book.add_format({**header, "bg_color": _TO_FILL})

    def cell(self, look: Look) -> Format:
        """Return the style of cells that look so.

        Text is marked as such (quote prefix): it stays text when somebody edits the cell.
        """
        if look not in self._cells:
            style = {"valign": "top", "bottom": 1, "bottom_color": _LINE, "font_color": _INK}
            if look.number_format:
                style |= {"num_format": look.number_format, "align": "right", "indent": 1}
            else:
                style |= {
                    "text_wrap": True,
                    "align": "left",
                    "indent": 1,
                    "quote_prefix": not look.to_fill,
                }
            if look.to_fill:
                style |= {"bg_color": _TO_FILL}
            self._cells[look] = self._book.add_format(style)
        return self._cells[look]


def look_of(sheet: Sheet, position: int) -> Look:
    """Return how the cells of a column look; where all numbers are whole, without decimals."""
    column = sheet.columns[position]
    if column.kind is not Kind.NUMBER:
        return Look(_NUMBERS.get(column.kind), column.to_fill)
    whole = all(_is_whole(row[position]) for row in sheet.rows)
    return Look(_WHOLE if whole else _FRACTION, column.to_fill)


def _is_whole(cell: Cell) -> bool:
    return not isinstance(cell, float) or cell.is_integer()


def widths(sheet: Sheet) -> tuple[int, ...]:
    """Return how many characters wide each column should be; longer text wraps."""
    return tuple(_width(sheet, position) for position in range(len(sheet.columns)))


def _width(sheet: Sheet, position: int) -> int:
    column = sheet.columns[position]
    if column.to_fill:
        return _TO_WRITE
    words = max(map(len, column.title.split())) + _FILTER_BUTTON
    header = max(_NARROWEST, min(words, _OF_HEADER))
    if column.kind is Kind.DATE:
        return max(header, _OF_DATE)
    if column.kind is not Kind.TEXT:
        return max(header, _OF_FIGURES if len(column.title) > _OF_FIGURES else 0)
    longest = max((_length(row[position]) for row in sheet.rows[:_SAMPLE]), default=0)
    return max(header, min(longest + 2, _WIDEST))


def _length(cell: Cell) -> int:
    return max(map(len, cell.splitlines()), default=0) if isinstance(cell, str) else 0


def height(cells: Row, room: tuple[int, ...]) -> int | None:
    """Return the points that a row needs in columns this wide, None where one line is enough."""
    lines = max(_lines(cell, width) for cell, width in zip(cells, room, strict=True))
    return min(lines, _MOST_LINES) * _LINE_HEIGHT if lines > 1 else None


def _lines(cell: Cell, width: int) -> int:
    if not isinstance(cell, str):
        return 1
    return sum(_wrapped(line, max(width, 1)) for line in cell.splitlines()) or 1


def _wrapped(line: str, width: int) -> int:
    return 1 if len(line) <= width else min(len(wrap(line, width)), _MOST_LINES)
