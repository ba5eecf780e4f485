"""What changed between two states, in words: the subtitle of the picture, and its tooltips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chainmap import units
from chainmap.analysis.comparison import Comparison, DeliveryChange, HandoffChange
from chainmap.diagram.looks.words import Words
from chainmap.diagram.maps.chain import remarks
from chainmap.diagram.maps.view import View
from chainmap.measure.renaming import folded
from chainmap.model import Calendar, Time

_DELIVERIES = 3
"""Deliveries whose lead time the subtitle tells."""


def differences(change: HandoffChange, calendar: Calendar, words: Words) -> Iterator[str]:
    """Yield what changed of a handoff, for its tooltip."""
    old, new = change.before, change.after
    if folded(old.deliverable) != folded(new.deliverable):
        was = words("perhaps {name} before", name=old.deliverable or "–")
        yield f"{new.deliverable or '–'}: {was}"
    for name, before, after in (
        (words("time"), old.time, new.time),
        (words("promise"), _hours(old.promise), _hours(new.promise)),
        (words("promise for the step"), _hours(old.step_promise), _hours(new.step_promise)),
        (words("need"), _hours(old.need), _hours(new.need)),
    ):
        if before != after:
            shown = ["–" if h is None else units.hours(h, calendar) for h in (before, after)]
            yield f"{new.deliverable}: {name} {shown[0]} → {shown[1]}"
    if old.accuracy != new.accuracy:
        shares = ["–" if a is None else units.percent(a) for a in (old.accuracy, new.accuracy)]
        yield f"{new.deliverable}: {words('%C&A')} {shares[0]} → {shares[1]}"
    if old.volume != new.volume:
        rates = ["–" if v is None else units.rate(v, calendar) for v in (old.volume, new.volume)]
        yield f"{new.deliverable}: {rates[0]} → {rates[1]}"


def _hours(time: Time | None) -> float | None:
    return None if time is None else time.hours


def subtitle(view: View, found: Comparison, words: Words) -> str:
    """Return what changed, by number, and what it means for the external customers."""
    if found.is_same:
        return words("Nothing differs.")
    told = ", ".join(part for part in _counted(found, words) if not part.startswith("0 ")) + "."
    told = told[0].upper() + told[1:]
    return " ".join((told, *_deliveries(found, words), *remarks(view)))


def _counted(found: Comparison, words: Words) -> tuple[str, ...]:
    """Return how many of each there are: whatever differs is counted somewhere."""
    promised = [change for change in found.handoffs_changed if _is_promised_otherwise(change)]
    others = [change for change in found.handoffs_changed if not change.hours]
    others = [change for change in others if change not in promised]
    return (
        words.count(len(found.parties_added), "{n} party added", "{n} parties added"),
        words.count(len(found.parties_removed), "{n} removed", "{n} removed"),
        words.count(len(found.renamed), "{n} perhaps renamed", "{n} perhaps renamed"),
        words.count(len(found.handoffs_added), "{n} handoff added", "{n} handoffs added"),
        words.count(len(found.handoffs_removed), "{n} handoff removed", "{n} handoffs removed"),
        words.count(
            len(found.handoffs_renamed),
            "{n} handoff perhaps renamed",
            "{n} handoffs perhaps renamed",
        ),
        words.count(len(found.slower), "{n} slower", "{n} slower"),
        words.count(len(found.faster), "{n} faster", "{n} faster"),
        words.count(len(promised), "{n} promise changed", "{n} promises changed"),
        words.count(len(others), "{n} handoff changed otherwise", "{n} handoffs changed otherwise"),
        words.count(len(found.teams_changed), "{n} team changed", "{n} teams changed"),
    )


def _is_promised_otherwise(change: HandoffChange) -> bool:
    old, new = change.before, change.after
    differ = (change.promised_hours, change.step_promised_hours)
    return (
        any(differ)
        or (old.promise is None) is not (new.promise is None)
        or (old.step_promise is None) is not (new.step_promise is None)
    )


def _deliveries(found: Comparison, words: Words) -> Iterator[str]:
    """Yield what it means for the external customers, the largest changes first."""
    calendar = found.after.organisation.calendar
    changed = [change for change in found.deliveries if change.hours]
    changed.sort(key=lambda c: (-abs(c.hours or 0.0), c.customer, c.supplier, c.deliverable))
    for change in changed[:_DELIVERIES]:
        yield words(
            "{customer}, {deliverable}: {before} → {after}.",
            customer=change.customer,
            deliverable=change.deliverable or change.supplier,
            **_times(change, calendar),
        )


def _times(change: DeliveryChange, calendar: Calendar) -> Mapping[str, str]:
    states = {"before": change.before, "after": change.after}
    return {
        name: "–" if state is None else units.hours(state.lead_time, calendar)
        for name, state in states.items()
    }
