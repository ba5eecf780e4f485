"""What receivers say of a handoff, dimension by dimension, and the gap over all of them.

SERVQUAL (Parasuraman, Zeithaml and Berry, Journal of Retailing 64, 1988): perceived - expected by
RATER dimension; over the dimensions weighted by their importance (the same, Journal of Retailing
67, 1991).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chainmap.measure.kano import Kano, kano
from chainmap.measure.means import Mean, mean
from chainmap.measure.small_counts import Interval
from chainmap.model import Rating
from chainmap.survey import Answer, Dimension


@dataclass(frozen=True, slots=True)
class Judged:
    """One dimension of a handoff: means over those who gave a mark, None where nobody did.

    `gap` is over those who gave both marks, expected and perceived.
    """

    dimension: Dimension
    answers: int
    expected: Mean | None
    perceived: Mean | None
    gap: Mean | None
    importance: Mean | None
    kano: Kano | None


@dataclass(frozen=True, slots=True)
class Service:
    """Perceived - expected over the dimensions, by their importance (`is_weighted`) or all alike.

    `dimensions` is how many count: those with enough answers, or all there are if none has enough
    (then `is_enough` is false and there is no interval).
    """

    value: float
    interval: Interval | None
    dimensions: int
    is_weighted: bool
    is_enough: bool


def judged(answers: Sequence[Answer]) -> tuple[Judged, ...]:
    """Return what the answers about one handoff say, in the order of RATER."""
    by_dimension = (
        (dimension, [answer for answer in answers if answer.dimension is dimension])
        for dimension in Dimension
    )
    return tuple(_dimension(dimension, same) for dimension, same in by_dimension if same)


def _dimension(dimension: Dimension, answers: Sequence[Answer]) -> Judged:
    return Judged(
        dimension=dimension,
        answers=len(answers),
        expected=_mean(answer.expected for answer in answers),
        perceived=_mean(answer.perceived for answer in answers),
        gap=mean(answer.gap for answer in answers),
        importance=_mean(answer.importance for answer in answers),
        kano=kano(answers),
    )


def _mean(marks: Iterable[Rating | None]) -> Mean | None:
    return mean(None if mark is None else mark.score for mark in marks)


def service_gap(dimensions: Iterable[Judged]) -> Service | None:
    """Return the gap over the dimensions of a handoff, None where no mark has its counterpart.

    The interval adds up those of the dimensions, each by its weight, as if whoever is disappointed
    in one were disappointed in all: those asked are mostly the same people. It is rather too wide.
    """
    asked = [judged for judged in dimensions if judged.gap is not None]
    enough = [judged for judged in asked if judged.gap is not None and judged.gap.is_enough]
    counted = enough or asked
    if not counted:
        return None
    marks = [judged.importance.value for judged in counted if judged.importance is not None]
    is_weighted = len(marks) == len(counted) and math.fsum(marks) > 0
    weights = marks if is_weighted else [1.0] * len(counted)
    total = math.fsum(weights)
    gaps = [judged.gap for judged in counted if judged.gap is not None]
    value = math.fsum(w * gap.value for w, gap in zip(weights, gaps, strict=True)) / total
    half = math.fsum(w * (gap.half or 0.0) for w, gap in zip(weights, gaps, strict=True)) / total
    return Service(
        value=value,
        interval=Interval(value - half, value + half) if enough and half else None,
        dimensions=len(counted),
        is_weighted=is_weighted,
        is_enough=bool(enough),
    )
