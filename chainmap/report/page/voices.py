"""The section of the surveys: what customers of handoffs expect, what they get, how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from chainmap.analysis.expectations import Expectations, Expected
from chainmap.measure.judgement import Judged
from chainmap.measure.means import ENOUGH, Mean
from chainmap.measure.quadrants import CutPoints, Quadrant
from chainmap.report.page.content import PageContent
from chainmap.report.page.figures import NOTHING, Figure
from chainmap.report.page.names import Sentences
from chainmap.report.story import survey as story
from chainmap.report.story.advice import NextStep
from chainmap.report.text.marks import mark
from chainmap.units import command, count

MAX_HANDOFFS = 15
"""Handoffs shown; `chainmap survey` has all."""


@dataclass(frozen=True, slots=True)
class DimensionLine:
    """What is said of one dimension of a handoff, as text; `is_short` where it falls short."""

    name: str
    answers: Figure
    expected: Figure
    perceived: Figure
    gap: Figure
    interval: str
    importance: Figure
    advice: str
    kano: str
    is_short: bool


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """One handoff that its customer was asked about; `remark` says why it is not ranked."""

    known: Expected
    supplier: str
    customer: str
    deliverable: str
    gap: Figure
    interval: str
    answers: Figure
    worst: str
    last: Figure
    remark: str
    dimensions: tuple[DimensionLine, ...]


@dataclass(frozen=True, slots=True)
class VoiceTable:
    """The handoffs, the largest shortfall first; `more` are not shown."""

    answer: Markup
    asked: str
    rows: tuple[VoiceLine, ...]
    more: int
    next_steps: tuple[NextStep, ...]
    reading: tuple[str, ...]
    unknown: tuple[str, ...]
    command: str


def voice_table(content: PageContent) -> VoiceTable | None:
    """Return the section, None where nobody has answered a survey."""
    if content.survey is None:
        return None
    found, organisation = content.survey.expectations, content.organisation
    say = Sentences(organisation)
    return VoiceTable(
        answer=Markup(" ").join(map(say, (*story.answer(found), *story.rivals(found)))),
        asked=story.asked(found),
        rows=tuple(_line(one, found) for one in found.handoffs[:MAX_HANDOFFS]),
        more=max(len(found.handoffs) - MAX_HANDOFFS, 0),
        next_steps=tuple(story.next_steps(found, organisation.source)),
        reading=tuple(story.reading(found)),
        unknown=tuple(story.unasked(found)),
        command=command("survey", organisation.source),
    )


def _line(one: Expected, found: Expectations) -> VoiceLine:
    handoff, service = one.handoff, one.service
    few = f"not ranked: fewer than {ENOUGH} answers to a question"
    return VoiceLine(
        known=one,
        supplier=handoff.supplier,
        customer=handoff.customer,
        deliverable=handoff.deliverable or "the work",
        gap=NOTHING if service is None else _signed(service.value),
        interval=story.interval(service.interval) if service and one.is_ranked else "–",
        answers=Figure(str(one.answers), one.answers),
        worst=_worst(one.worst),
        last=Figure(", ".join(_age(one)), -one.age),
        remark="" if one.is_ranked else few,
        dimensions=tuple(_dimension(judged, found.cuts) for judged in one.dimensions),
    )


def _age(one: Expected) -> Iterator[str]:
    yield f"{one.last}"
    if one.outdated:
        yield f"{one.outdated} of {count(one.answers, 'answer')} older than the limit"


def _worst(judged: Judged | None) -> str:
    if judged is None or judged.gap is None:
        return "–"
    return f"{judged.dimension} {mark(judged.gap.value, sign=True)}"


def _dimension(judged: Judged, cuts: CutPoints | None) -> DimensionLine:
    gap = judged.gap
    quadrant = cuts.quadrant(judged) if cuts else None
    return DimensionLine(
        name=judged.dimension,
        answers=Figure(str(judged.answers), judged.answers),
        expected=_mean(judged.expected),
        perceived=_mean(judged.perceived),
        gap=NOTHING if gap is None else _signed(gap.value),
        interval=story.spread(gap),
        importance=_mean(judged.importance),
        advice=quadrant or "–",
        kano=story.kano_class(judged.kano),
        is_short=quadrant is Quadrant.CONCENTRATE,
    )


def _mean(known: Mean | None) -> Figure:
    return NOTHING if known is None else Figure(mark(known.value), known.value)


def _signed(value: float) -> Figure:
    return Figure(mark(value, sign=True), value)
