"""Figures with what they are made from: a value, the key it was written under, file and line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chainmap.issues import Location, Subject
from chainmap.model import Evidence, Handoff, Time
from chainmap.report.story.measured import measured_in
from chainmap.units import MINUS, signed

Places = Mapping[Subject, Mapping[str, Location]]
"""Where keys stand, by the names of a party or of a handoff."""


_LARGE = 100


def figure(value: float) -> str:
    """Return a number with so many digits that a reader can calculate with it.

    >>> [figure(value) for value in (52.0, 1 / 3, 4.675, 1234.5, 0.004)]
    ['52', '0.3333', '4.675', '1,234.5', '0.004']
    """
    if 0 < abs(value) < 1:
        text = f"{value:.4g}"
    else:
        text = f"{value:,.{4 if abs(value) < _LARGE else 2}f}".rstrip("0").rstrip(".")
    return text.replace("-", MINUS)


def with_sign(value: float) -> str:
    """Return hours with their sign."""
    return signed(f"{figure(abs(value))} h", value)


def named(handoff: Handoff) -> str:
    """Return who hands over what to whom."""
    what = f" “{handoff.deliverable}”" if handoff.deliverable else ""
    return f"{handoff.supplier} → {handoff.customer}{what}"


def place(places: Places, subject: Subject, key: str, instead: Location | None = None) -> str:
    """Return file and line of a key, "" where nobody wrote it."""
    found = places.get(subject, {}).get(key, instead)
    return "" if found is None else str(found)


def time_of(step: Handoff, places: Places) -> tuple[str, str, str]:
    """Return the time of a step, the rule that gives it, and where it stands."""
    key = _key(step)
    if step.time is None or key is None:
        return "0 h", "no time said: counts as 0", str(step.location)
    rule = " ".join(filter(None, (key, *_how(step))))
    if key == "lead_time" and step.evidence is Evidence.NONE:
        return f"{figure(step.time)} h", "expected wait + process_time, by formula", ""
    return f"{figure(step.time)} h", rule, place(places, step.sort_key, key, step.location)


def _key(step: Handoff) -> str | None:
    if step.lead_time is not None:
        return "lead_time"
    if step.own_promise is not None:
        return promise_key(step)
    return None if step.time is None else "within"


def promise_key(step: Handoff) -> str:
    """Return the key under which a supplier promises its own step."""
    return "step_promise" if step.to_outside else "promise"


def _how(step: Handoff) -> tuple[str, ...]:
    time, evidence = step.basis
    log = measured_in(step)
    seen = f"in {log.log}, {log.first} to {log.last}, n = {log.handoffs:,}" if log else ""
    untimed = evidence in {Evidence.PROMISE, Evidence.NEED}
    said = "as there is no lead_time" if untimed else evidence.value
    return (f"({' '.join(filter(None, (said, seen)))})", _mean(time))


def _mean(time: Time | None) -> str:
    """Return how a three-point estimate became one figure."""
    if time is None or not time.is_range:
        return ""
    low, likely, high = map(figure, (time.low, time.likely, time.high))
    return f"= ({low} + 4 × {likely} + {high}) / 6"


def terms(values: Sequence[float], most: int = 20) -> str:
    """Return a sum as its terms, of many only how many there are."""
    if len(values) > most:
        return f"sum of {len(values):,}"
    first, *rest = values or [0.0]
    signs = (f"{MINUS if value < 0 else '+'} {figure(abs(value))}" for value in rest)
    return " ".join([figure(first), *signs])
