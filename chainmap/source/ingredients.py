"""Finds what `from:` names among the deliverables a team receives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from chainmap.issues import Issue
from chainmap.model import Alternative, Handoff, Ingredient, PartyId
from chainmap.source.claims import Claim
from chainmap.source.joining import Joint
from chainmap.source.names import Names, key_of
from chainmap.source.wording import error, listed, nearest, shown

Received = Mapping[PartyId, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The handoffs with `made_from` in the spelling of the deliverables received."""

    handoffs: tuple[Handoff, ...]
    issues: tuple[Issue, ...]


def resolve_ingredients(
    joints: Iterable[Joint], names: Names, excused: frozenset[str] | None
) -> Resolved:
    """Return the handoffs; an ingredient that the team does not receive is reported.

    `excused` are the keys about which nothing can be said, None if nothing can be said at all.
    """
    joints = tuple(joints)
    received = _received(joints)
    handoffs, issues = [], []
    for joint in joints:
        made_from, missing = _spelled(joint.handoff, received)
        handoffs.append(
            joint.handoff
            if made_from == joint.handoff.made_from
            else replace(joint.handoff, made_from=made_from)
        )
        for index, deliverable in missing:
            if excused is not None and key_of(deliverable) not in excused and joint.promised:
                found = _unknown(joint.promised, index, deliverable, names, joints, received)
                issues.append(found)
    return Resolved(tuple(handoffs), tuple(issues))


def _received(joints: Iterable[Joint]) -> Received:
    received: dict[PartyId, dict[str, str]] = defaultdict(dict)
    for joint in joints:
        handoff = joint.handoff
        received[handoff.customer][key_of(handoff.deliverable)] = handoff.deliverable
    return received


def _spelled(
    handoff: Handoff, received: Received
) -> tuple[tuple[Ingredient, ...] | None, list[tuple[int, str]]]:
    """Return the ingredients as the team receives them, and those it does not receive."""
    if handoff.made_from is None:
        return None, []
    known = received.get(handoff.supplier, {})
    missing = []
    spelled: dict[Ingredient, None] = {}
    for index, ingredient in enumerate(handoff.made_from):
        options = []
        for option in ingredient.options:
            name = known.get(key_of(option.deliverable))
            if name is None or not option.deliverable:
                missing.append((index, option.deliverable))
            options.append(
                option if name == option.deliverable else Alternative(name or "", option.share)
            )
        spelled[Ingredient(tuple(options))] = None
    return tuple(spelled), missing


def _unknown(
    claim: Claim,
    index: int,
    deliverable: str,
    names: Names,
    joints: Iterable[Joint],
    received: Received,
) -> Issue:
    loc = (*claim.loc, "from", index)
    where = claim.place.location((*loc, "any", deliverable), key=True)
    team = claim.supplier
    party = names.find(deliverable)
    if party is not None:
        given = [
            j.handoff.deliverable
            for j in joints
            if j.handoff.supplier == party and j.handoff.customer == team
        ]
        message = f"from: {shown(party)} is no deliverable; `from` names deliverables, not parties."
        return error(where, "unknown-deliverable", message, _given(party, team, given))
    known = sorted(name for name in received.get(team, {}).values() if name)
    message = f"from: {shown(team)} does not receive {shown(deliverable)}."
    return error(where, "unknown-deliverable", message, _near(deliverable, team, known))


def _given(party: str, team: str, given: list[str]) -> str:
    if not given:
        return f"{shown(party)} delivers nothing to {shown(team)}."
    if given == [""]:
        return f"Say with `delivers` what {shown(party)} hands to {shown(team)}, and name that."
    return f"{shown(party)} delivers {listed(given)} to {shown(team)}."


def _near(deliverable: str, team: str, known: list[str]) -> str:
    found = nearest(deliverable, known)
    if found is not None:
        return f"Did you mean {shown(found)}?"
    if known:
        return f"It receives {listed(known)}."
    return f"Nobody says what {shown(team)} receives; add it under `needs`."
