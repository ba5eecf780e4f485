"""A workbook as the bytes of an XLSX file: data stays data, and the same data is the same bytes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from xlsxwriter import Workbook as Book

from chainmap.plain import plain
from chainmap.report.workbook.sheet import MAX_ROWS, Cell, Column, Kind, Sheet, Workbook
from chainmap.report.workbook.styles import Look, Styles, height, look_of, widths
from chainmap.units import count

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MAX_TEXT = 32_767
"""Characters that a cell holds."""

FIRST_DAY = date(1900, 3, 1)
"""Before it the days of a spreadsheet are not those of the calendar: they stay text."""

SPARE_ROWS = 200
"""Rows below the last that take an owner, a day and a status, too."""

_CUT = " … (cut: a cell holds no more)"
_A4 = 9

_COVER = (18, 100)
"""Widths of the columns of the cover."""

_BUTTON = 5
"""Characters of a title that the button of the filter hides."""


def xlsx(workbook: Workbook) -> bytes:
    """Return the workbook as a file."""
    file = BytesIO()
    book = Book(file, {"in_memory": True, "strings_to_numbers": False})
    book.set_properties(
        {
            "title": plain(workbook.cover.title),
            "author": "chainmap",
            "created": datetime.combine(workbook.as_of, datetime.min.time()),
        }
    )
    styles = Styles(book)
    _write_cover(book.add_worksheet("Read me"), workbook, styles)
    for sheet in workbook.sheets:
        _write_sheet(book.add_worksheet(sheet.name), sheet, styles)
    book.close()
    return file.getvalue()


def _write_cover(page: Worksheet, workbook: Workbook, styles: Styles) -> None:
    cover = workbook.cover
    page.hide_gridlines(2)
    for position, width in enumerate(_COVER):
        page.set_column(position, position, width)
    page.set_row(0, 30)
    write_text(page, 0, 0, cover.title, styles.title)
    row = 2
    for name, said in cover.facts:
        row = _write_pair(page, row, (name, said), styles)
    row += 1
    for sheet in workbook.sheets:
        said = f"{sheet.question} {count(len(sheet.rows), 'row')}."
        _write_pair(page, row, (sheet.name, said), styles)
        page.write_url(row, 0, f"internal:'{sheet.name}'!A1", styles.link, sheet.name)
        row += 1
    row += 1
    for number, remark in enumerate(cover.remarks):
        row = _write_pair(page, row, ("" if number else "Good to know", remark), styles)
    _print_on_paper(page)


def _write_pair(page: Worksheet, row: int, pair: tuple[str, str], styles: Styles) -> int:
    page.set_row(row, height(pair, _COVER))
    write_text(page, row, 0, pair[0], styles.label)
    write_text(page, row, 1, pair[1], styles.wrapped)
    return row + 1


def _write_sheet(page: Worksheet, sheet: Sheet, styles: Styles) -> None:
    room = widths(sheet)
    titles = tuple(column.title for column in sheet.columns)
    page.set_row(0, height(titles, tuple(width - _BUTTON for width in room)))
    text = styles.cell(Look())
    writers = []
    for position, column in enumerate(sheet.columns):
        page.set_column(position, position, room[position])
        style = styles.header_to_fill if column.to_fill else styles.header
        write_text(page, 0, position, column.title, style)
        _guide(page, column, _Range(position, max(len(sheet.rows), 1)), styles)
        writers.append(_Cells(page, position, styles.cell(look_of(sheet, position)), text))
    for row, cells in enumerate(sheet.rows, start=1):
        if (points := height(cells, room)) is not None:
            page.set_row(row, points)
        for writer, cell in zip(writers, cells, strict=True):
            writer.write(row, cell)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    page.repeat_rows(0)
    _print_on_paper(page)


def _print_on_paper(page: Worksheet) -> None:
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&RPage &P of &N")


@dataclass(frozen=True, slots=True)
class _Cells:
    """Writes the cells of one column; `as_text` is the style of what cannot be a number there."""

    page: Worksheet
    position: int
    style: Format
    as_text: Format

    def write(self, row: int, cell: Cell) -> None:
        if cell is None or cell == "":
            self.page.write_blank(row, self.position, None, self.style)
        elif isinstance(cell, str):
            write_text(self.page, row, self.position, cell, self.style)
        elif isinstance(cell, date):
            self._write_date(row, cell)
        elif math.isfinite(cell):
            self.page.write_number(row, self.position, cell, self.style)
        else:
            write_text(self.page, row, self.position, str(cell), self.as_text)

    def _write_date(self, row: int, day: date) -> None:
        if day < FIRST_DAY:
            write_text(self.page, row, self.position, day.isoformat(), self.as_text)
        else:
            midnight = datetime.combine(day, datetime.min.time())
            self.page.write_datetime(row, self.position, midnight, self.style)


def write_text(page: Worksheet, row: int, position: int, text: str, style: Format) -> None:
    """Write text as text, whatever it looks like.

    XlsxWriter takes a string in <r> tags for markup of its own; a blank behind it is none.
    """
    kept = plain(text)
    if len(kept) > MAX_TEXT:
        kept = kept[: MAX_TEXT - len(_CUT)] + _CUT
    if kept.startswith("<r>") and kept.endswith("</r>"):
        kept += " "
    page.write_string(row, position, kept, style)


@dataclass(frozen=True, slots=True)
class _Range:
    """A column below the header, down to the row `last`."""

    position: int
    last: int

    def and_spare(self) -> tuple[int, int, int, int]:
        return (1, self.position, min(self.last + SPARE_ROWS, MAX_ROWS), self.position)

    def filled(self) -> tuple[int, int, int, int]:
        return (1, self.position, self.last, self.position)


def _guide(page: Worksheet, column: Column, place: _Range, styles: Styles) -> None:
    """Let people fill in what fits only, and mark what is too much."""
    if column.alarming:
        alarm = {"type": "cell", "criteria": ">", "value": 0, "format": styles.alarm}
        page.conditional_format(*place.filled(), alarm)
    if column.choices:
        choices = {"validate": "list", "source": list(column.choices)}
        page.data_validation(*place.and_spare(), choices)
    elif column.to_fill and column.kind is Kind.DATE:
        page.data_validation(*place.and_spare(), _A_DAY)


_A_DAY = {
    "validate": "date",
    "criteria": ">=",
    "value": FIRST_DAY,
    "input_title": "Due",
    "input_message": "A day, such as 2026-09-30.",
    "error_title": "No day",
    "error_message": "Write a day, such as 2026-09-30.",
}
