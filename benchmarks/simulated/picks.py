"""How each ranking scores the teams of an organisation as its files describe it, by team name."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import networkx as nx
from simulated.truth import Question

from chainmap.analysis.bottlenecks import Bottlenecks, bottlenecks
from chainmap.analysis.chance import Chance, chance
from chainmap.analysis.next_moves import next_moves
from chainmap.analysis.trace import Trace, Traced, trace
from chainmap.flow import Flow
from chainmap.model import Category, Handoff, PartyId

RUNS = 10_000
K = 1
"""Chains asked for: suspects need the slowest only."""


class Ranking(StrEnum):
    """A way to say who comes first."""

    SUSPECTS = "suspects"
    TIME_SHARE = "time share of the slowest chains"
    RESTORE = "restore"
    LEVERAGE = "leverage"
    RESTORE_CHANCE = "restore under chance"
    LEVERAGE_CHANCE = "leverage under chance"
    CRITICALITY = "criticality"
    ACCURACY = "bottlenecks --accuracy 100%"
    BETWEENNESS = "betweenness"
    RANDOM = "a team at random"


ABOUT_TIME = (
    Ranking.SUSPECTS,
    Ranking.TIME_SHARE,
    Ranking.RESTORE,
    Ranking.LEVERAGE,
    Ranking.RESTORE_CHANCE,
    Ranking.LEVERAGE_CHANCE,
    Ranking.CRITICALITY,
    Ranking.BETWEENNESS,
    Ranking.RANDOM,
)
ABOUT_ACCURACY = (Ranking.SUSPECTS, Ranking.ACCURACY, Ranking.BETWEENNESS, Ranking.RANDOM)

Scores = Mapping[PartyId, float]


@dataclass(frozen=True)
class Answers:
    """What chainmap says of an organisation; everything is made once, when asked for."""

    flow: Flow

    @cached_property
    def traced(self) -> Trace:
        """All complaints, traced."""
        return trace(self.flow, self.flow.organisation.complaints, k=K)

    @cached_property
    def chance(self) -> Chance:
        """All complained deliveries in many runs."""
        return chance(self.flow, runs=RUNS)

    @cached_property
    def bottlenecks(self) -> Bottlenecks:
        """All teams, by leverage."""
        return bottlenecks(self.flow)

    def about(self, category: Category) -> Iterable[Traced]:
        """Yield the traced complaints of one kind."""
        for found in self.traced.complaints:
            if found.complaint is not None and found.complaint.category is category:
                yield found

    def scores(self, question: Question, ranking: Ranking) -> Scores:
        """Return what a ranking gives the teams; RANDOM has no order and gives nothing."""
        if ranking is Ranking.SUSPECTS:
            return self._suspects(question)
        found: Mapping[Ranking, Callable[[], Scores]] = {
            Ranking.TIME_SHARE: self._time_share,
            Ranking.RESTORE: lambda: {b.team: b.restore for b in self.bottlenecks.teams},
            Ranking.LEVERAGE: lambda: {b.team: b.leverage for b in self.bottlenecks.teams},
            Ranking.RESTORE_CHANCE: lambda: {
                t.team: t.prevented_by_promise or 0.0 for t in self.chance.teams
            },
            Ranking.LEVERAGE_CHANCE: lambda: {
                t.team: t.prevented_by_cut or 0.0 for t in self.chance.teams
            },
            Ranking.CRITICALITY: lambda: {t.team: t.criticality for t in self.chance.teams},
            Ranking.ACCURACY: self._accuracy,
            Ranking.BETWEENNESS: self._betweenness,
            Ranking.RANDOM: dict,
        }
        return found[ranking]()

    def _suspects(self, question: Question) -> Scores:
        category = Category.WRONG if question is Question.RIGHT else Category.LATE
        return _summed(
            (suspect.team, found.weight * suspect.share)
            for found in self.about(category)
            for suspect in found.suspects
        )

    def _time_share(self) -> Scores:
        return _summed(
            (step.supplier, found.weight * _hours(step) / found.behind.slowest[0].lead_time)
            for found in self.about(Category.LATE)
            for step in found.behind.slowest[0].steps
        )

    def _accuracy(self) -> Scores:
        moves = next_moves(self.flow, add_person=False, accuracy=1.0).more_accurate or ()
        return {move.team: move.gain for move in moves}

    def _betweenness(self) -> Scores:
        graph: nx.DiGraph[PartyId] = nx.DiGraph()
        graph.add_nodes_from(sorted(self.flow.organisation.parties))
        graph.add_edges_from((h.supplier, h.customer) for h in self.flow.handoffs)
        found = nx.betweenness_centrality(graph)
        return {party: found[party] for party in found if self.flow.organisation.is_team(party)}


def first(scores: Scores) -> PartyId | None:
    """Return the team with the highest score, ties by name; None where nobody scores."""
    best = min(scores, key=lambda team: (-scores[team], team), default=None)
    return None if best is None or scores[best] <= 0 else best


def _hours(step: Handoff) -> float:
    return step.time or 0.0


def _summed(charges: Iterable[tuple[PartyId, float]]) -> Scores:
    by_team: dict[PartyId, list[float]] = defaultdict(list)
    for team, charge in charges:
        by_team[team].append(charge)
    return {team: math.fsum(charged) for team, charged in by_team.items()}
