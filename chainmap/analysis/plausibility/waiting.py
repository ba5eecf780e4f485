"""Looks at waiting: do items in work and measured waits fit load, lead time and people?"""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.analysis.plausibility.case import Case, differ, note
from chainmap.issues import Issue
from chainmap.measure.load import Load
from chainmap.measure.queueing import explaining_availability
from chainmap.model import Evidence, Team
from chainmap.units import number, percent


def work_in_process(case: Case, team: Team) -> Iterator[Issue]:
    """Compare the items counted in a team with throughput x lead time; less than one is none."""
    load = case.loads[team.name]
    if team.wip is None or load.throughput is None or load.lead_time is None:
        return
    expected = load.throughput * load.lead_time
    if differ(team.wip, expected) and abs(team.wip - expected) >= 1:
        yield note(
            team.location,
            "wip-differs",
            f"{team.name} counts {number(team.wip)} items in work; {case.rate(load.throughput)} "
            f"for {case.hours(load.lead_time)} each make {number(expected)}.",
            _doubt_of_wip(case, team, load),
            about=(team.name,),
        )


def _doubt_of_wip(case: Case, team: Team, load: Load) -> str:
    stated = {step.evidence for step in case.supplied_by(team) if step.lead_time is not None}
    if stated != {Evidence.MEASURED}:
        return "Doubt the lead time first: it is not measured."
    rates = "arrivals and shares" if load.routed else "the volume"
    return f"Doubt {rates} first: the lead time is measured. Then count the items again."


def waits(case: Case, team: Team) -> Iterator[Issue]:
    """Compare the measured wait with the wait that queueing for people explains."""
    load = case.loads[team.name]
    if not load.complete or load.measured_wait is None or not load.process_time:
        return
    if load.time_in_team is None or load.utilisation is None or team.people is None:
        return
    expected = max(0.0, load.time_in_team - load.process_time)
    apart = abs(load.measured_wait - expected)
    if differ(load.measured_wait, expected) and apart > load.process_time:
        yield note(
            team.location,
            "wait-differs",
            f"Work waits {case.hours(load.measured_wait)} at {team.name} as measured; "
            f"{_crew(team)} busy {percent(load.utilisation)} of the time would explain "
            f"{case.hours(expected)} (formula).",
            _doubt_of_wait(team, load),
            about=(team.name,),
        )


def _crew(team: Team) -> str:
    return "1 person" if team.people == 1 else f"{number(team.people or 0.0)} people"


def _doubt_of_wait(team: Team, load: Load) -> str:
    explaining = explaining_availability(
        load.measured_wait or 0.0,
        people=team.people or 0.0,
        work=(load.utilisation or 0.0) * team.availability,
        process_time=load.process_time or 0.0,
        variability=team.variability,
    )
    if explaining is None:
        return "Doubt volume and process_time (too high) or people (too few)."
    instead = f"{percent(explaining)} instead of {percent(team.availability)}"
    if (load.measured_wait or 0.0) < (load.time_in_team or 0.0):
        return f"Doubt availability: {instead} would explain it."
    busy = percent((load.utilisation or 0.0) * team.availability / explaining)
    return (
        f"Doubt availability ({instead} would explain it, {busy} busy). If that is right, work "
        "waits for no person: batches, opening hours, answers of others."
    )
