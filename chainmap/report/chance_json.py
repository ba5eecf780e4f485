"""Chance as JSON: part of a trace and of bottlenecks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chainmap.report.json_parts import Json, parties

if TYPE_CHECKING:  # it stands on numpy, which most results do not need
    from chainmap.analysis.chance import Chance
    from chainmap.analysis.chance.result import DeliveryChance, TeamChance


def chance_json(chance: Chance) -> Json:
    """Return what comes of drawn times."""
    return {
        "runs": chance.runs,
        "seed": chance.seed,
        "late": chance.late,
        "deliveries": [_delivery(known, chance.points) for known in chance.deliveries],
        "teams": [_team(team) for team in chance.teams],
        "behind_cycles": [parties(handoff) for handoff in chance.behind_cycles],
    }


def _delivery(known: DeliveryChance, points: Sequence[float]) -> Json:
    doubt = known.in_doubt
    return {
        **parties(known.delivery),
        "single_h": known.single,
        "mean_h": known.mean,
        **_percentiles(points, known.percentiles),
        "promise_kept": known.promise_kept,
        "need_met": known.need_met,
        "in_doubt": {
            **_percentiles(points, doubt.percentiles),
            "promise_kept": doubt.promise_kept,
        },
        "three_point_steps": known.varying,
        "steps": known.steps,
    }


def _percentiles(points: Sequence[float], hours: Sequence[float]) -> Json:
    return {f"p{point:g}_h": time for point, time in zip(points, hours, strict=True)}


def _team(team: TeamChance) -> Json:
    return {
        "team": team.team,
        "criticality": team.criticality,
        "prevented_by_cut": team.prevented_by_cut,
        "prevented_by_promise": team.prevented_by_promise,
    }
