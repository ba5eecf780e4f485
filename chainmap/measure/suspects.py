"""Who stands behind a complaint, by the rule for its kind: exposure, not cause. Case A1."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, overload

from chainmap.flow import Flow
from chainmap.measure.route import Route
from chainmap.measure.upstream import Upstream
from chainmap.model import Handoff, HandoffId, PartyId


class Basis(StrEnum):
    """By which rule suspects were found."""

    OVERRUN = "overrun"
    TIME = "time"
    ACCURACY = "accuracy"
    CONTACTS = "contacts"
    TOUCHPOINT = "touchpoint"
    NONE = "none"


class Suspect(NamedTuple):
    """A party's share (0..1) of what stands behind a complaint: exposure, not cause."""

    team: PartyId
    share: float


@dataclass(frozen=True, slots=True)
class Suspects(Sequence[Suspect]):
    """Suspects, the largest share first; as columns, for there can be thousands.

    `total` is what the shares are of, in the unit of the rule: hours, -ln(accuracy), times.
    """

    teams: tuple[PartyId, ...] = ()
    shares: tuple[float, ...] = ()
    total: float = field(default=1.0, compare=False)

    def __len__(self) -> int:
        return len(self.teams)

    @overload
    def __getitem__(self, index: int) -> Suspect: ...
    @overload
    def __getitem__(self, index: slice) -> Suspects: ...
    def __getitem__(self, index: int | slice) -> Suspect | Suspects:
        if isinstance(index, slice):
            return Suspects(self.teams[index], self.shares[index], self.total)
        return Suspect(self.teams[index], self.shares[index])


Suspicion = tuple[Basis, Suspects]
"""Suspects, and the rule by which they were found."""


def suspects_of_delay(slowest: Sequence[Handoff]) -> Suspicion:
    """Charge suppliers on the slowest chain by their overruns, else by their time."""
    overruns = _summed((step.supplier, max(step.overrun or 0.0, 0.0)) for step in slowest)
    if suspects := _shares(overruns):
        return Basis.OVERRUN, suspects
    if suspects := _shares(_summed((step.supplier, step.time or 0.0) for step in slowest)):
        return Basis.TIME, suspects
    return Basis.NONE, Suspects()


def suspects_of_defects(delivery: HandoffId, losses: Losses) -> Suspicion:
    """Charge suppliers by -ln(accuracy) of what they hand over: logarithms of a product add up."""
    suspects = _shares(losses.behind(delivery))
    return (Basis.ACCURACY, suspects) if suspects else (Basis.NONE, Suspects())


def suspects_of_runaround(route: Route | None) -> Suspicion:
    """Charge each contact by how often it passed the customer on, if a shorter way was there."""
    if route is None or route.fewest is None or route.taken <= route.fewest:
        return Basis.NONE, Suspects()
    return Basis.CONTACTS, _shares(_summed((contact, 1.0) for contact in route.contacts[:-1]))


class Losses:
    """-ln(accuracy) by supplier, summed once for each group of handoffs."""

    def __init__(self, flow: Flow, upstream: Upstream) -> None:
        self._flow = flow
        self._upstream = upstream

    @cached_property
    def _names(self) -> tuple[PartyId, ...]:
        return tuple(sorted({handoff.supplier for handoff in self._flow.handoffs}))

    @cached_property
    def _of_group(self) -> Mapping[int, Mapping[PartyId, float]]:
        return {group.mask: self._sum(group.handoffs) for group in self._upstream.groups}

    def behind(self, delivery: HandoffId) -> Mapping[PartyId, float]:
        """Return each supplier's loss upstream of a delivery, its own included."""
        charged = dict.fromkeys(self._names, 0.0)
        of_groups = (self._of_group[group.mask] for group in self._upstream.groups_of(delivery))
        for losses in (self._sum([delivery]), *of_groups):
            for supplier, loss in losses.items():
                charged[supplier] += loss
        if math.inf in charged.values():  # never right outweighs all else
            return {supplier: float(loss == math.inf) for supplier, loss in charged.items()}
        return charged

    def _sum(self, handoffs: Iterable[HandoffId]) -> Mapping[PartyId, float]:
        losses: dict[PartyId, float] = defaultdict(float)
        for known in map(self._flow.handoffs.__getitem__, handoffs):
            if known.accuracy is not None and known.accuracy < 1:
                losses[known.supplier] += -math.log(known.accuracy) if known.accuracy else math.inf
        return losses


def _shares(charged: Mapping[PartyId, float]) -> Suspects:
    """Return each party's share of all charges, given by name, largest first, none without one."""
    total = math.fsum(charged.values())
    if total <= 0:
        return Suspects()
    charging = [party for party, charge in charged.items() if charge > 0]
    charging.sort(key=charged.__getitem__, reverse=True)  # stable: ties stay by name
    shares = tuple([charged[party] / total for party in charging])
    return Suspects(tuple(charging), shares, total)


def _summed(charges: Iterable[tuple[PartyId, float]]) -> Mapping[PartyId, float]:
    """Return the charges of each party, by name."""
    charged: dict[PartyId, float] = defaultdict(float)
    for party, charge in charges:
        charged[party] += charge
    return dict(sorted(charged.items()))
