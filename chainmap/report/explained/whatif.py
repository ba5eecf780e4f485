"""Explains a what-if: the slowest chains of both states, the loads, and what the scenario moved."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from chainmap.analysis.trace import DeliveryTrace
from chainmap.analysis.whatif import WhatIf
from chainmap.measure.effects import DeliveryEffect, TeamEffect
from chainmap.measure.load import Load, Part
from chainmap.measure.outcomes import Outcome
from chainmap.model import Handoff, PartyId, Team
from chainmap.report.explained.figures import Explained, Input
from chainmap.report.explained.inputs import Places, limit_of, named, timed
from chainmap.report.explained.load import of_load
from chainmap.report.explained.numbers import added, figure, in_hours, with_sign
from chainmap.report.explained.trace import accuracy_of, longest_of
from chainmap.units import MINUS


@dataclass(frozen=True, slots=True)
class State:
    """One of the two states: what stands behind its deliveries, and its teams' items.

    `places` says where its figures stand; `moved` what moved the handoffs that are not as the
    files have them.
    """

    called: str
    places: Places
    traced: Mapping[Handoff, DeliveryTrace]
    parts: Mapping[PartyId, Sequence[Part]]
    moved: Mapping[Handoff, str]


def of_whatif(result: WhatIf, before: State, after: State) -> tuple[Explained, ...]:
    """Return where the figures of every changed delivery and team come from."""
    gain = tuple(_gain(result))
    changed = [effect for effect in result.deliveries if not effect.is_same]
    deliveries = [one for e in changed for one in of_effect(e, before, after)]
    teams = [one for effect in result.teams for one in _team(effect, before, after)]
    return (*gain, *deliveries, *teams)


def _gain(result: WhatIf) -> Iterator[Explained]:
    known = [d for d in result.deliveries if d.hours is not None and d.weight]
    if result.gain is None:
        return
    total = math.fsum(effect.weight for effect in known)
    rows = tuple(_gained(effect) for effect in known if effect.hours)
    together = math.fsum(row.value or 0.0 for row in rows)
    yield Explained(
        "",
        "gain of a complaining customer",
        result.gain,
        with_sign(result.gain),
        f"complaint weight × (lead time before {MINUS} after) of each delivery, over all weight",
        rows,
        (f"{figure(together)} / {figure(total)} = {with_sign(result.gain)}",),
        keys=("gain_h",),
    )


def _gained(effect: DeliveryEffect) -> Input:
    before, after = (o.lead_time if o else 0.0 for o in (effect.was, effect.is_now))
    hours = effect.weight * (before - after)
    how = f"= {figure(effect.weight)} × ({figure(before)} {MINUS} {figure(after)})"
    return Input(named(effect.delivery), figure(hours), hours, how)


def of_effect(effect: DeliveryEffect, before: State, after: State) -> Iterator[Explained]:
    """Yield the figures of one delivery in both states."""
    about = named(effect.delivery)
    states = ((before, effect.before, effect.was), (after, effect.after, effect.is_now))
    for state, delivery, outcome in states:
        behind = None if delivery is None else state.traced.get(delivery)
        if behind is None or outcome is None:
            continue
        places = state.places
        yield _lead_time(behind, outcome, state, about)
        for one in (longest_of(behind, about, places), accuracy_of(behind, about, places)):
            yield replace(one, figure=f"{one.figure} {state.called}", inputs=())
        yield from _headroom(behind.delivery, outcome, state, about)


def _lead_time(behind: DeliveryTrace, outcome: Outcome, state: State, about: str) -> Explained:
    chain = behind.slowest[0]
    hours = [step.time or 0.0 for step in chain.steps]
    worked = [added(hours, chain.lead_time, in_hours(chain.lead_time))]
    if not math.isclose(chain.lead_time, outcome.lead_time):
        worked.append(f"alternatives weigh by their shares: {in_hours(outcome.lead_time)}")
    return Explained(
        about,
        f"lead time {state.called}",
        outcome.lead_time,
        in_hours(outcome.lead_time),
        "the times on its slowest chain added",
        tuple(step_of(step, state) for step in chain.steps),
        tuple(worked),
        keys=("lead_time_h",),
    )


def step_of(step: Handoff, state: State) -> Input:
    """Return the time of a step; of one that is not as the files have it, what moved it."""
    moved = state.moved.get(step)
    if moved is None:
        return timed(step, state.places)
    return Input(named(step), in_hours(step.time or 0.0), step.time, moved, step.evidence)


def _headroom(delivery: Handoff, outcome: Outcome, state: State, about: str) -> Iterator[Explained]:
    limit = limit_of(delivery, state.places)
    if limit is None or outcome.limit is None or outcome.headroom is None:
        return
    room = with_sign(outcome.headroom)
    yield Explained(
        about,
        f"headroom {state.called}",
        outcome.headroom,
        room,
        "promise to the customer, else need, less lead time",
        (limit,),
        (added([outcome.limit, -outcome.lead_time], outcome.headroom, room),),
        keys=("headroom_h", "limit_h"),
    )


def _team(effect: TeamEffect, before: State, after: State) -> Iterator[Explained]:
    was = tuple(load_in(before, effect.before, effect.was))
    is_now = tuple(load_in(after, effect.after, effect.is_now))
    texts = {known.what: known.text for one in was for known in one.inputs}
    yield from was
    for one in is_now:
        yield replace(one, inputs=tuple(_as_changed(known, texts) for known in one.inputs))


def load_in(state: State, team: Team | None, load: Load | None) -> Iterator[Explained]:
    """Yield the load of a team in one state; nothing where it is not there."""
    if team is not None and load is not None:
        about, parts = f"{team.name}, {state.called}", state.parts.get(team.name, ())
        yield from of_load(team, load, parts, state.places, about=about)


def _as_changed(known: Input, texts: Mapping[str, str]) -> Input:
    """Return an input; of one that the scenario changes, what it was instead of its place."""
    was = texts.get(known.what, known.text)
    if was == known.text:
        return known
    how = "; ".join(filter(None, (known.how, f"by the scenario, today {was}")))
    return replace(known, how=how, places=())
