"""Chance on the page: how long deliveries take when times vary, and how often a promise holds."""

from __future__ import annotations

from dataclasses import dataclass

from chainmap.analysis.chance import Chance, DeliveryChance, TeamChance
from chainmap.model import Calendar, Handoff
from chainmap.report.page.figures import NOTHING, Figure, duration, share
from chainmap.report.story.promises import chance_answer
from chainmap.units import count, hours, number, percent

MAX_TEAMS = 8
"""Teams named that are on the slowest chain; `bottlenecks --chance` has all."""

_SMALLEST_ERROR = 0.1


@dataclass(frozen=True, slots=True)
class ChanceRow:
    """One delivery; `kept` is how often its promise, else its need, is met.

    `doubted` is how often the promise is kept if no figure is surer than its cases.
    """

    customer: str
    deliverable: str
    single: Figure
    mean: Figure
    percentiles: tuple[Figure, ...]
    limit: str
    kept: Figure
    part: float
    doubted: Figure
    estimates: str


@dataclass(frozen=True, slots=True)
class ChanceTable:
    """All deliveries that complaints (without any: all) are about, heaviest first."""

    answer: str
    how: str
    heads: tuple[str, ...]
    rows: tuple[ChanceRow, ...]
    critical: tuple[TeamChance, ...]
    left_out: tuple[Handoff, ...]


def chance_table(found: Chance, calendar: Calendar) -> ChanceTable:
    """Return the table, and the answer in a sentence."""
    error = number(max(found.error * 100, _SMALLEST_ERROR))
    ranked = sorted(found.teams, key=lambda team: (-team.criticality, team.team))
    return ChanceTable(
        answer=chance_answer(found),
        how=f"{found.runs:,} runs, seed {found.seed}; shares within ± {error} points",
        heads=tuple("half" if p == _HALF else percent(p / 100) for p in found.points),
        rows=tuple(_row(known, calendar) for known in found.deliveries),
        critical=tuple(team for team in ranked[:MAX_TEAMS] if team.criticality > 0),
        left_out=found.behind_cycles,
    )


_HALF = 50.0


def _row(known: DeliveryChance, calendar: Calendar) -> ChanceRow:
    delivery = known.delivery
    kept = known.need_met if known.promise_kept is None else known.promise_kept
    limit = delivery.promise or delivery.need
    kind = "promised" if delivery.promise else "needed"
    return ChanceRow(
        customer=delivery.customer,
        deliverable=delivery.deliverable or "the work",
        single=duration(known.single, calendar),
        mean=duration(known.mean, calendar),
        percentiles=tuple(duration(value, calendar) for value in known.percentiles),
        limit=f"{kind} {hours(limit.hours, calendar)}" if limit else "–",
        kept=NOTHING if kept is None else share(kept),
        part=kept or 0.0,
        doubted=share(known.in_doubt.promise_kept),
        estimates=f"{known.varying} of {count(known.steps, 'step')}",
    )
