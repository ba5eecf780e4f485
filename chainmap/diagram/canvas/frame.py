"""What every picture says about itself: title, subtitle, source, date, calendar, legend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import sqrt

from chainmap.diagram.canvas.heading import Heading
from chainmap.diagram.canvas.legend import Entry
from chainmap.diagram.looks.words import ENGLISH, Words
from chainmap.model import Organisation

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
    words: Words = ENGLISH

    @classmethod
    def of(
        cls,
        organisation: Organisation,
        *,
        as_of: date,
        title: str | None = None,
        words: Words = ENGLISH,
    ) -> Frame:
        """Return the frame for a picture of this organisation."""
        hours, days = (
            f"{n:g}"
            for n in (organisation.calendar.hours_per_day, organisation.calendar.days_per_week)
        )
        calendar = words(
            "Working time, {hours} h a day, {days} days a week", hours=hours, days=days
        )
        return cls(organisation.source, as_of, calendar, title, words=words)

    def heading(
        self, *, title: str, subtitle: str, legend: Iterable[Entry], boxes: int = 0
    ) -> Heading:
        """Return the head of a picture.

        A picture of many `boxes` is large and is seen from further away: so are its letters.
        """
        return Heading(
            self.title or title,
            self.subtitle or subtitle,
            f"{self.source} · {self.as_of} · {self.calendar} · chainmap",
            tuple(legend),
            scale_of(boxes),
        )
