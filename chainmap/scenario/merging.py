"""What becomes of the work when teams merge, or one takes over what another does.

The handoffs between them disappear, with their waits, promises and accuracy. Their work does not:
what leaves the new team takes the process time of what it was made from inside on top of its own,
in its lead time too (where no process time is known, the whole time of that step). People, work in
process and items from outside add up; availability is the mean over people. What both received
from, or delivered to, the same party under the same name is one handoff: volumes add up, the slower
time and the longer promise stay, accuracy is the mean by volume.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from chainmap.model import (
    Alternative,
    Evidence,
    Handoff,
    HandoffId,
    Ingredient,
    Organisation,
    PartyId,
    Team,
    Time,
    Variability,
)
from chainmap.scenario.combining import once_each, total
from chainmap.scenario.state import (
    Applied,
    flow_inputs,
    ingredients_of,
    numbered,
)
from chainmap.scenario.values import Merge, ScenarioError, TakeOver


def merged(state: Applied, change: Merge) -> Applied:
    """Return the state with some teams as one."""
    known = (state.organisation.parties[name] for name in change.teams)
    teams = [team for team in known if isinstance(team, Team)]
    return _as_one(state, _one_team(teams, change.into), change.teams)


def taken_over(state: Applied, change: TakeOver) -> Applied:
    """Return the state in which a team does what another did, with its own people."""
    by = state.organisation.parties[change.by]
    assert isinstance(by, Team)  # noqa: S101  whoever makes the change has looked it up
    if not change.only_support:
        return _as_one(state, by, (change.by, change.team))
    moved = [
        (replace(handoff, supplier=change.by), origins)
        if handoff.support and handoff.supplier == change.team
        else (handoff, origins)
        for handoff, origins in numbered(state.organisation)
    ]
    return state.rebuilt(parties=state.organisation.parties, handoffs=once_each(moved))


def _as_one(state: Applied, team: Team, members: Collection[PartyId]) -> Applied:
    organisation = state.organisation
    _refuse_shares(organisation, members)
    names = dict.fromkeys(members, team.name)
    inside = _Inside(organisation, members)
    moved = [
        (_renamed(inside.outgoing(handoff), names), origins)
        for handoff, origins in numbered(organisation)
        if not (handoff.supplier in names and handoff.customer in names)
    ]
    parties = {n: party for n, party in organisation.parties.items() if n not in names}
    return state.rebuilt(
        parties={**parties, team.name: team}, handoffs=once_each(moved), names=names
    )


def _refuse_shares(organisation: Organisation, members: Collection[PartyId]) -> None:
    if any(h.share is not None and h.supplier in members for h in organisation.handoffs):
        message = f"The work of {' and '.join(members)} is routed by shares; two shares make none."
        raise ScenarioError(message, "Write volumes instead of shares in the files first.")


def _renamed(handoff: Handoff, names: Mapping[PartyId, PartyId]) -> Handoff:
    supplier = names.get(handoff.supplier, handoff.supplier)
    customer = names.get(handoff.customer, handoff.customer)
    return replace(handoff, supplier=supplier, customer=customer)


@dataclass(frozen=True, slots=True)
class _Behind:
    """What is done inside before a handoff: hours it takes at least, hours of work in them."""

    hours: float = 0.0
    work: float = 0.0


class _Inside:
    """The work between teams that become one."""

    def __init__(self, organisation: Organisation, members: Collection[PartyId]) -> None:
        self._members = members
        self._inputs = {member: flow_inputs(organisation, member) for member in members}

    def outgoing(self, handoff: Handoff) -> Handoff:
        """Return what a member hands over as made from what comes from outside of the members."""
        if handoff.supplier not in self._members or not handoff.in_flow:
            return handoff
        made_from = tuple(dict.fromkeys(self._made_from(handoff, frozenset())))
        behind = self._behind(handoff, frozenset())
        if not behind.hours and not behind.work:
            return replace(handoff, made_from=made_from)
        known, work = handoff.basis[0], handoff.process_time
        return replace(
            handoff,
            made_from=made_from,
            lead_time=_plus(known or Time.of(0.0), behind.hours),
            stated_evidence=Evidence.ESTIMATED,
            measurement=None,
            process_time=None if work is None and not behind.work else (work or 0.0) + behind.work,
        )

    def _feeders(self, handoff: Handoff, deliverable: str) -> list[tuple[HandoffId, Handoff]]:
        inputs = self._inputs[handoff.supplier]
        return [(i, given) for i, given in inputs if given.deliverable == deliverable]

    def _made_from(self, handoff: Handoff, seen: frozenset[HandoffId]) -> Iterable[Ingredient]:
        """Yield the ingredients, those from inside replaced by what they are made from."""
        for ingredient in ingredients_of(handoff, self._inputs[handoff.supplier]):
            if len(ingredient.options) == 1:
                yield from self._required(handoff, ingredient, seen)
            else:
                options = [self._option(handoff, option, seen) for option in ingredient.options]
                yield Ingredient(tuple(options))

    def _required(
        self, handoff: Handoff, ingredient: Ingredient, seen: frozenset[HandoffId]
    ) -> Iterable[Ingredient]:
        feeders = self._feeders(handoff, ingredient.options[0].deliverable)
        if not feeders or any(given.supplier not in self._members for _, given in feeders):
            yield ingredient
        for origin, given in feeders:
            if given.supplier in self._members and origin not in seen:
                yield from self._made_from(given, seen | {origin})

    def _option(
        self, handoff: Handoff, option: Alternative, seen: frozenset[HandoffId]
    ) -> Alternative:
        """Return one of several alternatives; what is made inside from nothing starts there."""
        instead = list(self._required(handoff, Ingredient.required(option.deliverable), seen))
        names = [o.deliverable for ingredient in instead for o in ingredient.options]
        if len(names) > 1:
            message = (
                f"{option.deliverable} is one of several alternatives for {handoff.supplier}, and "
                "made from several things inside the merged team."
            )
            hint = "First write what it is made from: {supplier, customer, delivers, from}."
            raise ScenarioError(message, hint)
        return Alternative(names[0] if names else option.deliverable, option.share)

    def _behind(self, handoff: Handoff, seen: frozenset[HandoffId]) -> _Behind:
        """Return what is done inside before a handoff; inputs are worked on side by side."""
        hours, work = 0.0, 0.0
        for ingredient in ingredients_of(handoff, self._inputs[handoff.supplier]):
            mean = 0.0
            for option in ingredient.options:
                found = self._behind_option(handoff, option.deliverable, seen)
                mean += option.share * found.hours
                work += option.share * found.work
            hours = max(hours, mean)
        return _Behind(hours, work)

    def _behind_option(
        self, handoff: Handoff, deliverable: str, seen: frozenset[HandoffId]
    ) -> _Behind:
        hours, work = 0.0, 0.0
        for origin, given in self._feeders(handoff, deliverable):
            if given.supplier in self._members and origin not in seen:
                before = self._behind(given, seen | {origin})
                stays = given.time if given.process_time is None else given.process_time
                hours = max(hours, before.hours + (stays or 0.0))
                work += before.work + (given.process_time or 0.0)
        return _Behind(hours, work)


def _plus(time: Time, hours: float) -> Time:
    return Time(time.low + hours, time.likely + hours, time.high + hours)


def _one_team(teams: Sequence[Team], name: PartyId) -> Team:
    """Return the teams as one: people add up, if they are known of all."""
    first = next((team for team in teams if team.name == name), teams[0])
    people = [team.people for team in teams if team.people is not None]
    complete = len(people) == len(teams)
    is_counted = complete and any(people)
    heads = people if is_counted else [1.0] * len(teams)
    present = sum(t.availability * n for t, n in zip(teams, heads, strict=True)) / sum(heads)
    variable = {team.variability for team in teams}
    return replace(
        first,
        name=name,
        people=sum(people) if complete else None,
        availability=round(present, 12),
        process_time=first.process_time,
        arrivals=reduce(total, (team.arrivals for team in teams)),
        wip=reduce(total, (team.wip for team in teams)),
        variability=variable.pop() if len(variable) == 1 else Variability(),
    )
