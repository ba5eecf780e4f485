"""How long handoffs take as classes of colour: fitted to the log, at round times, with units."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from chainmap import units
from chainmap.analysis.observed.handoffs import Pair
from chainmap.diagram.canvas.legend import Entry, Line
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.words import Words
from chainmap.model import Calendar

COLOURS = ("#66788a", "#a85100", "#821a05", "#2b0500")
"""The longer the darker, apart for colour-blind eyes and in greyscale."""

_SPREAD = {1: (palette.GREY,), 2: (COLOURS[0], COLOURS[2]), 3: (COLOURS[0], *COLOURS[1:3])}
"""Colours of fewer classes."""

_MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 240)
_SECONDS = (1, 5, 10, 30)
_DAYS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_QUARTERS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Classes of hours: one below the first of the `bounds`, one from each of them on."""

    bounds: tuple[float, ...]
    clock: Calendar

    @property
    def colours(self) -> Sequence[str]:
        """The colour of each class, the longest last."""
        return _SPREAD.get(len(self.bounds) + 1, COLOURS)

    def colour(self, hours: float) -> str:
        """Return the colour of a time."""
        return self.colours[bisect_right(self.bounds, hours)]

    def legend(self, words: Words) -> Iterator[Entry]:
        """Yield the classes in words, the shortest first; a single class needs no words."""
        if self.bounds:
            for colour, text in zip(self.colours, self._texts(words), strict=True):
                yield Line(text, colour=colour, weight=3)

    def _texts(self, words: Words) -> Iterator[str]:
        shown = [units.hours(bound, self.clock) for bound in self.bounds]
        yield words("next team begins after less than {time} (median)", time=shown[0])
        for low, high in pairwise(shown):
            yield words("{low} to {high}", low=low, high=high)
        yield words("{time} or more", time=shown[-1])


def waiting(pairs: Iterable[Pair], clock: Calendar) -> Waiting:
    """Return classes at round times that part the pairs of a log in about quarters.

    Fixed classes would show a log of minutes, or one of weeks, in one colour. Those of a log are
    the same in every picture of it.
    """
    times = sorted(pair.time.median for pair in pairs)
    bounds: set[float] = set()
    for quarter in _QUARTERS if times else ():
        near = _round(times[quarter * len(times) // (len(_QUARTERS) + 1)], clock)
        if times[0] < near <= times[-1]:
            bounds.add(near)
    return Waiting(tuple(_parting(sorted(bounds), times)), clock)


def _parting(bounds: Sequence[float], times: Sequence[float]) -> Iterator[float]:
    """Yield the bounds with a time between each and the next."""
    last = 0.0
    for bound in bounds:
        if any(last <= time < bound for time in times):
            yield bound
            last = bound


def _round(hours: float, clock: Calendar) -> float:
    """Return the round time nearest to a time, by ratio."""
    steps = [s / 3600 for s in _SECONDS] + [m / 60 for m in _MINUTES]
    steps += [days * clock.hours_per_day for days in _DAYS]
    return min(steps, key=lambda step: abs(log(max(hours, steps[0]) / step)))
