"""Gaps: where do a supplier and its customer disagree, or not know, what one owes the other?

Nine kinds, by handoff (after the five gaps of Parasuraman, Zeithaml and Berry). Of a delivery to
an external customer promise and need hold for the whole chain: its lead time is `end_to_end`
where measured, else the lead time that trace computes. Assumes that both files are up to date.
Source: their A Conceptual Model of Service Quality (Journal of Marketing 49, 1985). No published
case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chainmap.flow import Flow
from chainmap.measure.lead_time import lead_times
from chainmap.measure.upstream import Upstream
from chainmap.model import SAME_TIME, Handoff, HandoffId, PartyId
from chainmap.units import hours

LOW_RATING = 0.6
"""A rating below this share of its scale is low: 3 of 5 is not, 2 of 5 is."""


class GapKind(StrEnum):
    """What does not fit."""

    UNPROMISED = "unpromised"
    PROMISE_SHORT_OF_NEED = "promise_short_of_need"
    PROMISE_BROKEN = "promise_broken"
    UNNEEDED_PROMISE = "unneeded_promise"
    BELIEF_DIFFERS = "belief_differs"
    SUPPLIER_ONLY = "supplier_only"
    CUSTOMER_ONLY = "customer_only"
    NOT_ASKED = "not_asked"
    LOW_RATING = "low_rating"


@dataclass(frozen=True, slots=True)
class Gap:
    """One disagreement about one handoff; `detail` says it in a sentence.

    `whole` is the hours the whole chain takes, of a delivery to an external customer.
    """

    kind: GapKind
    handoff: Handoff
    detail: str
    whole: float | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """Two parties that should talk, the gaps between them, the complaint weight behind them."""

    supplier: PartyId
    customer: PartyId
    weight: float
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """All gaps, in the order of who should talk first; `never_asked` handoffs carry no date."""

    talks: tuple[Talk, ...]
    never_asked: tuple[Handoff, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps, first talk first."""
        return tuple(gap for talk in self.talks for gap in talk.gaps)


@dataclass(frozen=True, slots=True)
class _Case:
    """A handoff with what is needed to judge it."""

    handoff: Handoff
    whole: float | None
    """Hours the whole chain takes, of a delivery to an external customer."""
    as_of: date
    flow: Flow

    def hours(self, value: float) -> str:
        return hours(value, self.flow.organisation.calendar)


def gaps(flow: Flow, *, as_of: date, behind: PartyId | None = None) -> Gaps:
    """Return the gaps on a day; talks with more complaint weight x gaps come first.

    With `behind` only those of the handoffs to this party and upstream of them.
    """
    looked_at = _looked_at(flow, behind)
    whole = _whole_times(flow)
    weights = _complaint_weights(flow)
    talks: dict[tuple[PartyId, PartyId], list[Gap]] = {}
    weight: dict[tuple[PartyId, PartyId], float] = {}
    for index in looked_at:
        handoff = flow.handoffs[index]
        case = _Case(handoff, whole.get(index), as_of, flow)
        found = [
            Gap(kind, handoff, detail, case.whole) for kind, look in _LOOKS for detail in look(case)
        ]
        if found:
            pair = (handoff.supplier, handoff.customer)
            talks.setdefault(pair, []).extend(found)
            weight[pair] = max(weight.get(pair, 0.0), weights.get(index, 0.0))
    ordered = sorted(
        talks, key=lambda pair: (-weight[pair] * len(talks[pair]), -len(talks[pair]), pair)
    )
    return Gaps(
        tuple(Talk(*pair, weight[pair], tuple(talks[pair])) for pair in ordered),
        tuple(flow.handoffs[index] for index in looked_at if flow.handoffs[index].asked is None),
    )


def _looked_at(flow: Flow, behind: PartyId | None) -> list[HandoffId]:
    every = [HandoffId(index) for index in range(len(flow.handoffs))]
    if behind is None:
        return every
    received = {index for index in every if flow.handoffs[index].customer == behind}
    return sorted(flow.upstream(received) | received)


def _whole_times(flow: Flow) -> Mapping[HandoffId, float]:
    """Return hours from order to delivery: as measured, else as the steps add up."""
    deliveries = [HandoffId(i) for i, h in enumerate(flow.handoffs) if h.to_outside]
    lead = lead_times(flow, to=deliveries).values
    times = {}
    for delivery in deliveries:
        measured = flow.handoffs[delivery].end_to_end
        times[delivery] = measured.hours if measured else lead[delivery]
    return times


def _complaint_weights(flow: Flow) -> Mapping[HandoffId, float]:
    """Return the complaint weight downstream of each handoff."""
    organisation = flow.organisation
    behind: dict[HandoffId, float] = {}
    for complaint in organisation.complaints:
        behind[complaint.delivery] = behind.get(complaint.delivery, 0.0) + organisation.weight(
            complaint
        )
    upstream = Upstream(flow, of=sorted(behind))
    weight_of = upstream.weigh(behind, (group.mask for group in upstream.groups))
    weights = {h: weight_of[group.mask] for group in upstream.groups for h in group.handoffs}
    for delivery, weight in behind.items():
        weights[delivery] = weights.get(delivery, 0.0) + weight
    return weights


def _unpromised(case: _Case) -> Iterator[str]:
    handoff = case.handoff
    if handoff.need and not handoff.promise:
        need = case.hours(handoff.need.hours)
        yield f"{handoff.customer} needs it within {need}; {handoff.supplier} promises nothing."


def _promise_short_of_need(case: _Case) -> Iterator[str]:
    need, promise = case.handoff.need, case.handoff.promise
    if need and promise and promise.hours > need.hours + SAME_TIME:
        yield (
            f"{case.handoff.customer} needs it within {case.hours(need.hours)}; "
            f"{case.handoff.supplier} promises {case.hours(promise.hours)}."
        )


def _promise_broken(case: _Case) -> Iterator[str]:
    handoff, broken = case.handoff, []
    own = handoff.own_promise
    if own and handoff.lead_time and handoff.lead_time.hours > own.hours + SAME_TIME:
        took = case.hours(handoff.lead_time.hours)
        broken.append(f"{handoff.supplier} promises {case.hours(own.hours)} and takes {took}.")
    told = handoff.promise if handoff.to_outside else None
    if told and case.whole is not None and case.whole > told.hours + SAME_TIME:
        broken.append(
            f"The promise to {handoff.customer} is {case.hours(told.hours)} from order to "
            f"delivery; it takes {case.hours(case.whole)}."
        )
    if broken:
        yield " ".join(broken)


def _unneeded_promise(case: _Case) -> Iterator[str]:
    handoff = case.handoff
    if handoff.promise and not handoff.need:
        promise = case.hours(handoff.promise.hours)
        yield f"{handoff.supplier} promises {promise}; {handoff.customer} states no need."


def _belief_differs(case: _Case) -> Iterator[str]:
    belief, need = case.handoff.belief, case.handoff.need
    if belief and need and abs(belief.hours - need.hours) > SAME_TIME:
        yield (
            f"{case.handoff.supplier} believes {case.hours(belief.hours)} is needed; "
            f"{case.handoff.customer} needs it within {case.hours(need.hours)}."
        )


def _supplier_only(case: _Case) -> Iterator[str]:
    handoff = case.handoff
    if handoff.needed_at is None:
        yield f"{handoff.supplier} says it delivers this; {handoff.customer} does not list it."


def _customer_only(case: _Case) -> Iterator[str]:
    handoff = case.handoff
    if handoff.promised_at is None:
        yield f"{handoff.customer} says it needs this; {handoff.supplier} does not list it."


def _not_asked(case: _Case) -> Iterator[str]:
    limit, asked = case.flow.organisation.limits.max_survey_age, case.handoff.asked
    if limit is not None and asked is not None and (age := (case.as_of - asked).days) > limit:
        yield f"They last spoke on {asked}, {age} days ago; the limit is {limit:g} days."


def _low_rating(case: _Case) -> Iterator[str]:
    handoff = case.handoff
    if handoff.rating is not None and handoff.rating.share < LOW_RATING - SAME_TIME:
        yield f"{handoff.customer} rates it {handoff.rating}."


_LOOKS: tuple[tuple[GapKind, Callable[[_Case], Iterator[str]]], ...] = (
    (GapKind.UNPROMISED, _unpromised),
    (GapKind.PROMISE_SHORT_OF_NEED, _promise_short_of_need),
    (GapKind.PROMISE_BROKEN, _promise_broken),
    (GapKind.UNNEEDED_PROMISE, _unneeded_promise),
    (GapKind.BELIEF_DIFFERS, _belief_differs),
    (GapKind.SUPPLIER_ONLY, _supplier_only),
    (GapKind.CUSTOMER_ONLY, _customer_only),
    (GapKind.NOT_ASKED, _not_asked),
    (GapKind.LOW_RATING, _low_rating),
)
