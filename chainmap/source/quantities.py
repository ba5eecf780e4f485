"""Reads quantities from text: durations, rates, percentages, marks, dates, numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pydantic_core import PydanticCustomError

from chainmap.model import Calendar, Rating, Time
from chainmap.source.wording import shown

NUMBER = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
DURATION = rf"{NUMBER} *[smhdw](?: *{NUMBER} *[smhdw])*"
RATE = rf"{NUMBER} */ *[hdw]"
PERCENT = r"0*(?:100(?:\.0+)?|[0-9]{1,2}(?:\.[0-9]+)?|\.[0-9]+) *%"
RATING = rf"{NUMBER} */ *{NUMBER}"
DATE = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"

WHOLE = 100
"""Percent."""

LARGEST = 1e9
"""Larger figures are slips of the hand."""

DURATION_HINT = "Write 4h, 30m, 2d or 1w."
RATE_HINT = "Write 4/h, 120/d or 5/w."

_DURATION = re.compile(DURATION)
_PART = re.compile(rf"({NUMBER}) *([smhdw])")
_RATE = re.compile(rf"({NUMBER}) */ *([hdw])")
_SHARE = re.compile(rf"([+-]?{NUMBER}) *%")
_RATING = re.compile(rf"({NUMBER}) */ *({NUMBER})")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NUMBER = re.compile(rf"[+-]?{NUMBER}")
_COMMA = re.compile(r"([0-9]),([0-9])")
_CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])")
_UNIT = re.compile(rf"({NUMBER}) *([^\W\d_]+)\.?")
_SPELLED_UNITS = {
    "sec": "s",
    "min": "m",
    "hour": "h",
    "hr": "h",
    "day": "d",
    "week": "w",
    "wk": "w",
}


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


def fault(code: str, message: str, hint: str | None = None) -> PydanticCustomError:
    """Return the error that pydantic collects; the message goes on after the name of the key."""
    context = {"message": message} if hint is None else {"message": message, "hint": hint}
    return PydanticCustomError(code, "{message}", context)


@lru_cache(maxsize=16384)
def duration(text: str) -> Duration:
    """Read `4h`, `30m`, `2d`, `1w`, `90s` or a combination such as `1d 4h`."""
    bare = text.strip()
    if not _DURATION.fullmatch(bare):
        raise _not_a_duration(bare)
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
        raise _not_a_rate(bare)
    return Rate(_in_range(found[1]), found[2])


@lru_cache(maxsize=16384)
def percent(text: str) -> float:
    """Read `85%`; return the share, 0..1."""
    bare = text.strip()
    found = _SHARE.fullmatch(bare)
    if found is None:
        raise _not_a_percentage(bare)
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
        raise _not_a_number(bare)
    value = float(bare)
    if value < 0:
        raise fault("negative-number", f"{shown(bare)} is negative.", "Write a number from 0 up.")
    return _in_range(bare)


def _in_range(digits: str) -> float:
    value = float(digits)
    if value > LARGEST:
        raise fault("out-of-range", f"{shown(digits)} is too large.", "Write at most 1000000000.")
    return value


def _not_a_duration(text: str) -> PydanticCustomError:
    if text.startswith("-"):
        return fault("negative-time", f"{shown(text)} is negative.", "A time is 0 or more.")
    if _COMMA.search(text):
        return _comma(text)
    if _NUMBER.fullmatch(text):
        return fault("no-unit", f"{shown(text)} has no unit.", DURATION_HINT)
    clock = _CLOCK.fullmatch(text)
    if clock:
        hint = f"Write {int(clock[1])}h {int(clock[2])}m."
        return fault("bad-duration", f"{text} is no duration.", hint)
    unit = _UNIT.fullmatch(text)
    if unit:
        hint = _unit_hint(unit[1], unit[2])
        return fault("unknown-unit", f"{shown(unit[2])} is no unit of time.", hint)
    return fault("bad-duration", f"{shown(text)} is no duration.", DURATION_HINT)


def _unit_hint(amount: str, word: str) -> str:
    folded = word.casefold().removesuffix("s") or "s"
    for spelled, unit in _SPELLED_UNITS.items():
        if folded == unit or folded.startswith(spelled):
            return f"Write {shown(amount)}{unit}."
    return "The units are s, m, h, d and w."


def _not_a_rate(text: str) -> PydanticCustomError:
    if text.startswith("-"):
        return fault("negative-number", f"{shown(text)} is negative.", RATE_HINT)
    if _COMMA.search(text):
        return _comma(text)
    if _NUMBER.fullmatch(text):
        return fault("no-unit", f"{shown(text)} does not say in which time.", RATE_HINT)
    head, slash, unit = text.partition("/")
    if slash and _NUMBER.fullmatch(head.strip()):
        message = f"{shown(unit.strip()) or 'Nothing'} is no unit of a rate."
        return fault("unknown-unit", message, RATE_HINT)
    return fault("bad-rate", f"{shown(text)} is no rate.", RATE_HINT)


def _not_a_percentage(text: str) -> PydanticCustomError:
    if _COMMA.search(text):
        return _comma(text)
    if _NUMBER.fullmatch(text):
        value = float(text)
        meant = value * 100 if 0 < value <= 1 else value
        hint = f"Write {meant:g}%." if 0 <= meant <= WHOLE else "Write 0% to 100%."
        return fault("no-unit", f"{shown(text)} has no percent sign.", hint)
    return fault("bad-percentage", f"{shown(text)} is no percentage.", "Write 85%.")


def _not_a_number(text: str) -> PydanticCustomError:
    if _COMMA.search(text):
        return _comma(text)
    return fault(
        "bad-number", f"{shown(text)} is no number.", "Write digits only, such as 6 or 2.5."
    )


def _comma(text: str) -> PydanticCustomError:
    meant = _COMMA.sub(r"\1.\2", text, count=1)
    hint = f"Write a decimal point: {shown(meant)}."
    return fault("bad-number", f"{shown(text)} has a comma.", hint)
