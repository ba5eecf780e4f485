"""The way a customer was sent from contact to contact, against the shortest way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

from chainmap.flow import Flow
from chainmap.model import PartyId


@dataclass(frozen=True, slots=True)
class Route:
    """The way a customer was sent: times passed on, against the fewest steps (None: no way)."""

    contacts: tuple[PartyId, ...]
    taken: int
    fewest: int | None
    shortest: tuple[PartyId, ...]


def route_of(flow: Flow, contacts: Sequence[PartyId]) -> Route:
    """Return the route with stays at one contact counted once, and the shortest instead."""
    stops = tuple(c for i, c in enumerate(contacts) if i == 0 or contacts[i - 1] != c)
    try:
        shortest = nx.shortest_path(flow.contact_graph, source=stops[0], target=stops[-1])
    except nx.NetworkXNoPath:
        return Route(stops, len(stops) - 1, None, ())
    return Route(stops, len(stops) - 1, len(shortest) - 1, tuple(shortest))
