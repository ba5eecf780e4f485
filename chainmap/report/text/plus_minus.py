"""Figures with half their interval: 57 ±0.8 min."""

from __future__ import annotations

from chainmap.measure.estimate import Estimate
from chainmap.model import Calendar
from chainmap.units import hours, number

UNKNOWN = "–"

_WHOLE = 10
_TENTH = 0.95
_LEAST = 0.05


def hours_within(value: Estimate | None, calendar: Calendar) -> str:
    """Return hours and half their interval in the same unit.

    >>> hours_within(Estimate(1.5, 1.4, 1.6), Calendar())
    '1.5 ±0.1 h'
    """
    if value is None:
        return UNKNOWN
    figure, unit = hours(value.mean, calendar).rsplit(" ", 1)
    size = {"s": 1 / 3600, "min": 1 / 60, "h": 1.0, "d": calendar.hours_per_day}[unit]
    return f"{figure}{_half(value, size)} {unit}"


def percent_within(value: Estimate | None) -> str:
    """Return a share and half its interval in per cent.

    >>> percent_within(Estimate(0.5, 0.47, 0.53))
    '50 ±3 %'
    """
    if value is None:
        return UNKNOWN
    return f"{value.mean * 100:.0f}{_half(value, 0.01)} %"


def number_within(value: Estimate | None, *, unit: float = 1.0) -> str:
    """Return a number and half its interval, both in this unit.

    >>> number_within(Estimate(20.0, 17.0, 23.0), unit=10)
    '2 ±0.3'
    """
    return UNKNOWN if value is None else f"{number(value.mean / unit)}{_half(value, unit)}"


def _half(value: Estimate, unit: float) -> str:
    if value.high is None:
        return ""
    half = (value.high - value.mean) / unit
    if 0 < half < _LEAST:
        return " ±<0.1"
    if half >= _WHOLE:
        return f" ±{half:,.0f}"
    return f" ±{number(half) if half >= _TENTH else f'{half:.1g}'}"
