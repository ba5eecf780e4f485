"""Finds what `from:` names among the deliverables a team receives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from chainmap.issues import Issue
from chainmap.model import Alternative, Handoff, Ingredient, PartyId
from chainmap.source.claims import Claim
from chainmap.source.joining import Joint
from chainmap.source.names import Names, key_of
from chainmap.source.wording import error, listed, nearest, shown


@dataclass(frozen=True, slots=True)
class Resolved:
    """The handoffs with `made_from` in the spelling of the deliverables received."""

    handoffs: tuple[Handoff, ...]
    issues: tuple[Issue, ...]


def resolve_ingredients(
    joints: Sequence[Joint], names: Names, excused: frozenset[str] | None
) -> Resolved:
    """Return the handoffs; an ingredient that the team does not receive is reported.

    `excused` are the keys about which nothing can be said, None if nothing can be said at all.
    """
    pantry = _Pantry(joints)
    handoffs = tuple(pantry.spelled(joint.handoff) for joint in joints)
    if excused is None:
        return Resolved(handoffs, ())
    issues = (
        _issue(joint.promised, index, name, names, pantry)
        for joint in joints
        if joint.promised is not None
        for index, name in pantry.missing(joint.handoff)
        if key_of(name) not in excused
    )
    return Resolved(handoffs, tuple(issues))


class _Pantry:
    """What every party receives."""

    def __init__(self, joints: Iterable[Joint]) -> None:
        self._received: dict[PartyId, dict[str, list[Handoff]]] = defaultdict(dict)
        for joint in joints:
            received = self._received[joint.handoff.customer]
            received.setdefault(key_of(joint.handoff.deliverable), []).append(joint.handoff)

    def name(self, team: PartyId, deliverable: str) -> str | None:
        """Return the deliverable as the team receives it, None if it does not."""
        handoffs = self._received.get(team, {}).get(key_of(deliverable))
        return handoffs[0].deliverable if handoffs and deliverable else None

    def spelled(self, handoff: Handoff) -> Handoff:
        """Return the handoff with its ingredients spelled as they are received, once each."""
        if not handoff.made_from:
            return handoff
        spelled = {self._ingredient(handoff.supplier, i): None for i in handoff.made_from}
        made_from = tuple(spelled)
        return handoff if made_from == handoff.made_from else replace(handoff, made_from=made_from)

    def _ingredient(self, team: PartyId, ingredient: Ingredient) -> Ingredient:
        names = [self.name(team, option.deliverable) for option in ingredient.options]
        if all(n == o.deliverable for n, o in zip(names, ingredient.options, strict=True)):
            return ingredient
        return Ingredient(
            tuple(
                Alternative(name or option.deliverable, option.share)
                for name, option in zip(names, ingredient.options, strict=True)
            )
        )

    def missing(self, handoff: Handoff) -> Iterator[tuple[int, str]]:
        """Yield the position and the name of each ingredient that the supplier does not receive."""
        for index, ingredient in enumerate(handoff.made_from or ()):
            for option in ingredient.options:
                if self.name(handoff.supplier, option.deliverable) is None:
                    yield index, option.deliverable

    def given(self, team: PartyId, supplier: PartyId | None = None) -> list[str]:
        """Return the deliverables that the team receives (from one supplier), by name."""
        handoffs = (h for same in self._received.get(team, {}).values() for h in same)
        return sorted({h.deliverable for h in handoffs if supplier in (None, h.supplier)})


def _issue(claim: Claim, index: int, written: str, names: Names, pantry: _Pantry) -> Issue:
    where = claim.place.location((*claim.loc, "from", index, "any", written), key=True)
    team, party = claim.supplier, names.find(written)
    if party is None:
        known = [name for name in pantry.given(team) if name]
        message = f"from: {shown(team)} does not receive {shown(written)}."
        return error(where, "unknown-deliverable", message, _near(written, team, known))
    message = f"from: {shown(party)} is no deliverable; `from` names deliverables, not parties."
    hint = _given(party, team, pantry.given(team, party))
    return error(where, "unknown-deliverable", message, hint)


def _given(party: str, team: str, given: Sequence[str]) -> str:
    if not given:
        return f"{shown(party)} delivers nothing to {shown(team)}."
    if given == [""]:
        return f"Say with `delivers` what {shown(party)} hands to {shown(team)}, and name that."
    return f"{shown(party)} delivers {listed(given)} to {shown(team)}."


def _near(deliverable: str, team: str, known: Sequence[str]) -> str:
    found = nearest(deliverable, known)
    if found is not None:
        return f"Did you mean {shown(found)}?"
    if known:
        return f"It receives {listed(known)}."
    return f"Nobody says what {shown(team)} receives; add it under `needs`."
