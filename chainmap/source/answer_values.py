"""The values in what `observe --format json` printed: which there may be, and what is wrong.

Counts are whole numbers up to 2**53, times hours, shares 0..1; texts lose control characters.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from chainmap.source.wording import shown

_MOST = 2**53
"""Above it two whole numbers may be one to a program that reads JSON."""

_DAY = 24
"""Hours."""

_UNPRINTED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_KINDS: dict[type, str] = {dict: "a mapping", list: "a list", type(None): "null"}


def wrong_value(text: str) -> PydanticCustomError:
    """Return the error that pydantic collects, as a sentence."""
    return PydanticCustomError("wrong-value", "{text}", {"text": text})


def _wrong(value: object, expected: str) -> PydanticCustomError:
    """Return what stands somewhere, and what belongs there."""
    found = shown(repr(value)) if isinstance(value, str | int | float) else _KINDS[type(value)]
    return wrong_value(f"{found} stands where {expected} belongs.")


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value <= _MOST:
        raise _wrong(value, "a whole number of 0 or more")
    return value


def _at_least_one(value: object) -> int:
    if type(value) is not int or not 1 <= value <= _MOST:
        raise _wrong(value, "a whole number of 1 or more")
    return value


def _hours_a_day(value: object) -> float:
    hours = _hours(value)
    if not 0 < hours <= _DAY:
        raise _wrong(value, "a number of hours above 0, up to 24,")
    return hours


def _hours(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _MOST:
        raise _wrong(value, "a number of hours, 0 or more,")
    return float(value)


def _share(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise _wrong(value, "a share between 0 and 1")
    return float(value)


def _text(value: object) -> str:
    if type(value) is not str:
        raise _wrong(value, "a text")
    return _UNPRINTED.sub(" ", value)


def _name(value: object) -> str:
    name = _text(value).strip()
    if not name:
        raise _wrong(value, "a name")
    return name


def _day(value: object) -> str:
    try:
        return date.fromisoformat(_text(value)).isoformat()
    except ValueError:
        raise _wrong(value, "a day such as 2026-09-30") from None


Count = Annotated[int, BeforeValidator(_count)]
AtLeastOne = Annotated[int, BeforeValidator(_at_least_one)]
Hours = Annotated[float, BeforeValidator(_hours)]
Share = Annotated[float, BeforeValidator(_share)]
Text = Annotated[str, BeforeValidator(_text)]
TeamName = Annotated[str, BeforeValidator(_name)]
Day = Annotated[str, BeforeValidator(_day)]
HoursADay = Annotated[float, BeforeValidator(_hours_a_day)]
