"""Explains a simulation: how its means and intervals come about, and the formula beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from chainmap.analysis.simulation import SimulatedTeam, Simulation
from chainmap.measure.estimate import CONFIDENCE, Estimate
from chainmap.measure.load import Part
from chainmap.model import Organisation, PartyId, Team
from chainmap.report.explained.figures import Explained
from chainmap.report.explained.inputs import Places
from chainmap.report.explained.load import of_load
from chainmap.report.explained.numbers import figure, in_hours
from chainmap.units import MINUS, count, percent


def of_simulation(
    result: Simulation,
    organisation: Organisation,
    parts: Mapping[PartyId, Sequence[Part]],
    places: Places,
) -> tuple[Explained, ...]:
    """Return where the figures of a simulation come from: the whole, then team by team."""
    teams = (one for t in result.teams for one in _team(t, result, organisation, parts, places))
    return (*_whole(result), *teams)


def _whole(result: Simulation) -> Iterator[Explained]:
    horizon = result.plan.horizon
    counted, warm_up = in_hours(horizon.counted), in_hours(horizon.warm_up)
    yield Explained(
        "",
        "every simulated figure",
        None,
        "",
        f"mean of {result.replications} replications with their {percent(CONFIDENCE)} interval "
        "(Student's t)",
        worked=(
            f"{counted} counted in each after {warm_up} of warm-up, seed {result.seed}",
            "items begin and are worked on at the rates and times under each team's load",
        ),
        keys=("simulated",),
    )
    if result.lead_time is not None:
        times = result.lead_time
        yield Explained(
            "",
            "lead time",
            times.mean.mean,
            _within(times.mean, " h"),
            "hours from entering to leaving, over all items that left",
            worked=(count(times.items, "item"),),
            keys=("lead_time.mean_h",),
        )
    if result.formula is not None:
        rates = [station.begins for station in result.network.stations if station.begins]
        yield Explained(
            "",
            "lead time by formula",
            result.formula,
            in_hours(result.formula),
            "items in all teams by formula over items entering an hour (Little's law)",
            worked=(f"{figure(sum(rates))}/h enter",),
            keys=("formula_lead_time_h",),
        )


def _team(
    team: SimulatedTeam,
    result: Simulation,
    organisation: Organisation,
    parts: Mapping[PartyId, Sequence[Part]],
    places: Places,
) -> Iterator[Explained]:
    known = organisation.parties[team.team]
    if isinstance(known, Team):
        yield from of_load(known, team.formula, parts.get(team.team, ()), places)
    simulated: tuple[tuple[str, str, Estimate | None, str], ...] = (
        ("load simulated", "hours worked over hours there", team.utilisation, ""),
        ("wait simulated", "until somebody begins, over all items", team.wait, " h"),
        ("time in team simulated", "until the item is done, over all items", team.time, " h"),
        ("items in team simulated", "mean over time", team.number, ""),
        ("backlog simulated", "items an hour that come in beyond what is done", team.growth, "/h"),
    )
    for title, formula, value, unit in simulated:
        if value is not None:
            yield Explained(
                team.team,
                title,
                value.mean,
                _within(value, unit),
                formula,
                worked=(f"mean of {result.replications} replications",),
                keys=("simulated",),
            )
    if team.wait_apart is not None:
        yield _apart(team)


def _apart(team: SimulatedTeam) -> Explained:
    growing = team.growth is not None
    one = team.growth if growing else team.wait
    other = team.formula.growing_backlog if growing else team.formula.queue_wait
    shown = f"{figure(one.mean)} / {figure(other)}" if one and other else ""
    apart = percent(abs(team.wait_apart or 0.0))
    side = "more" if (team.wait_apart or 0.0) >= 0 else "less"
    return Explained(
        team.team,
        "apart",
        team.wait_apart,
        f"{apart} {side}",
        f"simulated over formula {MINUS} 1",
        worked=(f"{shown} {MINUS} 1",) if shown else (),
        keys=("apart",),
    )


def _within(value: Estimate, unit: str) -> str:
    if value.low is None or value.high is None:
        return f"{figure(value.mean)}{unit}"
    half = (value.high - value.low) / 2
    return f"{figure(value.mean)}{unit} ± {figure(half)}{unit}"
