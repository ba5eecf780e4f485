"""What stands in the files as inputs: times, promises, needs, accuracies, with their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from chainmap.issues import Location, Subject
from chainmap.model import Customer, Evidence, Handoff, Organisation, PartyId, Time
from chainmap.report.explained.figures import Input
from chainmap.report.explained.numbers import figure, in_hours, points
from chainmap.report.story.measured import measured_in
from chainmap.units import count

Places = Mapping[Subject, Mapping[str, Location]]
"""Where keys stand, by the names of a party or of a handoff; of the whole organisation by none."""

MAX_NAMED = 5
"""Handoffs named that lack a figure; of more their number is told."""


def named(handoff: Handoff) -> str:
    """Return who hands over what to whom."""
    what = f" “{handoff.deliverable}”" if handoff.deliverable else ""
    return f"{handoff.supplier} → {handoff.customer}{what}"


def at(
    places: Places, subject: Subject, key: str, instead: Location | None = None
) -> tuple[str, ...]:
    """Return file and line of a key, or of what stands instead; nothing where nobody wrote it."""
    found = places.get(subject, {}).get(key, instead)
    return (str(found),) if found is not None and found.path else ()


def timed(step: Handoff, places: Places, what: str = "") -> Input:
    """Return the time of a step, by which rule it counts, and where it stands."""
    key = _key(step)
    what = what or named(step)
    if step.time is None or key is None:
        where = at(places, step.sort_key, "", step.location)
        return Input(what, "0 h", None, "no time said: counts as 0", Evidence.NONE, where)
    if key == "lead_time" and step.evidence is Evidence.NONE:
        how = "expected wait + process_time, by formula"
        return Input(what, in_hours(step.time), step.time, how, "formula")
    how = " ".join(filter(None, (key, *_how(step))))
    where = at(places, step.sort_key, key, step.location)
    return Input(what, in_hours(step.time), step.time, how, step.evidence, where)


def promised(step: Handoff, places: Places, what: str = "") -> Input:
    """Return what a supplier promises for its own step."""
    own, what = step.own_promise, what or named(step)
    if own is None:
        return Input(what, "–", None, "no promise", Evidence.NONE)
    key = promise_key(step)
    where = at(places, step.sort_key, key, step.location)
    how = " ".join(filter(None, (key, mean_of(own))))
    return Input(what, in_hours(own.hours), own.hours, how, Evidence.PROMISE, where)


def said(handoff: Handoff, key: str, time: Time, places: Places) -> Input:
    """Return a time that one of the two sides said: a promise, a need, a belief."""
    where = at(places, handoff.sort_key, key, handoff.location)
    how = " ".join(filter(None, (key, mean_of(time))))
    return Input(named(handoff), in_hours(time.hours), time.hours, how, _EVIDENCE[key], where)


_EVIDENCE = {
    "promise": Evidence.PROMISE,
    "step_promise": Evidence.PROMISE,
    "within": Evidence.NEED,
    "they_need": "belief",
    "end_to_end": Evidence.MEASURED,
}


def limit_of(delivery: Handoff, places: Places) -> Input | None:
    """Return what an external customer was told, else needs; None where it is neither."""
    if delivery.promise is not None:
        return said(delivery, "promise", delivery.promise, places)
    return said(delivery, "within", delivery.need, places) if delivery.need else None


def judged(handoff: Handoff, places: Places) -> Input:
    """Return in which share of cases the receiver finds it right; nobody judged: always."""
    if handoff.accuracy is None:
        return Input(named(handoff), "100 %", None, "nobody judged: 100 %", Evidence.NONE)
    where = at(places, handoff.sort_key, "accuracy", handoff.needed_at)
    by = f"judged by {handoff.customer}"
    return Input(named(handoff), points(handoff.accuracy), handoff.accuracy, "", by, where)


def weighed(organisation: Organisation, delivery: Handoff, places: Places) -> Iterable[Input]:
    """Return the value of the customer who receives a delivery, as a complaint weighs with it."""
    customer = organisation.parties[delivery.customer]
    if isinstance(customer, Customer):
        where = at(places, (customer.name,), "value")
        how = "" if where or not places else "not said: 1"
        yield Input(
            f"value of {customer.name}", figure(customer.value), customer.value, how, "", where
        )


def of_party(name: PartyId, key: str, value: float, text: str, places: Places) -> Input:
    """Return a figure of a team's own, such as its people."""
    where = at(places, (name,), key)
    return Input(
        f"{key} of {name}", text, value, "" if where or not places else "if not said", "", where
    )


def promise_key(step: Handoff) -> str:
    """Return the key under which a supplier promises its own step."""
    return "step_promise" if step.to_outside else "promise"


def mean_of(time: Time | None) -> str:
    """Return how a three-point estimate became one figure."""
    if time is None or not time.is_range:
        return ""
    low, likely, high = map(figure, (time.low, time.likely, time.high))
    return f"= ({low} + 4 × {likely} + {high}) / 6"


def lacking(handoffs: Sequence[Handoff], what: str, counts_as: str) -> tuple[str, ...]:
    """Return that some handoffs have no figure, which, and how they count instead."""
    if not handoffs:
        return ()
    names = ", ".join(named(handoff) for handoff in handoffs[:MAX_NAMED])
    more = f" and {len(handoffs) - MAX_NAMED} more" if len(handoffs) > MAX_NAMED else ""
    return (f"{count(len(handoffs), 'handoff')} without {what}, {counts_as}: {names}{more}",)


def _key(step: Handoff) -> str | None:
    if step.lead_time is not None:
        return "lead_time"
    if step.own_promise is not None:
        return promise_key(step)
    return None if step.time is None else "within"


def _how(step: Handoff) -> tuple[str, ...]:
    time, evidence = step.basis
    log = measured_in(step)
    seen = f"in {log.log}, {log.first} to {log.last}, n = {log.handoffs:,}" if log else ""
    untimed = evidence in {Evidence.PROMISE, Evidence.NEED}
    told = "as there is no lead_time" if untimed else evidence.value
    return (f"({' '.join(filter(None, (told, seen)))})", mean_of(time))
