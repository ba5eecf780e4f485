"""Order of a matrix: as few marks as possible below the diagonal, groups in a circle together.

Partitioning of a design structure matrix: Steward, "The design structure system" (1981). Groups
whose members feed each other in a circle (strongly connected) stand together; inside one the order
with the fewest marks backwards is found exactly up to `EXACT` members (Lawler 1964, over subsets),
beyond by a greedy line (Eades, Lin and Smyth 1993), improved by moving one member at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import networkx as nx

from chainmap.diagram.maps.columns import in_line
from chainmap.model import PartyId

EXACT = 12
"""Members up to which the best order of a coupled group is proven."""

_ROUNDS = 20
"""Times at most that every member of a large group is moved to where it is best."""

Pair = tuple[PartyId, PartyId]
"""A supplier and its customer."""


def partition(parties: Iterable[PartyId], pairs: Iterable[Pair]) -> tuple[tuple[PartyId, ...], ...]:
    """Return the parties in groups, suppliers first; a group of several is coupled in a circle."""
    graph: nx.DiGraph[PartyId] = nx.DiGraph()
    graph.add_nodes_from(sorted(parties))
    graph.add_edges_from(sorted((a, b) for a, b in pairs if a in graph and b in graph and a != b))
    condensed = nx.condensation(graph)
    members = {node: sorted(condensed.nodes[node]["members"]) for node in condensed}
    ordered = nx.lexicographical_topological_sort(condensed, key=members.__getitem__)
    return tuple(tuple(_in_best_order(members[node], graph.edges)) for node in ordered)


def backwards(order: Sequence[PartyId], pairs: Iterable[Pair]) -> int:
    """Return how many pairs run against the order: marks below the diagonal."""
    place = {party: at for at, party in enumerate(order)}
    found = ((place.get(supplier), place.get(customer)) for supplier, customer in set(pairs))
    return sum(a is not None and b is not None and a > b for a, b in found)


def _in_best_order(group: Sequence[PartyId], pairs: Iterable[Pair]) -> Sequence[PartyId]:
    inside = {(a, b) for a, b in pairs if a in group and b in group}
    return _proven(group, inside) if len(group) <= EXACT else _improved(group, inside)


def _proven(group: Sequence[PartyId], pairs: Collection[Pair]) -> Sequence[PartyId]:
    """Return the best order: what stands last of each subset, from the smallest subset on."""
    serves = [sum(1 << group.index(b) for a, b in pairs if a == party) for party in group]
    fewest, last = [0], [-1]
    for subset in range(1, 1 << len(group)):
        there = (i for i in range(len(group)) if subset >> i & 1)
        marks = [(fewest[subset ^ 1 << i] + (serves[i] & subset).bit_count(), -i) for i in there]
        best, member = min(marks)
        fewest.append(best)
        last.append(-member)
    order, subset = [], (1 << len(group)) - 1
    while subset:
        order.append(group[last[subset]])
        subset ^= 1 << last[subset]
    return order[::-1]


def _improved(group: Sequence[PartyId], pairs: Collection[Pair]) -> Sequence[PartyId]:
    """Return a good order: each member moves to where fewest marks run back, while that helps."""
    order = list(in_line(group, pairs))
    for _ in range(_ROUNDS):
        before = list(order)
        for party in group:
            order.remove(party)
            order.insert(_best_place(party, order, pairs), party)
        if order == before:
            break
    return order


def _best_place(party: PartyId, order: Sequence[PartyId], pairs: Collection[Pair]) -> int:
    """Return the first of the best places for a party in the order of the others.

    Each step to the right past another party adds the mark to it, and takes away the one from it.
    """
    marks = [0]
    for other in order:
        change = ((party, other) in pairs) - ((other, party) in pairs)
        marks.append(marks[-1] + change)
    return marks.index(min(marks))
