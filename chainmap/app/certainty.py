"""How sure the suspects of a trace are: its complaints weighed together and tried again."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chainmap.analysis.certainty import Attribution, Certainty
    from chainmap.analysis.trace import Trace
    from chainmap.flow import Flow
    from chainmap.model import PartyId

TRIALS = 100
"""Traces with moved figures."""

EFFORT = 400_000
"""Handoffs looked at in all trials together; a large organisation gets fewer trials."""

FEWEST = 10


def certainty_of(flow: Flow, found: Trace) -> Certainty | None:
    """Return how sure the suspects of all traced complaints are; None without any complaint."""
    from chainmap.analysis.certainty import certainty

    known = _attributions(found)
    return certainty(known, volumes=_volumes(flow), flow=flow) if known else None


def stability_of(flow: Flow, found: Trace, *, seed: int) -> float | None:
    """Return in which share of trials with all figures moved a little the first stays first."""
    from chainmap.analysis.certainty import first_of
    from chainmap.analysis.trace import trace
    from chainmap.flow import Flow
    from chainmap.measure.jitter import jittered

    first = first_of(_attributions(found))
    if first is None:
        return None
    asked = tuple(traced.complaint for traced in found.complaints if traced.complaint)
    organisation = replace(flow.organisation, complaints=asked)
    dice = random.Random(seed)  # noqa: S311  no secret
    trials = max(FEWEST, min(TRIALS, EFFORT // max(1, len(flow.handoffs))))
    stayed = 0
    for _ in range(trials):
        moved = jittered(organisation, dice)
        again = trace(Flow(moved), moved.complaints, k=1)
        stayed += first_of(_attributions(again)) == first
    return stayed / trials


def _volumes(flow: Flow) -> Mapping[PartyId, float | None]:
    """Return items per hour of everybody who hands something over, as far as they are known."""
    from chainmap.measure.load import loads

    volumes: dict[PartyId, float | None] = {}
    for handoff in flow.handoffs:
        if handoff.volume:
            volumes[handoff.supplier] = (volumes.get(handoff.supplier) or 0.0) + handoff.volume
    teams = loads(flow.organisation)
    volumes.update({team: load.throughput for team, load in teams.items()})
    return volumes


def _attributions(found: Trace) -> Sequence[Attribution]:
    from chainmap.analysis.certainty import Attribution

    return [
        Attribution(
            traced.complaint.count,
            traced.weight,
            traced.suspects,
            traced.behind.id,
            traced.basis,
        )
        for traced in found.complaints
        if traced.complaint is not None
    ]
