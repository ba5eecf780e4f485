"""The head of a picture: what is shown, its facts, where from, how to read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.legend import Entry, strip
from chainmap.diagram.canvas.markup import Row, Style, Table, cell, row, table
from chainmap.diagram.canvas.text import left_to_right, width, wrap

_TITLE_LINE = 46.0
_LINE = 75.0
_LEGEND_LINE = 110.0
_SAMPLE = 5.0
"""Widths in em: of a row of the legend, of the sample before its words."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The words over a picture; letters are `scale` times as large as usual.

    `painted` is how it is drawn where a theme has changed its colours.
    """

    title: str
    subtitle: str
    facts: str
    legend: tuple[Entry, ...]
    scale: float = 1.0
    painted: Table | None = None

    @property
    def content(self) -> Table:
        """The head as it is drawn."""
        if self.painted is not None:
            return self.painted
        small = Style(size=round(10 * self.scale), colour=markup.SMALL.colour)
        large = Style(size=round(24 * self.scale), bold=True)
        middle = Style(size=round(14 * self.scale), colour="#333333")
        return table(
            *_rows(self.title, large, limit=_TITLE_LINE),
            *_rows(self.subtitle, middle, limit=_LINE, lines=3),
            *_rows(self.facts, small, limit=2 * _LINE),
            *(row(cell(strip(s, size=small.size), ALIGN="LEFT")) for s in _strips(self.legend)),
            row(cell(HEIGHT=8)),
            CELLPADDING=3,
        )


def _strips(legend: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """Yield the entries of the legend in rows of about equal length."""
    needs = [width(entry.words) + _SAMPLE for entry in legend]
    count = max(1, ceil(sum(needs) / _LEGEND_LINE))
    rows: list[list[Entry]] = [[] for _ in range(count)]
    for entry, before in zip(legend, accumulate(needs, initial=0.0), strict=False):
        rows[int(count * before / sum(needs))].append(entry)
    yield from rows


def _rows(words: str, style: Style, *, limit: float, lines: int = 2) -> Iterator[Row]:
    """Yield a row for each line, with its height: without fonts Graphviz takes all for small."""
    for line in wrap(words, limit=limit, lines=lines):
        yield row(
            cell(
                markup.text(left_to_right(line), style),
                ALIGN="LEFT",
                HEIGHT=round(1.5 * style.size),
            )
        )
