"""Quantities -> text as files have it: what `quantities` reads."""

from __future__ import annotations

from decimal import Decimal

from chainmap.model import Calendar

_HOUR, _MINUTE = 3600, 60


def duration_text(hours: float) -> str:
    """Return a duration to the minute, below an hour to the second; no calendar is needed.

    >>> [duration_text(value) for value in (0, 0.0051, 0.4, 4.7, 117.6)]
    ['0m', '18s', '24m', '4h 42m', '117h 36m']
    """
    seconds = round(hours * _HOUR)
    if seconds < _HOUR:
        return _joined(seconds // _MINUTE, "m", seconds % _MINUTE, "s")
    minutes = round(hours * 60)
    return _joined(minutes // 60, "h", minutes % 60, "m")


def _joined(large: int, large_unit: str, small: int, small_unit: str) -> str:
    parts = [f"{large}{large_unit}"] if large or not small else []
    return " ".join([*parts, f"{small}{small_unit}"] if small else parts)


def rate_text(per_hour: float, calendar: Calendar) -> str:
    """Return items per hour, day or week of working time, with three digits that count.

    >>> [rate_text(value, Calendar()) for value in (1234.5, 2.5, 0.125, 0.00123)]
    ['1230/h', '2.5/h', '1/d', '0.0492/w']
    """
    for unit in ("h", "d"):
        if per_hour * calendar.hours_in(unit) >= 1:
            return f"{_figure(per_hour * calendar.hours_in(unit))}/{unit}"
    return f"{_figure(per_hour * calendar.hours_in('w'))}/w"


def _figure(value: float) -> str:
    return f"{Decimal(f'{value:.3g}'):f}"
