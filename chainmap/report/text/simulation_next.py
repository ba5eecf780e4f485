"""What to do after a simulation: whom to ask, what to try, and when to simulate longer."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.analysis.simulation import SimulatedTeam, Simulation
from chainmap.measure.assumptions import Assumption
from chainmap.model import Organisation
from chainmap.report.text.blocks import next_steps
from chainmap.report.text.simulation_reading import weeks_to_halve
from chainmap.units import command, quoted


def next_lines(result: Simulation, organisation: Organisation) -> list[str]:
    """Return what a lead should do next."""
    return next_steps(_steps(result, organisation))


def _steps(result: Simulation, organisation: Organisation) -> Iterator[str]:
    source = organisation.source
    behind = [team.team for team in result.teams if team.growth]
    waited_for = longest_wait(result)
    if behind:
        people = command("bottlenecks --add-person", source)
        yield f"See what one more person at {behind[0]} would give customers:   {people}"
    elif waited_for is not None:
        asked = command(f"team {quoted(waited_for.team)}", source)
        yield f"Ask {waited_for.team} what its work waits for:   {asked}"
    if any(t.broken and t.broken.assumption is Assumption.LONG_ENOUGH for t in result.teams):
        weeks = weeks_to_halve(result, organisation.calendar)
        again = command(f"simulate --weeks {weeks}", source)
        yield f"Make the intervals half as wide:   {again}"
    tried = command("whatif SCENARIO", source)
    yield f"Try other people or times before a change is made:   {tried}"


def longest_wait(result: Simulation) -> SimulatedTeam | None:
    """Return the team at which items wait longest, None where no wait is known."""
    waiting = [team for team in result.teams if team.wait]
    return max(waiting, key=lambda team: team.wait.mean if team.wait else 0.0, default=None)
