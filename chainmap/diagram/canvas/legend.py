"""The legend: samples of boxes and arrows in a strip, as cells of a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.markup import Cell, Style, Table, cell, row, table
from chainmap.diagram.looks import palette

_SLACK = [cell(CELLPADDING=0)] * 40
"""Graphviz spreads a table evenly over what room there is: most of it goes here."""


@dataclass(frozen=True, slots=True)
class Note:
    """An entry of words only."""

    words: str

    def sample(self, size: int) -> tuple[Cell, ...]:
        """Return nothing: there is no sample."""
        return (cell(WIDTH=size),)


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with a sample of an arrow, or of a line without a head."""

    words: str
    colour: str = palette.GREY
    weight: int = 1
    dashed: bool = False
    headless: bool = False

    def sample(self, size: int) -> tuple[Cell, ...]:
        """Return the arrow."""
        half = size // 2 + 1
        style = "DASHED" if self.dashed else "SOLID"
        stroke = cell(
            WIDTH=2 * size, HEIGHT=half, SIDES="B", BORDER=self.weight, COLOR=self.colour,
            STYLE=style,
        )  # fmt: skip
        line = table(row(stroke), row(cell(WIDTH=2 * size, HEIGHT=half)), CELLPADDING=0)
        head = "" if self.headless else "▶"
        tip = markup.text(head, Style(size=size - 2 + self.weight, colour=self.colour))
        return cell(WIDTH=size), cell(line, CELLPADDING=0), cell(tip, CELLPADDING=0)


@dataclass(frozen=True, slots=True)
class Box:
    """An entry with a sample of a box."""

    words: str
    inside: str = ""
    fill: str = palette.PAPER
    ink: str = palette.INK
    border: int = 1
    dashed: bool = False

    def sample(self, size: int) -> tuple[Cell, ...]:
        """Return the box."""
        inside = markup.text(self.inside, Style(size=size - 1, bold=True, colour=self.ink))
        drawn = cell(
            inside, WIDTH=2 * size, BORDER=self.border, BGCOLOR=self.fill,
            COLOR=palette.INK if self.border > 1 or self.dashed else palette.GREY,
            STYLE="DASHED" if self.dashed else "SOLID",
        )  # fmt: skip
        return cell(WIDTH=size), cell(table(row(drawn)), CELLPADDING=0)


Entry = Note | Line | Box


def strip(entries: Iterable[Entry], *, size: int) -> Table:
    """Return the entries in a row, in letters of this size."""
    style = Style(size=size, colour=markup.SMALL.colour)
    cells: list[Cell] = []
    for entry in entries:
        words = cell(markup.text(entry.words, style), ALIGN="LEFT")
        cells += [*entry.sample(size), cell(WIDTH=3), words]
    return table(row(*cells, *_SLACK), CELLPADDING=1)
