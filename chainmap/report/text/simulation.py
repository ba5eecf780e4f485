"""A simulation as text: lead times, waits beside the formula, and which assumption broke."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chainmap.analysis.simulation import LeadTime, SimulatedTeam, Simulation
from chainmap.measure.assumptions import FAR, Assumption
from chainmap.model import Calendar, Organisation
from chainmap.report.text.blocks import indented, laid_out
from chainmap.report.text.plus_minus import hours_within, number_within, percent_within
from chainmap.report.text.simulation_next import longest_wait, next_lines
from chainmap.report.text.simulation_reading import apart_lines, reading
from chainmap.report.text.table import table
from chainmap.units import count, hours, number, percent, signed

MAX_ROWS = 15
"""Teams printed; JSON has all."""

NEGLIGIBLE = 0.005
"""A difference that is none in whole per cent."""


def as_text(result: Simulation, organisation: Organisation, *, footer: str) -> str:
    """Return lead times, waits, and how far simulation and formula are apart."""
    calendar = organisation.calendar
    blocks = [
        ["How long do items take and wait if chance decides?", "", *_answer(result, calendar)],
        _lead_times(result, calendar),
        _teams(result, calendar),
        apart_lines(result, calendar),
        reading(result, calendar),
        next_lines(result, organisation),
        [footer],
    ]
    return laid_out(blocks) + "\n"


def _answer(result: Simulation, calendar: Calendar) -> list[str]:
    return [*_headline(result, calendar), *_longest(result, calendar), _verdict(result)]


def _headline(result: Simulation, calendar: Calendar) -> list[str]:
    times = result.lead_time
    if times is None:
        late = [team.team for team in result.teams if team.growth]
        if not late:
            return ["No item came all the way through in that time. Simulate more --weeks."]
        told = (
            f"{', '.join(late)} cannot keep up: the longer it goes on, the longer it takes. There "
            "is no lead time of what passes through."
        )
        return [told]
    half, most, nearly_all = (hours(p.mean, calendar) for p in times.percentiles)
    formula = "" if result.formula is None else f"; by formula {hours(result.formula, calendar)}"
    told = (
        f"From entering to leaving an item takes {hours_within(times.mean, calendar)} on average"
        f"{formula}. Half take at most {half}, 85 % {most}, 95 % {nearly_all}."
    )
    return [told]


def _longest(result: Simulation, calendar: Calendar) -> list[str]:
    longest = longest_wait(result)
    if longest is None:
        return []
    waits = hours_within(longest.wait, calendar)
    return [f"Items wait longest at {longest.team}: {waits} until somebody begins."]


def _verdict(result: Simulation) -> str:
    far = [team.broken.assumption for team in result.teams if team.broken]
    if not far:
        return "Formula and simulation agree within 20 % on every wait."
    chance = " Chance can explain it." if set(far) == {Assumption.LONG_ENOUGH} else ""
    return f"Formula and simulation are over 20 % apart at {count(len(far), 'team')} (◀).{chance}"


def _lead_times(result: Simulation, calendar: Calendar) -> list[str]:
    if not result.by_last:
        return []
    total = sum(times.items for times in result.by_last)
    rows: list[Sequence[str]] = [
        ("", "Last team", "hands it to", "items", "mean", "50 %", "85 %", "95 %")
    ]
    for rank, times in enumerate(result.by_last[:MAX_ROWS], start=1):
        figures = (hours_within(value, calendar) for value in (times.mean, *times.percentiles))
        share = percent(times.items / total)
        rows.append((str(rank), times.last or "", _to(times), share, *figures))
    title = "Lead time by the team that had the item last (85 %: so many take no longer)"
    return [
        title,
        *indented(table(rows, right=frozenset({0, 3, 4, 5, 6, 7}))),
        *_more(rows, result),
    ]


def _more(rows: Sequence[object], result: Simulation) -> list[str]:
    hidden = len(result.by_last) - (len(rows) - 1)
    return [f"  {count(hidden, 'more', 'more')}: --format json"] if hidden > 0 else []


def _to(times: LeadTime) -> str:
    return ", ".join(times.to) or "(leaves)"


def _teams(result: Simulation, calendar: Calendar) -> list[str]:
    rows: list[Sequence[str]] = [
        ("", "Team", "load", "simulated", "wait", "simulated", "items in team", "apart")
    ]
    queues = [team for team in result.teams if team.people is not None]
    for rank, team in enumerate(queues[:MAX_ROWS], start=1):
        rows.append((str(rank), team.team, *_beside(team, calendar), _apart(team)))
    title = "Formula and simulation side by side (± half a 95 % interval), the busiest first"
    hidden = len(queues) - MAX_ROWS
    more = [f"  {count(hidden, 'more', 'more')}: --format json"] if hidden > 0 else []
    if any(row[-1] == "–" for row in rows):
        more.append("  –: the waits differ by less than 1 % of the time that work takes")
    return [title, *indented(table(rows, right=frozenset({0, 2, 3, 4, 5, 6, 7}))), *more]


def _beside(team: SimulatedTeam, calendar: Calendar) -> Iterable[str]:
    formula = team.formula
    yield "–" if formula.utilisation is None else percent(formula.utilisation)
    yield percent_within(team.utilisation)
    if formula.growing_backlog is not None and team.growth:
        week = calendar.hours_in("w")
        grows = number(formula.growing_backlog * week)
        yield f"backlog +{grows}/w" if formula.growing_backlog else "backlog"
        yield f"+{number_within(team.growth, unit=1 / week)}/w"
        yield "–"
        return
    yield "–" if formula.queue_wait is None else hours(formula.queue_wait, calendar)
    yield hours_within(team.wait, calendar)
    yield number_within(team.number)


def _apart(team: SimulatedTeam) -> str:
    if team.wait_apart is None or (abs(team.wait_apart) > FAR and not team.broken):
        return "–"
    size = abs(team.wait_apart)
    shown = "0 %" if size < NEGLIGIBLE else signed(percent(size), team.wait_apart)
    return f"{shown} ◀" if team.broken else shown
