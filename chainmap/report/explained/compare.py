"""Explains a comparison: what stands behind each changed delivery and team in both states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chainmap.analysis.comparison import Comparison
from chainmap.measure.differences import DeliveryChange, TeamChange
from chainmap.measure.effects import DeliveryEffect
from chainmap.measure.load import Load
from chainmap.model import Handoff, PartyId
from chainmap.report.explained.figures import Explained
from chainmap.report.explained.whatif import State, load_in, of_effect

Loads = Mapping[PartyId, Load]


def of_compare(
    found: Comparison, states: tuple[State, State], loads: tuple[Loads, Loads]
) -> tuple[Explained, ...]:
    """Return where the figures of both states come from; `loads` are those of their teams."""
    deliveries = (one for effect in effects(found) for one in of_effect(effect, *states))
    teams = (one for change in found.teams_changed for one in _team(change, states, loads))
    return (*deliveries, *teams)


def effects(found: Comparison) -> tuple[DeliveryEffect, ...]:
    """Return the changed deliveries, each with its handoff in both states."""
    old = {handoff.sort_key: handoff for handoff in found.before.handoffs}
    for change in (*found.handoffs_renamed, *found.handoffs_changed):
        old[change.after.sort_key] = change.before
    new = {handoff.sort_key: handoff for handoff in found.after.handoffs}
    return tuple(_effect(change, old, new) for change in found.deliveries if not change.is_same)


def _effect(
    change: DeliveryChange,
    old: Mapping[tuple[str, str, str], Handoff],
    new: Mapping[tuple[str, str, str], Handoff],
) -> DeliveryEffect:
    key = change.handoff.sort_key
    before = old.get(key) if change.before else None
    after = new.get(key) if change.after else None
    return DeliveryEffect(before, after, change.before, change.after, 0.0)


def _team(
    change: TeamChange, states: tuple[State, State], loads: tuple[Loads, Loads]
) -> Iterator[Explained]:
    teams = (change.before, change.after)
    for state, team, load in zip(states, teams, loads, strict=True):
        yield from load_in(state, team, load.get(team.name))
