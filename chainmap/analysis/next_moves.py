"""Next moves: whom would one more person, or better work, help the complaining customers most?

*One more person*: the hours of lead time that complaining customers gain, weighted by complaint
weight, if the expected wait for people at one team falls as with one person more (M/M/c, see
`measure.queueing`); beside it the items that wait no longer there (Little: arrival rate x hours
saved). *Accuracy*: by how much the rolled accuracy of the complained deliveries rises, weighted
alike, if everything that one team hands over is right in at least a given share; what nobody judged
stays unknown. Each move is alone, the rest as it is. They rank teams differently from each other
and from `bottlenecks`: equal loads need not mean equal leverage. Assumes that work waits for people
as the formula says. Source: Erlang; Little (1961). Case Q1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from chainmap.flow import Flow
from chainmap.measure.accuracy import rolled_accuracies
from chainmap.measure.gains import Gain, hours_sooner, share_more
from chainmap.measure.load import Load, loads
from chainmap.measure.queue_effect import shifted
from chainmap.measure.queueing import queue_wait
from chainmap.measure.recalculation import Recalculation
from chainmap.measure.upstream import Upstream
from chainmap.measure.weighing import weights as complaint_weights
from chainmap.model import Handoff, HandoffId, PartyId, Team


@dataclass(frozen=True, slots=True)
class OnePerson:
    """One more person at a team: hours gained per complaint, hours less wait there, items fewer.

    All three are None where a growing backlog leaves no wait to compare with; `ends_backlog` says
    that one person more ends it. `complete` is false where the load is at least as high. `gains`
    are the deliveries that come sooner.
    """

    team: PartyId
    gain: float | None
    wait_saved: float | None
    items_fewer: float | None
    ends_backlog: bool
    complete: bool
    gains: tuple[Gain, ...] = ()


@dataclass(frozen=True, slots=True)
class MoreAccurate:
    """A team whose work is right more often: rolled accuracy gained per complaint, 0..1.

    `raised` is what it hands over that is right too seldom, `gains` the deliveries it makes better.
    """

    team: PartyId
    gain: float
    raised: tuple[Handoff, ...] = ()
    gains: tuple[Gain, ...] = ()


@dataclass(frozen=True, slots=True)
class NextMoves:
    """Teams by what each move gives, the best first; None where it was not asked for."""

    one_person: tuple[OnePerson, ...] | None
    accuracy: float | None
    more_accurate: tuple[MoreAccurate, ...] | None


def next_moves(flow: Flow, *, add_person: bool, accuracy: float | None) -> NextMoves:
    """Return the teams by each move asked for; `accuracy` is the share to reach."""
    _, weights = complaint_weights(flow)
    return NextMoves(
        one_person=_one_person(flow, weights) if add_person else None,
        accuracy=accuracy,
        more_accurate=None if accuracy is None else _more_accurate(flow, weights, accuracy),
    )


def _one_person(flow: Flow, weights: Mapping[HandoffId, float]) -> tuple[OnePerson, ...]:
    load = loads(flow.organisation)
    recalculation = Recalculation(flow, to=weights)
    supplied: dict[PartyId, list[HandoffId]] = defaultdict(list)
    for index, handoff in enumerate(flow.handoffs):
        supplied[handoff.supplier].append(HandoffId(index))
    ended, saved = [], []
    for team in flow.organisation.teams:
        known = load[team.name]
        after = _wait_with_one_more(team, known)
        if after is None:
            continue
        if known.queue_wait is None:
            ended.append(OnePerson(team.name, None, None, None, True, known.complete))  # noqa: FBT003  it ends the backlog
        else:
            saved.append((known, known.queue_wait - after))
    each = [_sooner(flow, supplied[known.team], hours) for known, hours in saved]
    total = sum(weights.values()) or 1.0
    found = [
        _with_gains(known, hours, _gains(flow, recalculation, weights, moved), total)
        for (known, hours), moved in zip(saved, recalculation.after_each(each), strict=True)
    ]
    return tuple(sorted([*ended, *found], key=_most_hours))


def _sooner(flow: Flow, supplied: Iterable[HandoffId], hours: float) -> Mapping[HandoffId, float]:
    """Return the times of what a team hands over, if work waits that much less there."""
    return {
        h: shifted(flow.handoffs[h], -hours).time or 0.0
        for h in supplied
        if flow.handoffs[h].lead_time is not None
    }


def _with_gains(known: Load, saved: float, gains: tuple[Gain, ...], total: float) -> OnePerson:
    return OnePerson(
        known.team,
        gain=hours_sooner(gains) / total,
        wait_saved=saved,
        items_fewer=(known.arrival_rate or 0.0) * saved,
        ends_backlog=False,
        complete=known.complete,
        gains=gains,
    )


def _most_hours(move: OnePerson) -> tuple[bool, float, float, str]:
    return (not move.ends_backlog, -(move.gain or 0.0), -(move.items_fewer or 0.0), move.team)


def _wait_with_one_more(team: Team, load: Load) -> float | None:
    """Return the expected wait with one person more; None where it cannot be known."""
    if not team.people or load.utilisation is None or load.process_time is None:
        return None
    people = team.people + 1
    return queue_wait(
        people=people,
        utilisation=load.utilisation * team.people / people,
        process_time=load.process_time,
        availability=team.availability,
        variability=team.variability,
    )


def _gains(
    flow: Flow,
    recalculation: Recalculation,
    weights: Mapping[HandoffId, float],
    after: Mapping[HandoffId, float],
) -> tuple[Gain, ...]:
    """Return the deliveries that come sooner, with the hours in `after`."""
    return tuple(
        Gain(flow.handoffs[delivery], weights[delivery], recalculation.before[delivery], hours)
        for delivery, hours in after.items()
    )


def _more_accurate(
    flow: Flow, weights: Mapping[HandoffId, float], least: float
) -> tuple[MoreAccurate, ...]:
    total = sum(weights.values()) or 1.0
    rise = _Rise(flow, weights, least)
    found = (
        MoreAccurate(team, share_more(gains) / total, rise.raised(team), gains)
        for team, gains in rise.by_team().items()
    )
    return tuple(sorted(found, key=lambda move: (-move.gain, move.team)))


class _Rise:
    """What deliveries gain in rolled accuracy, by team.

    Where no alternatives are chosen from and nothing is never right, the rolled accuracy is a
    product: each raised factor multiplies it. Other deliveries are recomputed.
    """

    def __init__(self, flow: Flow, weights: Mapping[HandoffId, float], least: float) -> None:
        self._flow = flow
        self._weights = weights
        self._least = least
        self._upstream = Upstream(flow, of=weights)
        rolled = rolled_accuracies(flow, of=weights, upstream=self._upstream)
        self._before = {delivery: known.share for delivery, known in rolled.items()}
        groups = self._upstream.groups
        mixed = reduce(or_, (g.mask for g in groups if self._is_no_product(g.handoffs)), 0)
        self._searched = [
            d for d in weights if self._is_no_product([d]) or mixed & self._upstream.bit(d)
        ]
        self._low = self._raisable({*weights, *(h for group in groups for h in group.handoffs)})

    def _is_no_product(self, behind: Iterable[HandoffId]) -> bool:
        return any(
            self._flow.recipe(h).alternatives or self._flow.handoffs[h].accuracy == 0
            for h in behind
        )

    def _raisable(self, behind: Iterable[HandoffId]) -> Mapping[PartyId, list[HandoffId]]:
        """Return by team what it hands over, upstream, and is right too seldom."""
        low: dict[PartyId, list[HandoffId]] = defaultdict(list)
        for handoff in sorted(behind):
            known = self._flow.handoffs[handoff]
            is_low = known.accuracy is not None and known.accuracy < self._least
            if is_low and self._flow.organisation.is_team(known.supplier):
                low[known.supplier].append(handoff)
        return low

    def raised(self, team: PartyId) -> tuple[Handoff, ...]:
        """Return what a team hands over that is right too seldom."""
        return tuple(self._flow.handoffs[handoff] for handoff in self._low[team])

    def by_team(self) -> Mapping[PartyId, tuple[Gain, ...]]:
        """Return the deliveries that become better, for each team that can be better."""
        masks = {h: group.mask for group in self._upstream.groups for h in group.handoffs}
        return {
            team: (*self._by_products(low, masks), *self._by_search(low))
            for team, low in self._low.items()
        }

    def _by_products(
        self, low: Sequence[HandoffId], masks: Mapping[HandoffId, int]
    ) -> Iterator[Gain]:
        ratios: dict[int, float] = defaultdict(lambda: 1.0)
        for handoff in low:
            own = self._upstream.bit(handoff) if handoff in self._weights else 0
            accuracy = self._flow.handoffs[handoff].accuracy
            if accuracy:
                ratios[masks.get(handoff, 0) | own] *= self._least / accuracy
        for delivery in self._weights:
            if delivery not in self._searched:
                bit, factor = self._upstream.bit(delivery), 1.0
                for mask, ratio in ratios.items():
                    factor *= ratio if mask & bit else 1.0
                if factor != 1:
                    yield self._gain(delivery, self._before[delivery] * factor)

    def _by_search(self, low: Iterable[HandoffId]) -> Iterator[Gain]:
        if not self._searched:
            return
        raised = copy(self._flow)
        handoffs = list(self._flow.handoffs)
        for handoff in low:
            handoffs[handoff] = replace(handoffs[handoff], accuracy=self._least)
        raised.handoffs = tuple(handoffs)
        after = rolled_accuracies(raised, of=self._searched, upstream=self._upstream)
        for delivery in self._searched:
            if after[delivery].share != self._before[delivery]:
                yield self._gain(delivery, after[delivery].share)

    def _gain(self, delivery: HandoffId, after: float) -> Gain:
        known = self._flow.handoffs[delivery]
        return Gain(known, self._weights[delivery], self._before[delivery], after)
