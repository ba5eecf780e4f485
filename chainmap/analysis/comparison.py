"""Comparison: what is different between two states of an organisation, and for whom outside?

Parties and handoffs are the same where their names are (without regard to case). A party that is
gone and one that is new count as one renamed where both their names and those they deal with are
nearly the same: a guess, and marked as one; so do two handoffs between the same two parties whose
deliverables are nearly called the same. Times are working hours of each state's own calendar;
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
from chainmap.measure.renaming import (
    Key,
    Renamed,
    Successors,
    folded,
    renamed,
    renamed_handoffs,
)
from chainmap.model import Handoff, Party, PartyId, Team

__all__ = ["Comparison", "DeliveryChange", "HandoffChange", "TeamChange", "comparison"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs, by name; `deliveries` are all, changed or not.

    Handoffs of renamed parties are matched to those of their old selves: `successors` has what is
    called otherwise now; `handoffs_renamed` may have changed, too. `piling_up` are the teams whose
    backlog begins to grow.
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
    successors: Successors
    handoffs_renamed: tuple[HandoffChange, ...] = ()
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
            or self.handoffs_renamed
        )


def comparison(*, before: Flow, after: Flow) -> Comparison:
    """Return what is different between two states."""
    old, new = _by_name(before), _by_name(after)
    gone = [party for name, party in old.items() if name not in new]
    come = [party for name, party in new.items() if name not in old]
    same = renamed(before=before, after=after, gone=gone, come=come)
    successors = _successors(before, after, same)
    was, is_now = _by_key(before, successors), _by_key(after, Successors())
    load = loads(before.organisation), loads(after.organisation)
    again = {one.before for one in same}, {one.after for one in same}
    both = [_change(was[key], is_now[key], successors) for key in is_now if key in was]
    states = _states(before, successors, load[0]), _states(after, Successors(), load[1])
    return Comparison(
        before,
        after,
        parties_added=tuple(party for party in come if party.name not in again[1]),
        parties_removed=tuple(party for party in gone if party.name not in again[0]),
        renamed=same,
        teams_changed=tuple(_teams_changed(old, new, successors)),
        handoffs_added=tuple(h for key, h in is_now.items() if key not in was),
        handoffs_removed=tuple(h for key, h in was.items() if key not in is_now),
        handoffs_changed=tuple(change for change in both if not change.is_same),
        handoffs_renamed=tuple(change for change in both if _has_other_name(change)),
        deliveries=_deliveries(*states, successors),
        successors=successors,
        piling_up=tuple(_piling_up(*load, successors)),
    )


def _successors(before: Flow, after: Flow, same: Iterable[Renamed]) -> Successors:
    """Return what parties and then the handoffs between them are called now."""
    parties = Successors({folded(one.before): folded(one.after) for one in same})
    old, new = _by_key(before, parties), _by_key(after, Successors())
    gone, come = [key for key in old if key not in new], [key for key in new if key not in old]
    handoffs = renamed_handoffs(gone=gone, come=come)
    inputs = {(was[1], was[2]): is_now[2] for was, is_now in handoffs.items()}
    return Successors(parties.parties, handoffs, inputs)


def _by_name(flow: Flow) -> Mapping[str, Party]:
    parties = sorted(flow.organisation.parties.values(), key=lambda p: p.name)
    return {folded(party.name): party for party in parties}


def _by_key(flow: Flow, successors: Successors) -> Mapping[Key, Handoff]:
    return {successors.key(handoff): handoff for handoff in flow.handoffs}


def _change(before: Handoff, after: Handoff, successors: Successors) -> HandoffChange:
    other = successors.inputs(before) != Successors().inputs(after)
    return HandoffChange(before, after, other_inputs=other)


def _has_other_name(change: HandoffChange) -> bool:
    return folded(change.before.deliverable) != folded(change.after.deliverable)


def _teams_changed(
    old: Mapping[str, Party], new: Mapping[str, Party], successors: Successors
) -> Iterable[TeamChange]:
    for name, before in old.items():
        after = new.get(successors.party(name))
        if isinstance(before, Team) and isinstance(after, Team) and _means(before) != _means(after):
            yield TeamChange(before, after)


def _means(team: Team) -> tuple[float | None, float, float | None, str | None]:
    return (
        team.people,
        team.availability,
        team.arrivals,
        team.department and folded(team.department),
    )


_States = Mapping[Key, tuple[Handoff, Outcome]]
"""What customers get in one state."""


def _deliveries(
    was: _States, is_now: _States, successors: Successors
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
                is_other_chain=_is_other_chain(old, new, successors),
            )
        )
    return tuple(found)


def _is_other_chain(old: Outcome | None, new: Outcome | None, successors: Successors) -> bool:
    if old is None or new is None:
        return False
    before = [successors.party(party) for party in old.slowest]
    return before != [folded(party) for party in new.slowest]


def _states(flow: Flow, successors: Successors, load: Mapping[PartyId, Load]) -> _States:
    found = outcomes(flow, of=flow.deliveries, loads=load)
    return {
        successors.key(flow.handoffs[delivery]): (flow.handoffs[delivery], outcome)
        for delivery, outcome in found.items()
    }


def _piling_up(
    was: Mapping[PartyId, Load], is_now: Mapping[PartyId, Load], successors: Successors
) -> Iterable[Load]:
    """Yield the loads of teams whose backlog grows, but did not before."""
    grew = {
        successors.party(team) for team, load in was.items() if load.growing_backlog is not None
    }
    for team, load in sorted(is_now.items()):
        if load.growing_backlog is not None and folded(team) not in grew:
            yield load
