"""The changes a scenario is made of, as values. Times in hours, rates per hour, shares 0..1."""

from __future__ import annotations

from dataclasses import dataclass

from chainmap.model import Handoff, HandoffId, Ingredient, Party, PartyId, Time


class ScenarioError(Exception):
    """A change that cannot be made; `key` is the one in the scenario it is about ("" for all)."""

    def __init__(self, message: str, hint: str, *, key: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.key = key


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as it is to be: `to`, or else today's times `factor` plus `plus`.

    >>> Amount(to=3).of(8), Amount(plus=1).of(8), Amount(factor=0.5).of(8), Amount(plus=1).of(None)
    (3, 9.0, 4.0, None)
    """

    to: float | None = None
    factor: float = 1.0
    plus: float = 0.0

    def of(self, today: float | None) -> float | None:
        """Return the new figure; None where it depends on one that is not known."""
        if self.to is not None:
            return self.to
        return None if today is None else today * self.factor + self.plus


@dataclass(frozen=True, slots=True)
class TimeAmount:
    """A time as it is to be: `to`, or else each of today's points times `factor` plus `plus`."""

    to: Time | None = None
    factor: float = 1.0
    plus: float = 0.0

    def of(self, today: Time | None) -> Time | None:
        """Return the new time; None where it depends on one that is not known."""
        if self.to is not None:
            return self.to
        if today is None:
            return None
        points = (today.low, today.likely, today.high)
        return Time(*(point * self.factor + self.plus for point in points))


@dataclass(frozen=True, slots=True)
class Figures:
    """New figures of a handoff; what is None stays as it is."""

    lead_time: TimeAmount | None = None
    process_time: Amount | None = None
    promise: TimeAmount | None = None
    step_promise: TimeAmount | None = None
    need: TimeAmount | None = None
    accuracy: Amount | None = None
    volume: Amount | None = None
    share: Amount | None = None
    stock: bool | None = None
    made_from: tuple[Ingredient, ...] | None = None


@dataclass(frozen=True, slots=True)
class TeamChange:
    """Other figures of a team; `figures` are those of every handoff it supplies.

    A `promise` among them is what the team promises for its own step.
    """

    team: PartyId
    people: Amount | None = None
    availability: Amount | None = None
    arrivals: Amount | None = None
    figures: Figures = Figures()


@dataclass(frozen=True, slots=True)
class HandoffChange:
    """Other figures of one handoff; `promise` and `need` are as in the model."""

    supplier: PartyId
    customer: PartyId
    deliverable: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class RemoveParty:
    """A party that is no longer there; see `removing` for what becomes of a team's work."""

    party: PartyId


@dataclass(frozen=True, slots=True)
class RemoveHandoff:
    """A handoff that no longer takes place; its customer does without."""

    supplier: PartyId
    customer: PartyId
    deliverable: str


@dataclass(frozen=True, slots=True)
class Add:
    """New parties and handoffs."""

    parties: tuple[Party, ...] = ()
    handoffs: tuple[Handoff, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """Teams that become one; see `merging` for what becomes of their work."""

    teams: tuple[PartyId, ...]
    into: PartyId


@dataclass(frozen=True, slots=True)
class TakeOver:
    """What a team does is done by another from now on, with the people of that other team.

    With `only_support` just the support it gives; the team itself stays.
    """

    team: PartyId
    by: PartyId
    only_support: bool = False


Change = TeamChange | HandoffChange | RemoveParty | RemoveHandoff | Add | Merge | TakeOver


@dataclass(frozen=True, slots=True)
class Scenario:
    """Changes, made one after the other."""

    name: str
    changes: tuple[Change, ...] = ()


Origins = tuple[HandoffId, ...]
"""The handoffs, by their id before a change, that one became."""
