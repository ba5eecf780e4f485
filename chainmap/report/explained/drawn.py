"""Figures that are drawn by chance as inputs: from which distribution, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from chainmap.flow import Flow
from chainmap.measure.doubt import rests_on, variation
from chainmap.model import Handoff, HandoffId, PartyKind
from chainmap.report.explained.figures import Input
from chainmap.report.explained.inputs import Places, timed
from chainmap.report.explained.numbers import figure, in_hours
from chainmap.units import percent


def steps_behind(flow: Flow, delivery: HandoffId) -> Sequence[Handoff]:
    """Return what delays a delivery, itself included, without what customers hand in."""
    behind = flow.upstream([delivery], through_stock=False) | {delivery}
    known = (flow.handoffs[handoff] for handoff in sorted(behind))
    kinds = flow.organisation.parties
    return [step for step in known if kinds[step.supplier].kind is not PartyKind.CUSTOMER]


def drawn_from(step: Handoff, places: Places) -> Input:
    """Return the time of a step with the distribution that it is drawn from."""
    known, time = timed(step, places), step.basis[0]
    if time is None:
        return known
    low, likely, high = (figure(hours) for hours in (time.low, time.likely, time.high))
    if not time.is_range:
        drawn = "one figure: the same in every run"
    elif step.measurement is not None:
        drawn = f"5 %, 50 %, 95 % within {low}, {likely}, {high} h (generalised lognormal)"
    else:
        drawn = f"{low} to {high} h, most likely {likely} h (beta-PERT)"
    source = known.how.partition(" = (")[0]
    return replace(known, how=f"{drawn}; {source}")


def in_doubt(step: Handoff, places: Places) -> Input:
    """Return the time of a step with how far it may be off, and how far cases vary."""
    known = timed(step, places)
    if step.time is None:
        return known
    varies = variation(step)
    if varies is None:
        by = "cases vary by 0 to 100 %, as nobody knows"
    else:
        by = f"cases vary by {percent(varies)}"
    return replace(known, how=f"rests on {rests_on(step):,} cases ({step.evidence}), {by}")


def percentile_rows(points: Sequence[float], values: Sequence[float]) -> Iterator[Input]:
    """Yield the hours that so many percent of the runs do not exceed."""
    for point, hours in zip(points, values, strict=True):
        yield Input(f"{percent(point / 100)} of the runs", f"within {in_hours(hours)}", hours)
