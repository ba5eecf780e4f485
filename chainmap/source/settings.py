"""What holds for the whole organisation: name, calendar, departments, limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from chainmap.issues import Issue
from chainmap.model import Calendar, Limits
from chainmap.source.documents import LimitsMapping, SettingsDocument
from chainmap.source.names import key_of
from chainmap.source.rules import Limit, Rule
from chainmap.source.validation import Entry
from chainmap.source.wording import error

_RULES = tuple(LimitsMapping.model_fields)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, with defaults where nothing is written."""

    name: str
    calendar: Calendar = field(default_factory=Calendar)
    departments: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    issues: tuple[Issue, ...] = ()


def settings_of(entries: Sequence[Entry[SettingsDocument]], default_name: str) -> Settings:
    """Return the settings of the first document; further documents are reported."""
    if not entries:
        return Settings(default_name)
    written = entries[0].document
    hours = written.calendar
    return Settings(
        name=written.organisation or default_name,
        calendar=Calendar(hours.hours_per_day, hours.days_per_week) if hours else Calendar(),
        departments=tuple({key_of(name): name for name in written.departments}.values()),
        limits=_limits(written.limits) if written.limits else Limits(),
        issues=tuple(_duplicates(entries)),
    )


def _limits(written: LimitsMapping) -> Limits:
    age = _value(written.max_survey_age)
    rules: dict[str, Rule[object] | None] = {name: getattr(written, name) for name in _RULES}
    return Limits(
        max_handoffs=_value(written.max_handoffs),
        min_rolled_accuracy=_value(written.min_rolled_accuracy),
        max_utilisation=_value(written.max_utilisation),
        max_survey_age=age.calendar_days if age else None,
        every_handoff_promised=_holds(written.every_handoff_promised),
        every_handoff_owned=_holds(written.every_handoff_owned),
        promises_fit=_holds(written.promises_fit),
        severities={name: r.severity for name, r in rules.items() if r and r.severity},
    )


def _value(rule: Rule[Limit] | None) -> Limit | None:
    return None if rule is None else rule.limit


def _holds(rule: Rule[bool] | None) -> bool:
    return rule is not None and rule.limit


def _duplicates(entries: Sequence[Entry[SettingsDocument]]) -> Iterator[Issue]:
    first = entries[0].place.location(())
    for entry in entries[1:]:
        message = f"The settings stand here a second time, first at {first}."
        where = entry.place.location(())
        yield error(where, "duplicate-settings", message, "Keep one of the two.")
