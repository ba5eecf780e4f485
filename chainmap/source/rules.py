"""A rule under `limits:`, written short (`max_handoffs: 6`) or with how grave it is to break it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Generic, TypeVar, get_args

from pydantic import Field

from chainmap.issues import Severity
from chainmap.source import fields as f
from chainmap.source import quantities as q
from chainmap.source.field_reading import Reads, Strict

Limit = TypeVar("Limit")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Limit]):
    """What must be kept; `severity` is None where nothing is written."""

    limit: Limit
    severity: Severity | None = None


_SEVERITIES = tuple(Severity)

MaybeSeverity = Annotated[
    Severity | None,
    Reads(
        f.one_of(_SEVERITIES, "unknown-severity", "severity"),
        "a word",
        f.words_schema(_SEVERITIES),
    ),
]


class _Written(Strict):
    """A rule in the long form."""

    severity: MaybeSeverity = Field(
        None, description="How grave it is to break the rule: error, warning or note."
    )


class HandoffsRule(_Written):
    """A number of handoffs, and how grave more are."""

    limit: Annotated[int, get_args(f.MaybeWhole)[1]] = Field(description="A number of handoffs.")


class ShareRule(_Written):
    """A share, and how grave it is to miss it."""

    limit: f.APercent = Field(description="A share: 85%.")


class AgeRule(_Written):
    """An age, and how grave it is to be older."""

    limit: f.ADuration = Field(description="Calendar days: 365d, 52w.")


class SwitchRule(_Written):
    """A rule that holds or does not, and how grave it is to break it."""

    limit: f.Switch = Field(default=True, description="Whether the rule holds.")


def _read(parse: Callable[[str], Any], text: str) -> Rule[Any]:
    return Rule(parse(text))


def _as_rule(written: Any) -> Rule[Any]:  # noqa: ANN401 - the limits differ in type
    return Rule(written.limit, written.severity)


def _short_or(long: type[_Written], short: object) -> Reads:
    """Return how a rule is read that is written as a value of the type `short`, or as `long`."""
    plain = get_args(short)[1]
    return Reads(partial(_read, plain.parse), plain.expected, plain.shape, _as_rule, long)


MaybeHandoffs = Annotated[Rule[int] | None, _short_or(HandoffsRule, f.MaybeWhole)]
MaybeShare = Annotated[Rule[float] | None, _short_or(ShareRule, f.APercent)]
MaybeAge = Annotated[Rule[q.Duration] | None, _short_or(AgeRule, f.ADuration)]
MaybeSwitch = Annotated[Rule[bool] | None, _short_or(SwitchRule, f.Switch)]
