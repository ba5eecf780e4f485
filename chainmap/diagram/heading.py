"""The head of a picture: what is shown, its facts, where from, how to read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chainmap.diagram import markup
from chainmap.diagram.legend import Entry, strip
from chainmap.diagram.markup import Row, Style, Table, cell, row, table
from chainmap.diagram.text import wrap

_TITLE_LINE = 46.0
_LINE = 75.0


@dataclass(frozen=True, slots=True)
class Heading:
    """The words over a picture; letters are `scale` times as large as usual."""

    title: str
    subtitle: str
    facts: str
    legend: tuple[Entry, ...]
    scale: float = 1.0

    @property
    def content(self) -> Table:
        """The head as it is drawn."""
        small = Style(size=round(10 * self.scale), colour=markup.SMALL.colour)
        large = Style(size=round(24 * self.scale), bold=True)
        middle = Style(size=round(14 * self.scale), colour="#333333")
        return table(
            *_rows(self.title, large, limit=_TITLE_LINE),
            *_rows(self.subtitle, middle, limit=_LINE),
            *_rows(self.facts, small, limit=2 * _LINE),
            row(cell(strip(self.legend, size=small.size), ALIGN="LEFT")),
            row(cell(HEIGHT=8)),
            CELLPADDING=3,
        )


def _rows(words: str, style: Style, *, limit: float) -> Iterator[Row]:
    """Yield a row for each line, with its height: without fonts Graphviz takes all for small."""
    for line in wrap(words, limit=limit, lines=2):
        yield row(cell(markup.text(line, style), ALIGN="LEFT", HEIGHT=round(1.5 * style.size)))
