"""What the looks share: the load and the handoffs of a team, when figures differ, a finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from chainmap.flow import Flow
from chainmap.issues import Issue, Location, Severity, Subject
from chainmap.measure.load import Load, loads
from chainmap.model import Handoff, HandoffId, PartyId, Team
from chainmap.units import hours, rate

FACTOR = 2.0
"""By how much two figures for the same thing may differ unremarked."""


@dataclass(frozen=True)
class Case:
    """A flow with the load of its teams."""

    flow: Flow

    @cached_property
    def loads(self) -> Mapping[PartyId, Load]:
        """The load of each team, per hour of working time."""
        return loads(self.flow.organisation)

    @cached_property
    def received(self) -> Mapping[PartyId, list[HandoffId]]:
        """What each party receives of what flows; who receives nothing is not there."""
        return _by_party(self.flow, lambda handoff: handoff.customer)

    @cached_property
    def supplied(self) -> Mapping[PartyId, list[HandoffId]]:
        """What each party supplies of what flows; who supplies nothing is not there."""
        return _by_party(self.flow, lambda handoff: handoff.supplier)

    def received_by(self, team: Team) -> list[Handoff]:
        """Return the handoffs that flow to a team."""
        return [self.flow.handoffs[index] for index in self.received.get(team.name, ())]

    def supplied_by(self, team: Team) -> list[Handoff]:
        """Return the handoffs that flow from a team."""
        return [self.flow.handoffs[index] for index in self.supplied.get(team.name, ())]

    def hours(self, value: float) -> str:
        """Return hours as a text, by the organisation's calendar."""
        return hours(value, self.flow.organisation.calendar)

    def rate(self, value: float) -> str:
        """Return items per hour as a text, by the organisation's calendar."""
        return rate(value, self.flow.organisation.calendar)


def _by_party(flow: Flow, party: Callable[[Handoff], PartyId]) -> Mapping[PartyId, list[HandoffId]]:
    found: dict[PartyId, list[HandoffId]] = defaultdict(list)
    for index, handoff in enumerate(flow.handoffs):
        if handoff.in_flow:
            found[party(handoff)].append(HandoffId(index))
    return found


def differ(one: float, other: float) -> bool:
    """Whether two figures for the same thing are further apart than the factor."""
    return max(one, other) > FACTOR * min(one, other)


def note(location: Location, code: str, message: str, hint: str, *, about: Subject) -> Issue:
    """Return a finding that asks a question: it has the figure to doubt as its hint."""
    return Issue(location, Severity.NOTE, code, message, hint, (about,))
