"""Which share of its items each team hands on to whom, and where items would go round for ever."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from chainmap.model import Handoff, PartyId

ROUNDING = 1e-4 + 1e-12
"""By how much shares that are meant to be 100 % may miss it: three times 33.33 % do."""

Routes = Mapping[PartyId, Mapping[PartyId, float]]
"""By supplier: the share of its items that each customer gets; what is left over leaves."""


def routes(handoffs: Iterable[Handoff]) -> Routes:
    """Return the shares of handoffs by teams, several between the same two together.

    Customers and vendors never relay: the caller leaves out what they hand over.
    """
    found: dict[PartyId, dict[PartyId, float]] = defaultdict(lambda: defaultdict(float))
    for handoff in handoffs:
        if handoff.share:
            found[handoff.supplier][handoff.customer] += handoff.share
    return {supplier: dict(shares) for supplier, shares in found.items()}


def never_leaving(shares: Routes) -> tuple[tuple[PartyId, ...], ...]:
    """Return the groups that hand everything on among themselves, by name.

    Items that reach such a group never leave it (a closed class of the Markov chain that the
    shares make), so no rate can balance them.
    """
    staying = _staying(shares)
    if not staying:
        return ()
    import networkx as nx  # noqa: PLC0415  only what is wrong needs it

    graph: nx.DiGraph[PartyId] = nx.DiGraph()
    graph.add_edges_from((one, other) for one in staying for other in shares[one])
    closed = (tuple(sorted(group)) for group in nx.attracting_components(graph))
    return tuple(sorted(closed))


def _staying(shares: Routes) -> frozenset[PartyId]:
    """Return the parties whose items find no way out."""
    suppliers: dict[PartyId, list[PartyId]] = defaultdict(list)
    for supplier, given in shares.items():
        for customer in given:
            suppliers[customer].append(supplier)
    leaving = {party for party in suppliers if party not in shares}
    leaving.update(p for p, given in shares.items() if sum(given.values()) < 1 - ROUNDING)
    frontier = list(leaving)
    while frontier:
        for supplier in suppliers[frontier.pop()]:
            if supplier not in leaving:
                leaving.add(supplier)
                frontier.append(supplier)
    return frozenset(shares) - leaving
