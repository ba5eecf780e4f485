"""Trend: do complaints and what receivers perceive change over time, or is it chance?

Complaints (how many, with their weight) and the marks of surveys, by calendar quarter or month,
as run charts (`measure.run_chart`, its source there). Between the first and the last complaint a
period without one counts 0; a period without marks is missing. The period that is not over is
shown and not judged. `rating:` in the files is left out: one mark with one date makes no series.

No published case of a chain; the rules are held to Swed and Eisenhart's tables and to Balestracci's
16 months ("An underrated test for run charts", Quality Digest, October 2008), which only the number
of runs tells from chance.

Assumes that complaints were written down alike all the time, and that the marks of each period are
about the same handoffs; where they are not, look at one customer or one team.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import fsum
from typing import NamedTuple, TypeVar

from chainmap.flow import Flow
from chainmap.measure.means import Mean, mean
from chainmap.measure.run_chart import RunChart, run_chart
from chainmap.model import Complaint, HandoffId
from chainmap.survey import Answer, Per


class Told(NamedTuple):
    """How many complaints came on one day, and their weight."""

    date: date | None
    complaints: float
    weight: float


Dated = TypeVar("Dated", Told, Answer)


class Series(StrEnum):
    """What is followed over time."""

    COMPLAINTS = "complaints"
    WEIGHT = "weight"
    PERCEIVED = "perceived"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Period:
    """One quarter or month; `complaints` and `weight` are None outside of the record of them."""

    name: str
    start: date
    is_over: bool
    complaints: float | None
    weight: float | None
    perceived: Mean | None
    gap: Mean | None

    def figure(self, series: Series) -> float | None:
        """Return what is followed."""
        if series is Series.COMPLAINTS:
            return self.complaints
        if series is Series.WEIGHT:
            return self.weight
        marks = self.perceived if series is Series.PERCEIVED else self.gap
        return marks.value if marks else None


@dataclass(frozen=True, slots=True)
class Trend:
    """The periods one after the other, and the run charts of those that are over.

    `is_mixed` says that the marks of the periods are not all about the same handoffs.
    `undated` and `later` count complaints without a date and after the day that was asked for.
    """

    per: Per
    periods: tuple[Period, ...]
    charts: Mapping[Series, RunChart]
    undated: float
    later: float
    is_mixed: bool


def trend(
    flow: Flow,
    answers: Iterable[Answer],
    *,
    as_of: date,
    among: Collection[HandoffId] | None = None,
    per: Per = Per.QUARTER,
) -> Trend:
    """Return complaints and marks up to a day, about the handoffs `among` (None: about all)."""
    complaints = [
        told
        for complaint in flow.organisation.complaints
        if among is None or complaint.delivery in among
        for told in _told(flow, complaint)
    ]
    marks = [
        answer
        for answer in answers
        if answer.date <= as_of and (among is None or answer.handoff in among)
    ]
    dated = [c for c in complaints if c.date is not None and c.date <= as_of]
    periods = _periods(dated, marks, per, as_of)
    over = [period for period in periods if period.is_over]
    return Trend(
        per=per,
        periods=periods,
        charts={series: run_chart(p.figure(series) for p in over) for series in Series},
        undated=fsum(c.complaints for c in complaints if c.date is None),
        later=fsum(c.complaints for c in complaints if c.date is not None and c.date > as_of),
        is_mixed=_is_mixed(marks, per),
    )


def _told(flow: Flow, complaint: Complaint) -> Iterator[Told]:
    """Yield what came of a complaint, day by day."""
    weight = flow.organisation.weight(complaint)
    for day in complaint.came:
        part = day.complaints / complaint.count if complaint.count else 0.0
        yield Told(day.date, day.complaints, weight * part)


def _periods(
    complaints: Sequence[Told], answers: Sequence[Answer], per: Per, as_of: date
) -> tuple[Period, ...]:
    told, asked = _grouped(complaints, per), _grouped(answers, per)
    numbers = [*told, *asked]
    if not numbers:
        return ()
    first, last = min(told, default=0), max(told, default=-1)
    current = _number(min(as_of, date.max - timedelta(days=1)) + timedelta(days=1), per)
    found = []
    for number in range(min(numbers), max(numbers) + 1):
        mine, marks = told.get(number, []), asked.get(number, [])
        is_known = first <= number <= last
        found.append(
            Period(
                name=_name(number, per),
                start=_start(number, per),
                is_over=number < current,
                complaints=fsum(c.complaints for c in mine) if is_known else None,
                weight=fsum(c.weight for c in mine) if is_known else None,
                perceived=mean(a.perceived.score if a.perceived else None for a in marks),
                gap=mean(a.gap for a in marks),
            )
        )
    return tuple(found)


def _is_mixed(answers: Iterable[Answer], per: Per) -> bool:
    asked = _grouped(answers, per).values()
    return len({frozenset(answer.handoff for answer in same) for same in asked}) > 1


def _grouped(records: Iterable[Dated], per: Per) -> Mapping[int, list[Dated]]:
    found: dict[int, list[Dated]] = defaultdict(list)
    for record in records:
        if record.date is not None:
            found[_number(record.date, per)].append(record)
    return found


def _number(day: date, per: Per) -> int:
    """Return the count of periods since the year 0."""
    months = day.year * 12 + day.month - 1
    return months // 3 if per is Per.QUARTER else months


def _start(number: int, per: Per) -> date:
    year, month = divmod(number * 3 if per is Per.QUARTER else number, 12)
    return date(year, month + 1, 1)


def _name(number: int, per: Per) -> str:
    start = _start(number, per)
    if per is Per.MONTH:
        return f"{start.year:04d}-{start.month:02d}"
    return f"{start.year:04d} Q{(start.month + 2) // 3}"
