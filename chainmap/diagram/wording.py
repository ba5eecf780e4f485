"""The words over and in a trace: title, subtitle, suspicion."""

from __future__ import annotations

from dataclasses import dataclass

from chainmap import units
from chainmap.analysis.trace import Traced, TracedChain
from chainmap.diagram import palette
from chainmap.diagram.text import wrap
from chainmap.measure.promises import PromiseBudget
from chainmap.measure.suspects import Basis
from chainmap.model import Calendar, Handoff, Organisation, PartyId

_OF = {
    Basis.OVERRUN: "of the overrun",
    Basis.TIME: "of the time",
    Basis.ACCURACY: "of the defects",
    Basis.CONTACTS: "of the passing on",
}


def complaint_title(traced: Traced) -> str:
    """Return what the complaint is about: C-17  Late: "Delivered parcel" from Courier."""
    delivery = _delivery(traced.behind.delivery)
    if traced.complaint is None:
        return delivery
    kind = traced.complaint.category.value.capitalize().replace("-", " ")
    return f"{traced.complaint.id} {kind}: {delivery}"


def _delivery(delivery: Handoff) -> str:
    if not delivery.deliverable:
        return f"{delivery.supplier} → {delivery.customer}"
    return f"“{delivery.deliverable}” from {delivery.supplier}"


def trace_subtitle(organisation: Organisation, traced: Traced, left_out: int = 0) -> str:
    """Return the answer in a few sentences: how long, how much of it waiting, against what."""
    behind, calendar = traced.behind, organisation.calendar
    chain = behind.slowest[0]
    least = "" if behind.exact else "at least "
    handoffs = units.count(chain.handoffs, "handoff")
    if all(step.time is None for step in chain.steps):
        answer = "nobody says how long any step takes"
    else:
        time = units.hours(chain.lead_time, calendar) + _waiting(chain, calendar)
        answer = f"{least}{time}{_promise(behind.promise, calendar)}"
    sentences = [f"{behind.delivery.customer}: {handoffs}, {answer}."]
    if left_out:
        sentences.append(f"{units.count(left_out, 'more team')} upstream not drawn.")
    if traced.complaint is not None and traced.complaint.said:
        sentences.append(f"“{traced.complaint.said}”")
    return " ".join(sentences)


def _waiting(chain: TracedChain, calendar: Calendar) -> str:
    if chain.process_time is None:
        return ""
    timed = [step for step in chain.steps if step.time]
    if any(step.process_time is None for step in timed):
        return f", {units.hours(chain.process_time, calendar)} of it known to be work"
    waiting = max(chain.lead_time - chain.process_time, 0.0)
    return f", {_beside(chain.lead_time, waiting, calendar)} of it waiting"


def _promise(promise: PromiseBudget, calendar: Calendar) -> str:
    if promise.limit is None or promise.late is None:
        return ""
    told = "promised" if promise.promised is not None else "needed within"
    limit = units.hours(promise.limit, calendar)
    if promise.late <= 0:
        return f"; {told} {limit}"
    late = _beside(promise.actual, promise.late, calendar)
    return f"; {told} {limit}, so {late} late"


def _beside(whole: float, part: float, calendar: Calendar) -> str:
    """Return a part of a duration in days where the whole is shown in days."""
    if whole >= 2 * calendar.hours_per_day and part >= 0.05 * calendar.hours_per_day:
        return units.days(part, calendar)
    return units.hours(part, calendar)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What stands in a suspect's box, and the fill behind it: the main suspects' is stronger."""

    words: str
    fill: str


def suspicion(traced: Traced, party: PartyId) -> Suspicion | None:
    """Return the party's suspicion; None where it is not suspected."""
    shares = {suspect.team: suspect.share for suspect in traced.suspects}
    if party not in shares:
        return None
    main = shares[party] >= max(shares.values()) / 2
    fill = palette.SUSPECT if main else palette.tint(palette.SUSPECT, 0.4)
    if traced.basis is Basis.TOUCHPOINT:
        return Suspicion("◆ touchpoint", fill)
    words = f"◆ {units.percent(shares[party])} {_OF.get(traced.basis, '')}".strip()
    return Suspicion(words, fill)


def complains(traced: Traced) -> str:
    """Return what stands in the customer's box: which complaint."""
    if traced.complaint is None:
        return ""
    (name,) = wrap(traced.complaint.id, lines=1)
    return f"{name}: {traced.complaint.category.value}"
