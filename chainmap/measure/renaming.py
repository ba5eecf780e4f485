"""Renaming: which party that is gone seems to be one that came? A guess, from what stayed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Renamed:
    """A party that seems to be called otherwise now: a guess."""

    before: PartyId
    after: PartyId


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


def handoff_key(handoff: Handoff, names: Mapping[str, str]) -> Key:
    """Return what is equal for a handoff before and after; `names` are new names by old, folded."""
    supplier, customer = folded(handoff.supplier), folded(handoff.customer)
    return (
        names.get(supplier, supplier),
        names.get(customer, customer),
        folded(handoff.deliverable),
    )
