"""Working hours as people write them: Mon-Fri 09:00-17:00."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chainmap.evidence.mistakes import mistake

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TEXT = re.compile(
    r"(?P<first>[a-z]{3})[a-z]*(\s*[-–]\s*(?P<last>[a-z]{3})[a-z]*)?\s+"
    r"(?P<opens>\d{1,2}(:\d{2})?)\s*[-–]\s*(?P<closes>\d{1,2}(:\d{2})?)"
)
_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The days of the week that count (0 is Monday), and from which minute to which."""

    days: frozenset[int]
    opens: int
    closes: int

    @property
    def hours_a_day(self) -> float:
        """How long a working day is."""
        return (self.closes - self.opens) / 60

    def __str__(self) -> str:
        names = [_DAYS[day].capitalize() for day in sorted(self.days)]
        return f"{' '.join(names)} {_clock(self.opens)}-{_clock(self.closes)}"


def parse_hours(text: str) -> WorkingHours:
    """Read working hours: days, and from when to when.

    >>> str(parse_hours("Mon-Wed 9:30-17"))
    'Mon Tue Wed 09:30-17:00'

    Raises:
        ChainmapError: the text says no such thing.
    """
    found = _TEXT.fullmatch(text.strip().casefold())
    if found is not None and {found["first"], found["last"] or "mon"} <= set(_DAYS):
        first, last = (_DAYS.index(found[end] or found["first"]) for end in ("first", "last"))
        opens, closes = _minutes(found["opens"]), _minutes(found["closes"])
        if first <= last and opens < closes <= _MINUTES_A_DAY:
            return WorkingHours(frozenset(range(first, last + 1)), opens, closes)
    message = f"{text} is no working time."
    raise mistake("--working-time", "unknown-hours", message, "Write it as Mon-Fri 09:00-17:00.")


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes or 0)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
