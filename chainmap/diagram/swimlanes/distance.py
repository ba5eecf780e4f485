"""Distance to the customer: how many handoffs work has still to go, on the longest way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from chainmap.diagram.maps.columns import Pair, layers
from chainmap.model import PartyId


def distances(
    parties: Sequence[PartyId], pairs: Iterable[Pair], *, chain: Sequence[Pair] = ()
) -> Mapping[PartyId, int]:
    """Return for each party how many handoffs it is from the end of the chain: 1 is the last.

    Where work goes round in a cycle, arrows that run back are left out: those of `chain` last of
    all, so that the chain runs one way as long as it visits nobody twice.
    """
    known = {*parties}
    between = {(one, other) for one, other in pairs if {one, other} <= known and one != other}
    after = _without_cycles(known, _by_priority(parties, between, chain))
    found: dict[PartyId, int] = {}
    for party in reversed(_sorted(parties, after)):
        found[party] = max((found[next_one] + 1 for next_one in after[party]), default=1)
    return found


def _by_priority(
    parties: Sequence[PartyId], between: set[Pair], chain: Sequence[Pair]
) -> Iterable[Pair]:
    """Return the chain's pairs, then those that run with the work, then those against it."""
    layer = layers(parties, between)
    first = [pair for pair in chain if pair in between]
    rest = sorted(between - {*first}, key=lambda p: (layer[p[0]] >= layer[p[1]], p))
    return [*first, *rest]


def _without_cycles(
    parties: Iterable[PartyId], pairs: Iterable[Pair]
) -> Mapping[PartyId, set[PartyId]]:
    """Return who comes after whom, without the pairs that would close a cycle."""
    after: dict[PartyId, set[PartyId]] = {party: set() for party in parties}
    for one, other in pairs:
        if one not in _reached(after, other):
            after[one].add(other)
    return after


def _reached(after: Mapping[PartyId, set[PartyId]], start: PartyId) -> set[PartyId]:
    found, frontier = {start}, [start]
    while frontier:
        new = after[frontier.pop()] - found
        found |= new
        frontier.extend(new)
    return found


def _sorted(parties: Sequence[PartyId], after: Mapping[PartyId, set[PartyId]]) -> Sequence[PartyId]:
    """Return the parties, each before those that come after it."""
    waiting: dict[PartyId, int] = defaultdict(int)
    for others in after.values():
        for other in others:
            waiting[other] += 1
    ready = [party for party in parties if not waiting[party]]
    for party in ready:  # grows while it is read
        for other in sorted(after[party]):
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    return ready
