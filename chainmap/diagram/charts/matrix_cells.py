"""The cells of a matrix: its ground, the names of rows and columns, and the marks."""

from __future__ import annotations

from itertools import chain
from math import sqrt

from chainmap.diagram.canvas.markup import Look, Style
from chainmap.diagram.canvas.sheet import Sheet
from chainmap.diagram.canvas.tiles import Slot, largest, write
from chainmap.diagram.charts.matrix_grid import BAND, Grid
from chainmap.diagram.charts.matrix_marks import Group, Mark
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.words import Words
from chainmap.diagram.parts.arrows import arrows
from chainmap.diagram.parts.kinds import GAP

FEEDBACK = "◂"
"""The sign of a mark below the diagonal."""

ITSELF = "↻"
"""The sign of a team that serves itself."""

SHADES = tuple(palette.tint(palette.department_colour(0), x) for x in (0.15, 0.35, 0.65, 1.0))
"""From the least to the most volume."""

_EMPTY = "#f4f4f4"
DIAGONAL = "#d9d9d9"
"""The fill where a team meets itself."""

_NUMBER = 28.0
"""Points of the number before a name."""

_BAND_LINE = 17.0
_TWO_LINES = 30.0
"""Points of height from which a name may have two lines."""


def draw_matrix(sheet: Sheet, words: Words, grid: Grid) -> None:
    """Draw the whole square, and who is outside before and behind it."""
    _draw_grid(sheet, grid)
    _draw_bands(sheet, words, grid)
    _draw_rows(sheet, grid)
    _draw_diagonal(sheet, grid)
    _draw_columns(sheet, grid)
    for mark in grid.marks.marks:
        if mark.supplier != mark.customer:
            _draw_mark(sheet, grid, mark)


def _draw_grid(sheet: Sheet, grid: Grid) -> None:
    groups = grid.marks.teams
    for group in groups:
        if group.coupled:
            around = grid.block(group.members).rect
            sheet.area("", palette.CHAIN, (), around=around, titled=False, style="filled")
    for down, along, tile in grid.tiles():
        colour = _tile_colour(groups[along] if down - 1 == along < len(groups) else None)
        sheet.area("", colour, (), around=tile.rect, titled=False, fill=colour, style="filled")


def _tile_colour(group: Group | None) -> str:
    if group is None:
        return _EMPTY
    if group.coupled:
        return palette.CHAIN_TINT
    return palette.tint(group.colour, 0.16) if group.colour else "#e9e9e9"


def _draw_rows(sheet: Sheet, grid: Grid) -> None:
    size = min(round(grid.row_height * 0.62), 15)
    number = grid.marks.numbers
    for party, (top, bottom) in grid.rows.places.items():
        left = grid.band + (_NUMBER if party in number else 0)
        slot = Slot(left, top, grid.left - 6 - left, bottom - top)
        lines = 2 if slot.height > _TWO_LINES else 1
        fits = largest(party.split(), width=slot.width, most=size, least=9)
        style = Style(size=fits, bold=party not in number)
        key = ("row", party)
        write(sheet, key, slot, party, party, style=style, lines=lines, party=party)
        if party in number:
            at = Slot(grid.band, top, _NUMBER - 6, bottom - top)
            figure = Style(size=size, colour=palette.GREY)
            write(sheet, (*key, 1), at, f"{number[party]}", style=figure, align="RIGHT")


def _draw_diagonal(sheet: Sheet, grid: Grid) -> None:
    """Draw the number of each team where its row meets its column."""
    size = max(min(round(grid.row_height * 0.62), 15) - 2, 8)
    style, look = Style(size=size, bold=True, colour="#555555"), {"BGCOLOR": DIAGONAL}
    itself = {mark.supplier for mark in grid.marks.marks if mark.supplier == mark.customer}
    for party, number in grid.marks.numbers.items():
        label = f"{number} {ITSELF}" if party in itself else f"{number}"
        slot, key = grid.cell(party, party), ("diagonal", party)
        write(sheet, key, slot, label, party, style=style, align="CENTER", look=look)


def _draw_bands(sheet: Sheet, words: Words, grid: Grid) -> None:
    """Draw the names of the groups left of their rows."""
    groups = [group for group in grid.marks.teams if group.name]
    if groups and grid.marks.suppliers:
        groups.append(Group(words("outside"), grid.marks.suppliers, palette.GREY))
    for number, group in enumerate(groups):
        _draw_band(sheet, grid, number, group)


def _draw_band(sheet: Sheet, grid: Grid, number: int, group: Group) -> None:
    top = grid.rows.places[group.members[0]][0]
    bottom = grid.rows.places[group.members[-1]][1]
    slot = Slot(0, top, BAND - 10, bottom - top)
    lines = max(1, min(3, int(slot.height // _BAND_LINE)))
    size = 13 if slot.height > _BAND_LINE else 11
    style = Style(size=size, bold=True, colour=palette.PAPER)
    look: Look = {"BGCOLOR": group.colour or palette.GREY}
    write(
        sheet, ("band", number), slot, group.name, group.name,
        style=style, align="CENTER", lines=lines, look=look,
    )  # fmt: skip


def _draw_columns(sheet: Sheet, grid: Grid) -> None:
    number = grid.marks.numbers
    for party, (left, right) in grid.columns.places.items():
        slot = Slot(left + 1, 0, right - left - 2, grid.head - 4)
        inside = party in number
        words = f"{number[party]}" if inside else party
        if inside and grid.is_named:
            words = f"{number[party]} {party}"
        style = Style(size=_head_size(grid) if words == party or grid.is_named else 12, bold=True)
        look: Look = {"VALIGN": "BOTTOM"}
        write(
            sheet, ("column", party), slot, words, party,
            style=style, align="CENTER", lines=3, party=party, look=look,
        )  # fmt: skip


def _head_size(grid: Grid) -> int:
    """Return the points of letters in which the names over the columns fit."""
    inside = grid.marks.order if grid.is_named else ()
    narrow = min(grid.column_width if inside else grid.outside_width, grid.outside_width)
    names = (*inside, *grid.marks.customers)
    parts = [word for name in names for word in name.split()]
    return largest(parts, width=narrow - 4, most=12)


def _draw_mark(sheet: Sheet, grid: Grid, mark: Mark) -> None:
    marks, calendar = grid.marks, grid.marks.organisation.calendar
    shade = (
        0
        if mark.is_support
        else min(int(sqrt(marks.strength(mark)) * len(SHADES)), len(SHADES) - 1)
    )
    signs = [f"{len(mark.handoffs)}"]
    signs += [FEEDBACK] if (mark.supplier, mark.customer) in marks.feedback else []
    signs += [GAP] if mark.grave else []
    ink = palette.PAPER if shade == len(SHADES) - 1 else palette.INK
    style = Style(size=min(round(grid.row_height * 0.6), 14), bold=len(signs) > 1, colour=ink)
    tooltip = chain.from_iterable(arrow.tooltip(calendar) for arrow in arrows(mark.handoffs))
    slot = grid.cell(mark.supplier, mark.customer)
    look: Look = {"BGCOLOR": SHADES[shade]}
    if mark.is_support:
        look = {"BGCOLOR": palette.PAPER, "BORDER": 1, "COLOR": palette.FAINT}
    write(
        sheet, (mark.supplier, mark.customer), slot, "".join(signs), *tooltip,
        style=style, align="CENTER", look=look,
    )  # fmt: skip
