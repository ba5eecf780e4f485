"""What changed of a party or a handoff, a line each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from chainmap.analysis.comparison import Comparison, HandoffChange, TeamChange
from chainmap.model import Calendar, Handoff, Ingredient, Time
from chainmap.units import MINUS, hours, number, percent, rate

NONE = "–"
ARROW = " → "


def parties_told(found: Comparison) -> Iterator[str]:
    """Yield who came, went, seems to be called otherwise, or changed."""
    for party in found.parties_added:
        yield f"+ {party.name} ({party.kind})"
    for party in found.parties_removed:
        yield f"{MINUS} {party.name} ({party.kind})"
    for one in found.renamed:
        yield f"~ {one.before} seems to be called {one.after} now"
    calendars = found.before.organisation.calendar, found.after.organisation.calendar
    for change in found.teams_changed:
        yield f"~ {change.after.name}: {', '.join(_team(change, *calendars))}"


def handoffs_told(found: Comparison) -> Iterator[str]:
    """Yield which handoffs came, went, seem to be called otherwise, or changed."""
    for handoff in found.handoffs_added:
        yield f"+ {named(handoff)}"
    for handoff in found.handoffs_removed:
        yield f"{MINUS} {named(handoff)}"
    for change in found.handoffs_renamed:
        was = f"“{change.before.deliverable}”" if change.before.deliverable else "without a name"
        yield f"~ {named(change.after)} seems to be what was {was}"
    calendars = found.before.organisation.calendar, found.after.organisation.calendar
    for change in found.handoffs_changed:
        yield f"~ {named(change.after)}: {', '.join(_figures(change, *calendars))}"


def named(handoff: Handoff) -> str:
    """Return who hands what to whom."""
    what = f" “{handoff.deliverable}”" if handoff.deliverable else ""
    return f"{handoff.supplier}{ARROW}{handoff.customer}{what}"


def _team(change: TeamChange, was: Calendar, is_now: Calendar) -> Iterator[str]:
    old, new = change.before, change.after
    if old.people != new.people:
        yield f"people {_or(old.people, number)}{ARROW}{_or(new.people, number)}"
    if old.availability != new.availability:
        yield f"availability {percent(old.availability)}{ARROW}{percent(new.availability)}"
    if old.arrivals != new.arrivals:
        yield f"arrivals {_rate(old.arrivals, was)}{ARROW}{_rate(new.arrivals, is_now)}"
    if old.department != new.department:
        yield f"department {old.department or NONE}{ARROW}{new.department or NONE}"


def _figures(change: HandoffChange, was: Calendar, is_now: Calendar) -> Iterator[str]:
    yield from _times(change, was, is_now)
    old, new = change.before, change.after
    if old.evidence is not new.evidence:
        yield f"evidence {old.evidence}{ARROW}{new.evidence}"
    if change.accuracy or (old.accuracy is None) != (new.accuracy is None):
        yield f"accuracy {_judged(old.accuracy)}{ARROW}{_judged(new.accuracy)}"
    if change.volume or (old.volume is None) != (new.volume is None):
        yield f"volume {_rate(old.volume, was)}{ARROW}{_rate(new.volume, is_now)}"
    if old.share != new.share:
        yield f"share {_or(old.share, percent)}{ARROW}{_or(new.share, percent)}"
    if change.other_inputs:
        yield f"made from {_inputs(old.made_from)}{ARROW}{_inputs(new.made_from)}"
    yield from _kinds(old, new)


def _times(change: HandoffChange, was: Calendar, is_now: Calendar) -> Iterator[str]:
    """Yield the times that differ; a difference of rounding is none."""
    old, new = change.before, change.after
    times = (
        ("time", old.time, new.time, change.hours),
        ("promise", _hours(old.promise), _hours(new.promise), change.promised_hours),
        (
            "step promise",
            _hours(old.step_promise),
            _hours(new.step_promise),
            change.step_promised_hours,
        ),
        ("needed within", _hours(old.need), _hours(new.need), change.needed_hours),
        ("process time", old.process_time, new.process_time, change.process_hours),
    )
    for name, one, other, difference in times:
        if difference or (one is None) != (other is None):
            yield f"{name} {_time(name, one, was)}{ARROW}{_time(name, other, is_now)}"


def _hours(time: Time | None) -> float | None:
    return None if time is None else time.hours


def _time(name: str, value: float | None, calendar: Calendar) -> str:
    missing = "not known" if name in {"time", "process time"} else "none"
    return _or(value, lambda known: hours(known, calendar), missing)


def _kinds(old: Handoff, new: Handoff) -> Iterator[str]:
    """Yield what kind of handoff it became, and what kind it is no longer."""
    for name, was, is_now in (
        ("support", old.support, new.support),
        ("rework", old.rework, new.rework),
        ("from stock", old.stock, new.stock),
    ):
        if was != is_now:
            yield f"now {name}" if is_now else f"no longer {name}"


def _inputs(made_from: Iterable[Ingredient] | None) -> str:
    if made_from is None:
        return "all that comes in"
    names = [" or ".join(option.deliverable for option in entry.options) for entry in made_from]
    return " + ".join(names) or "nothing"


def _judged(share: float | None) -> str:
    return _or(share, percent, "not judged")


def _rate(value: float | None, calendar: Calendar) -> str:
    return _or(value, lambda known: rate(known, calendar), "not known")


def _or(value: float | None, shown: Callable[[float], str], missing: str = NONE) -> str:
    return missing if value is None else shown(value)
