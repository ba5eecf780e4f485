"""An organisation amid its changes, and which handoff became which: ids are positions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from chainmap.model import (
    Alternative,
    Complaint,
    Handoff,
    HandoffId,
    Ingredient,
    Organisation,
    Party,
    PartyId,
)
from chainmap.scenario.values import Origins


@dataclass(frozen=True, slots=True)
class Applied:
    """The changed organisation; `became` says by the old id which handoff one is now.

    None where it is gone. Complaints about what is gone are gone, too.
    """

    organisation: Organisation
    became: tuple[HandoffId | None, ...]

    def rebuilt(
        self,
        *,
        parties: Mapping[PartyId, Party],
        handoffs: Iterable[tuple[Handoff, Origins]],
        names: Mapping[PartyId, PartyId] | None = None,
    ) -> Applied:
        """Return the state with these parties and handoffs, each with the ids it comes from.

        `names` are parties that go by another name now. Everything is put in order again.
        """
        ordered = sorted(handoffs, key=lambda pair: pair[0].sort_key)
        position = {
            origin: HandoffId(new) for new, (_, origins) in enumerate(ordered) for origin in origins
        }
        organisation = replace(
            self.organisation,
            parties=dict(sorted(parties.items())),
            handoffs=tuple(handoff for handoff, _ in ordered),
            complaints=tuple(
                _moved(complaint, position[complaint.delivery], parties, names or {})
                for complaint in self.organisation.complaints
                if complaint.delivery in position
            ),
        )
        return Applied(
            organisation,
            tuple(None if old is None else position.get(old) for old in self.became),
        )


def unchanged(organisation: Organisation) -> Applied:
    """Return the state before any change."""
    return Applied(organisation, tuple(map(HandoffId, range(len(organisation.handoffs)))))


def _moved(
    complaint: Complaint,
    delivery: HandoffId,
    parties: Mapping[PartyId, Party],
    names: Mapping[PartyId, PartyId],
) -> Complaint:
    """Return the complaint about the delivery's new place; contacts are those still there."""
    contacts: list[PartyId] = []
    for contact in complaint.contacts:
        now = names.get(contact, contact)
        is_same = now != contact and contacts[-1:] == [now]
        if now in parties and not is_same:
            contacts.append(now)
    return replace(complaint, delivery=delivery, contacts=tuple(contacts))


def numbered(organisation: Organisation) -> list[tuple[Handoff, Origins]]:
    """Return the handoffs, each with its own id."""
    return [(handoff, (HandoffId(i),)) for i, handoff in enumerate(organisation.handoffs)]


def without_lost_inputs(
    handoffs: Iterable[tuple[Handoff, Origins]], *, lost: Mapping[PartyId, set[str]]
) -> list[tuple[Handoff, Origins]]:
    """Return the handoffs; `from:` no longer names what its team (by name) has lost for good."""
    pairs = list(handoffs)
    received: dict[PartyId, set[str]] = defaultdict(set)
    for handoff, _ in pairs:
        if handoff.customer in lost:
            received[handoff.customer].add(handoff.deliverable)
    found = []
    for handoff, origins in pairs:
        gone = lost.get(handoff.supplier, set()) - received[handoff.supplier]
        if handoff.made_from and gone:
            left = tuple(i for old in handoff.made_from for i in _without(old, gone))
            handoff = replace(handoff, made_from=left)  # noqa: PLW2901  the same, less its inputs
        found.append((handoff, origins))
    return found


def _without(ingredient: Ingredient, gone: set[str]) -> Iterable[Ingredient]:
    """Yield the ingredient with what is left of its options; their shares still sum to 1."""
    left = [option for option in ingredient.options if option.deliverable not in gone]
    total = sum(option.share for option in left)
    if len(left) == 1 or (left and not total):
        yield Ingredient.required(left[0].deliverable)
    elif left:
        yield Ingredient(tuple(Alternative(o.deliverable, o.share / total) for o in left))


def flow_inputs(organisation: Organisation, team: PartyId) -> list[tuple[HandoffId, Handoff]]:
    """Return what a team receives in the flow, by name."""
    return [
        (HandoffId(i), handoff)
        for i, handoff in enumerate(organisation.handoffs)
        if handoff.customer == team and handoff.in_flow
    ]


def ingredients_of(
    handoff: Handoff, inputs: Iterable[tuple[HandoffId, Handoff]]
) -> tuple[Ingredient, ...]:
    """Return what a handoff is made from in so many words: where the files do not say, all."""
    if handoff.made_from is not None:
        return handoff.made_from
    names = sorted({known.deliverable for _, known in inputs})
    return tuple(Ingredient.required(name) for name in names)
