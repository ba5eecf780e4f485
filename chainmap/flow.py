"""The flow graph: nodes are handoffs, arcs are "feeds"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from chainmap.model import Handoff, HandoffId, Ingredient, Organisation, PartyId


@dataclass(frozen=True, slots=True)
class Option:
    """One way to fill an input: all of `handoffs`, in `share` of the cases."""

    share: float
    handoffs: tuple[HandoffId, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a deliverable is made from.

    All of `required` are waited for; each of `alternatives` is filled by one of its options.
    `index` tells recipes apart: handoffs made from the same inputs share one recipe, so that a
    team with 100 inputs and 100 deliverables costs 200 steps, not 10,000.
    """

    index: int = 0
    required: tuple[HandoffId, ...] = ()
    alternatives: tuple[tuple[Option, ...], ...] = ()
    inputs: tuple[HandoffId, ...] = ()
    """All handoffs in it, once each, by name."""


NOTHING = Recipe()
"""The recipe of a handoff with which a chain starts."""


class Flow:
    """The flow of an organisation: which handoffs each handoff is made from.

    `recipe(h)` is everything handoff h is made from; `awaited(h)` what delays it, which is
    nothing when it is handed over from stock.
    """

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.recipes, self._recipe_of = _recipes(organisation)

    @property
    def handoffs(self) -> tuple[Handoff, ...]:
        """The organisation's handoffs; a `HandoffId` is a position in it."""
        return self.organisation.handoffs

    def recipe(self, handoff: HandoffId) -> Recipe:
        """Return what the handoff is made from."""
        return self.recipes[self._recipe_of[handoff]]

    def awaited(self, handoff: HandoffId) -> Recipe:
        """Return what must be there before the handoff can happen: nothing if it comes from stock."""
        return NOTHING if self.handoffs[handoff].stock else self.recipe(handoff)

    @cached_property
    def graph(self) -> nx.DiGraph[HandoffId]:
        """The flow graph; node attribute `hours` is the time of the step."""
        graph: nx.DiGraph[HandoffId] = nx.DiGraph()
        for handoff, known in enumerate(self.handoffs):
            if known.in_flow:
                graph.add_node(HandoffId(handoff), hours=known.time or 0.0)
        for handoff in list(graph):
            graph.add_edges_from((feeder, handoff) for feeder in self.recipe(handoff).inputs)
        return graph

    @cached_property
    def waiting_graph(self) -> nx.DiGraph[HandoffId]:
        """The flow graph without the arcs into handoffs from stock: the arcs that cost time."""
        stocked = [h for h in self.graph if self.handoffs[h].stock and self.recipe(h).inputs]
        if not stocked:
            return self.graph
        graph = self.graph.copy()
        graph.remove_edges_from(list(self.graph.in_edges(stocked)))
        return graph

    @cached_property
    def knots(self) -> tuple[frozenset[HandoffId], ...]:
        """The groups of handoffs that feed each other in a circle, by their first handoff."""
        components = nx.strongly_connected_components(self.waiting_graph)
        return tuple(sorted((frozenset(c) for c in components if len(c) > 1), key=min))

    @cached_property
    def behind_knots(self) -> frozenset[HandoffId]:
        """The handoffs in a knot or downstream of one: their chains cannot be put in one order."""
        found: set[HandoffId] = set()
        frontier = [handoff for knot in self.knots for handoff in knot]
        while frontier:
            handoff = frontier.pop()
            if handoff not in found:
                found.add(handoff)
                frontier.extend(self.waiting_graph.successors(handoff))
        return frozenset(found)

    @cached_property
    def order(self) -> tuple[HandoffId, ...]:
        """The handoffs outside and not behind any knot, feeders before what they feed."""
        graph = self.waiting_graph
        if self.behind_knots:
            graph = graph.subgraph(h for h in graph if h not in self.behind_knots)
        return tuple(nx.topological_sort(graph))

    @cached_property
    def deliveries(self) -> tuple[HandoffId, ...]:
        """The flow handoffs to external customers, by name."""
        return tuple(
            HandoffId(i) for i, h in enumerate(self.handoffs) if h.to_outside and h.in_flow
        )

    def upstream(self, handoffs: Iterable[HandoffId], *, through_stock: bool = True) -> set[HandoffId]:
        """Return the handoffs upstream of any of these, themselves not counted unless in a circle.

        With `through_stock` false what lies behind a handoff from stock is left out.
        """
        recipe_of = self.recipe if through_stock else self.awaited
        found: set[HandoffId] = set()
        opened = {NOTHING.index}
        frontier = list(handoffs)
        while frontier:
            recipe = recipe_of(frontier.pop())
            if recipe.index not in opened:
                opened.add(recipe.index)
                new = [h for h in recipe.inputs if h not in found]
                found.update(new)
                frontier.extend(new)
        return found

    @cached_property
    def contact_graph(self) -> nx.Graph[PartyId]:
        """Parties, joined where any handoff runs between them in either direction."""
        graph: nx.Graph[PartyId] = nx.Graph()
        graph.add_nodes_from(self.organisation.parties)
        graph.add_edges_from((h.supplier, h.customer) for h in self.handoffs)
        return graph


def _recipes(organisation: Organisation) -> tuple[tuple[Recipe, ...], tuple[int, ...]]:
    """Return the distinct recipes, and for each handoff the index of its own."""
    received = _received(organisation)
    numbers: dict[tuple[PartyId, tuple[Ingredient, ...] | None], int] = {}
    recipes = [NOTHING]
    recipe_of = []
    for handoff in organisation.handoffs:
        index = NOTHING.index
        arrivals = received.get(handoff.supplier)
        if handoff.in_flow and arrivals:
            key = (handoff.supplier, handoff.made_from)
            if key not in numbers:
                numbers[key] = len(recipes)
                recipes.append(_recipe(handoff.made_from, received=arrivals, index=len(recipes)))
            index = numbers[key]
        recipe_of.append(index)
    return tuple(recipes), tuple(recipe_of)


def _received(organisation: Organisation) -> Mapping[PartyId, Mapping[str, list[HandoffId]]]:
    """Return for each team its flow inputs by deliverable. Only teams relay."""
    received: dict[PartyId, dict[str, list[HandoffId]]] = defaultdict(lambda: defaultdict(list))
    for index, handoff in enumerate(organisation.handoffs):
        if handoff.in_flow and organisation.is_team(handoff.customer):
            received[handoff.customer][handoff.deliverable].append(HandoffId(index))
    return received


def _recipe(
    made_from: tuple[Ingredient, ...] | None,
    *,
    received: Mapping[str, list[HandoffId]],
    index: int,
) -> Recipe:
    if made_from is None:
        every = tuple(sorted(h for handoffs in received.values() for h in handoffs))
        return Recipe(index, every, (), every)
    required: set[HandoffId] = set()
    alternatives = []
    for ingredient in made_from:
        options = tuple(
            Option(option.share, tuple(received.get(option.deliverable, ())))
            for option in ingredient.options
        )
        if len(options) == 1:
            required.update(options[0].handoffs)
        else:
            alternatives.append(options)
    inputs = required.union(*(o.handoffs for options in alternatives for o in options))
    return Recipe(index, tuple(sorted(required)), tuple(alternatives), tuple(sorted(inputs)))
