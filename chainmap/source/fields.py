"""The types of the keys: how each is read from text, and how the JSON Schema shows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from chainmap.model import Category, Evidence, PartyKind, Rating
from chainmap.source import quantities as q
from chainmap.source.wording import did_you_mean, kind_of, listed, nearest, shown

JsonSchema = dict[str, Any]
T = TypeVar("T")

NAME_SCHEMA: JsonSchema = {
    "anyOf": [{"type": "string", "pattern": r"\S"}, {"type": "number"}],
}
"""An editor reads the names 42 and 010 as numbers; the program reads what stands there."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Strict(BaseModel):
    """A mapping in which every key is known."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


@dataclass(frozen=True, eq=False)
class Reads:
    """Annotation: the text is read by `parse`, a mapping (if at all) by `mapping`."""

    parse: Callable[[str], Any]
    expected: str
    shape: JsonSchema
    mapping: Callable[[Any], Any] | None = None
    model: type[BaseModel] | None = None

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return the validator that pydantic compiles."""
        if self.model is None:
            return core_schema.no_info_plain_validator_function(self._scalar)
        inner = handler.generate_schema(self.model)
        return core_schema.no_info_wrap_validator_function(self._scalar_or_mapping, inner)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        """Return what an editor is told."""
        if self.model is None:
            return dict(self.shape)
        return {"anyOf": [self.shape, handler(schema)]}

    def _scalar(self, value: object) -> object:
        if type(value) is str:
            if not value or value.isspace():
                raise empty_value()
            return self.parse(value)
        raise wrong_type(value, self.expected)

    def _scalar_or_mapping(self, value: object, handler: Callable[[object], Any]) -> object:
        if type(value) is dict and self.mapping is not None:
            return self.mapping(handler(value))
        return self._scalar(value)


@dataclass(frozen=True, eq=False)
class OneOrMany:
    """Annotation: one entry may stand without a list; a text is short for `{short: text}`."""

    short: str | None = None
    least: int = 0

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return the validator that pydantic compiles."""
        return core_schema.no_info_before_validator_function(self._as_list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        """Return what an editor is told."""
        many = handler(schema)
        entry = many["items"]
        if self.short is not None:
            entry = {"anyOf": [NAME_SCHEMA, entry]}
        least = {"minItems": self.least} if self.least else {}
        return {"anyOf": [entry, {"type": "array", "items": entry, **least}]}

    def _as_list(self, value: object) -> object:
        if value == "" or (self.least and value == []):
            raise empty_value()
        if type(value) is not list:
            value = [value]
        if self.short is None:
            return value
        return [{self.short: entry} if type(entry) is str else entry for entry in value]


def empty_value() -> PydanticCustomError:
    """Return the error of a key with nothing behind it."""
    return q.fault("empty-value", "nothing stands here.", "Write a value, or leave the key out.")


def wrong_type(value: object, expected: str) -> PydanticCustomError:
    """Return the error of a list or a mapping where something else belongs."""
    message = f"{kind_of(value)} stands where {expected} belongs."
    return q.fault("wrong-type", message, f"Write {expected}.")


@lru_cache(maxsize=65536)
def name(text: str) -> str:
    """Read a name: any text, shown without the space around it."""
    bare = text.strip()
    if _CONTROL.search(bare):
        hint = "Write the name in one line, without control characters."
        raise q.fault("control-character", f"{shown(bare)} has a control character in it.", hint)
    return bare


def _text(text: str) -> str:
    return text.strip()


def _switch(text: str) -> bool:
    known = {"true": True, "yes": True, "false": False, "no": False}
    try:
        return known[text.strip().lower()]
    except KeyError:
        raise q.fault("bad-boolean", f"{shown(text)} is neither.", "Write true or false.") from None


def _evidence(text: str) -> Evidence:
    choices = [Evidence.MEASURED, Evidence.ESTIMATED, Evidence.GUESS]
    if text.strip() in choices:
        return Evidence(text.strip())
    raise q.fault("unknown-evidence", f"{shown(text)} is no evidence.", did_you_mean(text, choices))


def _category(text: str) -> Category:
    choices = list(Category)
    if text.strip() in choices:
        return Category(text.strip())
    found = nearest(text, choices)
    hint = f"Did you mean {found}? " if found else ""
    hint += f"The categories are {listed(choices)}."
    raise q.fault("unknown-category", f"{shown(text)} is no category.", hint)


def _kind(text: str) -> PartyKind:
    choices = list(PartyKind)
    if text.strip() in choices:
        return PartyKind(text.strip())
    hint = did_you_mean(text, choices)
    raise q.fault("unknown-kind", f"{shown(text)} is no kind of party.", hint)


def _whole(text: str) -> int:
    value = q.number(text)
    if value != int(value):
        raise q.fault("bad-number", f"{shown(text)} is no whole number.", f"Write {value:.0f}.")
    return int(value)


def _within(low: float, high: float, *, above: bool = False) -> Callable[[str], float]:
    """Return a reader of numbers from `low` (or, if `above`, just above it) to `high`."""

    def read(text: str) -> float:
        value = q.number(text)
        if value > high or value < low or (above and value == low):
            start = f"above {low:g}, at most" if above else f"from {low:g} to"
            hint = f"Write a number {start} {high:g}."
            raise q.fault("out-of-range", f"{shown(text)} is out of range.", hint)
        return value

    return read


def _pattern(pattern: str, *examples: str) -> JsonSchema:
    shown_as = {"examples": list(examples)} if examples else {}
    return {"type": "string", "pattern": f"^ *(?:{pattern}) *$", **shown_as}


def _number_schema(kind: str = "number", **limits: float) -> JsonSchema:
    quoted = {"type": "string", "pattern": f"^ *{q.NUMBER} *$"}
    return {"anyOf": [{"type": kind, **limits}, quoted]}


_DURATION = _pattern(q.DURATION, "4h", "30m", "2d", "1w", "1d 4h")
_TEXT: JsonSchema = {"type": ["string", "number", "boolean"]}
_SWITCH_WORDS = "[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo]"
_SWITCH: JsonSchema = {"anyOf": [{"type": "boolean"}, _pattern(_SWITCH_WORDS)]}
_EVIDENCE: JsonSchema = {"enum": ["measured", "estimated", "guess"]}
_PERCENT = _pattern(q.PERCENT, "85%")
_ISO_DATE = _pattern(q.DATE, "2026-05-12")

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
MaybeRate = Annotated[
    q.Rate | None, Reads(q.rate, "a rate", _pattern(q.RATE, "120/d", "5/w", "4/h"))
]
MaybePercent = Annotated[float | None, Reads(q.percent, "a percentage", _PERCENT)]
MaybeRating = Annotated[Rating | None, Reads(q.rating, "a mark", _pattern(q.RATING, "3/5"))]
MaybeDate = Annotated[date | None, Reads(q.iso_date, "a date", _ISO_DATE)]
MaybeEvidence = Annotated[Evidence | None, Reads(_evidence, "a word", _EVIDENCE)]
MaybeWhole = Annotated[
    int | None, Reads(_whole, "a whole number", _number_schema("integer", minimum=0))
]
MaybeKind = Annotated[
    PartyKind | None, Reads(_kind, "a word", {"enum": [str(kind) for kind in PartyKind]})
]
Switch = Annotated[bool, Reads(_switch, "true or false", _SWITCH)]
ACategory = Annotated[
    Category, Reads(_category, "a category", {"enum": [str(category) for category in Category]})
]
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
