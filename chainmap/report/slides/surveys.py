"""A slide of what customers of handoffs say: who falls short most, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.analysis.expectations import Expectations, Expected
from chainmap.deck.shapes import Slide
from chainmap.report.slides.tables import Column, Listing, table_slides
from chainmap.report.story import survey as story
from chainmap.report.text.marks import mark
from chainmap.units import count

MAX_HANDOFFS = 8
"""Handoffs on the slide; the workbook has all."""


def survey_slides(found: Expectations) -> Iterator[Slide]:
    """Yield the handoffs with enough answers, the largest shortfall first, if there are any."""
    if not found.ranked:
        return
    rows = tuple(map(_row, found.ranked))
    steps = (str(step) for step in story.next_steps(found, ""))
    yield from table_slides(
        Listing(
            "What customers of handoffs say",
            next(story.answer(found)),
            (
                Column("Supplier", 2.4, is_bold=True),
                Column("Customer", 2.4, is_bold=True),
                Column("Deliverable", 2.6),
                Column("Gap", 0.8, is_figure=True),
                Column("95 % interval", 1.8, is_figure=True),
                Column("Answers", 1.2, is_figure=True),
                Column("Worst in", 2.2),
            ),
            rows[:MAX_HANDOFFS],
            "\n".join((story.asked(found), *story.rivals(found), *story.unasked(found), *steps)),
            _aside(found),
        )
    )


def _aside(found: Expectations) -> str:
    more = len(found.ranked) - MAX_HANDOFFS
    left = f" {count(more, 'more handoff')} in the workbook." if more > 0 else ""
    return f"Gap: perceived − expected. {story.asked(found)}{left}"


def _row(one: Expected) -> tuple[str, ...]:
    handoff, service, worst = one.handoff, one.service, one.worst
    said = "–" if worst is None or worst.gap is None else mark(worst.gap.value, sign=True)
    return (
        handoff.supplier,
        handoff.customer,
        handoff.deliverable or "the work",
        "–" if service is None else mark(service.value, sign=True),
        "–" if service is None else story.interval(service.interval),
        str(one.answers),
        f"{worst.dimension} {said}" if worst else "–",
    )
