"""The types of the keys: how each is read from text, and how the JSON Schema shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, TypeVar

from pydantic import Field

from chainmap.model import Category, Evidence, PartyKind, Rating
from chainmap.source import quantities as q
from chainmap.source.faults import fault
from chainmap.source.field_reading import NAME_SCHEMA, JsonSchema, OneOrMany, Reads, Strict
from chainmap.source.patterns import DATE, DURATION, NUMBER, PERCENT, RATE, RATING
from chainmap.source.wording import did_you_mean, listed, nearest, shown

Word = TypeVar("Word", bound=StrEnum)

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

LONGEST_NAME = 1000
"""Characters of the name of a party, a deliverable or a complaint."""

LONGEST_TEXT = 100_000
"""Characters of what somebody said or wants."""


@lru_cache(maxsize=65536)
def name(text: str) -> str:
    """Read a name: any text, shown without the space around it."""
    bare = text.strip()
    if _CONTROL.search(bare):
        hint = "Write the name in one line, without control characters."
        raise fault("control-character", f"{shown(bare)} has a control character in it.", hint)
    return _no_longer(bare, LONGEST_NAME)


def _text(text: str) -> str:
    return _no_longer(text.strip(), LONGEST_TEXT)


def _no_longer(text: str, most: int) -> str:
    """Refuse what no picture and no page could show, and what takes minutes to lay out."""
    if len(text) > most:
        message = f"{shown(text)} has {len(text):,} characters."
        raise fault("too-long", message, f"Write at most {most:,}.")
    return text


def _switch(text: str) -> bool:
    known = {"true": True, "yes": True, "false": False, "no": False}
    try:
        return known[text.strip().lower()]
    except KeyError:
        raise fault("bad-boolean", f"{shown(text)} is neither.", "Write true or false.") from None


def one_of(choices: Sequence[Word], code: str, what: str) -> Callable[[str], Word]:
    """Return a reader of one of the words, spelled as it is; `what` says what another is none of.

    Raises:
        PydanticCustomError: from the reader, with this code and the nearest word.
    """
    known = {str(word): word for word in choices}

    def read(text: str) -> Word:
        try:
            return known[text.strip()]
        except KeyError:
            message = f"{shown(text)} is no {what}."
            raise fault(code, message, did_you_mean(text, choices)) from None

    return read


def _category(text: str) -> Category:
    choices = list(Category)
    if text.strip() in choices:
        return Category(text.strip())
    found = nearest(text, choices)
    hint = f"Did you mean {found}? " if found else ""
    hint += f"The categories are {listed(choices)}."
    raise fault("unknown-category", f"{shown(text)} is no category.", hint)


def _whole(text: str) -> int:
    value = q.number(text)
    if value != int(value):
        raise fault("bad-number", f"{shown(text)} is no whole number.", f"Write {value:.0f}.")
    return int(value)


def _within(low: float, high: float, *, above: bool = False) -> Callable[[str], float]:
    """Return a reader of numbers from `low` (or, if `above`, just above it) to `high`."""

    def read(text: str) -> float:
        value = q.number(text)
        if value > high or value < low or (above and value == low):
            start = f"above {low:g}, at most" if above else f"from {low:g} to"
            hint = f"Write a number {start} {high:g}."
            raise fault("out-of-range", f"{shown(text)} is out of range.", hint)
        return value

    return read


def _pattern(pattern: str, *examples: str) -> JsonSchema:
    shown_as = {"examples": list(examples)} if examples else {}
    return {"type": "string", "pattern": f"^ *(?:{pattern}) *$", **shown_as}


def words_schema(choices: Sequence[str]) -> JsonSchema:
    """Return the JSON Schema of one of the words."""
    return {"enum": [str(word) for word in choices]}


def _number_schema(kind: str = "number", **limits: float) -> JsonSchema:
    quoted = {"type": "string", "pattern": f"^ *{NUMBER} *$"}
    return {"anyOf": [{"type": kind, **limits}, quoted]}


_DURATION = _pattern(DURATION, "4h", "30m", "2d", "1w", "1d 4h")
_TEXT: JsonSchema = {"type": ["string", "number", "boolean"]}
_SWITCH_WORDS = "[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo]"
_SWITCH: JsonSchema = {"anyOf": [{"type": "boolean"}, _pattern(_SWITCH_WORDS)]}
_STATED = (Evidence.MEASURED, Evidence.ESTIMATED, Evidence.GUESS)
_KINDS = tuple(PartyKind)
_PERCENT = _pattern(PERCENT, "85%")
_ISO_DATE = _pattern(DATE, "2026-05-12")

ANumber = Annotated[float, Reads(q.number, "a number", _number_schema(minimum=0))]
ADuration = Annotated[q.Duration, Reads(q.duration, "a duration", _DURATION)]
APercent = Annotated[float, Reads(q.percent, "a percentage", _PERCENT)]


class ThreePoint(Strict):
    """A duration that varies."""

    low: ADuration = Field(description="When all goes well.")
    likely: ADuration = Field(description="As it mostly goes.")
    high: ADuration = Field(description="When much goes wrong.")

    def as_estimate(self) -> q.Estimate:
        """Return it as a quantity."""
        return q.Estimate(self.low, self.likely, self.high)


Name = Annotated[str, Reads(name, "a name", NAME_SCHEMA)]
Names = Annotated[tuple[Name, ...], OneOrMany()]
SomeNames = Annotated[tuple[Name, ...], OneOrMany(least=1)]
MaybeName = Annotated[str | None, Reads(name, "a name", NAME_SCHEMA)]
MaybeText = Annotated[str | None, Reads(_text, "a text", _TEXT)]
MaybeNumber = Annotated[float | None, Reads(q.number, "a number", _number_schema(minimum=0))]
MaybeDuration = Annotated[q.Duration | None, Reads(q.duration, "a duration", _DURATION)]
MaybeEstimate = Annotated[
    q.Estimate | None,
    Reads(q.estimate, "a duration", _DURATION, ThreePoint.as_estimate, ThreePoint),
]
MaybeRate = Annotated[q.Rate | None, Reads(q.rate, "a rate", _pattern(RATE, "120/d", "5/w", "4/h"))]
MaybePercent = Annotated[float | None, Reads(q.percent, "a percentage", _PERCENT)]
MaybeRating = Annotated[Rating | None, Reads(q.rating, "a mark", _pattern(RATING, "3/5"))]
MaybeDate = Annotated[date | None, Reads(q.iso_date, "a date", _ISO_DATE)]
MaybeEvidence = Annotated[
    Evidence | None,
    Reads(one_of(_STATED, "unknown-evidence", "evidence"), "a word", words_schema(_STATED)),
]
MaybeWhole = Annotated[
    int | None, Reads(_whole, "a whole number", _number_schema("integer", minimum=0))
]
MaybeKind = Annotated[
    PartyKind | None,
    Reads(one_of(_KINDS, "unknown-kind", "kind of party"), "a word", words_schema(_KINDS)),
]
Switch = Annotated[bool, Reads(_switch, "true or false", _SWITCH)]
ACategory = Annotated[Category, Reads(_category, "a category", words_schema(list(Category)))]
Hours = Annotated[
    float,
    Reads(
        _within(0, 24, above=True),
        "a number",
        _number_schema(exclusiveMinimum=0, maximum=24),
    ),
]
Days = Annotated[
    float,
    Reads(
        _within(0, 7, above=True),
        "a number",
        _number_schema(exclusiveMinimum=0, maximum=7),
    ),
]
Severity = Annotated[float, Reads(_within(1, 3), "a number", _number_schema(minimum=1, maximum=3))]
