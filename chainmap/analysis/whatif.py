"""What-if: what would a change give each external customer, and each kind of complaint?

Both states are analysed alike; nothing is carried over from one to the other. Assumes what a trace
assumes, and that a changed load moves lead times by the change of the expected wait for people (see
`measure.queue_effect`), unless only stated times are to count. The empty scenario changes nothing.
Source: Hillier and Lieberman. Case Q1: one more person, or more speed, at each team.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chainmap.flow import Flow
from chainmap.measure.effects import (
    DeliveryEffect,
    KindEffect,
    KindState,
    TeamEffect,
    load_of,
    same,
)
from chainmap.measure.load import Load, loads
from chainmap.measure.outcomes import Outcome, outcomes
from chainmap.measure.queue_effect import with_queue_effect
from chainmap.model import (
    Category,
    Complaint,
    HandoffId,
    Organisation,
    PartyId,
    Team,
)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Both states, and what differs for whom; deliveries with most complaint weight first.

    `by_queue` are the teams whose lead times moved by formula; `lost` the complaints about
    deliveries that are gone. `gain` is the hours complaining customers gain, by weight.
    """

    before: Flow
    after: Flow
    deliveries: tuple[DeliveryEffect, ...]
    kinds: tuple[KindEffect, ...]
    teams: tuple[TeamEffect, ...]
    by_queue: tuple[PartyId, ...]
    lost: tuple[Complaint, ...]

    @property
    def gain(self) -> float | None:
        """Hours a complaining customer gains on average; None without any in both states."""
        known = [d for d in self.deliveries if d.hours is not None and d.weight]
        total = sum(d.weight for d in known)
        return -sum(d.weight * (d.hours or 0.0) for d in known) / total if total else None

    @property
    def is_same(self) -> bool:
        """Whether nothing changes for anybody outside."""
        return all(delivery.is_same for delivery in self.deliveries) and not self.lost


def whatif(
    before: Flow,
    after: Organisation,
    *,
    became: Sequence[HandoffId | None],
    queues: bool = True,
) -> WhatIf:
    """Return what differs for external customers.

    `became` says by the id of each handoff before which it is after (None: gone). Without
    `queues` only stated times count, whatever becomes of the load.
    """
    was, is_now = loads(before.organisation), loads(after)
    by_queue: tuple[PartyId, ...] = ()
    if queues:
        moved = with_queue_effect(before.organisation, after, became=became, was=was, is_now=is_now)
        after, by_queue = moved.organisation, moved.teams
    later = Flow(after)
    old, new = (
        outcomes(before, of=_deliveries(before), loads=was),
        outcomes(later, of=_deliveries(later), loads=is_now),
    )
    still = {complaint.id for complaint in after.complaints}
    return WhatIf(
        before,
        later,
        deliveries=_effects(before, later, became, old, new),
        kinds=_kinds(before.organisation, became, old, new),
        teams=_teams(before.organisation, after, was, is_now),
        by_queue=by_queue,
        lost=tuple(c for c in before.organisation.complaints if c.id not in still),
    )


def _deliveries(flow: Flow) -> set[HandoffId]:
    """Return what is delivered outside or complained of."""
    complained = {complaint.delivery for complaint in flow.organisation.complaints}
    return complained.union(flow.deliveries)


def _effects(
    before: Flow,
    after: Flow,
    became: Sequence[HandoffId | None],
    old: Mapping[HandoffId, Outcome],
    new: Mapping[HandoffId, Outcome],
) -> tuple[DeliveryEffect, ...]:
    weights: dict[HandoffId, float] = defaultdict(float)
    for complaint in before.organisation.complaints:
        weights[complaint.delivery] += before.organisation.weight(complaint)
    effects = [
        DeliveryEffect(
            before=before.handoffs[was],
            after=None if (now := became[was]) is None else after.handoffs[now],
            was=outcome,
            is_now=None if now is None else new.get(now),
            weight=weights[was],
        )
        for was, outcome in old.items()
    ]
    known = {became[was] for was in old}
    effects += [
        DeliveryEffect(None, after.handoffs[now], None, outcome, 0.0)
        for now, outcome in new.items()
        if now not in known
    ]
    return tuple(sorted(effects, key=lambda effect: (-effect.weight, effect.delivery.sort_key)))


def _kinds(
    before: Organisation,
    became: Sequence[HandoffId | None],
    old: Mapping[HandoffId, Outcome],
    new: Mapping[HandoffId, Outcome],
) -> tuple[KindEffect, ...]:
    groups: dict[tuple[PartyId, Category], list[Complaint]] = defaultdict(list)
    for complaint in before.complaints:
        customer = before.handoff(complaint.delivery).customer
        groups[customer, complaint.category].append(complaint)
    found = []
    for (customer, category), complaints in groups.items():
        weighed = [(before.weight(c), c.delivery) for c in complaints]
        total = sum(weight for weight, _ in weighed)
        there = [(weight, new[now]) for weight, was in weighed if (now := became[was]) is not None]
        found.append(
            KindEffect(
                customer,
                category,
                count=sum(complaint.count for complaint in complaints),
                weight=total,
                was=_state((weight, old[delivery]) for weight, delivery in weighed),
                is_now=_state(there) if there else None,
            )
        )
    return tuple(sorted(found, key=lambda kind: (-kind.weight, kind.customer, kind.category)))


def _state(weighed: Iterable[tuple[float, Outcome]]) -> KindState:
    pairs = list(weighed)
    return KindState(
        lead_time=_mean((w, o.lead_time) for w, o in pairs) or 0.0,
        handoffs=_mean((w, o.handoffs) for w, o in pairs) or 0.0,
        rolled_accuracy=_mean((w, o.rolled_accuracy) for w, o in pairs) or 0.0,
        headroom=_mean((w, o.headroom) for w, o in pairs),
        load=max((known for _, o in pairs if (known := load_of(o)) is not None), default=None),
    )


def _mean(weighed: Iterable[tuple[float, float | None]]) -> float | None:
    """Return the mean of what is known, by weight; all alike where nothing weighs."""
    known = [(weight, value) for weight, value in weighed if value is not None]
    total = sum(weight for weight, _ in known)
    if not total:
        return sum(value for _, value in known) / len(known) if known else None
    return sum(weight * value for weight, value in known) / total


def _teams(
    before: Organisation,
    after: Organisation,
    was: Mapping[PartyId, Load],
    is_now: Mapping[PartyId, Load],
) -> tuple[TeamEffect, ...]:
    found = []
    for name in sorted({*was, *is_now}):
        old, new = before.parties.get(name), after.parties.get(name)
        effect = TeamEffect(
            name,
            old if isinstance(old, Team) else None,
            new if isinstance(new, Team) else None,
            was.get(name),
            is_now.get(name),
        )
        if _differs(effect):
            found.append(effect)
    return tuple(found)


def _differs(effect: TeamEffect) -> bool:
    if effect.before is None or effect.after is None or effect.was is None or effect.is_now is None:
        return True
    old, new = effect.before, effect.after
    if (old.people, old.availability) != (new.people, new.availability):
        return True
    return not (
        same(effect.was.utilisation, effect.is_now.utilisation)
        and same(effect.was.queue_wait, effect.is_now.queue_wait)
    )
