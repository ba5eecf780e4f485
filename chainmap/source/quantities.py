"""Reads quantities from text: durations, rates, percentages, marks, dates, numbers.

Readers raise the error that pydantic collects, with how to write it. They remember what they have
read: the same few texts stand in thousands of rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from chainmap.model import Calendar, Rating, Time
from chainmap.source.faults import fault, not_a_duration, not_a_number, not_a_percentage, not_a_rate
from chainmap.source.patterns import DURATION, LARGEST, NUMBER, SIGNED, WHOLE
from chainmap.source.wording import shown

_DURATION = re.compile(DURATION)
_PART = re.compile(rf"({NUMBER}) *([smhdw])")
_RATE = re.compile(rf"({NUMBER}) */ *([hdw])")
_SHARE = re.compile(rf"({SIGNED}) *%")
_RATING = re.compile(rf"({NUMBER}) */ *({NUMBER})")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NUMBER = re.compile(SIGNED)


@dataclass(frozen=True, slots=True)
class Duration:
    """An amount of working time in the units that were written; hours once a calendar is known."""

    parts: tuple[tuple[float, str], ...]

    def hours(self, calendar: Calendar) -> float:
        """Return the hours of working time."""
        return sum(amount * calendar.hours_in(unit) for amount, unit in self.parts)

    @property
    def calendar_days(self) -> float:
        """The same as a span between two dates, in days of 24 hours."""
        return self.hours(Calendar(24, 7)) / 24


@dataclass(frozen=True, slots=True)
class Estimate:
    """A duration, certain (three times the same) or as a three-point estimate."""

    low: Duration
    likely: Duration
    high: Duration

    @property
    def is_range(self) -> bool:
        """Whether it was given as three points."""
        return not self.low == self.likely == self.high

    def time(self, calendar: Calendar) -> Time:
        """Return it in hours."""
        if not self.is_range:
            return Time.of(self.likely.hours(calendar))
        return Time(*(point.hours(calendar) for point in (self.low, self.likely, self.high)))


@dataclass(frozen=True, slots=True)
class Rate:
    """Items per unit of working time."""

    amount: float
    unit: str

    def per_hour(self, calendar: Calendar) -> float:
        """Return the items per hour of working time."""
        return self.amount / calendar.hours_in(self.unit)


@lru_cache(maxsize=16384)
def duration(text: str) -> Duration:
    """Read `4h`, `30m`, `2d`, `1w`, `90s` or a combination such as `1d 4h`."""
    bare = text.strip()
    if not _DURATION.fullmatch(bare):
        raise not_a_duration(bare)
    return Duration(tuple((_in_range(n), unit) for n, unit in _PART.findall(bare)))


@lru_cache(maxsize=16384)
def estimate(text: str) -> Estimate:
    """Read a duration as an estimate without a range."""
    known = duration(text)
    return Estimate(known, known, known)


@lru_cache(maxsize=16384)
def rate(text: str) -> Rate:
    """Read `4/h`, `120/d` or `5/w`."""
    bare = text.strip()
    found = _RATE.fullmatch(bare)
    if found is None:
        raise not_a_rate(bare)
    return Rate(_in_range(found[1]), found[2])


@lru_cache(maxsize=16384)
def percent(text: str) -> float:
    """Read `85%`; return the share, 0..1."""
    bare = text.strip()
    found = _SHARE.fullmatch(bare)
    if found is None:
        raise not_a_percentage(bare)
    value = float(found[1])
    if value > WHOLE:
        raise fault("percent-over-100", f"{shown(bare)} is more than 100 %.", "Write 0% to 100%.")
    if value < 0:
        raise fault("negative-number", f"{shown(bare)} is negative.", "Write 0% to 100%.")
    return value / 100


@lru_cache(maxsize=4096)
def rating(text: str) -> Rating:
    """Read a mark such as `3/5`."""
    bare = text.strip()
    found = _RATING.fullmatch(bare)
    if found is None:
        raise fault("bad-rating", f"{shown(bare)} is no mark.", "Write 3/5, the mark and the best.")
    score, scale = _in_range(found[1]), _in_range(found[2])
    if not score <= scale or scale == 0:
        raise fault("bad-rating", f"{shown(bare)} is better than the best mark.", "Write 3/5.")
    return Rating(score, scale)


@lru_cache(maxsize=4096)
def iso_date(text: str) -> date:
    """Read `2026-05-12`."""
    bare = text.strip()
    found = _DATE.fullmatch(bare)
    hint = "Write year, month, day: 2026-05-12."
    if found is None:
        raise fault("bad-date", f"{shown(bare)} is no date.", hint)
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise fault("bad-date", f"{shown(bare)} is not in the calendar.", hint) from None


@lru_cache(maxsize=4096)
def number(text: str) -> float:
    """Read a number that is 0 or more, with a decimal point."""
    bare = text.strip()
    if not _NUMBER.fullmatch(bare):
        raise not_a_number(bare)
    value = float(bare)
    if value < 0:
        raise fault("negative-number", f"{shown(bare)} is negative.", "Write a number from 0 up.")
    return _in_range(bare)


def _in_range(digits: str) -> float:
    value = float(digits)
    if value > LARGEST:
        raise fault("out-of-range", f"{shown(digits)} is too large.", "Write at most 1000000000.")
    return value
