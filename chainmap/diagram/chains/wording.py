"""The words over and in a trace: title, subtitle, suspicion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chainmap import units
from chainmap.analysis.trace import Traced, TracedChain
from chainmap.diagram.canvas.text import wrap
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.words import ENGLISH, Words
from chainmap.diagram.parts.kinds import category_words
from chainmap.measure.promises import PromiseBudget
from chainmap.measure.suspects import Basis
from chainmap.model import Calendar, Handoff, Organisation, PartyId

_OF: Mapping[Basis, str] = {
    Basis.OVERRUN: "◆ {share} of the overrun",
    Basis.TIME: "◆ {share} of the time",
    Basis.ACCURACY: "◆ {share} of the defects",
    Basis.CONTACTS: "◆ {share} of the passing on",
}


def complaint_title(traced: Traced, words: Words = ENGLISH) -> str:
    """Return what the complaint is about: C-17  Late: "Delivered parcel" from Courier."""
    delivery = _delivery(traced.behind.delivery, words)
    if traced.complaint is None:
        return delivery
    kind = category_words(words, traced.complaint.category)
    return f"{traced.complaint.id} {kind[:1].upper()}{kind[1:]}: {delivery}"


def _delivery(delivery: Handoff, words: Words) -> str:
    if not delivery.deliverable:
        return f"{delivery.supplier} → {delivery.customer}"
    return words(
        "“{deliverable}” from {supplier}",
        deliverable=delivery.deliverable,
        supplier=delivery.supplier,
    )


def trace_subtitle(
    organisation: Organisation, traced: Traced, left_out: int = 0, *, words: Words = ENGLISH
) -> str:
    """Return the answer in a few sentences: how long, how much of it waiting, against what."""
    behind, calendar = traced.behind, organisation.calendar
    chain = behind.slowest[0]
    handoffs = words.count(chain.handoffs, "{n} handoff", "{n} handoffs")
    if all(step.time is None for step in chain.steps):
        answer = words("nobody says how long any step takes")
    else:
        time = units.hours(chain.lead_time, calendar)
        if not behind.exact:
            time = words("at least {time}", time=time)
        waiting = _waiting(chain, calendar, words)
        answer = f"{time}{waiting}{_promise(behind.promise, calendar, words)}"
    sentences = [f"{behind.delivery.customer}: {handoffs}, {answer}."]
    if left_out:
        sentences.append(
            words.count(
                left_out, "{n} more team upstream not drawn.", "{n} more teams upstream not drawn."
            )
        )
    if traced.complaint is not None and traced.complaint.said:
        sentences.append(f"“{traced.complaint.said}”")
    return " ".join(sentences)


def _waiting(chain: TracedChain, calendar: Calendar, words: Words) -> str:
    if chain.process_time is None:
        return ""
    timed = [step for step in chain.steps if step.time]
    if any(step.process_time is None for step in timed):
        work = units.hours(chain.process_time, calendar)
        return words(", {time} of it known to be work", time=work)
    waiting = max(chain.lead_time - chain.process_time, 0.0)
    return words(", {time} of it waiting", time=_beside(chain.lead_time, waiting, calendar))


def _promise(promise: PromiseBudget, calendar: Calendar, words: Words) -> str:
    if promise.limit is None or promise.late is None:
        return ""
    limit = units.hours(promise.limit, calendar)
    told = (
        words("; promised {time}", time=limit)
        if promise.promised is not None
        else words("; needed within {time}", time=limit)
    )
    if promise.late <= 0:
        return told
    late = _beside(promise.actual, promise.late, calendar)
    return told + words(", so {time} late", time=late)


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


def suspicion(traced: Traced, party: PartyId, words: Words = ENGLISH) -> Suspicion | None:
    """Return the party's suspicion; None where it is not suspected."""
    shares = {suspect.team: suspect.share for suspect in traced.suspects}
    if party not in shares:
        return None
    main = shares[party] >= max(shares.values()) / 2
    fill = palette.SUSPECT if main else palette.tint(palette.SUSPECT, 0.4)
    if traced.basis is Basis.TOUCHPOINT:
        return Suspicion(words("◆ touchpoint"), fill)
    share = units.percent(shares[party])
    if traced.basis not in _OF:
        return Suspicion(f"◆ {share}", fill)
    return Suspicion(words(_OF[traced.basis], share=share), fill)


def complains(traced: Traced, words: Words = ENGLISH) -> str:
    """Return what stands in the customer's box: which complaint."""
    if traced.complaint is None:
        return ""
    (name,) = wrap(traced.complaint.id, lines=1)
    return f"{name}: {category_words(words, traced.complaint.category)}"
