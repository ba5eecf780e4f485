"""Explains gaps: by pair the complaint weight behind it, by gap the figures that do not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from chainmap.analysis.gaps import LOW_RATING, Gap, GapKind, Gaps, Talk
from chainmap.model import Handoff, Limits
from chainmap.report.explained.figures import Explained, Input
from chainmap.report.explained.inputs import Places, at, named, promise_key, said
from chainmap.report.explained.numbers import added, figure, in_hours, with_sign
from chainmap.report.story.gap_kinds import GAP_KINDS
from chainmap.units import MINUS, percent

Behind = Mapping[Handoff, Sequence[tuple[Handoff, float]]]
"""By handoff the complained deliveries that it stands behind, each with its complaint weight."""


def of_gaps(
    found: Gaps, behind: Behind, limits: Limits, places: Places, *, as_of: date
) -> tuple[Explained, ...]:
    """Return where the figures of each pair come from, who should talk first first."""
    return tuple(
        one for talk in found.talks for one in of_talk(talk, behind, limits, places, as_of=as_of)
    )


def of_talk(
    talk: Talk, behind: Behind, limits: Limits, places: Places, *, as_of: date
) -> Iterator[Explained]:
    """Yield the weight behind a pair, then each of its gaps."""
    about = f"{talk.supplier} → {talk.customer}"
    yield weight_of(talk, about, behind)
    for gap in talk.gaps:
        yield of_gap(gap, about, limits, places, as_of=as_of)


def weight_of(talk: Talk, about: str, behind: Behind) -> Explained:
    """Return the complaint weight behind a pair."""
    heaviest = max(
        (behind.get(gap.handoff, ()) for gap in talk.gaps),
        key=lambda known: sum(weight for _, weight in known),
    )
    return Explained(
        about,
        "complaint weight",
        talk.weight,
        figure(talk.weight),
        "of the deliveries behind which the heaviest of these handoffs stands",
        tuple(Input(named(delivery), figure(w), w) for delivery, w in heaviest),
        () if heaviest else ("no complaint behind it",),
    )


def of_gap(gap: Gap, about: str, limits: Limits, places: Places, *, as_of: date) -> Explained:
    """Return the two figures that do not fit, and by how much."""
    name, rule = GAP_KINDS[gap.kind][0], _RULES[gap.kind]
    value, worked = _difference(gap, limits, as_of)
    deliverable = gap.handoff.deliverable
    return Explained(
        about,
        f"{name}, “{deliverable}”" if deliverable else name,
        value,
        "",
        rule,
        tuple(_inputs(gap, limits, places)),
        worked,
        keys=(gap.kind.value,),
    )


_RULES = {
    GapKind.UNPROMISED: "within is stated, promise is not",
    GapKind.PROMISE_SHORT_OF_NEED: "promise beyond within",
    GapKind.PROMISE_BROKEN: "lead time beyond the promise",
    GapKind.UNNEEDED_PROMISE: "promise is stated, within is not",
    GapKind.BELIEF_DIFFERS: "they_need is not within",
    GapKind.SUPPLIER_ONLY: "only the supplier's file has it",
    GapKind.CUSTOMER_ONLY: "only the customer's file has it",
    GapKind.NOT_ASKED: "asked is longer ago than the limit, in calendar days",
    GapKind.LOW_RATING: f"rating below {percent(LOW_RATING)} of its scale",
}


def _inputs(gap: Gap, limits: Limits, places: Places) -> Iterator[Input]:
    known = gap.handoff
    match gap.kind:
        case GapKind.PROMISE_BROKEN:
            yield from _broken(gap, places)
        case GapKind.NOT_ASKED:
            where = at(places, known.sort_key, "asked", known.needed_at)
            yield Input("asked", str(known.asked), None, "", "", where)
            age = limits.max_survey_age
            where = at(places, (), "max_survey_age")
            yield Input("max_survey_age", f"{age:g} days", age, "", "limit", where)
        case GapKind.LOW_RATING if known.rating is not None:
            where = at(places, known.sort_key, "rating", known.needed_at)
            by = f"judged by {known.customer}"
            yield Input("rating", str(known.rating), known.rating.share, "", by, where)
        case GapKind.SUPPLIER_ONLY | GapKind.CUSTOMER_ONLY:
            where = (str(known.location),) if known.location.path else ()
            yield Input(named(known), "listed here", None, "", "", where)
        case _:
            times = {"promise": known.promise, "within": known.need, "they_need": known.belief}
            for key in _COMPARED[gap.kind]:
                if (time := times[key]) is not None:
                    yield said(known, key, time, places)


_COMPARED = {
    GapKind.UNPROMISED: ("within",),
    GapKind.PROMISE_SHORT_OF_NEED: ("promise", "within"),
    GapKind.UNNEEDED_PROMISE: ("promise",),
    GapKind.BELIEF_DIFFERS: ("they_need", "within"),
}


def _broken(gap: Gap, places: Places) -> Iterator[Input]:
    known = gap.handoff
    if known.own_promise is not None:
        yield said(known, promise_key(known), known.own_promise, places)
    if known.lead_time is not None:
        where = at(places, known.sort_key, "lead_time", known.location)
        time, evidence = known.lead_time.hours, known.stated_evidence
        how = f"lead_time ({evidence})"
        yield Input(named(known), in_hours(time), time, how, evidence, where)
    if gap.whole is None or known.promise is None:
        return
    yield said(known, "promise", known.promise, places)
    if known.end_to_end is not None:
        yield said(known, "end_to_end", known.end_to_end, places)
    else:
        how = "traced from order to delivery (chainmap trace --explain)"
        yield Input("the whole chain", in_hours(gap.whole), gap.whole, how)


def _difference(gap: Gap, limits: Limits, as_of: date) -> tuple[float | None, tuple[str, ...]]:
    """Return by how much two figures differ, and the numbers put in."""
    known = gap.handoff
    promise, need = known.promise, known.need
    match gap.kind:
        case GapKind.PROMISE_SHORT_OF_NEED if promise and need:
            return _less(promise.hours, need.hours)
        case GapKind.BELIEF_DIFFERS if known.belief and need:
            return _less(known.belief.hours, need.hours)
        case GapKind.PROMISE_BROKEN:
            return _beyond(gap)
        case GapKind.NOT_ASKED if known.asked and limits.max_survey_age:
            age = (as_of - known.asked).days
            return float(age), (f"{as_of} {MINUS} {known.asked} = {age} days",)
        case GapKind.LOW_RATING if known.rating:
            share = known.rating.share
            return share, (f"{known.rating} = {percent(share)} < {percent(LOW_RATING)}",)
        case _:
            return None, ()


def _beyond(gap: Gap) -> tuple[float | None, tuple[str, ...]]:
    """Return the hours beyond the promises, of own step and of the whole chain where both are."""
    known, found = gap.handoff, []
    if known.own_promise and known.lead_time:
        found.append(_less(known.lead_time.hours, known.own_promise.hours))
    if known.to_outside and known.promise and gap.whole is not None:
        found.append(_less(gap.whole, known.promise.hours))
    late = [(hours, told) for hours, told in found if hours > 0]
    return (
        max((hours for hours, _ in late), default=None),
        tuple(line for _, told in late for line in told),
    )


def _less(hours: float, limit: float) -> tuple[float, tuple[str, ...]]:
    beyond = hours - limit
    return beyond, (added([hours, -limit], beyond, with_sign(beyond)),)
