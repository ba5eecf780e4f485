"""Communities: who deals with each other more than with others, quickly found at any size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import networkx as nx

Between = Mapping[tuple[int, int], int]
"""How much goes between two nodes, the lower number first."""


def communities(size: int, between: Between) -> tuple[tuple[int, ...], ...]:
    """Return the nodes 0, 1, ... in groups, each in order, by their first node.

    Labels that spread (Traag and Subelj 2023) find many small groups in linear time; these are
    joined by the Louvain method (Blondel and others 2008), which at full size would take seconds.
    """
    small = _ordered(
        nx.community.fast_label_propagation_communities(
            _graph(size, between), weight="weight", seed=1
        )
    )
    of = {node: number for number, group in enumerate(small) for node in group}
    joined = Counter[tuple[int, int]]()
    for (one, other), count in sorted(between.items()):
        ends = sorted((of[one], of[other]))
        joined[ends[0], ends[1]] += count
    large = nx.community.louvain_communities(_graph(len(small), joined), seed=1)
    return _ordered([node for number in group for node in small[number]] for group in large)


def _graph(size: int, between: Between) -> nx.Graph[int]:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from((one, other, n) for (one, other), n in sorted(between.items()))
    return graph


def _ordered(groups: Iterable[Collection[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(sorted(tuple(sorted(group)) for group in groups))
