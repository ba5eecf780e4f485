"""Why a value cannot be read, and how to write it: the errors that pydantic collects."""

from __future__ import annotations

import re

from pydantic_core import PydanticCustomError

from chainmap.source.patterns import NUMBER, SIGNED, WHOLE
from chainmap.source.wording import kind_of, shown

_NUMBER = re.compile(SIGNED)
_DURATION_HINT = "Write 4h, 30m, 2d or 1w."
_RATE_HINT = "Write 4/h, 120/d or 5/w."
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


def fault(code: str, message: str, hint: str | None = None) -> PydanticCustomError:
    """Return the error that pydantic collects; the message goes on after the name of the key."""
    context = {"message": message} if hint is None else {"message": message, "hint": hint}
    return PydanticCustomError(code, "{message}", context)


def empty_value() -> PydanticCustomError:
    """Return the error of a key with nothing behind it."""
    return fault("empty-value", "nothing stands here.", "Write a value, or leave the key out.")


def wrong_type(value: object, expected: str) -> PydanticCustomError:
    """Return the error of a list or a mapping where something else belongs."""
    message = f"{kind_of(value)} stands where {expected} belongs."
    return fault("wrong-type", message, f"Write {expected}.")


def not_a_duration(text: str) -> PydanticCustomError:
    """Return why a text is no duration: no unit, another word for it, a clock, a comma."""
    if text.startswith("-"):
        return fault("negative-time", f"{shown(text)} is negative.", "A time is 0 or more.")
    if _COMMA.search(text):
        return _comma(text)
    if _NUMBER.fullmatch(text):
        return fault("no-unit", f"{shown(text)} has no unit.", _DURATION_HINT)
    clock = _CLOCK.fullmatch(text)
    if clock:
        hint = f"Write {int(clock[1])}h {int(clock[2])}m."
        return fault("bad-duration", f"{text} is no duration.", hint)
    unit = _UNIT.fullmatch(text)
    if unit:
        hint = _unit_hint(unit[1], unit[2])
        return fault("unknown-unit", f"{shown(unit[2])} is no unit of time.", hint)
    return fault("bad-duration", f"{shown(text)} is no duration.", _DURATION_HINT)


def _unit_hint(amount: str, word: str) -> str:
    folded = word.casefold().removesuffix("s") or "s"
    for spelled, unit in _SPELLED_UNITS.items():
        if folded == unit or folded.startswith(spelled):
            return f"Write {shown(amount)}{unit}."
    return "The units are s, m, h, d and w."


def not_a_rate(text: str) -> PydanticCustomError:
    """Return why a text is no rate: it does not say in which time, or in none that is known."""
    if text.startswith("-"):
        return fault("negative-number", f"{shown(text)} is negative.", _RATE_HINT)
    if _COMMA.search(text):
        return _comma(text)
    if _NUMBER.fullmatch(text):
        return fault("no-unit", f"{shown(text)} does not say in which time.", _RATE_HINT)
    head, slash, unit = text.partition("/")
    if slash and _NUMBER.fullmatch(head.strip()):
        message = f"{shown(unit.strip()) or 'Nothing'} is no unit of a rate."
        return fault("unknown-unit", message, _RATE_HINT)
    return fault("bad-rate", f"{shown(text)} is no rate.", _RATE_HINT)


def not_a_percentage(text: str) -> PydanticCustomError:
    """Return why a text is no percentage; a share such as 0.85 is taken for 85 %."""
    if _COMMA.search(text):
        return _comma(text)
    if _NUMBER.fullmatch(text):
        value = float(text)
        meant = value * 100 if 0 < value <= 1 else value
        hint = f"Write {meant:g}%." if 0 <= meant <= WHOLE else "Write 0% to 100%."
        return fault("no-unit", f"{shown(text)} has no percent sign.", hint)
    return fault("bad-percentage", f"{shown(text)} is no percentage.", "Write 85%.")


def not_a_number(text: str) -> PydanticCustomError:
    """Return why a text is no number."""
    if _COMMA.search(text):
        return _comma(text)
    return fault(
        "bad-number", f"{shown(text)} is no number.", "Write digits only, such as 6 or 2.5."
    )


def _comma(text: str) -> PydanticCustomError:
    meant = _COMMA.sub(r"\1.\2", text, count=1)
    hint = f"Write a decimal point: {shown(meant)}."
    return fault("bad-number", f"{shown(text)} has a comma.", hint)
