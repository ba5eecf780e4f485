"""Applies changes one after the other; each is a pure function of the state before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import assert_never

from chainmap.model import Evidence, Handoff, Organisation, PartyId, Team, Time
from chainmap.scenario.merging import merged, taken_over
from chainmap.scenario.removing import without_handoff, without_party
from chainmap.scenario.state import Applied, numbered, unchanged
from chainmap.scenario.values import (
    Add,
    Amount,
    Change,
    Figures,
    HandoffChange,
    Merge,
    RemoveHandoff,
    RemoveParty,
    Scenario,
    ScenarioError,
    TakeOver,
    TeamChange,
    TimeAmount,
)


def applied(organisation: Organisation, scenario: Scenario) -> Applied:
    """Return the organisation after all changes.

    Raises:
        ScenarioError: a change that cannot be made, such as fewer people than none.
    """
    state = unchanged(organisation)
    for change in scenario.changes:
        state = after(state, change)
    return state


def after(state: Applied, change: Change) -> Applied:
    """Return the state after one change; parties and handoffs it names are there."""
    match change:
        case TeamChange():
            new = _with_team(state, change)
        case HandoffChange():
            new = _with_handoff(state, change)
        case RemoveParty():
            new = without_party(state, change.party)
        case RemoveHandoff():
            new = without_handoff(state, change)
        case Add():
            new = _with_added(state, change)
        case Merge():
            new = merged(state, change)
        case TakeOver():
            new = taken_over(state, change)
        case _:
            assert_never(change)
    return new


def _with_added(state: Applied, change: Add) -> Applied:
    new = [(handoff, ()) for handoff in change.handoffs]
    return state.rebuilt(
        parties={**state.organisation.parties, **{p.name: p for p in change.parties}},
        handoffs=[*numbered(state.organisation), *new],
    )


def _with_team(state: Applied, change: TeamChange) -> Applied:
    organisation = state.organisation
    team = organisation.parties[change.team]
    assert isinstance(team, Team)  # noqa: S101  whoever makes the change has looked it up
    new = replace(
        team,
        people=_people(change, team),
        availability=_availability(change, team),
        arrivals=_amount(change.arrivals, team.arrivals, "arrivals", team.name),
        process_time=_default_process_time(change, team),
    )
    handoffs = organisation.handoffs
    if change.figures != Figures():
        handoffs = _of_all(organisation, change)
    parties = {**organisation.parties, team.name: new}
    return replace(state, organisation=replace(organisation, parties=parties, handoffs=handoffs))


def _people(change: TeamChange, team: Team) -> float | None:
    """Return the new number of people; a team without any does nothing, which is another change."""
    people = _amount(change.people, team.people, "people", team.name)
    if change.people is not None and people == 0:
        message = f"people: {team.name} would have nobody left to do its work."
        hint = f"Take the team away with {{remove: {team.name}}}, or leave somebody."
        raise ScenarioError(message, hint, key="people")
    return people


def _availability(change: TeamChange, team: Team) -> float:
    new = _share(change.availability, team.availability, "availability", team.name)
    return team.availability if new is None else new


def _default_process_time(change: TeamChange, team: Team) -> float | None:
    amount = change.figures.process_time
    return team.process_time if amount is None else amount.of(team.process_time)


def _of_all(organisation: Organisation, change: TeamChange) -> tuple[Handoff, ...]:
    """Return the handoffs, all of the team's with the new figures where these can be known."""
    figures = change.figures
    _refuse_unknown(organisation, change)
    return tuple(
        _changed(handoff, _own(figures, handoff), lenient=True)
        if handoff.supplier == change.team
        else handoff
        for handoff in organisation.handoffs
    )


def _refuse_unknown(organisation: Organisation, change: TeamChange) -> None:
    """Refuse a relative change of a figure that is known of no handoff of the team."""
    supplied = [h for h in organisation.handoffs if h.supplier == change.team]
    for key, known in _KNOWN.items():
        amount = getattr(change.figures, key)
        if amount is not None and amount.to is None and not any(map(known, supplied)):
            team = organisation.parties[change.team]
            is_default = key == "process_time" and isinstance(team, Team) and team.process_time
            if not is_default:
                raise _unknown(key, change.team)


_KNOWN: Mapping[str, Callable[[Handoff], bool]] = {
    "lead_time": lambda h: h.time is not None,
    "process_time": lambda h: h.process_time is not None,
    "promise": lambda h: h.own_promise is not None,
    "need": lambda h: h.need is not None,
    "accuracy": lambda h: h.accuracy is not None,
    "volume": lambda h: h.volume is not None,
}
"""By figure that a whole team may change: whether a handoff has it."""


def _own(figures: Figures, handoff: Handoff) -> Figures:
    """Return the figures of a whole team for one handoff: outside, its promise is the step's."""
    if not handoff.to_outside or figures.promise is None:
        return figures
    return replace(figures, promise=None, step_promise=figures.promise)


def _with_handoff(state: Applied, change: HandoffChange) -> Applied:
    key = (change.supplier, change.customer, change.deliverable)
    handoffs = tuple(
        _changed(handoff, change.figures, lenient=False) if handoff.sort_key == key else handoff
        for handoff in state.organisation.handoffs
    )
    return replace(state, organisation=replace(state.organisation, handoffs=handoffs))


def _changed(handoff: Handoff, figures: Figures, *, lenient: bool) -> Handoff:
    """Return the handoff with new figures; what is not known stays so, or, strictly, is refused."""
    whose = f"{handoff.supplier} → {handoff.customer}"
    made_from = handoff.made_from if figures.made_from is None else figures.made_from

    def time(amount: TimeAmount | None, today: Time | None, key: str) -> Time | None:
        return _time(amount, today, key, whose, lenient=lenient)

    def figure(amount: Amount | None, today: float | None, key: str) -> float | None:
        return _amount(amount, today, key, whose, lenient=lenient)

    changed = replace(
        handoff,
        process_time=figure(figures.process_time, handoff.process_time, "process_time"),
        promise=time(figures.promise, handoff.promise, "promise"),
        step_promise=time(figures.step_promise, handoff.step_promise, "step_promise"),
        need=time(figures.need, handoff.need, "need"),
        accuracy=_share(figures.accuracy, handoff.accuracy, "accuracy", whose, lenient=lenient),
        volume=figure(figures.volume, handoff.volume, "volume"),
        share=_share(figures.share, handoff.share, "share", whose, lenient=lenient),
        stock=handoff.stock if figures.stock is None else figures.stock,
        made_from=made_from,
    )
    lead_time = time(figures.lead_time, handoff.basis[0], "lead_time")
    if figures.lead_time is None or lead_time is None:
        return changed
    return replace(
        changed, lead_time=lead_time, stated_evidence=Evidence.ESTIMATED, measurement=None
    )


def _time(
    amount: TimeAmount | None, today: Time | None, key: str, whose: str, *, lenient: bool
) -> Time | None:
    if amount is None:
        return today
    new = amount.of(today)
    if new is None and not lenient:
        raise _unknown(key, whose)
    if new is not None and new.low < 0:
        raise _negative(key, whose)
    return new


def _amount(
    amount: Amount | None, today: float | None, key: str, whose: str, *, lenient: bool = False
) -> float | None:
    if amount is None:
        return today
    new = amount.of(today)
    if new is None and not lenient:
        raise _unknown(key, whose)
    if new is not None and new < 0:
        raise _negative(key, whose)
    return new


def _share(
    amount: Amount | None, today: float | None, key: str, whose: str, *, lenient: bool = False
) -> float | None:
    new = _amount(amount, today, key, whose, lenient=lenient)
    if new is not None and new > 1:
        message = f"{key}: {whose} would come to {new * 100:g} %, more than all."
        raise ScenarioError(message, "Write the share itself, such as 95%.", key=key)
    return new


def _unknown(key: str, whose: str | PartyId) -> ScenarioError:
    message = f"{key}: a change of what nobody says: it is not known of {whose}."
    return ScenarioError(message, "Write the figure itself, without + or -.", key=key)


def _negative(key: str, whose: str) -> ScenarioError:
    message = f"{key}: {whose} would come to less than 0."
    return ScenarioError(message, "Take less away, or write the figure itself.", key=key)
