"""Expectations: what do receivers expect of a handoff, what do they get, and does it matter?

Per handoff the SERVQUAL gap (`measure.judgement`), importance against performance
(`measure.quadrants`), Kano's class (`measure.kano`), the five gaps (`measure.five_gaps`) and how
old the answers are. Source: Parasuraman, Zeithaml and Berry; Martilla and James; Kano. No published
case applies; the tests hold it to Kano's table as printed and to figures worked out by hand.

Assumes that those who answered stand for those who did not, that a mark is worth the same to
everybody, and that the steps of a scale are equal. Dimensions with fewer than five answers are
shown, but neither ranked nor placed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chainmap.flow import Flow
from chainmap.measure.five_gaps import FiveGaps, five_gaps
from chainmap.measure.judgement import Judged, Service, judged, service_gap
from chainmap.measure.quadrants import CutPoints, cut_points
from chainmap.model import Handoff, HandoffId, Rating
from chainmap.survey import Answer, CutBy


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known of one handoff.

    `age` is the calendar days since the last answer; `outdated` answers are older than the
    organisation's limit.
    """

    handoff: Handoff
    answers: int
    dimensions: tuple[Judged, ...]
    service: Service | None
    gaps: FiveGaps
    first: date
    last: date
    age: int
    outdated: int

    @property
    def is_ranked(self) -> bool:
        """Whether any dimension has so many answers that the shortfall may be ranked."""
        return self.service is not None and self.service.is_enough

    @property
    def worst(self) -> Judged | None:
        """The dimension with enough answers that falls short most, None where none does."""
        short = [
            (judged.gap.value, judged.dimension, judged)
            for judged in self.dimensions
            if judged.gap is not None and judged.gap.is_enough and judged.gap.value < 0
        ]
        return min(short, key=lambda one: one[:2])[2] if short else None


@dataclass(frozen=True, slots=True)
class Expectations:
    """The handoffs somebody was asked about: `ranked` by shortfall, others by name.

    `unasked` are deliveries to external customers without an answer; `later` answers are dated
    after the day that was asked for, and not counted. `respondents` is None where an answer does
    not say who gave it. `scale` is the best mark, `importance_scale` that of importance.
    """

    ranked: tuple[Expected, ...]
    unranked: tuple[Expected, ...]
    cuts: CutPoints | None
    unasked: tuple[Handoff, ...]
    answers: int
    respondents: int | None
    later: int
    max_age: float | None
    scale: float | None
    importance_scale: float | None

    @property
    def handoffs(self) -> tuple[Expected, ...]:
        """All of them, those ranked first."""
        return (*self.ranked, *self.unranked)

    @property
    def rivals(self) -> tuple[Expected, ...]:
        """The handoffs that may be first as well: their interval overlaps that of the first."""
        return tuple(other for other in self.ranked[1:] if _overlap(self.ranked[0], other))


def expectations(
    flow: Flow,
    answers: Iterable[Answer],
    *,
    as_of: date,
    among: Collection[HandoffId] | None = None,
    cut_by: CutBy = CutBy.MEAN,
) -> Expectations:
    """Return what the answers up to a day say of the handoffs `among` (None: of all)."""
    asked = [answer for answer in answers if among is None or answer.handoff in among]
    known = [answer for answer in asked if answer.date <= as_of]
    by_handoff = _by_handoff(known)
    gaps = five_gaps(flow, of=by_handoff)
    found = [_expected(flow, id_, same, gaps[id_], as_of) for id_, same in by_handoff.items()]
    every = (dimension for expected in found for dimension in expected.dimensions)
    return Expectations(
        ranked=tuple(sorted((one for one in found if one.is_ranked), key=_largest_shortfall)),
        unranked=tuple(one for one in found if not one.is_ranked),
        cuts=cut_points(every, by=cut_by),
        unasked=_unasked(flow, by_handoff, among),
        answers=len(known),
        respondents=_respondents(flow, known),
        later=len(asked) - len(known),
        max_age=flow.organisation.limits.max_survey_age,
        scale=_scale(mark for answer in known for mark in (answer.expected, answer.perceived)),
        importance_scale=_scale(answer.importance for answer in known),
    )


def _by_handoff(answers: Iterable[Answer]) -> Mapping[HandoffId, list[Answer]]:
    found: dict[HandoffId, list[Answer]] = defaultdict(list)
    for answer in answers:
        found[answer.handoff].append(answer)
    return dict(sorted(found.items()))


def _expected(
    flow: Flow, handoff: HandoffId, answers: Sequence[Answer], gaps: FiveGaps, as_of: date
) -> Expected:
    limit = flow.organisation.limits.max_survey_age
    ages = [(as_of - answer.date).days for answer in answers]
    dimensions = judged(answers)
    return Expected(
        handoff=flow.handoffs[handoff],
        answers=len(answers),
        dimensions=dimensions,
        service=service_gap(dimensions),
        gaps=gaps,
        first=min(answer.date for answer in answers),
        last=max(answer.date for answer in answers),
        age=min(ages),
        outdated=0 if limit is None else sum(age > limit for age in ages),
    )


def _largest_shortfall(expected: Expected) -> tuple[float, tuple[str, str, str]]:
    value = expected.service.value if expected.service else 0.0
    return (value, expected.handoff.sort_key)


def _overlap(one: Expected, other: Expected) -> bool:
    """Whether the two may change places; an interval that is not known is its figure alone."""
    first, second = (e.service for e in (one, other))
    if first is None or second is None:
        return False
    low = second.interval.low if second.interval else second.value
    high = first.interval.high if first.interval else first.value
    return low <= high


def _unasked(
    flow: Flow, asked: Collection[HandoffId], among: Collection[HandoffId] | None
) -> tuple[Handoff, ...]:
    wanted = [h for h in flow.deliveries if h not in asked and (among is None or h in among)]
    return tuple(flow.handoffs[handoff] for handoff in sorted(wanted))


def _respondents(flow: Flow, answers: Sequence[Answer]) -> int | None:
    """Return how many people answered; each customer numbers its own."""
    who: set[tuple[str, str]] = set()
    for answer in answers:
        if answer.respondent is None:
            return None
        who.add((flow.handoffs[answer.handoff].customer, answer.respondent.casefold()))
    return len(who)


def _scale(marks: Iterable[Rating | None]) -> float | None:
    """Return the best mark; reading has seen to it that there is one scale."""
    return next((mark.scale for mark in marks if mark is not None), None)
