"""What becomes of the work when a handoff, a team or a party outside is no longer there.

The work of a removed team goes straight on: each of its suppliers hands what it handed to the team
to those whom the team served with what was made from it. Such a handoff keeps the supplier's time,
promise and accuracy; what the team made of it no longer exists, and what was made from that is
made from the supplier's deliverables instead. A delivery to an external customer keeps its name,
its promise and its complaints.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chainmap.model import (
    Alternative,
    Handoff,
    HandoffId,
    Ingredient,
    Organisation,
    Party,
    PartyId,
    Team,
)
from chainmap.scenario.state import (
    Applied,
    flow_inputs,
    ingredients_of,
    numbered,
    without_lost_inputs,
)
from chainmap.scenario.values import Origins, RemoveHandoff, ScenarioError

Pair = tuple[Handoff, Origins]


def without_handoff(state: Applied, change: RemoveHandoff) -> Applied:
    """Return the state without a handoff; who needed it does without."""
    key = (change.supplier, change.customer, change.deliverable)
    left = [pair for pair in numbered(state.organisation) if pair[0].sort_key != key]
    lost = {change.customer: {change.deliverable}}
    return state.rebuilt(
        parties=state.organisation.parties, handoffs=without_lost_inputs(left, lost=lost)
    )


def without_party(state: Applied, party: PartyId) -> Applied:
    """Return the state without a party; a team's work goes straight on."""
    organisation = state.organisation
    parties = {name: known for name, known in organisation.parties.items() if name != party}
    left = [p for p in numbered(organisation) if party not in (p[0].supplier, p[0].customer)]
    lost: dict[PartyId, set[str]] = defaultdict(set)
    for handoff in organisation.handoffs:
        if handoff.supplier == party:
            lost[handoff.customer].add(handoff.deliverable)
    if isinstance(organisation.parties[party], Team):
        bypass = _Bypass(organisation, party)
        left = bypass.rewired(left)
        parties = bypass.with_arrivals(parties)
    return state.rebuilt(parties=parties, handoffs=without_lost_inputs(left, lost=lost))


@dataclass(frozen=True, slots=True)
class _Way:
    """A handoff of the removed team, and the inputs that go straight on in its place."""

    id: HandoffId
    served: Handoff
    made_from: tuple[Ingredient, ...]
    inputs: tuple[tuple[HandoffId, Handoff], ...]


class _Bypass:
    """The ways past a team."""

    def __init__(self, organisation: Organisation, team: PartyId) -> None:
        self._organisation = organisation
        self._team = team
        inputs = flow_inputs(organisation, team)
        self._ways = [
            _way(HandoffId(i), handoff, inputs)
            for i, handoff in enumerate(organisation.handoffs)
            if handoff.supplier == team and handoff.in_flow
        ]
        self._portions = _portions([way.served for way in self._ways])

    def rewired(self, left: Sequence[Pair]) -> list[Pair]:
        """Return what is left with the handoffs that go past the team."""
        there = {handoff.sort_key for handoff, _ in left}
        new: dict[tuple[str, str, str], Pair] = {}
        for way in self._ways:
            for handoff, origins in self._straight(way):
                if handoff.sort_key not in there:
                    old = new.get(handoff.sort_key)
                    new[handoff.sort_key] = (
                        (handoff, origins) if old is None else _together(old, (handoff, origins))
                    )
        renamed = [(self._made_without(handoff), origins) for handoff, origins in left]
        return [*renamed, *new.values()]

    def _straight(self, way: _Way) -> Iterable[Pair]:
        served = way.served
        if served.to_outside:
            yield from self._delivered(way)
            return
        for origin, given in way.inputs:
            if given.supplier != served.customer:
                alone = self._share_of(given, way)
                yield replace(alone, customer=served.customer), (origin,)

    def _delivered(self, way: _Way) -> Iterable[Pair]:
        """Yield the delivery as the team's only supplier makes it; none where there is nobody."""
        is_team = self._organisation.is_team
        makers = [(i, given) for i, given in way.inputs if is_team(given.supplier)]
        served = way.served
        if len(makers) > 1:
            message = (
                f"{self._team} puts several things together for {served.customer}: "
                "nobody else delivers the whole."
            )
            raise ScenarioError(message, f"Write {{take_over: {self._team}, by: ...}}.")
        for origin, given in makers:
            delivery = replace(
                served,
                supplier=given.supplier,
                made_from=given.made_from,
                lead_time=given.basis[0],
                stated_evidence=given.stated_evidence,
                measurement=given.measurement,
                process_time=given.process_time,
                step_promise=given.promise,
                end_to_end=None,
                accuracy=given.accuracy,
                rating=None,
                volume=served.volume if served.volume is not None else given.volume,
                share=_product(given.share, self._portions[served.sort_key]),
                stock=given.stock,
            )
            yield delivery, (way.id, origin)

    def _share_of(self, given: Handoff, way: _Way) -> Handoff:
        """Return the input with the part of its volume that goes this way."""
        of_it = [w.served for w in self._ways if any(h is given for _, h in w.inputs)]
        part = _portions(of_it)[way.served.sort_key]
        return replace(
            given,
            volume=_product(given.volume, part),
            share=_product(given.share, self._portions[way.served.sort_key]),
        )

    def _made_without(self, handoff: Handoff) -> Handoff:
        """Return the handoff made from what goes straight on instead of the team's deliverables."""
        ways = {
            way.served.deliverable: way
            for way in self._ways
            if way.served.customer == handoff.supplier
        }
        if not handoff.made_from or not ways:
            return handoff
        made: dict[Ingredient, None] = {}
        for ingredient in handoff.made_from:
            made.update(dict.fromkeys(self._instead(ingredient, ways, handoff)))
        return replace(handoff, made_from=tuple(made))

    def _instead(
        self, ingredient: Ingredient, ways: Mapping[str, _Way], handoff: Handoff
    ) -> Iterable[Ingredient]:
        if all(option.deliverable not in ways for option in ingredient.options):
            yield ingredient
            return
        if len(ingredient.options) == 1:
            if self._comes_from_others(handoff.supplier, ingredient.options[0].deliverable):
                yield ingredient
            yield from ways[ingredient.options[0].deliverable].made_from
            return
        yield Ingredient(tuple(_option(option, ways, handoff) for option in ingredient.options))

    def _comes_from_others(self, party: PartyId, deliverable: str) -> bool:
        return any(
            h.customer == party and h.deliverable == deliverable and h.supplier != self._team
            for h in self._organisation.handoffs
        )

    def with_arrivals(self, parties: Mapping[PartyId, Party]) -> dict[PartyId, Party]:
        """Return the parties; what reached the team from outside reaches those it served."""
        found = dict(parties)
        team = self._organisation.parties[self._team]
        if not isinstance(team, Team) or team.arrivals is None:
            return found
        for way in self._ways:
            served = found[way.served.customer]
            if isinstance(served, Team):
                more = team.arrivals * self._portions[way.served.sort_key]
                found[served.name] = replace(served, arrivals=(served.arrivals or 0.0) + more)
        return found


def _way(identity: HandoffId, served: Handoff, inputs: Sequence[tuple[HandoffId, Handoff]]) -> _Way:
    made_from = ingredients_of(served, inputs)
    names = {option.deliverable for ingredient in made_from for option in ingredient.options}
    used = tuple((i, given) for i, given in inputs if given.deliverable in names)
    return _Way(identity, served, made_from, used)


def _option(option: Alternative, ways: Mapping[str, _Way], handoff: Handoff) -> Alternative:
    """Return one of several alternatives, named by the only thing it was made from."""
    way = ways.get(option.deliverable)
    if way is None:
        return option
    if len(way.made_from) != 1 or len(way.made_from[0].options) != 1:
        message = (
            f"{way.served.supplier} makes {option.deliverable} from several things, and for "
            f"{handoff.supplier} it is one of several alternatives."
        )
        hint = "First write what it is made from instead: {supplier, customer, delivers, from}."
        raise ScenarioError(message, hint)
    return Alternative(way.made_from[0].options[0].deliverable, option.share)


def _portions(ways: Sequence[Handoff]) -> Mapping[tuple[str, str, str], float]:
    """Return the part of a team's items that goes each way: by share, by volume, or all alike."""
    shared = sum(way.share or 0.0 for way in ways)
    if shared:
        rest = sum(way.share is None for way in ways)
        left = max(0.0, 1 - shared) / rest if rest else 0.0
        return {way.sort_key: left if way.share is None else way.share for way in ways}
    total = sum(way.volume or 0.0 for way in ways)
    if total and all(way.volume is not None for way in ways):
        return {way.sort_key: (way.volume or 0.0) / total for way in ways}
    return {way.sort_key: 1 / len(ways) for way in ways}


def _product(figure: float | None, part: float) -> float | None:
    return None if figure is None else figure * part


def _together(one: Pair, other: Pair) -> Pair:
    """Return a handoff that goes two ways past the team as the one it is, volumes added."""
    (first, origins), (second, more) = one, other
    volume = None if first.volume is None else first.volume + (second.volume or 0.0)
    share = None if first.share is None else first.share + (second.share or 0.0)
    kept = replace(first, volume=volume, share=share)
    return kept, tuple(dict.fromkeys((*origins, *more)))
