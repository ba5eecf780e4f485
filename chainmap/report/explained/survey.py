"""Explains expectations and trend: means of marks with the rows they stand in, and the gaps."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from chainmap.analysis.expectations import Expectations, Expected
from chainmap.analysis.trend import Period, Trend
from chainmap.measure.judgement import Judged
from chainmap.measure.means import Mean
from chainmap.model import Handoff, Rating
from chainmap.report.explained.figures import Explained, Input
from chainmap.report.explained.inputs import Places, named, said
from chainmap.report.explained.numbers import figure, in_hours, with_sign
from chainmap.survey import Answer
from chainmap.units import MINUS, count


def of_survey(
    found: Expectations, trend: Trend, answers: Sequence[tuple[Handoff, Answer]], places: Places
) -> tuple[Explained, ...]:
    """Return where the figures of every handoff and period come from."""
    return (
        *_cuts(found),
        *(one for expected in found.handoffs for one in of_expected(expected, answers, places)),
        *(_period(period, trend) for period in trend.periods),
    )


def _cuts(found: Expectations) -> Iterator[Explained]:
    cuts = found.cuts
    if cuts is None:
        return
    for name, value in (("importance", cuts.importance), ("performance", cuts.performance)):
        yield Explained(
            "",
            f"high {name} from",
            value,
            figure(value),
            f"{cuts.by} of the {name} of {count(cuts.figures, 'dimension')} with enough answers",
            keys=(f"cut_points.{name}",),
        )


def of_expected(
    expected: Expected, answers: Sequence[tuple[Handoff, Answer]], places: Places
) -> Iterator[Explained]:
    """Yield where the figures of one handoff come from: its gap, its dimensions, the five gaps."""
    about = named(expected.handoff)
    mine = [answer for handoff, answer in answers if handoff == expected.handoff]
    if expected.service is not None:
        yield _service(expected, about)
    for judged in expected.dimensions:
        yield _dimension(judged, [a for a in mine if a.dimension is judged.dimension], about)
    yield from _five(expected, about, places)


def _service(expected: Expected, about: str) -> Explained:
    service = expected.service
    assert service is not None  # noqa: S101  asked for where it is there
    counted = [
        judged
        for judged in expected.dimensions
        if judged.gap is not None and (judged.gap.is_enough or not service.is_enough)
    ]
    weights = [_importance(judged) if service.is_weighted else 1.0 for judged in counted]
    gaps = [judged.gap.value for judged in counted if judged.gap is not None]
    parts = " + ".join(
        f"{figure(weight)} × {figure(gap)}" for weight, gap in zip(weights, gaps, strict=True)
    )
    weighed = "importance" if service.is_weighted else "all alike, as importance was not asked"
    return Explained(
        about,
        "service gap",
        service.value,
        figure(service.value),
        f"perceived {MINUS} expected over the dimensions, weighted by {weighed}",
        worked=(f"({parts}) / {figure(math.fsum(weights))} = {figure(service.value)}",),
        keys=("gaps.service.value",),
    )


def _importance(judged: Judged) -> float:
    return 0.0 if judged.importance is None else judged.importance.value


def _dimension(judged: Judged, answers: Sequence[Answer], about: str) -> Explained:
    means = (
        ("expected", judged.expected),
        ("perceived", judged.perceived),
        ("gap", judged.gap),
        ("importance", judged.importance),
    )
    told = tuple(_mean(name, mean) for name, mean in means if mean is not None)
    gap = judged.gap
    return Explained(
        about,
        str(judged.dimension),
        None if gap is None else gap.value,
        "" if gap is None else figure(gap.value),
        f"means over those who gave a mark; gap: perceived {MINUS} expected of those who gave both",
        tuple(_answer(answer) for answer in answers),
        told,
        keys=("dimensions",),
    )


def _mean(name: str, mean: Mean) -> str:
    told = f"{name} {figure(mean.value)} of {count(mean.count, 'mark')}"
    return told if mean.half is None else f"{told}, ± {figure(mean.half)} (Student's t, 95 %)"


def _answer(answer: Answer) -> Input:
    marks: tuple[tuple[str, Rating | None], ...] = (
        ("expected", answer.expected),
        ("perceived", answer.perceived),
        ("importance", answer.importance),
    )
    text = ", ".join(f"{name} {mark}" for name, mark in marks if mark is not None)
    where = (str(answer.location),) if answer.location.path else ()
    return Input(str(answer.date), text or "no mark", answer.gap, "", "answer", where)


def _five(expected: Expected, about: str, places: Places) -> Iterator[Explained]:
    gaps, known = expected.gaps, expected.handoff
    rules = (
        ("knowledge", gaps.knowledge, f"they_need {MINUS} within", ("they_need", "within")),
        ("standards", gaps.standards, f"promise {MINUS} within", ("promise", "within")),
        ("delivery", gaps.delivery, f"time {MINUS} promise", ("promise",)),
        (
            "communication",
            gaps.communication,
            f"step promises on the slowest chain {MINUS} promise to the customer",
            ("promise",),
        ),
    )
    times = {"they_need": known.belief, "within": known.need, "promise": known.promise}
    for name, value, rule, keys in rules:
        if value is not None:
            stated = [said(known, key, time, places) for key in keys if (time := times[key])]
            rest = (_of_time(known, value, places),) if name == "delivery" else ()
            key = (f"gaps.{name}_h",)
            text = with_sign(value)
            yield Explained(about, f"{name} gap", value, text, rule, (*stated, *rest), keys=key)


def _of_time(known: Handoff, beyond: float, places: Places) -> Input:
    """Return the time a delivery takes: of the whole chain for an external customer."""
    if known.to_outside and known.end_to_end is not None:
        return said(known, "end_to_end", known.end_to_end, places)
    hours = beyond + (known.promise.hours if known.promise else 0.0)
    how = "traced from order to delivery" if known.to_outside else "lead_time"
    where = places.get(known.sort_key, {}).get("lead_time") if not known.to_outside else None
    return Input(
        "time", in_hours(hours), hours, how, known.evidence, (str(where),) if where else ()
    )


def _period(period: Period, trend: Trend) -> Explained:
    marks = [
        f"{name} {figure(mean.value)} of {count(mean.count, 'mark')}"
        for name, mean in (("perceived", period.perceived), ("gap", period.gap))
        if mean is not None
    ]
    weight = "–" if period.weight is None else figure(period.weight)
    number = "–" if period.complaints is None else figure(period.complaints)
    return Explained(
        f"Trend per {trend.per}",
        period.name,
        period.complaints,
        f"{number} complaints, weight {weight}",
        f"complaints and answers dated from {period.start} on, until the next begins",
        worked=tuple(marks),
        keys=("trend.periods",),
    )
