"""Times by formula where nobody measured them: what `--wait formula` counts with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chainmap.measure.load import Load, loads
from chainmap.model import Evidence, Handoff, Organisation, Time


@dataclass(frozen=True, slots=True)
class StandIn:
    """An organisation with some lead times by formula, and the handoffs that have them."""

    organisation: Organisation
    handoffs: tuple[Handoff, ...]


def with_formula_waits(organisation: Organisation) -> StandIn:
    """Return the organisation with the time in the team, by formula, as lead time of its handoffs.

    Only where the lead time is not measured, the process time is known and the team keeps up: the
    wait is the team's, the process time the handoff's own, longer the less people are available.
    Nobody states these times, so their evidence is none.
    """
    found = loads(organisation)
    availability = {team.name: team.availability for team in organisation.teams}
    changed = []
    handoffs = []
    for handoff in organisation.handoffs:
        load = found.get(handoff.supplier)
        hours = _hours(handoff, load, availability.get(handoff.supplier, 1.0))
        if hours is not None:
            handoff = replace(  # noqa: PLW2901  the same handoff with another time
                handoff, lead_time=Time.of(hours), stated_evidence=Evidence.NONE
            )
            changed.append(handoff)
        handoffs.append(handoff)
    return StandIn(replace(organisation, handoffs=tuple(handoffs)), tuple(changed))


def _hours(handoff: Handoff, load: Load | None, availability: float) -> float | None:
    is_measured = handoff.lead_time is not None and handoff.evidence is Evidence.MEASURED
    if is_measured or not handoff.in_flow or handoff.process_time is None:
        return None
    if load is None or load.queue_wait is None:
        return None
    return load.queue_wait + handoff.process_time / availability
