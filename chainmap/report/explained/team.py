"""Explains one team's page: what is said of each handoff and where, load, and complaint weight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chainmap.analysis.team import TeamCard
from chainmap.measure.load import Part
from chainmap.model import Customer, Evidence, Handoff, Organisation
from chainmap.report.explained.figures import Explained, Input
from chainmap.report.explained.inputs import Places, at, judged, mean_of, named, said
from chainmap.report.explained.load import of_load
from chainmap.report.explained.numbers import added, figure, in_hours
from chainmap.report.explained.trace import complained
from chainmap.units import count


def of_team(
    card: TeamCard, organisation: Organisation, parts: Sequence[Part], places: Places
) -> tuple[Explained, ...]:
    """Return where the figures of a team's page come from."""
    return tuple(_all(card, organisation, parts, places))


def _all(
    card: TeamCard, organisation: Organisation, parts: Sequence[Part], places: Places
) -> Iterator[Explained]:
    yield from of_load(card.team, card.load, parts, places)
    for title, handoffs in (("We serve", card.serves), ("We need", card.needs)):
        for handoff in handoffs:
            yield _stated(handoff, title, places)
    for reach in card.reaches:
        yield Explained(
            "Distance",
            f"handoffs to {reach.customer}",
            float(reach.handoffs),
            count(reach.handoffs, "handoff"),
            "the fewest one after another until it has the work, along what is made from what",
            keys=("reaches.handoffs",),
        )
    if card.complaints:
        yield _complaints(card, organisation)


def _stated(handoff: Handoff, title: str, places: Places) -> Explained:
    return Explained(
        f"{title}: {named(handoff)}",
        "figures",
        None,
        "as the two sides state them",
        "",
        tuple(_figures(handoff, places)),
        missing=tuple(_unsaid(handoff)),
        keys=("time_h", "promise_h", "need_h", "accuracy", "rating", "asked"),
    )


def _figures(handoff: Handoff, places: Places) -> Iterator[Input]:
    times = (
        ("promise", handoff.promise),
        ("step_promise", handoff.step_promise),
        ("within", handoff.need),
    )
    for key, time in times:
        if time is not None:
            known = said(handoff, key, time, places)
            yield Input(key, known.text, known.value, mean_of(time), known.evidence, known.places)
    if handoff.lead_time is not None:
        where = at(places, handoff.sort_key, "lead_time", handoff.location)
        how = " ".join(filter(None, (f"({handoff.stated_evidence})", mean_of(handoff.lead_time))))
        hours = handoff.lead_time.hours
        yield Input("lead_time", in_hours(hours), hours, how, handoff.stated_evidence, where)
    if handoff.accuracy is not None:
        known = judged(handoff, places)
        yield Input("accuracy", known.text, known.value, "", known.evidence, known.places)
    if handoff.rating is not None:
        where = at(places, handoff.sort_key, "rating", handoff.needed_at)
        by = f"judged by {handoff.customer}"
        yield Input("rating", str(handoff.rating), handoff.rating.share, "", by, where)
    if handoff.asked is not None:
        where = at(places, handoff.sort_key, "asked", handoff.needed_at)
        yield Input("asked", str(handoff.asked), None, "", "", where)


def _unsaid(handoff: Handoff) -> Iterator[str]:
    if handoff.lead_time is None:
        rest = {Evidence.PROMISE: "its promise counts", Evidence.NEED: "what is needed counts"}
        yield f"no lead_time: {rest.get(handoff.evidence, 'counts as 0')}"
    if handoff.accuracy is None:
        yield "nobody judged it: counts as 100 %"


def _complaints(card: TeamCard, organisation: Organisation) -> Explained:
    rows, weights = [], []
    for complaint in card.complaints:
        delivery = organisation.handoff(complaint.delivery)
        customer = organisation.parties[delivery.customer]
        value = customer.value if isinstance(customer, Customer) else 1.0
        weights.append(organisation.weight(complaint))
        rows.append(complained(complaint, weights[-1], value, f"{complaint.id}  {named(delivery)}"))
    total = sum(weights)
    return Explained(
        "Complaints",
        "weight",
        total,
        figure(total),
        "count × severity × value of the customer, of those with the team upstream or touchpoint",
        tuple(rows),
        (added(weights, total, figure(total)),),
        keys=("complaints",),
    )
