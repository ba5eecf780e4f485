"""Handoffs that become one because their parties do: what stays of two sets of figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from chainmap.model import Handoff, Time
from chainmap.scenario.values import Origins

Pair = tuple[Handoff, Origins]


def once_each(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the handoffs, those with the same parties and deliverable as one."""
    same: dict[tuple[str, str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair[0].supplier != pair[0].customer:
            same[pair[0].sort_key].append(pair)
    return [reduce(_together, group) for group in same.values()]


def _together(one: Pair, other: Pair) -> Pair:
    (first, origins), (second, more) = one, other
    slower = max((first, second), key=lambda handoff: handoff.time or 0.0)
    made_from = None
    if first.made_from is not None and second.made_from is not None:
        made_from = tuple(dict.fromkeys((*first.made_from, *second.made_from)))
    kept = replace(
        first,
        lead_time=slower.lead_time,
        stated_evidence=slower.stated_evidence,
        measurement=slower.measurement,
        promise=_longer(first.promise, second.promise),
        step_promise=_longer(first.step_promise, second.step_promise),
        process_time=_mean(first, second, first.process_time, second.process_time),
        accuracy=_mean(first, second, first.accuracy, second.accuracy),
        volume=total(first.volume, second.volume),
        share=total(first.share, second.share),
        made_from=made_from,
    )
    return kept, tuple(dict.fromkeys((*origins, *more)))


def _longer(one: Time | None, other: Time | None) -> Time | None:
    known = [time for time in (one, other) if time is not None]
    return max(known, key=lambda time: time.hours, default=None)


def _mean(first: Handoff, second: Handoff, one: float | None, other: float | None) -> float | None:
    """Return the mean of two figures by volume, both alike where a volume is unknown."""
    if one is None or other is None:
        return one if other is None else other
    weights = (first.volume, second.volume)
    weight_of_both = sum(weight or 0.0 for weight in weights)
    if None in weights or not weight_of_both:
        return (one + other) / 2
    return (one * (first.volume or 0.0) + other * (second.volume or 0.0)) / weight_of_both


def total(one: float | None, other: float | None) -> float | None:
    """Return the sum of what is known; None where neither is."""
    return None if one is None and other is None else (one or 0.0) + (other or 0.0)
