"""Figures in tables: what is shown, and the number by which a column is sorted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chainmap.model import Calendar
from chainmap.units import hours, percent


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as text; `value` is None where there is none, which sorts last."""

    text: str
    value: float | None = None

    def __str__(self) -> str:
        return self.text


NOTHING = Figure("–")


def duration(value: float | None, calendar: Calendar) -> Figure:
    """Return hours as a figure.

    >>> duration(27.25, Calendar())
    Figure(text='3.4 d', value=27.25)
    """
    return _figure(value, lambda known: hours(known, calendar))


def share(value: float | None) -> Figure:
    """Return a share (0..1) as a figure.

    >>> share(0.5), share(None)
    (Figure(text='50 %', value=0.5), Figure(text='–', value=None))
    """
    return _figure(value, percent)


def _figure(value: float | None, written: Callable[[float], str]) -> Figure:
    return NOTHING if value is None else Figure(written(value), round(value, 6))
