"""Comparison: what is different between two states of an organisation, and for whom outside?

Parties and handoffs are the same where their names are (without regard to case). A party that is
gone and one that is new count as one renamed where both their names and those they deal with are
nearly the same: a guess, and marked as one. Times are working hours of each state's own calendar;
what customers get is analysed in both states alike. Assumes that a name means the same in both.
Source: own definition; names are alike by Ratcliff and Obershelp (difflib). No published case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chainmap.flow import Flow
from chainmap.measure.differences import DeliveryChange, HandoffChange, TeamChange
from chainmap.measure.load import Load, loads
from chainmap.measure.outcomes import Outcome, outcomes
from chainmap.measure.renaming import Key, Renamed, folded, handoff_key, renamed
from chainmap.model import Handoff, Party, PartyId, Team

__all__ = ["Comparison", "DeliveryChange", "HandoffChange", "TeamChange", "comparison"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs, by name; `deliveries` are all, changed or not.

    Handoffs of renamed parties are matched to those of their old selves: `names` has the names
    after by those before, folded. `piling_up` are the teams whose backlog begins to grow.
    """

    before: Flow
    after: Flow
    parties_added: tuple[Party, ...]
    parties_removed: tuple[Party, ...]
    renamed: tuple[Renamed, ...]
    teams_changed: tuple[TeamChange, ...]
    handoffs_added: tuple[Handoff, ...]
    handoffs_removed: tuple[Handoff, ...]
    handoffs_changed: tuple[HandoffChange, ...]
    deliveries: tuple[DeliveryChange, ...]
    names: Mapping[str, str]
    piling_up: tuple[Load, ...] = ()

    @property
    def slower(self) -> tuple[HandoffChange, ...]:
        """The handoffs that take longer."""
        return tuple(change for change in self.handoffs_changed if change.is_slower)

    @property
    def faster(self) -> tuple[HandoffChange, ...]:
        """The handoffs that take less time."""
        return tuple(change for change in self.handoffs_changed if change.is_faster)

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not (
            self.parties_added
            or self.parties_removed
            or self.renamed
            or self.teams_changed
            or self.handoffs_added
            or self.handoffs_removed
            or self.handoffs_changed
        )


def comparison(*, before: Flow, after: Flow) -> Comparison:
    """Return what is different between two states."""
    old, new = _by_name(before), _by_name(after)
    gone = [party for name, party in old.items() if name not in new]
    come = [party for name, party in new.items() if name not in old]
    same = renamed(before=before, after=after, gone=gone, come=come)
    names = {folded(one.before): folded(one.after) for one in same}
    was, is_now = _by_key(before.handoffs, names), _by_key(after.handoffs, {})
    load = loads(before.organisation), loads(after.organisation)
    again = {one.before for one in same}, {one.after for one in same}
    return Comparison(
        before,
        after,
        parties_added=tuple(party for party in come if party.name not in again[1]),
        parties_removed=tuple(party for party in gone if party.name not in again[0]),
        renamed=same,
        teams_changed=tuple(_teams_changed(old, new, names)),
        handoffs_added=tuple(h for key, h in is_now.items() if key not in was),
        handoffs_removed=tuple(h for key, h in was.items() if key not in is_now),
        handoffs_changed=tuple(
            change
            for key, handoff in is_now.items()
            if key in was and _differs(change := HandoffChange(was[key], handoff))
        ),
        deliveries=_deliveries(_states(before, names, load[0]), _states(after, {}, load[1]), names),
        names=names,
        piling_up=tuple(_piling_up(*load, names)),
    )


def _by_name(flow: Flow) -> Mapping[str, Party]:
    parties = sorted(flow.organisation.parties.values(), key=lambda p: p.name)
    return {folded(party.name): party for party in parties}


def _by_key(handoffs: Iterable[Handoff], names: Mapping[str, str]) -> Mapping[Key, Handoff]:
    return {handoff_key(handoff, names): handoff for handoff in handoffs}


def _differs(change: HandoffChange) -> bool:
    pairs = (
        (change.before.time, change.after.time, change.hours),
        (change.before.promise, change.after.promise, change.promised_hours),
        (change.before.step_promise, change.after.step_promise, change.step_promised_hours),
        (change.before.need, change.after.need, change.needed_hours),
        (change.before.accuracy, change.after.accuracy, change.accuracy),
        (change.before.volume, change.after.volume, change.volume),
    )
    return any((old is None) != (new is None) or difference for old, new, difference in pairs)


def _teams_changed(
    old: Mapping[str, Party], new: Mapping[str, Party], names: Mapping[str, str]
) -> Iterable[TeamChange]:
    for name, before in old.items():
        after = new.get(names.get(name, name))
        if isinstance(before, Team) and isinstance(after, Team) and _means(before) != _means(after):
            yield TeamChange(before, after)


def _means(team: Team) -> tuple[float | None, float, str | None]:
    return team.people, team.availability, team.department and folded(team.department)


_States = Mapping[Key, tuple[Handoff, Outcome]]
"""What customers get in one state."""


def _deliveries(
    was: _States, is_now: _States, names: Mapping[str, str]
) -> tuple[DeliveryChange, ...]:
    found = []
    for key in sorted({*was, *is_now}):
        handoff = (is_now.get(key) or was[key])[0]
        old = was[key][1] if key in was else None
        new = is_now[key][1] if key in is_now else None
        found.append(
            DeliveryChange(
                handoff.supplier,
                handoff.customer,
                handoff.deliverable,
                old,
                new,
                handoff,
                is_other_chain=_is_other_chain(old, new, names),
            )
        )
    return tuple(found)


def _is_other_chain(old: Outcome | None, new: Outcome | None, names: Mapping[str, str]) -> bool:
    if old is None or new is None:
        return False
    before = [names.get(folded(party), folded(party)) for party in old.slowest]
    return before != [folded(party) for party in new.slowest]


def _states(flow: Flow, names: Mapping[str, str], load: Mapping[PartyId, Load]) -> _States:
    found = outcomes(flow, of=flow.deliveries, loads=load)
    return {
        handoff_key(flow.handoffs[delivery], names): (flow.handoffs[delivery], outcome)
        for delivery, outcome in found.items()
    }


def _piling_up(
    was: Mapping[PartyId, Load], is_now: Mapping[PartyId, Load], names: Mapping[str, str]
) -> Iterable[Load]:
    """Yield the loads of teams whose backlog grows, but did not before."""
    grew = {
        names.get(folded(team), folded(team))
        for team, load in was.items()
        if load.growing_backlog is not None
    }
    for team, load in sorted(is_now.items()):
        if load.growing_backlog is not None and folded(team) not in grew:
            yield load
