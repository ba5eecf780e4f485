"""What explains the differences between formula and simulation, and how it was simulated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from chainmap.analysis.simulation import SimulatedTeam, Simulation
from chainmap.measure.assumptions import Assumption
from chainmap.measure.horizon import SETTLED, TRAVELS, relaxation_time
from chainmap.measure.network import Stated, Station
from chainmap.model import Calendar
from chainmap.units import count, hours, number, percent

MAX_NAMES = 4
"""Teams named in a sentence."""

MAX_LINES = 8
"""Differences explained; JSON has all."""

FEW = 0.001
"""A share of items not worth a word."""

_SETTLE_FOR = 10
"""A run is so many times as long as its warm-up, to be worth it."""


def apart_lines(result: Simulation, calendar: Calendar) -> list[str]:
    """Return for each team over 20 % apart what the formula assumes and what does not hold."""
    far = [team for team in result.teams if team.broken]
    if not far:
        return []
    lines = ["Over 20 % apart (◀): which assumption of the formula broke"]
    lines += [
        f"  {team.team}: {_because(_Far(team, result, calendar))}" for team in far[:MAX_LINES]
    ]
    if len(far) > MAX_LINES:
        lines.append(f"  {count(len(far) - MAX_LINES, 'more', 'more')}: --format json")
    return lines


@dataclass(frozen=True, slots=True)
class _Far:
    """A team where formula and simulation are far apart."""

    team: SimulatedTeam
    result: Simulation
    calendar: Calendar

    @property
    def station(self) -> Station:
        return next(s for s in self.result.network.stations if s.team == self.team.team)

    @property
    def week(self) -> float:
        return self.calendar.hours_in("w")

    @property
    def unevenness(self) -> str:
        """How uneven its arrivals were."""
        return _figure(self.team.unevenness or 0.0)


def _because(far: _Far) -> str:
    if far.team.broken is None:
        return ""
    told = _SENTENCES[far.team.broken.assumption](far)
    return told if far.team.broken.shown else f"likely {told}"


def _steady_state(far: _Far) -> str:
    if far.team.growth:
        return (
            "a steady state. What waits here for ever is neither handed on nor sent back, so less "
            "comes in again than the formula counts."
        )
    late = _names([other.team for other in far.result.teams if other.growth])
    return f"a steady state. {late} cannot keep up, so less comes by way of it."


def _settled(far: _Far) -> str:
    travel = TRAVELS * far.result.network.time_at_people
    settling = SETTLED * relaxation_time(far.station)
    weeks = ceil(_SETTLE_FOR * max(settling, travel) / far.week)
    why = (
        f"At a load of {percent(far.team.formula.utilisation or 0)} the queue takes "
        f"{hours(settling, far.calendar)} to settle"
    )
    if travel > settling:
        why = f"Items take {hours(travel, far.calendar)} to come through all teams"
    return f"a steady state. {why}, longer than the warm-up here: --weeks {weeks}"


def _long_enough(far: _Far) -> str:
    weeks = weeks_to_halve(far.result, far.calendar)
    why = "The interval holds the formula's figure, so chance can explain it"
    wait, formula = far.team.wait, far.team.formula.queue_wait
    if wait and formula is not None and not wait.holds(formula):
        why = "All times are pure chance, so the formula is exact; an interval in 20 misses"
    return f"perhaps none. {why}; --weeks {weeks} halves the interval."


def weeks_to_halve(result: Simulation, calendar: Calendar) -> int:
    """Return how long runs have to be for intervals half as wide: four times as long."""
    return max(1, ceil(4 * result.plan.horizon.counted / calendar.hours_in("w")))


def _complete(_: _Far) -> str:
    return "every item has a process time. For some none is stated; they take none here."


def _arrivals(far: _Far) -> str:
    stated = _figure(far.station.variability.arrivals)
    return (
        f"times between arrivals vary by {stated} (variability: arrivals). As they come from "
        f"other teams they vary by {far.unevenness}; with that the formula fits."
    )


def _whole_people(far: _Far) -> str:
    people = count(far.team.people or 0, "person", "people")
    return (
        "a wait between that of fewer and of more whole people. Simulated are "
        f"{people}, there less often; with that the formula fits."
    )


def _exact_factor(_: _Far) -> str:
    return (
        "half the sum of both variabilities corrects the wait. That is exact for arrivals by pure "
        "chance at one person, else an approximation."
    )


def _independent(far: _Far) -> str:
    return (
        "arrivals do not depend on each other. Work that comes back, or in bursts from the team "
        f"before, does (times between them vary by {far.unevenness})."
    )


_SENTENCES: Mapping[Assumption, Callable[[_Far], str]] = {
    Assumption.STEADY_STATE: _steady_state,
    Assumption.SETTLED: _settled,
    Assumption.LONG_ENOUGH: _long_enough,
    Assumption.COMPLETE: _complete,
    Assumption.ARRIVALS: _arrivals,
    Assumption.WHOLE_PEOPLE: _whole_people,
    Assumption.EXACT_FACTOR: _exact_factor,
    Assumption.INDEPENDENT: _independent,
}


def reading(result: Simulation, calendar: Calendar) -> list[str]:
    """Return how it was simulated, and what is not in it."""
    return ["How it was simulated", *(f"  {line}" for line in _lines(result, calendar))]


def _lines(result: Simulation, calendar: Calendar) -> Iterator[str]:
    horizon = result.plan.horizon
    yield (
        f"{result.replications} replications of {_span(horizon.counted, calendar)}, each after "
        f"{_span(horizon.warm_up, calendar)} of warm-up that is not counted; seed {result.seed}."
    )
    yield (
        "Only waiting for people is simulated: no batches, no opening hours, no answers of others. "
        "What is measured may be longer."
    )
    yield "Times between arrivals and of work vary as variability says, by pure chance otherwise."
    yield from _routes(result)
    yield from _without_queue(result, calendar)
    yield from _left_out(result)


def _span(duration: float, calendar: Calendar) -> str:
    week = calendar.hours_in("w")
    return hours(duration, calendar) if duration < week else f"{number(duration / week)} w"


def _routes(result: Simulation) -> Iterator[str]:
    counted = [team.team for team in result.teams if not team.formula.routed]
    if counted:
        yield f"Volumes, not shares, say where items go from {_names(counted)}."
    if any(times.last not in counted and not times.customers for times in result.by_last):
        yield (
            "Where no share leads on, an item leaves and its lead time ends, also when another "
            "team gets it."
        )
    joining = result.network.joining
    if joining:
        yield (
            f"More comes in than goes out at {_names(joining)}: inputs are joined there. One item "
            "goes on, the others end, and it does not wait for them."
        )


def _without_queue(result: Simulation, calendar: Calendar) -> Iterator[str]:
    for stated, told in _TIMES.items():
        teams = [team for team in result.teams if team.stated is stated]
        named = [
            f"{team.team} ({hours(team.time.mean, calendar)})" if team.time else team.team
            for team in teams
        ]
        if teams:
            yield f"Nobody waits for people at {_names(named)}: {told}"


_TIMES = {
    Stated.LEAD_TIME: "people or process time are not stated, so items always take the lead time.",
    Stated.PROCESS_TIME: "people are not stated, so items always take the process time.",
    Stated.NOTHING: "neither people nor times are stated, so items take no time.",
}


def _left_out(result: Simulation) -> Iterator[str]:
    network = result.network
    if network.unstated:
        yield f"Left out, with neither arrivals nor volume: {_names(network.unstated)}."
    if network.circling:
        yield f"Left out, since by the volumes nothing begins there: {_names(network.circling)}."
    partly = [t.team for t in result.teams if t.people is not None and not t.formula.complete]
    if partly:
        yield (
            "Volume or process time is missing for some handoffs, so figures are at least these: "
            f"{_names(partly)}."
        )
    entered = result.unfinished + sum(times.items for times in result.by_last)
    if result.lead_time is not None and result.unfinished > FEW * entered:
        yield f"{percent(result.unfinished / entered)} of the items had not left at the end."


def _names(names: Sequence[str]) -> str:
    shown = list(names[:MAX_NAMES])
    if len(names) > MAX_NAMES:
        shown[-1:] = [f"{len(names) - MAX_NAMES + 1} more"]
    if len(shown) == 1:
        return shown[0]
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def _figure(value: float) -> str:
    return f"{value:.2g}"
