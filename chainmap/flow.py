"""The flow graph: nodes are handoffs, arcs are "feeds"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from chainmap.model import Handoff, HandoffId, Ingredient, Organisation, PartyId, PartyKind


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
        self.handoffs = organisation.handoffs
        """A `HandoffId` is a position in it."""
        self.recipes, self._recipes = _recipes(organisation)
        self._awaited = tuple(
            NOTHING if handoff.stock else recipe
            for handoff, recipe in zip(self.handoffs, self._recipes, strict=True)
        )

    def recipe(self, handoff: HandoffId) -> Recipe:
        """Return what the handoff is made from."""
        return self._recipes[handoff]

    def inputs(self, handoff: Handoff) -> tuple[Handoff, ...]:
        """Return the handoffs that a handoff of this flow is made from."""
        recipe = self.recipe(self.id_of(handoff))
        return tuple(self.handoffs[feeder] for feeder in recipe.inputs)

    def id_of(self, handoff: Handoff) -> HandoffId:
        """Return the id of a handoff of this flow."""
        return self._ids[handoff.sort_key]

    @cached_property
    def _ids(self) -> Mapping[tuple[str, str, str], HandoffId]:
        return {handoff.sort_key: HandoffId(i) for i, handoff in enumerate(self.handoffs)}

    def awaited(self, handoff: HandoffId) -> Recipe:
        """Return what must be there before the handoff: nothing if it comes from stock."""
        return self._awaited[handoff]

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
    def uses(self) -> Mapping[HandoffId, list[int]]:
        """By handoff: the recipes it is an input of."""
        uses: dict[HandoffId, list[int]] = defaultdict(list)
        for recipe in self.recipes:
            for feeder in recipe.inputs:
                uses[feeder].append(recipe.index)
        return uses

    @cached_property
    def made(self) -> Mapping[int, list[HandoffId]]:
        """By recipe: the handoffs made from it, those from stock as well."""
        made: dict[int, list[HandoffId]] = defaultdict(list)
        for handoff, recipe in enumerate(self._recipes):
            made[recipe.index].append(HandoffId(handoff))
        return made

    @cached_property
    def waiting_graph(self) -> nx.DiGraph[int]:
        """What waits for what: arcs run from a handoff to a recipe, from there to what is made.

        Handoffs from stock wait for nothing. A recipe is the node `~index`. By way of them 100
        inputs and 100 deliverables of a team are 200 arcs; in `graph` they are 10,000.
        """
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_nodes_from(i for i, handoff in enumerate(self.handoffs) if handoff.in_flow)
        for recipe in self.recipes:
            graph.add_edges_from((feeder, ~recipe.index) for feeder in recipe.inputs)
        for handoff, recipe in enumerate(self._awaited):
            if recipe.inputs:
                graph.add_edge(~recipe.index, handoff)
        return graph

    @cached_property
    def knots(self) -> tuple[frozenset[HandoffId], ...]:
        """The groups of handoffs that feed each other in a circle, by their first handoff."""
        if self._order_of_all is not None:
            return ()
        components = map(handoffs_of, nx.strongly_connected_components(self.waiting_graph))
        return tuple(sorted((frozenset(c) for c in components if len(c) > 1), key=min))

    @cached_property
    def behind_knots(self) -> frozenset[HandoffId]:
        """The handoffs in a knot or downstream of one: their chains cannot be put in one order."""
        found: set[int] = set()
        frontier: list[int] = [handoff for knot in self.knots for handoff in knot]
        while frontier:
            node = frontier.pop()
            if node not in found:
                found.add(node)
                frontier.extend(self.waiting_graph.successors(node))
        return frozenset(handoffs_of(found))

    @cached_property
    def order(self) -> tuple[HandoffId, ...]:
        """The handoffs outside and not behind any knot, feeders before what they feed."""
        if self._order_of_all is not None:
            return self._order_of_all
        free = (node for node in self.waiting_graph if node not in self.behind_knots)
        return tuple(handoffs_of(nx.topological_sort(self.waiting_graph.subgraph(free))))

    @cached_property
    def _order_of_all(self) -> tuple[HandoffId, ...] | None:
        """All handoffs, feeders first; None where a cycle leaves no such order."""
        try:
            return tuple(handoffs_of(nx.topological_sort(self.waiting_graph)))
        except nx.NetworkXUnfeasible:
            return None

    @cached_property
    def deliveries(self) -> tuple[HandoffId, ...]:
        """The flow handoffs to external customers, by name."""
        return tuple(
            HandoffId(i) for i, h in enumerate(self.handoffs) if h.to_outside and h.in_flow
        )

    def handoffs_to(self, party: PartyId) -> tuple[HandoffId, ...]:
        """Return the flow handoffs that a party receives, by name."""
        return tuple(
            HandoffId(i) for i, h in enumerate(self.handoffs) if h.customer == party and h.in_flow
        )

    @cached_property
    def untimed(self) -> frozenset[HandoffId]:
        """The flow handoffs whose time nobody says; what a customer hands in starts the clock."""
        parties = self.organisation.parties
        return frozenset(
            HandoffId(i)
            for i, h in enumerate(self.handoffs)
            if h.in_flow and h.time is None and parties[h.supplier].kind is not PartyKind.CUSTOMER
        )

    def upstream(
        self, handoffs: Iterable[HandoffId], *, through_stock: bool = True
    ) -> set[HandoffId]:
        """Return the handoffs upstream of any of these, themselves not counted unless in a circle.

        With `through_stock` false what lies behind a handoff from stock is left out.
        """
        recipes, behind = (
            (self._recipes, self.recipes_behind)
            if through_stock
            else (self._awaited, self._awaited_behind)
        )
        opened: set[int] = set()
        frontier = {recipes[handoff].index for handoff in handoffs}
        while frontier:
            opened |= frontier
            frontier = set().union(*[behind[index] for index in frontier]) - opened
        return set().union(*[self.recipes[index].inputs for index in opened])

    @cached_property
    def recipes_behind(self) -> list[frozenset[int]]:
        """By index of a recipe: the recipes of its inputs. A search over recipes is far shorter."""
        return [frozenset(self._recipes[h].index for h in r.inputs) for r in self.recipes]

    @cached_property
    def _awaited_behind(self) -> list[frozenset[int]]:
        """By recipe: the recipes its inputs wait for."""
        return [frozenset(self._awaited[h].index for h in r.inputs) for r in self.recipes]

    @cached_property
    def contact_graph(self) -> nx.Graph[PartyId]:
        """Parties, joined where any handoff runs between them in either direction."""
        graph: nx.Graph[PartyId] = nx.Graph()
        graph.add_nodes_from(self.organisation.parties)
        graph.add_edges_from((h.supplier, h.customer) for h in self.handoffs)
        return graph


def handoffs_of(nodes: Iterable[int]) -> list[HandoffId]:
    """Return the handoffs among nodes of a `waiting_graph`."""
    return [HandoffId(node) for node in nodes if node >= 0]


def _recipes(organisation: Organisation) -> tuple[tuple[Recipe, ...], tuple[Recipe, ...]]:
    """Return the distinct recipes by index, and for each handoff its own."""
    received = _received(organisation)
    numbers: dict[tuple[PartyId, tuple[Ingredient, ...] | None], int] = {}
    recipes = [NOTHING]
    own = []
    for handoff in organisation.handoffs:
        index = NOTHING.index
        arrivals = received.get(handoff.supplier)
        if handoff.in_flow and arrivals:
            key = (handoff.supplier, handoff.made_from)
            if key not in numbers:
                numbers[key] = len(recipes)
                recipes.append(_recipe(handoff.made_from, received=arrivals, index=len(recipes)))
            index = numbers[key]
        own.append(recipes[index])
    return tuple(recipes), tuple(own)


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
