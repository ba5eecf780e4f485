"""Reads the figures of a scenario: a value (`4h`), or what is added to today's (`+1h`, `-20%`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from chainmap.model import Calendar
from chainmap.scenario.values import Amount, TimeAmount
from chainmap.source import fields as f
from chainmap.source import quantities as q
from chainmap.source.faults import fault
from chainmap.source.field_reading import JsonSchema, Reads
from chainmap.source.patterns import DURATION, NUMBER, PERCENT, RATE, WHOLE
from chainmap.source.wording import shown

Q = TypeVar("Q")

MINUS = "\N{MINUS SIGN}"

_SIGNS = {"+": 1.0, "-": -1.0, MINUS: -1.0}


@dataclass(frozen=True, slots=True)
class Written(Generic[Q]):
    """A figure as written: itself (`to`), or a part of today's and an amount to add."""

    to: Q | None = None
    factor: float = 1.0
    plus: Q | None = None
    sign: float = 1.0


def _reader(read: Callable[[str], Q]) -> Callable[[str], Written[Q]]:
    """Return a reader of a figure, or of what is added to it in its own unit or in percent."""

    def parse(text: str) -> Written[Q]:
        bare = text.strip()
        sign = _SIGNS.get(bare[0])
        if sign is None:
            return Written(to=read(bare))
        amount = bare[1:].strip()
        if amount.endswith("%"):
            return Written(factor=1 + sign * _part(amount, sign))
        return Written(plus=read(amount), sign=sign)

    return parse


def _part(text: str, sign: float) -> float:
    part = q.number(text.removesuffix("%").strip()) / WHOLE
    if sign < 0 and part > 1:
        raise fault("negative-number", f"{shown(text)} is more than all.", "Take at most 100 %.")
    return part


def _share(text: str) -> Amount:
    """Read `95%`, or points to add: `+5%` makes 90 % of 85 %."""
    bare = text.strip()
    sign = _SIGNS.get(bare[0])
    if sign is None:
        return Amount(to=q.percent(bare))
    return Amount(plus=sign * q.percent(bare[1:].strip()))


def _count(text: str) -> Amount:
    return _amount(_reader(q.number)(text), float)


def _some(points: f.ThreePoint) -> Written[q.Estimate]:
    return Written(to=points.as_estimate())


def rate_amount(written: Written[q.Rate] | None, calendar: Calendar) -> Amount | None:
    """Return a rate per hour."""
    return None if written is None else _amount(written, lambda rate: rate.per_hour(calendar))


def duration_amount(written: Written[q.Duration] | None, calendar: Calendar) -> Amount | None:
    """Return a duration in hours."""
    return None if written is None else _amount(written, lambda time: time.hours(calendar))


def time_amount(written: Written[q.Estimate] | None, calendar: Calendar) -> TimeAmount | None:
    """Return a time in hours."""
    if written is None:
        return None
    to = None if written.to is None else written.to.time(calendar)
    return TimeAmount(to, written.factor, _plus(written, lambda time: time.time(calendar).likely))


def _amount(written: Written[Q], value: Callable[[Q], float]) -> Amount:
    to = None if written.to is None else value(written.to)
    return Amount(to, written.factor, _plus(written, value))


def _plus(written: Written[Q], value: Callable[[Q], float]) -> float:
    return 0.0 if written.plus is None else written.sign * value(written.plus)


def _shape(pattern: str, *examples: str) -> JsonSchema:
    sign = f"[+{MINUS}-]"
    relative = rf"{sign} *{NUMBER} *%|{sign}? *(?:{pattern})"
    return {"type": "string", "pattern": f"^ *(?:{relative}) *$", "examples": list(examples)}


_TIME = _shape(DURATION, "2h", "+1h", "-50%")
_COUNT: JsonSchema = {"anyOf": [{"type": "number"}, _shape(NUMBER, "6", "+1", "-20%")]}

SomePeople = Annotated[Amount | None, Reads(_count, "a number, or +1", _COUNT)]
SomeShare = Annotated[
    Amount | None, Reads(_share, "a percentage, or +5%", _shape(PERCENT, "95%", "+5%"))
]
SomeRate = Annotated[
    Written[q.Rate] | None,
    Reads(_reader(q.rate), "a rate, or +20%", _shape(RATE, "120/d", "+10/d", "+20%")),
]
SomeDuration = Annotated[
    Written[q.Duration] | None, Reads(_reader(q.duration), "a duration, or -20%", _TIME)
]
SomeTime = Annotated[
    Written[q.Estimate] | None,
    Reads(_reader(q.estimate), "a duration, or -50%", _TIME, _some, f.ThreePoint),
]
