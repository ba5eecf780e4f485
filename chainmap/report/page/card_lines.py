"""A handoff in one line of a card: what was promised, needed, what it takes, how often right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chainmap.model import Calendar, Evidence, Handoff, Time
from chainmap.units import hours, percent

_FIGURE = re.compile(r"(\d) (?=%|[hd]\b|min\b)")
"""Where a line must not break: a space costs less on the page than a tag around the figure."""


@dataclass(frozen=True, slots=True)
class CardLine:
    """A handoff as text; `gaps` are the kinds of what does not fit."""

    supplier: str
    customer: str
    deliverable: str
    facts: str
    wants: str
    gaps: tuple[str, ...]


def card_line(handoff: Handoff, calendar: Calendar, gaps: Sequence[str]) -> CardLine:
    """Return a handoff as its supplier and its customer will read it."""
    return CardLine(
        supplier=handoff.supplier,
        customer=handoff.customer,
        deliverable=handoff.deliverable or "the work",
        facts=_FIGURE.sub("\\1\u00a0", ", ".join(_facts(handoff, calendar))),
        wants=handoff.wants or "",
        gaps=tuple(dict.fromkeys(gaps)),
    )


def _facts(handoff: Handoff, calendar: Calendar) -> Iterator[str]:
    whole = " for the whole chain" if handoff.to_outside else ""
    if handoff.promise:
        yield f"promised {_hours(handoff.promise, calendar)}{whole}"
    if handoff.step_promise:
        yield f"own step promised {_hours(handoff.step_promise, calendar)}"
    if handoff.need:
        yield f"needed within {_hours(handoff.need, calendar)}{whole}"
    if handoff.lead_time:
        measured = handoff.stated_evidence is Evidence.MEASURED
        basis = "" if measured else f" ({handoff.stated_evidence})"
        yield f"takes {_hours(handoff.lead_time, calendar)}{basis}"
    if handoff.accuracy is not None:
        yield f"right in {percent(handoff.accuracy)}"
    if handoff.rating:
        yield f"rated {handoff.rating}"
    yield from _marks(handoff)


def _marks(handoff: Handoff) -> Iterator[str]:
    marks = {"support": handoff.support, "sent back": handoff.rework, "from stock": handoff.stock}
    yield from (mark for mark, holds in marks.items() if holds)


def _hours(time: Time, calendar: Calendar) -> str:
    return hours(time.hours, calendar)
