"""Renaming: which party or handoff that is gone seems to be one that came? A guess, by the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from unicodedata import normalize

from chainmap.flow import Flow
from chainmap.model import Handoff, Party, PartyId

CLOSE_NAMES = 0.6
"""How alike (0..1, difflib's ratio) the names of a renamed party are at least."""

SAME_PARTNERS = 0.6
"""The share of both parties' handoffs that a renamed party has in common with its old self."""

Key = tuple[str, str, str]
"""Supplier, customer and deliverable of a handoff, folded."""

Inputs = frozenset[tuple[tuple[str, float], ...]]
"""What a deliverable is made from: each entry with its alternatives and their shares."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """A party that seems to be called otherwise now: a guess."""

    before: PartyId
    after: PartyId


@dataclass(frozen=True, slots=True)
class Successors:
    """What is called otherwise now: parties by folded names, handoffs by keys with these.

    `deliverables` are the names now by who receives them and the names before.
    """

    parties: Mapping[str, str] = field(default_factory=dict)
    handoffs: Mapping[Key, Key] = field(default_factory=dict)
    deliverables: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def party(self, name: str) -> str:
        """Return what a party is called now, folded."""
        return self.parties.get(folded(name), folded(name))

    def key(self, handoff: Handoff) -> Key:
        """Return the key that a handoff of before has now."""
        key = (
            self.party(handoff.supplier),
            self.party(handoff.customer),
            folded(handoff.deliverable),
        )
        return self.handoffs.get(key, key)

    def inputs(self, handoff: Handoff) -> Inputs | None:
        """Return what a handoff of before is made from, as called now; None where nobody says."""
        if handoff.made_from is None:
            return None
        maker = self.party(handoff.supplier)
        return frozenset(
            tuple(sorted((self._input(maker, o.deliverable), o.share) for o in entry.options))
            for entry in handoff.made_from
        )

    def _input(self, maker: str, deliverable: str) -> str:
        name = folded(deliverable)
        return self.deliverables.get((maker, name), name)


def renamed(
    *, before: Flow, after: Flow, gone: Iterable[Party], come: Iterable[Party]
) -> tuple[Renamed, ...]:
    """Return the pairs of a party that is gone and one that came which are obviously the same."""
    kinds = {p.name: p.kind for p in gone}, {p.name: p.kind for p in come}
    old, new = _dealings(before, kinds[0]), _dealings(after, kinds[1])
    dealing: dict[Key, list[PartyId]] = defaultdict(list)
    for name, keys in new.items():
        for key in keys:
            dealing[key].append(name)
    likely: list[tuple[float, PartyId, PartyId]] = []
    for name, keys in old.items():
        for other in {one for key in keys for one in dealing[key]}:
            shared = len(keys & new[other]) / len(keys | new[other])
            alike = SequenceMatcher(None, folded(name), folded(other)).ratio()
            is_likely = shared >= SAME_PARTNERS and alike >= CLOSE_NAMES
            if is_likely and kinds[0][name] is kinds[1][other]:
                likely.append((-shared - alike, name, other))
    found: dict[PartyId, PartyId] = {}
    for _, name, other in sorted(likely):
        if name not in found and other not in found.values():
            found[name] = other
    return tuple(Renamed(one, other) for one, other in sorted(found.items()))


def _dealings(flow: Flow, parties: Container[PartyId]) -> Mapping[PartyId, set[Key]]:
    """Return for each of the parties whom it deals with, in which direction and about what."""
    found: dict[PartyId, set[Key]] = defaultdict(set)
    for handoff in flow.handoffs:
        what = folded(handoff.deliverable)
        if handoff.supplier in parties:
            found[handoff.supplier].add(("to", folded(handoff.customer), what))
        if handoff.customer in parties:
            found[handoff.customer].add(("from", folded(handoff.supplier), what))
    return found


def folded(name: str) -> str:
    """Return a name as it is compared: without regard to case and surrounding space."""
    return normalize("NFC", name.strip()).casefold()


def renamed_handoffs(*, gone: Iterable[Key], come: Iterable[Key]) -> Mapping[Key, Key]:
    """Return which handoff that came seems to be which that is gone: the same two parties.

    Their deliverables are nearly called the same, or one of them was without a name and each is
    the only one between the two.
    """
    between: dict[tuple[str, str], tuple[list[Key], list[Key]]] = defaultdict(lambda: ([], []))
    for key in gone:
        between[key[:2]][0].append(key)
    for key in come:
        between[key[:2]][1].append(key)
    found: dict[Key, Key] = {}
    for old, new in between.values():
        alone = len(old) == len(new) == 1
        found |= _pairs(
            (_likeness(one[2], other[2], alone=alone), one, other) for one in old for other in new
        )
    return found


def _likeness(one: str, other: str, *, alone: bool) -> float:
    if alone and not (one and other):
        return 1.0
    return SequenceMatcher(None, one, other).ratio()


def _pairs(candidates: Iterable[tuple[float, Key, Key]]) -> dict[Key, Key]:
    """Return the pairs that are most alike, each key in one of them."""
    found: dict[Key, Key] = {}
    likely = (candidate for candidate in candidates if candidate[0] >= CLOSE_NAMES)
    for _, one, other in sorted(likely, key=lambda c: (-c[0], c[1], c[2])):
        if one not in found and other not in found.values():
            found[one] = other
    return found
