"""How lead times move when a team's load changes: by what its wait for people changes by formula.

A stated lead time holds for the load it was stated at. Where a scenario changes the load, the
expected wait for people changes (M/M/c, see `queueing`), and the lead times of the team's handoffs
by as many hours, but never below their process time. The rest of the wait has other reasons and
stays. Times that the scenario itself states are left alone, and where a backlog grows there is no
wait to count with: nothing moves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chainmap.measure.load import Load
from chainmap.model import SAME_TIME, Evidence, Handoff, HandoffId, Organisation, PartyId, Time

Loads = Mapping[PartyId, Load]


@dataclass(frozen=True, slots=True)
class Moved:
    """An organisation with the lead times that its changed queues make, and whose they are."""

    organisation: Organisation
    teams: tuple[PartyId, ...]


def with_queue_effect(
    before: Organisation,
    after: Organisation,
    *,
    became: Sequence[HandoffId | None],
    was: Loads,
    is_now: Loads,
) -> Moved:
    """Return the later organisation with lead times moved by its queues.

    `became` says by the id before which handoff one is after; `was` and `is_now` are the loads.
    """
    origins: dict[HandoffId, list[Handoff]] = defaultdict(list)
    for old, new in enumerate(became):
        if new is not None:
            origins[new].append(before.handoffs[old])
    moved, teams = list(after.handoffs), set()
    for new, olds in origins.items():
        handoff = after.handoffs[new]
        hours = [_hours(old, handoff, was, is_now) for old in olds]
        known = [some for some in hours if some is not None]
        if len(known) == len(hours) and abs(max(known)) > SAME_TIME:
            moved[new] = shifted(handoff, max(known))
            teams.add(handoff.supplier)
    return Moved(replace(after, handoffs=tuple(moved)), tuple(sorted(teams)))


def _hours(old: Handoff, new: Handoff, was: Loads, is_now: Loads) -> float | None:
    """Return by how many hours the queue at the supplier changed; None where that is not known."""
    if new.lead_time is None or old.lead_time is None or old.lead_time != new.lead_time:
        return None
    before, after = was.get(old.supplier), is_now.get(new.supplier)
    if before is None or after is None or before.queue_wait is None or after.queue_wait is None:
        return None
    return after.queue_wait - before.queue_wait


def shifted(handoff: Handoff, hours: float) -> Handoff:
    """Return the handoff with its lead time moved, never below its process time."""
    stated = handoff.lead_time
    if stated is None:
        return handoff
    least = min(handoff.process_time or 0.0, stated.low)
    points = (max(least, point + hours) for point in (stated.low, stated.likely, stated.high))
    return replace(
        handoff,
        lead_time=Time(*points),
        stated_evidence=Evidence.ESTIMATED,
        measurement=None,
    )
