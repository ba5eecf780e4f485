"""What each step of a chain waits for, and which of it decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chainmap.flow import Flow
from chainmap.measure.lead_time import lead_times
from chainmap.model import Handoff


@dataclass(frozen=True, slots=True)
class Awaited:
    """One input: hours until it is there, and its share (None: it is always needed)."""

    handoff: Handoff
    hours: float
    share: float | None


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A step and its inputs, the latest first; hours count from where chains start."""

    step: Handoff
    inputs: tuple[Awaited, ...]


def awaited_by(flow: Flow, steps: Sequence[Handoff]) -> tuple[Awaiting, ...]:
    """Return what those steps wait for that have several inputs, as far as no cycle is behind.

    Behind a cycle the time of an input depends on the way that led there, so it has no figure.
    """
    ids = [flow.id_of(step) for step in steps]
    several = [h for h in ids if len(flow.awaited(h).inputs) > 1 and h not in flow.behind_knots]
    hours = lead_times(flow, to={i for h in several for i in flow.awaited(h).inputs}).values
    found = []
    for handoff in several:
        recipe = flow.awaited(handoff)
        inputs = [Awaited(flow.handoffs[i], hours[i], None) for i in recipe.required]
        inputs += [
            Awaited(flow.handoffs[i], hours[i], option.share)
            for options in recipe.alternatives
            for option in options
            for i in option.handoffs
        ]
        inputs.sort(key=lambda i: (-i.hours, i.handoff.sort_key))
        found.append(Awaiting(flow.handoffs[handoff], tuple(inputs)))
    return tuple(found)
