"""Chance as JSON: part of a trace and of bottlenecks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chainmap.report.json_parts import Json, parties

if TYPE_CHECKING:  # it stands on numpy, which most results do not need
    from chainmap.analysis.chance import Chance


def chance_json(chance: Chance) -> Json:
    """Return what comes of drawn times."""
    return {
        "runs": chance.runs,
        "seed": chance.seed,
        "late": chance.late,
        "deliveries": [
            {
                **parties(known.delivery),
                "single_h": known.single,
                "mean_h": known.mean,
                **{
                    f"p{point:g}_h": hours
                    for point, hours in zip(chance.points, known.percentiles, strict=True)
                },
                "promise_kept": known.promise_kept,
                "need_met": known.need_met,
                "in_doubt": {
                    **{
                        f"p{point:g}_h": hours
                        for point, hours in zip(
                            chance.points, known.in_doubt.percentiles, strict=True
                        )
                    },
                    "promise_kept": known.in_doubt.promise_kept,
                },
                "three_point_steps": known.varying,
                "steps": known.steps,
            }
            for known in chance.deliveries
        ],
        "teams": [
            {
                "team": team.team,
                "criticality": team.criticality,
                "prevented_by_cut": team.prevented_by_cut,
                "prevented_by_promise": team.prevented_by_promise,
            }
            for team in chance.teams
        ],
        "behind_cycles": [parties(handoff) for handoff in chance.behind_cycles],
    }
