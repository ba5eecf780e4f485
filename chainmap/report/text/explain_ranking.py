"""`bottlenecks --explain`: every figure of the ranking, traced to the lines it comes from."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chainmap.analysis.bottlenecks import Bottleneck, Bottlenecks, Gain
from chainmap.measure.load import Part
from chainmap.measure.queueing import delay_probability
from chainmap.model import Complaint, Handoff, Organisation, PartyId, Team
from chainmap.report.text.explain import Places, figure, named, place, promise_key, time_of
from chainmap.report.text.table import MAX_CELL, indented, printable, table
from chainmap.units import MINUS, percent

_WIDE = 2 * MAX_CELL


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a ranking was made from: the weight of each delivery, and each team's items."""

    organisation: Organisation
    weights: Mapping[Handoff, float]
    parts: Mapping[PartyId, Sequence[Part]]

    @property
    def total(self) -> float:
        """All weight."""
        return math.fsum(self.weights.values())


def explained(result: Bottlenecks, ranking: Ranking, places: Places, *, most: int) -> str:
    """Return where the figures of the first teams come from, as text."""
    shown = [t for t in result.teams if t.leverage > 0 or t.restore > 0][:most]
    blocks = [
        ["Where these figures come from (in hours, rounded only here)"],
        _weights(ranking, places),
        *(_team(team, result, ranking, places) for team in shown),
    ]
    return printable("\n\n".join("\n".join(block) for block in blocks))


def _weights(ranking: Ranking, places: Places) -> list[str]:
    if not ranking.weights:
        return ["Nothing is delivered to an external customer, so nothing has a weight."]
    if ranking.organisation.complaints:
        title = "Weight of the deliveries: count × severity × value of the customer, summed"
        rows = [_complaint(c, ranking.organisation) for c in ranking.organisation.complaints]
    else:
        title = "Weight of the deliveries: the value of the customer, as there are no complaints"
        rows = [
            (named(delivery), figure(weight), place(places, (delivery.customer,), "value"))
            for delivery, weight in ranking.weights.items()
        ]
    body = table(rows, right=frozenset({1}), widest=_WIDE)
    return [title, *indented([*body, f"Together {figure(ranking.total)}"])]


def _complaint(complaint: Complaint, organisation: Organisation) -> tuple[str, ...]:
    delivery = organisation.handoff(complaint.delivery)
    weight = figure(organisation.weight(complaint))
    return f"{complaint.id}  {named(delivery)}", weight, str(complaint.location)


def _team(team: Bottleneck, result: Bottlenecks, ranking: Ranking, places: Places) -> list[str]:
    cut = percent(result.cut)
    parts: list[list[str]] = [
        [team.team],
        indented(_times(team, ranking, places)),
        indented(_gain(f"leverage, times cut by {cut}", team.leverage, team.gains, ranking)),
        indented(_gain("restore, times at its own promises", team.restore, team.restored, ranking)),
        indented([_of_weight("exposure", team.exposure, ranking)]),
        indented([_of_weight("unavoidable", team.unavoidable, ranking)]),
        indented(_load(team, ranking, places)),
    ]
    return [line for part in parts for line in part]


def _times(team: Bottleneck, ranking: Ranking, places: Places) -> list[str]:
    supplied = [h for h in ranking.organisation.handoffs if h.supplier == team.team and h.in_flow]
    rows = []
    for handoff in supplied:
        promise = handoff.own_promise
        key = promise_key(handoff)
        told = "no promise" if promise is None else f"{key} {figure(promise.hours)} h"
        at = "" if promise is None else place(places, handoff.sort_key, key, handoff.location)
        rows.append((named(handoff), *time_of(handoff, places), told, at))
    return ["times", *indented(table(rows, right=frozenset({1}), widest=_WIDE))]


def _gain(title: str, hours: float, gains: Sequence[Gain], ranking: Ranking) -> list[str]:
    """Return a mean of hours gained as its sum over deliveries, divided by all weight."""
    if not gains:
        return [f"{title}: 0 h, as no delivery comes sooner"]
    rows = [
        (
            named(gain.delivery),
            f"{figure(gain.weight)} × ({figure(gain.before)} {MINUS} {figure(gain.after)})",
            f"= {figure(gain.weight * (gain.before - gain.after))}",
        )
        for gain in gains
    ]
    total = math.fsum(gain.weight * (gain.before - gain.after) for gain in gains)
    mean = f"{figure(total)} / {figure(ranking.total)} = {figure(hours)} h"
    head = f"{title}: weight × (before {MINUS} after)"
    return [head, *indented([*table(rows, right=frozenset({1, 2}), widest=_WIDE), mean])]


def _of_weight(title: str, share: float, ranking: Ranking) -> str:
    part, whole = figure(share * ranking.total), figure(ranking.total)
    return f"{title}: {part} of {whole} complaint weight = {percent(share)}"


def _load(team: Bottleneck, ranking: Ranking, places: Places) -> list[str]:
    load, known = team.load, ranking.organisation.parties[team.team]
    if load.utilisation is None or not isinstance(known, Team):
        return ["load: not known, as arrivals, volume, process_time or people is missing"]
    timed = [p for p in ranking.parts.get(team.team, ()) if p.items and p.process_time is not None]
    rows = [_part(part, team.team, places) for part in timed]
    hours = math.fsum(part.rate * (part.process_time or 0.0) for part in timed)
    at = [place(places, (team.team,), key) for key in ("people", "availability")]
    capacity = _people(known)
    return [
        f"load {percent(load.utilisation)}: items an hour × process_time / (people × availability)",
        *indented(table(rows, right=frozenset({1, 2, 3}), widest=_WIDE)),
        f"  work {figure(hours)} / ({capacity})  {', '.join(filter(None, at))}".rstrip(),
        *_routed(team),
        *_wait(team, known),
    ]


def _routed(team: Bottleneck) -> list[str]:
    if not team.load.routed or team.load.throughput is None:
        return []
    items = f"{figure(team.load.throughput)}/h"
    return [f"  {items} reach the team, from arrivals and shares of all teams (traffic equations)"]


def _people(team: Team) -> str:
    people = team.people or 0.0
    noun = "person" if people == 1 else "people"
    capacity = figure(people * team.availability)
    return f"{figure(people)} {noun} × {percent(team.availability)} = {capacity}"


def _part(part: Part, team: PartyId, places: Places) -> tuple[str, ...]:
    subject = part.handoff.sort_key if part.handoff else (team,)
    items = f"{figure(part.items or 0.0)}/h"
    rate = items if part.accuracy == 1 else f"{items} / {percent(part.accuracy)} right"
    work = part.process_time or 0.0
    keys = [k for k in ("volume", "share", "process_time") if place(places, subject, k)]
    at = ", ".join(f"{key} {place(places, subject, key)}" for key in keys)
    what = named(part.handoff) if part.handoff else "what leaves here"
    return what, rate, f"× {figure(work)} h", f"= {figure(part.rate * work)}", at


def _wait(team: Bottleneck, known: Team) -> list[str]:
    load = team.load
    if load.growing_backlog is not None:
        return [
            f"backlog: {figure(load.growing_backlog)} items an hour more than its people can do"
        ]
    if load.queue_wait is None or load.process_time is None or load.utilisation is None:
        return []
    people = known.people or 0.0
    waits = delay_probability(people=people, utilisation=load.utilisation)
    pace = load.process_time / (people * known.availability)
    factor = known.variability.factor
    terms = f"{figure(waits)} × {figure(pace)} / {figure(1 - load.utilisation)} × {figure(factor)}"
    least = "" if load.complete else "; some work is not known: at least"
    pace_is = "process_time / (people × availability)"
    return [
        f"wait by formula: P(all busy) × {pace_is} / (1 {MINUS} load) × variability",
        f"  {terms} = {figure(load.queue_wait)} h{least}",
    ]
