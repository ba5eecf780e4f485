"""How a log writes its times: recognised from a sample; what could be read two ways is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import product

_ISO = re.compile(
    r"\d{4}[-/]\d{1,2}[-/]\d{1,2}"
    r"([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?(Z|z|UTC|[+-]\d{2}(:?\d{2})?))?)?"
)
_SECONDS = re.compile(r"[0-9]{10}(\.[0-9]{1,6})?")
"""Since 1970: ten digits since 2001."""

_MILLISECONDS = re.compile(r"[0-9]{13}(\.[0-9]{1,3})?")
_DATES = (
    (re.compile(r"\d{1,2}/\d{1,2}/\d{4}"), ("%d/%m/%Y", "%m/%d/%Y")),
    (re.compile(r"\d{1,2}/\d{1,2}/\d{2}"), ("%d/%m/%y", "%m/%d/%y")),
    (re.compile(r"\d{1,2}-\d{1,2}-\d{4}"), ("%d-%m-%Y", "%m-%d-%Y")),
    (re.compile(r"\d{1,2}-\d{1,2}-\d{2}"), ("%d-%m-%y", "%m-%d-%y")),
    (re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}"), ("%d.%m.%Y",)),
    (re.compile(r"\d{1,2}\.\d{1,2}\.\d{2}"), ("%d.%m.%y",)),
    (re.compile(r"\d{1,2}/[A-Za-z]{3}/\d{4}"), ("%d/%b/%Y",)),
    (re.compile(r"\d{1,2}/[A-Za-z]{3}/\d{2}"), ("%d/%b/%y",)),
    (re.compile(r"\d{1,2}-[A-Za-z]{3}-\d{4}"), ("%d-%b-%Y",)),
    (re.compile(r"\d{1,2}-[A-Za-z]{3}-\d{2}"), ("%d-%b-%y",)),
    (re.compile(r"\d{1,2} [A-Za-z]{3} \d{4}"), ("%d %b %Y",)),
    (re.compile(r"[A-Za-z]{3} \d{1,2}, \d{4}"), ("%b %d, %Y",)),
    (re.compile(r"\d{4}-\d{1,2}-\d{1,2}"), ("%Y-%m-%d",)),
    (re.compile(r"\d{4}\.\d{1,2}\.\d{1,2}"), ("%Y.%m.%d",)),
    (re.compile(r"\d{8}"), ("%Y%m%d",)),
)
_CLOCKS = (
    (re.compile(r""), ""),
    (re.compile(r"\d{1,2}:\d{2}"), "%H:%M"),
    (re.compile(r"\d{1,2}:\d{2}:\d{2}"), "%H:%M:%S"),
    (re.compile(r"\d{1,2}:\d{2}:\d{2}\.\d{1,6}"), "%H:%M:%S.%f"),
    (re.compile(r"\d{1,2}:\d{2}:\d{2},\d{3}"), "%H:%M:%S,%g"),
    (re.compile(r"\d{1,2}:\d{2} ?[AaPp][Mm]"), "%I:%M %p"),
    (re.compile(r"\d{1,2}:\d{2}:\d{2} ?[AaPp][Mm]"), "%I:%M:%S %p"),
    (re.compile(r"\d{6}"), "%H%M%S"),
)
_PARTS = re.compile(
    r"(?P<date>[A-Za-z]{3} \d{1,2}, \d{4}|\d{1,2} [A-Za-z]{3} \d{4}|[^ T,]+)"
    r"(?P<between>, | |T|)(?P<clock>.*)"
)

_DATE_LETTERS = len("%d/%m/%Y")
"""How much of a format is the date, where day and month could change places."""

ISO = "ISO 8601"
SECONDS, MILLISECONDS = "epoch", "epoch-ms"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read all times: a name for it, and the formats it needs (none for ISO 8601)."""

    name: str
    formats: tuple[str, ...] = ()


def way_of(time_format: str) -> Way:
    """Return the way a format names: `iso`, `epoch`, `epoch-ms` or letters after percent signs."""
    if time_format.casefold() in {"iso", ISO.casefold()}:
        return Way(ISO)
    if time_format in {SECONDS, MILLISECONDS}:
        return Way(time_format)
    return Way(time_format, (time_format,))


def ways_to_read(sample: Sequence[str]) -> tuple[Way, ...]:
    """Return the ways in which most of the sample can be read: none, one, or day or month first.

    >>> [way.name for way in ways_to_read(["31.12.2025 8:15"])]
    ['%d.%m.%Y %H:%M']
    >>> [way.name for way in ways_to_read(["03/04/2026 08:15"])]
    ['%d/%m/%Y %H:%M', '%m/%d/%Y %H:%M']
    """
    kinds = Counter(kind for text in sample if (kind := _kind(text.strip())) is not None)
    if not kinds:
        return ()
    (commonest, _), *_ = kinds.most_common(1)
    if len(commonest) == 1 and commonest[0] in {ISO, SECONDS, MILLISECONDS}:
        return (Way(commonest[0]),)
    alike = [dates for dates in kinds if _same_order(dates, commonest)]
    columns = zip(*sorted(alike, key=lambda formats: (-kinds[formats], formats)), strict=True)
    return tuple(Way(formats[0], tuple(formats)) for formats in columns)


def days_of(text: str, ways: Sequence[Way]) -> list[str]:
    """Return the days that a time may mean.

    >>> days_of("03/04/2026 8:15", ways_to_read(["03/04/2026 8:15"]))
    ['3 April 2026', '4 March 2026']
    """
    parts = _PARTS.fullmatch(text)
    date = parts["date"] if parts else text
    days = []
    for time_format in dict.fromkeys(one[:_DATE_LETTERS] for way in ways for one in way.formats):
        with suppress(ValueError):
            day = datetime.strptime(date, time_format)  # noqa: DTZ007 a day has no zone
            days.append(f"{day.day} {day:%B %Y}")
    return days


def _same_order(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two texts have dates of one kind, however exact their times are."""
    return len(some) == len(others) and some[0][:_DATE_LETTERS] == others[0][:_DATE_LETTERS]


def _kind(text: str) -> tuple[str, ...] | None:
    """Return the formats of one text: one, or day first and month first."""
    if _ISO.fullmatch(text):
        return (ISO,)
    if _SECONDS.fullmatch(text) or _MILLISECONDS.fullmatch(text):
        return (SECONDS if _SECONDS.fullmatch(text) else MILLISECONDS,)
    parts = _PARTS.fullmatch(text)
    if parts is None:
        return None
    dates = next((known for shape, known in _DATES if shape.fullmatch(parts["date"])), None)
    clock = next((known for shape, known in _CLOCKS if shape.fullmatch(parts["clock"])), None)
    if dates is None or clock is None or bool(parts["between"]) != bool(clock):
        return None
    return tuple(f"{date}{parts['between']}{time}" for date, time in product(dates, (clock,)))
