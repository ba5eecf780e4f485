"""Numbers as people read them: durations, shares, rates and counts with their units."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # commands that only count things start faster without the model
    from chainmap.model import Calendar

MINUS = "\N{MINUS SIGN}"

_NOTHING = 1e-9
"""Hours below which a time counts as 0."""


def hours(value: float, calendar: Calendar) -> str:
    """Return a duration given in hours compactly: minutes below 1 h, days from 2 d on.

    >>> [hours(value, Calendar()) for value in (0, 0.01, 0.2, 5.25, 9, 27.2, 400)]
    ['0 h', '36 s', '12 min', '5.2 h', '9 h', '3.4 d', '50 d']
    """
    size = abs(value)
    if size < _NOTHING:
        return "0 h"
    if round(size * 3600) < 60:
        return f"{number(value * 3600)} s"
    if round(size * 60) < 60:
        return f"{value * 60:.0f} min".replace("-", MINUS)
    if size < 2 * calendar.hours_per_day:
        return f"{number(value)} h"
    return days(value, calendar)


def days(value: float, calendar: Calendar) -> str:
    """Return a duration given in hours in working days.

    >>> days(27.2, Calendar())
    '3.4 d'
    """
    return f"{number(value / calendar.hours_per_day)} d"


def precise(value: float, calendar: Calendar) -> str:
    """Return a duration that people will compare, to the minute.

    >>> [precise(value, Calendar()) for value in (8.8, 9, 0.2, 80)]
    ['8 h 48 min', '9 h', '12 min', '10 d']
    """
    if not 1 <= value < 2 * calendar.hours_per_day:
        return hours(value, calendar)
    whole, minutes = divmod(round(value * 60), 60)
    return f"{whole} h {minutes} min" if minutes else f"{whole} h"


def signed(text: str, value: float) -> str:
    """Return a formatted number with the sign of its value.

    >>> signed("1 h", 1.0)
    '+1 h'
    """
    return f"{MINUS if value < 0 else '+'}{text.removeprefix(MINUS)}"


def percent(share: float) -> str:
    """Return a share (0..1) in percent; what is nearly none or nearly all is not called so.

    >>> [percent(share) for share in (0.0004, 0.854, 0.9996, 1, 1.25)]
    ['< 1 %', '85 %', '> 99 %', '100 %', '125 %']
    """
    points = share * 100
    if 0 < points < 0.5:
        return "< 1 %"
    if 99.5 <= points < 100 and share < 1 - _NOTHING:
        return "> 99 %"
    return f"{points:.0f} %"


def rate(per_hour: float, calendar: Calendar) -> str:
    """Return items per hour as items a day, below one a day as items a week.

    >>> [rate(value, Calendar()) for value in (15, 1.5, 0.05)]
    ['120/d', '12/d', '2/w']
    """
    unit = "d" if per_hour * calendar.hours_in("d") >= 1 else "w"
    return f"{number(per_hour * calendar.hours_in(unit))}/{unit}"


def count(size: int, noun: str, plural: str | None = None) -> str:
    """Return a count with its noun.

    >>> count(1, "handoff"), count(0, "team"), count(2, "delivery", "deliveries")
    ('1 handoff', '0 teams', '2 deliveries')
    """
    return f"{size:,} {noun if size == 1 else plural or noun + 's'}"


def number(value: float) -> str:
    """Return at most one decimal, none from 100 on or where it would be 0, a real minus sign.

    >>> [number(value) for value in (4.0, 23.62, 1234.5)]
    ['4', '23.6', '1,234']
    """
    text = f"{value:.1f}".removesuffix(".0") if abs(value) < 100 else f"{value:,.0f}"
    return "0" if text == "-0" else text.replace("-", MINUS)


def command(words: str, place: str) -> str:
    """Return a command as it has to be typed for the organisation in a directory.

    >>> command("gaps", "org"), command("gaps", "examples/acme"), command("gaps", "my org")
    ('chainmap gaps', 'chainmap gaps examples/acme', 'chainmap gaps "my org"')
    """
    if place == "org":
        return f"chainmap {words}"
    return f"chainmap {words} {as_word(place, instead='DIRECTORY')}"


def as_word(text: str, *, instead: str) -> str:
    """Return a path as one word of a command, or a word to replace where shells differ.

    >>> as_word("log.csv", instead="LOG"), as_word("my log.csv", instead="LOG")
    ('log.csv', '"my log.csv"')
    """
    return text if text and set(text) <= _PLAIN else quoted(text, instead=instead)


def quoted(name: str, *, instead: str = "NAME") -> str:
    """Return a name as any shell takes it, or a word to replace where shells differ.

    >>> quoted("Online shoppers"), quoted("$(reboot)")
    ('"Online shoppers"', 'NAME')
    """
    return instead if _SHELL & set(name) or not name.isprintable() else f'"{name}"'


_SHELL = frozenset("\"'$`\\!%^")
"""What shells read as their own, also between quotes."""

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/")
"""What needs no quotes."""
