"""Chance as text: lead times as they vary, promises kept, and what teams could prevent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chainmap.analysis.chance import Chance, DeliveryChance, TeamChance
from chainmap.measure.in_doubt import InDoubt
from chainmap.model import Calendar
from chainmap.report.story.advice import called
from chainmap.report.text.blocks import indented, laid_out
from chainmap.report.text.table import table
from chainmap.units import count, hours, number, percent

MAX_TEAMS = 8
"""Teams named; JSON has all."""

HALF = 50
"""Percent."""

SMALLEST_ERROR = 0.1
"""Percentage points; nobody needs more."""

MAX_DELIVERIES = 5
"""Deliveries told one by one; JSON has all."""


_OFF = (
    "May be off: as far as the cases admit that a time rests on (those of a log; else 30 if it is",
    "measured, 10 if estimated, 3 if guessed or promised). One figure alone may vary up to itself.",
)


def deliveries_text(result: Chance, calendar: Calendar) -> str:
    """Return how long the deliveries take under chance, and who decides it."""
    lines = [f"With the times as they vary ({_how(result)})"]
    for known in result.deliveries[:MAX_DELIVERIES]:
        lines += indented(_delivery(known, result.points, calendar))
    if (more := len(result.deliveries) - MAX_DELIVERIES) > 0:
        lines += indented([f"{count(more, 'more', 'more')}: --format json."])
    lines += indented([*_behind_cycles(result), *_OFF])
    if critical := [team for team in result.teams if team.criticality > 0]:
        lines += indented([f"On the slowest chain (share of runs): {_critical(critical)}"])
    return laid_out([lines])


def teams_text(result: Chance) -> str:
    """Return what teams could prevent under chance."""
    if result.late is None:
        nothing = "No delivery that counts here has a promise or a need: none can be late."
        return laid_out([[f"Under chance: {nothing}", *indented(_behind_cycles(result))]])
    late = f"{_of_hundred(result.late)} of 100 deliveries miss their promise or need."
    lines = [f"Under chance ({_how(result)}): {late}", *indented(_teams(result.teams))]
    lines += [
        "",
        f"cut       late deliveries prevented, of 100, with times cut by {percent(result.cut)}",
        "kept      late deliveries prevented, of 100, if the team kept its own promises each time",
        "critical  share of runs with the team on the slowest chain",
        _certain(result),
        *_behind_cycles(result),
    ]
    return laid_out([lines])


def _how(result: Chance) -> str:
    within = max(result.error * 100, SMALLEST_ERROR)
    return f"{result.runs:,} runs, seed {result.seed}, shares within ± {number(within)} points"


def _delivery(known: DeliveryChance, points: Sequence[float], calendar: Calendar) -> list[str]:
    delivery = known.delivery
    name = f"{called(delivery)} from {delivery.supplier} for {delivery.customer}"
    if not known.varies:
        always = hours(known.mean, calendar)
        told = [f"{name}: always {always}, as nothing behind it has a three-point estimate."]
    else:
        spread = _spread(points, known.percentiles, calendar)
        average = f"{name}: {hours(known.mean, calendar)} on average; {spread}."
        told = [average, _optimism(known, calendar)]
    return [*told, *_limits(known, calendar), _in_doubt(known.in_doubt, points, calendar)]


def _spread(points: Sequence[float], values: Sequence[float], calendar: Calendar) -> str:
    return ", ".join(
        f"{'half' if point == HALF else percent(point / 100)} within {hours(value, calendar)}"
        for point, value in zip(points, values, strict=True)
    )


def _in_doubt(known: InDoubt, points: Sequence[float], calendar: Calendar) -> str:
    """Say the same of figures that may be off."""
    told = f"If the figures may be off: {_spread(points, known.percentiles, calendar)}"
    if known.promise_kept is None:
        return f"{told}."
    return f"{told}; the promise kept in {percent(known.promise_kept)}."


def _optimism(known: DeliveryChance, calendar: Calendar) -> str:
    says = f"The single figures say {hours(known.single, calendar)}"
    if abs(known.optimism) <= known.mean_error:
        told = f"{says}, the same on average."
    elif known.optimism > 0:
        early = hours(known.optimism, calendar)
        why = "of chains about as slow the latest decides"
        if known.logged:
            why = f"{why}, and the slowest cases of the log weigh more"
        told = f"{says}, {early} too early: {why}."
    else:
        told = f"{says}, {hours(-known.optimism, calendar)} too late on average."
    return f"{told} {_estimates(known.varying, known.steps)}."


def _estimates(varying: int, steps: int) -> str:
    told = f"Three-point estimates: {varying} of {count(steps, 'step')}"
    return told if varying == steps else f"{told}; the others count as certain"


def _limits(known: DeliveryChance, calendar: Calendar) -> list[str]:
    """Return how often promise and need are kept, in one line where they are the same."""
    promise, need = known.delivery.promise, known.delivery.need
    lines = []
    if promise and known.promise_kept is not None:
        same = " (and need)" if need and need.hours == promise.hours else ""
        told = f"The promise{same} of {hours(promise.hours, calendar)} is kept in"
        lines.append(f"{told} {percent(known.promise_kept)}.")
    if need and known.need_met is not None and not (promise and promise.hours == need.hours):
        told = f"The need of {hours(need.hours, calendar)} is met in"
        lines.append(f"{told} {percent(known.need_met)}.")
    return lines


def _behind_cycles(result: Chance) -> list[str]:
    if not result.behind_cycles:
        return []
    names = ", ".join(f"{called(known)} from {known.supplier}" for known in result.behind_cycles)
    return [f"Not drawn, as a cycle is behind it: {names}. See chainmap check."]


def _critical(teams: Iterable[TeamChance]) -> str:
    ranked = sorted(teams, key=lambda team: (-team.criticality, team.team))
    told = [f"{team.team} {percent(team.criticality)}" for team in ranked[:MAX_TEAMS]]
    more = f"   and {len(ranked) - MAX_TEAMS} more" if len(ranked) > MAX_TEAMS else ""
    return "   ".join(told) + more


def _certain(result: Chance) -> str:
    varying = sum(known.varying for known in result.deliveries)
    steps = sum(known.steps for known in result.deliveries)
    return f"{_estimates(varying, steps)}."


def _teams(teams: Sequence[TeamChance]) -> list[str]:
    rows = [("", "Team", "cut", "kept", "critical")]
    rows += [
        (
            str(rank),
            team.team,
            _of_hundred(team.prevented_by_cut or 0.0),
            _of_hundred(team.prevented_by_promise or 0.0),
            percent(team.criticality),
        )
        for rank, team in enumerate(teams[:MAX_TEAMS], start=1)
    ]
    return table(rows, right=frozenset(range(2, 5)))


def _of_hundred(share: float) -> str:
    return number(share * 100)
