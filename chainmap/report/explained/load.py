"""Explains how busy a team is, and how long work waits there by formula."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from chainmap.measure.load import Load, Part
from chainmap.measure.queueing import delay_probability
from chainmap.model import PartyId, Team
from chainmap.report.explained.figures import Explained, Input
from chainmap.report.explained.inputs import Places, at, named, of_party
from chainmap.report.explained.numbers import added, figure, in_hours
from chainmap.units import MINUS, percent


def of_load(
    team: Team, load: Load, parts: Sequence[Part], places: Places, *, about: str | None = None
) -> Iterator[Explained]:
    """Yield arrivals, utilisation and wait or backlog, or what is missing for them."""
    name = team.name if about is None else about
    if load.utilisation is None:
        missing = "arrivals, volume, process_time or people is missing"
        yield Explained(
            name, "load", None, "not known", "", missing=(missing,), keys=("utilisation",)
        )
        return
    timed = [part for part in parts if part.items and part.process_time is not None]
    yield _arrivals(name, load, parts)
    yield _utilisation(team, name, load, timed, places)
    yield from _measured(name, load, parts, places)
    yield from _wait(team, name, load)


def _arrivals(name: str, load: Load, parts: Sequence[Part]) -> Explained:
    known = [part.rate for part in parts if part.items is not None]
    rate = load.arrival_rate or 0.0
    routed = "reach the team, from arrivals and shares of all teams (traffic equations)"
    return Explained(
        name,
        "arrivals",
        load.arrival_rate,
        f"{figure(rate)}/h",
        "items an hour over accuracy, as under load: what is sent back comes again",
        worked=(
            added([value for value in known if value] or [0.0], rate, figure(rate)),
            *((f"{figure(load.throughput or 0.0)}/h {routed}",) if load.routed else ()),
        ),
        keys=("arrival_rate_per_h",),
    )


def _utilisation(
    team: Team, name: str, load: Load, timed: Sequence[Part], places: Places
) -> Explained:
    hours = math.fsum(part.rate * (part.process_time or 0.0) for part in timed)
    people = team.people or 0.0
    noun = "person" if people == 1 else "people"
    capacity = f"{figure(people)} {noun} × {percent(team.availability)}"
    share = load.utilisation or 0.0
    unknown = "some handoffs lack a volume or a process time: at least"
    able = figure(people * team.availability)
    return Explained(
        name,
        "load",
        load.utilisation,
        f"{'' if load.complete else 'at least '}{percent(share)}",
        "items an hour × process_time, over people × availability",
        (
            *(_part(part, team.name, places) for part in timed),
            of_party(team.name, "people", people, figure(people), places),
            of_party(
                team.name, "availability", team.availability, percent(team.availability), places
            ),
        ),
        (f"{figure(hours)} / ({capacity} = {able}) = {percent(share)}",),
        () if load.complete else (unknown,),
        ("utilisation",),
    )


def _part(part: Part, team: PartyId, places: Places) -> Input:
    subject = part.handoff.sort_key if part.handoff else (team,)
    items = f"{figure(part.items or 0.0)}/h"
    rate = items if part.accuracy == 1 else f"{items} / {percent(part.accuracy)} right"
    work = part.process_time or 0.0
    keys = ("volume", "share", "process_time", *(("accuracy",) if part.accuracy != 1 else ()))
    where = tuple(place for key in keys for place in at(places, subject, key))
    what = named(part.handoff) if part.handoff else "what leaves here"
    hours = part.rate * work
    return Input(what, figure(hours), hours, f"= {rate} × {figure(work)} h", "", where)


def _measured(name: str, load: Load, parts: Sequence[Part], places: Places) -> Iterator[Explained]:
    known = [part for part in parts if part.items is not None and part.measured_wait is not None]
    if load.measured_wait is None:
        return
    rates = math.fsum(part.rate for part in known)
    total = math.fsum(part.rate * (part.measured_wait or 0.0) for part in known)
    yield Explained(
        name,
        "wait as measured",
        load.measured_wait,
        in_hours(load.measured_wait),
        f"mean of lead_time {MINUS} process_time of what is measured, by arrivals",
        tuple(_waited(part, places) for part in known),
        (f"{figure(total)} / {figure(rates)} = {in_hours(load.measured_wait)}",),
        keys=("measured_wait_h",),
    )


def _waited(part: Part, places: Places) -> Input:
    wait = part.measured_wait or 0.0
    times = f"{figure(part.lead_time or 0.0)} {MINUS} {figure(part.process_time or 0.0)}"
    how = f"= {figure(part.rate)}/h × ({times})"
    subject = part.handoff.sort_key if part.handoff else ()
    what = named(part.handoff) if part.handoff else ""
    hours = part.rate * wait
    return Input(what, figure(hours), hours, how, "measured", at(places, subject, "lead_time"))


def _wait(team: Team, name: str, load: Load) -> Iterator[Explained]:
    if load.growing_backlog is not None:
        yield _backlog(name, load)
        return
    if load.queue_wait is None or load.process_time is None or load.utilisation is None:
        return
    yield Explained(
        name,
        "wait by formula",
        load.queue_wait,
        f"{'' if load.complete else 'at least '}{in_hours(load.queue_wait)}",
        WAIT_RULE,
        worked=(wait_worked(team, load.queue_wait, load.utilisation, load.process_time),),
        missing=() if load.complete else ("some work is not known: at least",),
        keys=("queue_wait_h",),
    )


WAIT_RULE = (
    f"P(all busy) × process_time / (people × availability) / (1 {MINUS} load) × variability (M/M/c)"
)


def wait_worked(team: Team, wait: float, utilisation: float, process_time: float) -> str:
    """Return the wait for people by formula with the numbers put in, at so much load."""
    people = team.people or 0.0
    waits = delay_probability(people=people, utilisation=utilisation)
    pace = process_time / (people * team.availability)
    free, factor = 1 - utilisation, team.variability.factor
    numbers = f"{figure(waits)} × {figure(pace)} / {figure(free)} × {figure(factor)}"
    return f"{numbers} = {in_hours(wait)}"


def _backlog(name: str, load: Load) -> Explained:
    growth, rate, share = load.growing_backlog, load.arrival_rate or 0.0, load.utilisation or 1.0
    return Explained(
        name,
        "backlog",
        growth,
        f"{figure(growth or 0.0)} items an hour more than its people can do",
        f"arrivals × (1 {MINUS} 1 / load)",
        worked=(f"{figure(rate)} × (1 {MINUS} 1 / {figure(share)}) = {figure(growth or 0.0)}",),
        keys=("backlog_growth_per_h",),
    )
