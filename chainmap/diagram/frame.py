"""What every picture says about itself: title, subtitle, source, date, calendar, legend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from math import sqrt

from chainmap.diagram import markup
from chainmap.diagram.legend import Entry, strip
from chainmap.diagram.markup import Style, cell, row, table
from chainmap.diagram.text import wrap
from chainmap.model import Organisation

_TITLE_LINE = 46.0
_LINE = 75.0
_BOXES = 25
"""Boxes up to which a picture has letters of ordinary size in its head."""


def scale_of(boxes: int) -> float:
    """Return how much larger than usual headings are in a picture of so many boxes."""
    return min(max(sqrt(boxes / _BOXES), 1.0), 3.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around a picture; a view finds title and subtitle itself where they are None."""

    source: str
    as_of: date
    calendar: str
    title: str | None = None
    subtitle: str | None = None

    @classmethod
    def of(
        cls,
        organisation: Organisation,
        *,
        as_of: date,
        title: str | None = None,
        subtitle: str | None = None,
    ) -> Frame:
        """Return the frame for a picture of this organisation."""
        calendar = f"Working time, {organisation.calendar}"
        return cls(organisation.source, as_of, calendar, title, subtitle)

    def heading(self, *, title: str, subtitle: str, legend: Iterable[Entry], boxes: int = 0) -> str:
        """Return the head of a picture: what is shown, its facts, where from, how to read it.

        A picture of many `boxes` is large and is seen from further away: so are its letters.
        """
        scale = scale_of(boxes)
        facts = f"{self.source} · {self.as_of} · {self.calendar} · chainmap"
        small = Style(size=round(10 * scale), colour=markup.SMALL.colour)
        large = Style(size=round(24 * scale), bold=True)
        middle = Style(size=round(14 * scale), colour="#333333")
        return table(
            *_rows(self.title or title, large, limit=_TITLE_LINE),
            *_rows(self.subtitle or subtitle, middle, limit=_LINE),
            *_rows(facts, small, limit=2 * _LINE),
            row(cell(strip(legend, size=small.size), ALIGN="LEFT")),
            row(cell("", HEIGHT=8)),
            CELLPADDING=3,
        )


def _rows(words: str, style: Style, *, limit: float) -> Iterator[str]:
    """Yield a row for each line, with its height: without fonts Graphviz takes all for small."""
    for line in wrap(words, limit=limit, lines=2):
        yield row(cell(markup.text(line, style), ALIGN="LEFT", HEIGHT=round(1.5 * style.size)))
