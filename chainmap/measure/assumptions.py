"""Which assumption of a waiting-time formula does not hold where a simulation differs from it.

The formula (Erlang C with Allen and Cunneen's factor) assumes a steady state, whole people, that
the unevenness of arrivals is what the files say, and that arrivals do not depend on each other; it
is exact for pure chance, else an approximation. First what can be seen: an overloaded team before
it, a run too short. Then what can be calculated: the formula again with the unevenness that the
simulation showed, with people as they are simulated, with both; what brings it within 20 % is it.
What then is left is only likely, by what the team has that the formula does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from chainmap.measure.estimate import Estimate
from chainmap.measure.network import Station
from chainmap.measure.queueing import queue_wait
from chainmap.model import Variability

FAR = 0.2
"""How far apart, as a share of the formula, is remarkable."""

NOTHING = 0.01
"""A wait below this share of the time in work is none."""


class Assumption(StrEnum):
    """What the formula assumes and what does not hold."""

    STEADY_STATE = "steady-state"
    SETTLED = "settled"
    LONG_ENOUGH = "long-enough"
    COMPLETE = "complete"
    ARRIVALS = "arrivals"
    WHOLE_PEOPLE = "whole-people"
    EXACT_FACTOR = "exact-factor"
    INDEPENDENT = "independent"


@dataclass(frozen=True, slots=True)
class Broken:
    """An assumption that does not hold; `shown` if the figures show it, else it is only likely."""

    assumption: Assumption
    shown: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What the simulation says of a station: its wait, the unevenness of its arrivals.

    `behind_backlog`: items come by way of a team that cannot keep up. `settled`: the warm-up was
    long enough. `pure_chance`: all stations have exponential times, so the formula is exact.
    """

    station: Station
    wait: Estimate
    unevenness: float | None
    behind_backlog: bool
    settled: bool
    pure_chance: bool = False

    @property
    def formula_is_exact(self) -> bool:
        """Whether only chance can explain a difference (Jackson's theorem)."""
        return self.pure_chance and self.station.load.complete and not self.station.is_part_person


def apart(simulated: float, formula: float) -> float | None:
    """Return the difference as a share of the formula's figure, None where only that is 0.

    >>> apart(1.5, 1.2), apart(0.0, 0.0), apart(0.1, 0.0)
    (0.25, 0.0, None)
    """
    if simulated == formula:
        return 0.0
    return simulated / formula - 1 if formula else None


def broken(facts: Facts) -> Broken | None:
    """Return the assumption that explains why wait and formula are far apart, None where not."""
    formula = facts.station.load.queue_wait
    if formula is None or not _is_far(facts, formula):
        return None
    seen = _seen(facts, formula)
    return Broken(_likely(facts.station), shown=False) if seen is None else Broken(seen, shown=True)


def _seen(facts: Facts, formula: float) -> Assumption | None:
    """Return the first assumption that the figures show not to hold."""
    if facts.behind_backlog:
        return Assumption.STEADY_STATE
    if not facts.settled:
        return Assumption.SETTLED
    if facts.wait.low is None or facts.wait.holds(formula) or facts.formula_is_exact:
        return Assumption.LONG_ENOUGH
    for assumption, corrected in _corrected(facts):
        if corrected is not None and not _is_far(facts, corrected):
            return assumption
    return None


def _is_far(facts: Facts, formula: float) -> bool:
    least = NOTHING * facts.station.time
    return abs(facts.wait.mean - formula) > max(FAR * formula, least)


def _corrected(facts: Facts) -> Iterator[tuple[Assumption, float | None]]:
    """Yield the formula's wait with one assumption mended, then with both."""
    station, stated = facts.station, facts.station.variability
    people, shown = float(station.people or 0), facts.unevenness
    seen = stated if shown is None else replace(stated, arrivals=shown)
    known = (station.time, station.load.utilisation or 0.0)
    if station.is_part_person:
        yield Assumption.WHOLE_PEOPLE, _wait(people, *known, stated)
        yield Assumption.WHOLE_PEOPLE, _wait(people, *known, seen)
    else:
        yield Assumption.ARRIVALS, _wait(people, *known, seen)


def _wait(people: float, time: float, utilisation: float, variability: Variability) -> float | None:
    return queue_wait(
        people=people, utilisation=utilisation, process_time=time, variability=variability
    )


def _likely(station: Station) -> Assumption:
    """Return what is left: the factor is exact for pure chance, and for one person's work."""
    if not station.load.complete:
        return Assumption.COMPLETE
    uneven = station.variability
    if uneven.arrivals != 1 or (uneven.service != 1 and station.people != 1):
        return Assumption.EXACT_FACTOR
    return Assumption.INDEPENDENT
