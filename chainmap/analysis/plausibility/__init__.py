"""Plausibility: do volumes, waits and work in process fit together, and which figure to doubt?

Each look is a small function over the figures of one team; all are listed in `_LOOKS`. A finding
is that two figures for the same thing differ by more than a factor of 2: what a team gets against
what it makes of it; items counted in the team (`wip:`) against throughput x lead time (Little's
law, L = lambda W); the measured wait against the wait that queueing for people explains. Assumes
a steady state. Formulas give an order of magnitude, so a finding is a note, a question to ask,
not a fault. Source: Little (1961); Erlang (see `measure.queueing`). Cases Q1, Q5 for the formulas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chainmap.analysis.plausibility import flows, waiting
from chainmap.analysis.plausibility.case import Case
from chainmap.flow import Flow
from chainmap.issues import Issue
from chainmap.model import PartyId, Team

_LOOKS: tuple[Callable[[Case, Team], Iterator[Issue]], ...] = (
    flows.in_against_out,
    flows.arrivals_against_counted,
    flows.shares_against_volumes,
    flows.left_over_against_counted,
    waiting.work_in_process,
    waiting.waits,
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two figures of a team that do not fit together, as a finding that says which to doubt."""

    team: PartyId
    issue: Issue


def plausibility(flow: Flow) -> tuple[Doubt, ...]:
    """Return the figures of which at least one must be wrong, by team."""
    case = Case(flow)
    return tuple(
        Doubt(team.name, issue)
        for team in flow.organisation.teams
        for look in _LOOKS
        for issue in look(case, team)
    )
