"""Tables on slides: rows that no longer fit go to the next slide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chainmap.deck.shapes import Align, Cell, Item, Slide, Table
from chainmap.deck.text import LEADING, clipped, line_count
from chainmap.deck.theme import BODY, BOTTOM, LARGE, MARGIN, SMALL, TO_FILL, TOP, WHOLE, answer

_POINTS = 72
_SIDES, _AROUND = 0.14, 0.1
"""Inches of a cell beside and around its text."""

_MOST_LINES = 4
"""Lines of one cell; what takes more is in the notes and in the workbook."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its part of the width, and what it holds, whether it is to fill in."""

    title: str
    share: float
    is_figure: bool = False
    is_bold: bool = False
    to_fill: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A table over as many slides as it needs; `said` is the sentence under the title."""

    title: str
    said: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: str
    aside: str = ""


def table_slides(listing: Listing) -> Iterator[Slide]:
    """Yield the slides of a table, in the largest type at which it fits on one, if it does."""
    whole = [_Page(listing, size) for size in (LARGE, BODY)]
    fitting = (page for page in whole if page.height(listing.rows) <= BOTTOM - TOP)
    page = next(fitting, _Page(listing, SMALL))
    pages = list(page.parts())
    for number, rows in enumerate(pages, start=1):
        of = f" ({number} of {len(pages)})" if len(pages) > 1 else ""
        items: tuple[Item, ...] = (answer(listing.said, listing.aside), page.table(rows))
        yield Slide(f"{listing.title}{of}", items, listing.notes)


Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """A listing in type of one size: how high its rows are, and which fit on a slide."""

    listing: Listing
    size: float

    @property
    def widths(self) -> tuple[float, ...]:
        shares = [column.share for column in self.listing.columns]
        return tuple(WHOLE * share / sum(shares) for share in shares)

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(column.title for column in self.listing.columns)

    def height(self, rows: Rows) -> float:
        return self._header() + sum(map(self._row, rows))

    def _header(self) -> float:
        return self._cells_high(self.titles, bold=[True] * len(self.titles))

    def _row(self, row: tuple[str, ...]) -> float:
        return self._cells_high(row, bold=[column.is_bold for column in self.listing.columns])

    def _cells_high(self, cells: Sequence[str], *, bold: Sequence[bool]) -> float:
        lines = max(
            min(line_count(text, self.size, width - _SIDES, bold=is_bold), _MOST_LINES)
            for text, width, is_bold in zip(cells, self.widths, bold, strict=True)
        )
        return lines * self.size * LEADING / _POINTS + _AROUND

    def parts(self) -> Iterator[Rows]:
        """Yield the rows of each slide."""
        room = BOTTOM - TOP - self._header()
        part: list[tuple[str, ...]] = []
        used = 0.0
        for row in self.listing.rows:
            needs = self._row(row)
            if part and used + needs > room:
                yield tuple(part)
                part, used = [], 0.0
            part.append(row)
            used += needs
        yield tuple(part)

    def table(self, rows: Rows) -> Table:
        return Table(
            name=self.listing.title,
            left=MARGIN,
            top=TOP,
            widths=self.widths,
            heights=(self._header(), *map(self._row, rows)),
            header=tuple(Cell(c.title, _align(c), bold=True) for c in self.listing.columns),
            rows=tuple(map(self._cells, rows)),
            size=self.size,
            alt=f"{self.listing.said} A table with {', '.join(filter(None, self.titles))}.",
        )

    def _cells(self, row: tuple[str, ...]) -> tuple[Cell, ...]:
        return tuple(
            Cell(
                clipped(text, self.size, width - _SIDES, lines=_MOST_LINES, bold=column.is_bold),
                _align(column),
                column.is_bold,
                fill=TO_FILL if column.to_fill else None,
            )
            for text, column, width in zip(row, self.listing.columns, self.widths, strict=True)
        )


def _align(column: Column) -> Align:
    return Align.RIGHT if column.is_figure else Align.LEFT
