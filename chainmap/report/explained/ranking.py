"""Explains a ranking of teams: leverage, restore, exposure and load, back to the files."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chainmap.analysis.bottlenecks import Bottleneck, Bottlenecks
from chainmap.measure.gains import Gain, hours_sooner
from chainmap.measure.load import Part
from chainmap.model import Customer, Handoff, Organisation, PartyId, Team
from chainmap.report.explained.figures import Explained, Input
from chainmap.report.explained.inputs import Places, at, named, promised, timed
from chainmap.report.explained.load import of_load
from chainmap.report.explained.numbers import figure, in_hours
from chainmap.report.explained.trace import complained
from chainmap.units import MINUS, percent


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


def of_ranking(result: Bottlenecks, ranking: Ranking, places: Places) -> tuple[Explained, ...]:
    """Return where the weights and the figures of all teams come from, in their order."""
    every = (one for team in result.teams for one in of_team(team, result, ranking, places))
    return (weights(ranking, places), *every)


def weights(ranking: Ranking, places: Places) -> Explained:
    """Return the weight of all deliveries, by complaint, without any by customer."""
    organisation, total = ranking.organisation, ranking.total
    rows = tuple(_weights(organisation, ranking.weights, places))
    formula = (
        "count × severity × value of the customer, added up"
        if organisation.complaints
        else "the value of the customer of each delivery, as there are no complaints"
    )
    nothing = ("Nothing is delivered to an external customer, so nothing has a weight.",)
    return Explained(
        "",
        "weight of the deliveries",
        total,
        figure(total),
        formula,
        rows,
        (f"together {figure(total)}",),
        () if rows else nothing,
    )


def _weights(
    organisation: Organisation, known: Mapping[Handoff, float], places: Places
) -> Iterator[Input]:
    if not organisation.complaints:
        for delivery, weight in known.items():
            where = at(places, (delivery.customer,), "value")
            yield Input(named(delivery), figure(weight), weight, "", "", where)
    for complaint in organisation.complaints:
        delivery = organisation.handoff(complaint.delivery)
        customer = organisation.parties[delivery.customer]
        value = customer.value if isinstance(customer, Customer) else 1.0
        what = f"{complaint.id}  {named(delivery)}"
        yield complained(complaint, organisation.weight(complaint), value, what)


def of_team(
    team: Bottleneck, result: Bottlenecks, ranking: Ranking, places: Places
) -> Iterator[Explained]:
    """Yield the figures of one team."""
    yield from of_gains(team, result, ranking, places)
    known = ranking.organisation.parties[team.team]
    if isinstance(known, Team):
        yield from of_load(known, team.load, ranking.parts.get(team.team, ()), places)


def of_gains(
    team: Bottleneck, result: Bottlenecks, ranking: Ranking, places: Places
) -> Iterator[Explained]:
    """Yield what customers gain by a team, and how much weight it stands behind."""
    cut = percent(result.cut)
    supplied = [h for h in ranking.organisation.handoffs if h.supplier == team.team and h.in_flow]
    yield _gain(
        team,
        f"leverage, times cut by {cut},",
        team.leverage,
        team.gains,
        ranking,
        tuple(timed(handoff, places) for handoff in supplied),
    )
    yield _gain(
        team,
        "restore, times at its own promises,",
        team.restore,
        team.restored,
        ranking,
        tuple(promised(handoff, places) for handoff in supplied),
    )
    yield _of_weight(team, "exposure", team.exposure, ranking, "with the team behind it")
    yield _of_weight(team, "unavoidable", team.unavoidable, ranking, "where every chain passes it")


def _gain(  # noqa: PLR0913, PLR0917 - leverage and restore differ in these
    team: Bottleneck,
    title: str,
    hours: float,
    gains: Sequence[Gain],
    ranking: Ranking,
    inputs: tuple[Input, ...],
) -> Explained:
    """Return a mean of hours gained as its sum over deliveries, divided by all weight."""
    rows = [gained(gain) for gain in gains]
    total = hours_sooner(gains)
    mean = f"{figure(total)} / {figure(ranking.total)} = {in_hours(hours)}"
    return Explained(
        team.team,
        title,
        hours,
        in_hours(hours),
        f"weight × (lead time before {MINUS} after) of each delivery, over all weight",
        (*inputs, *rows) if gains else (),
        (mean,) if gains else ("no delivery comes sooner",),
        keys=(f"{title.split(',', maxsplit=1)[0]}_h",),
    )


def gained(gain: Gain) -> Input:
    """Return the hours that one delivery gains, with its weight."""
    hours = gain.weight * (gain.before - gain.after)
    how = f"= {figure(gain.weight)} × ({figure(gain.before)} {MINUS} {figure(gain.after)})"
    return Input(named(gain.delivery), figure(hours), hours, how)


def _of_weight(
    team: Bottleneck, title: str, share: float, ranking: Ranking, where: str
) -> Explained:
    part, whole = figure(share * ranking.total), figure(ranking.total)
    worked = f"{part} of {whole} = {percent(share)}"
    return Explained(
        team.team,
        title,
        share,
        percent(share),
        f"complaint weight {where}, of all",
        worked=(worked,),
        keys=(title,),
    )
