"""Results as JSON with stable keys: times in hours, shares 0..1, null where unknown."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from chainmap.analysis.bottlenecks import Bottlenecks
from chainmap.analysis.gaps import Gaps
from chainmap.analysis.next_moves import NextMoves
from chainmap.analysis.plausibility import Doubt
from chainmap.analysis.team import TeamCard
from chainmap.analysis.trace import DeliveryTrace, Trace, Traced, TracedChain
from chainmap.measure.promises import PromiseBudget
from chainmap.measure.small_counts import wilson
from chainmap.measure.suspects import Suspect
from chainmap.model import Complaint, Handoff, Organisation, Time
from chainmap.report.story.measured import measured_in

if TYPE_CHECKING:  # they stand on numpy, which most results do not need
    from chainmap.analysis.certainty import Certainty
    from chainmap.analysis.chance import Chance

Json = Mapping[str, Any]


def trace_json(
    trace: Trace,
    *,
    chance: Chance | None = None,
    certainty: Certainty | None = None,
    stable: float | None = None,
) -> str:
    """Return a trace as `chainmap.trace/1`, with `chance` if times were drawn.

    `certainty` says how sure the suspects of all complaints together are, `stable` in which share
    of trials the first of them stays first; an interval of one complaint's suspect is Wilson's.
    """
    return _dumped(
        {
            "format": "chainmap.trace/1",
            "organisation": trace.organisation.name,
            "calendar": _calendar(trace.organisation),
            "complaints": [_complaint(traced) for traced in trace.complaints],
            "cycles": trace.cycles,
            **({"together": _together(certainty, stable)} if certainty else {}),
            **({"chance": _chance(chance)} if chance else {}),
        }
    )


def bottlenecks_json(  # noqa: PLR0913  an answer has as many parts as were asked for
    result: Bottlenecks,
    organisation: Organisation,
    *,
    doubts: Sequence[Doubt] = (),
    by_formula: Sequence[Handoff] = (),
    chance: Chance | None = None,
    moves: NextMoves | None = None,
) -> str:
    """Return bottlenecks as `chainmap.bottlenecks/1`.

    `queue_wait_h` is by formula, null where a backlog grows; `measured_wait_h` is lead time -
    process time. `by_formula` are the handoffs whose time is calculated (`--wait formula`).
    """
    teams = [
        {
            "team": team.team,
            "leverage_h": team.leverage,
            "restore_h": team.restore,
            "arrival_rate_per_h": team.load.arrival_rate,
            "utilisation": team.load.utilisation,
            "queue_wait_h": team.load.queue_wait,
            "measured_wait_h": team.load.measured_wait,
            "backlog_growth_per_h": team.load.growing_backlog,
            "exposure": team.exposure,
            "unavoidable": team.unavoidable,
        }
        for team in result.teams
    ]
    return _dumped(
        {
            "format": "chainmap.bottlenecks/1",
            "organisation": organisation.name,
            "calendar": _calendar(organisation),
            "cut": result.cut,
            "weighed_by": result.weighed_by,
            "exact": result.exact,
            "teams": teams,
            "by_formula": [_parties(handoff) for handoff in by_formula],
            "doubts": [
                {
                    "team": doubt.team,
                    "code": doubt.issue.code,
                    "message": doubt.issue.message,
                    "hint": doubt.issue.hint,
                }
                for doubt in doubts
            ],
            **({"chance": _chance(chance)} if chance else {}),
            **({"next_moves": _moves(moves)} if moves else {}),
        }
    )


def _moves(moves: NextMoves) -> Json:
    return {
        "accuracy": moves.accuracy,
        "one_person": [
            {
                "team": move.team,
                "gain_h": move.gain,
                "wait_saved_h": move.wait_saved,
                "items_fewer": move.items_fewer,
                "ends_backlog": move.ends_backlog,
            }
            for move in moves.one_person or ()
        ],
        "more_accurate": [
            {"team": move.team, "gain": move.gain} for move in moves.more_accurate or ()
        ],
    }


def gaps_json(gaps: Gaps, organisation: Organisation) -> str:
    """Return gaps as `chainmap.gaps/1`."""
    found = [{"kind": gap.kind, **_parties(gap.handoff), "detail": gap.detail} for gap in gaps.gaps]
    never = [_parties(handoff) for handoff in gaps.never_asked]
    return _dumped(
        {
            "format": "chainmap.gaps/1",
            "organisation": organisation.name,
            "gaps": found,
            "never_asked": never,
        }
    )


def team_json(card: TeamCard, organisation: Organisation) -> str:
    """Return a team's page as `chainmap.team/1`."""
    return _dumped(
        {
            "format": "chainmap.team/1",
            "organisation": organisation.name,
            "team": card.team.name,
            "department": card.team.department,
            "serves": [_handoff(handoff) for handoff in card.serves],
            "needs": [_handoff(handoff) for handoff in card.needs],
            "reaches": [{"customer": r.customer, "handoffs": r.handoffs} for r in card.reaches],
            "complaints": [complaint.id for complaint in card.complaints],
            "arrival_rate_per_h": card.load.arrival_rate,
            "utilisation": card.load.utilisation,
        }
    )


def _complaint(traced: Traced) -> Json:
    behind, complaint = traced.behind, traced.complaint
    return {
        "id": complaint.id if complaint else None,
        "customer": behind.delivery.customer,
        "supplier": behind.delivery.supplier,
        "delivers": behind.delivery.deliverable or None,
        "category": complaint.category if complaint else None,
        "date": complaint.date.isoformat() if complaint and complaint.date else None,
        "count": complaint.count if complaint else None,
        "rows": complaint.rows if complaint else None,
        "weight": traced.weight,
        **_behind(behind),
        "basis": traced.basis,
        "suspects": [_suspect(suspect, complaint) for suspect in traced.suspects],
    }


def _suspect(suspect: Suspect, complaint: Complaint | None) -> Json:
    """Return a share with its interval, as of so many complaints; null without a complaint."""
    known = wilson(suspect.share, of=complaint.count) if complaint and complaint.count else None
    return {
        "team": suspect.team,
        "share": suspect.share,
        "low": known.low if known else None,
        "high": known.high if known else None,
    }


def _together(certainty: Certainty, stable: float | None) -> Json:
    return {
        "complaints": certainty.complaints,
        "ranking_claimed": certainty.is_enough,
        "rates_by_volume": certainty.by_volume,
        "first_stays_first": stable,
        "suspects": [
            {
                "team": known.team,
                "share": known.share,
                "low": known.interval.low,
                "high": known.interval.high,
                "truly_first": known.truly_first,
                "case_by_case": known.case_by_case,
            }
            for known in certainty.suspects
        ],
    }


def _behind(behind: DeliveryTrace) -> Json:
    return {
        "upstream": {"teams": behind.upstream_team_count, "handoffs": behind.upstream_count},
        "exact": behind.exact,
        "longest_chain": _chain(behind.longest),
        "slowest_chains": [_chain(chain) for chain in behind.slowest],
        "lead_time_h": behind.lead_time,
        "rolled_accuracy": behind.rolled_accuracy,
        "rolled_accuracy_exact": behind.rolled_accuracy_exact,
        "promise": _promise(behind.promise),
        "untimed": [_parties(handoff) for handoff in behind.untimed],
        "unjudged": [_parties(handoff) for handoff in behind.unjudged],
    }


def _chain(chain: TracedChain) -> Json:
    return {
        "teams": chain.teams,
        "handoffs": chain.handoffs,
        "lead_time_h": chain.lead_time,
        "process_time_h": chain.process_time,
        "accuracy": chain.accuracy,
        "steps": [
            {
                **_parties(step),
                "time_h": step.time,
                "evidence": step.evidence,
                **_measured_in(step),
            }
            for step in chain.steps
        ],
    }


def _promise(budget: PromiseBudget) -> Json:
    return {
        "promised_h": budget.promised,
        "needed_h": budget.needed,
        "limit_h": budget.limit,
        "internal_sum_h": budget.internal_sum,
        "fits": budget.fits,
        "late_h": budget.late,
        "budget_gap_h": budget.budget_gap,
        "overruns": [
            {"team": o.step.supplier, "delivers": o.step.deliverable or None, "hours": o.hours}
            for o in budget.overruns
        ],
    }


def _measured_in(handoff: Handoff) -> Json:
    """Return the log that the time is from; nothing for a time that somebody declares."""
    found = measured_in(handoff)
    if found is None:
        return {}
    source = {
        "path": found.location.path,
        "log": found.log,
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "n": found.handoffs,
    }
    return {"measured_in": source}


def _parties(handoff: Handoff) -> dict[str, Any]:
    return {
        "supplier": handoff.supplier,
        "customer": handoff.customer,
        "delivers": handoff.deliverable or None,
    }


def _handoff(handoff: Handoff) -> Json:
    return {
        **_parties(handoff),
        "time_h": handoff.time,
        "evidence": handoff.evidence,
        "promise_h": _hours(handoff.promise),
        "need_h": _hours(handoff.need),
        "wants": handoff.wants,
        "accuracy": handoff.accuracy,
        "rating": str(handoff.rating) if handoff.rating else None,
        "asked": handoff.asked.isoformat() if handoff.asked else None,
        "support": handoff.support,
        "rework": handoff.rework,
        "stock": handoff.stock,
    }


def _chance(chance: Chance) -> Json:
    return {
        "runs": chance.runs,
        "seed": chance.seed,
        "late": chance.late,
        "deliveries": [
            {
                **_parties(known.delivery),
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
        "behind_cycles": [_parties(handoff) for handoff in chance.behind_cycles],
    }


def _hours(time: Time | None) -> float | None:
    return time.hours if time else None


def _calendar(organisation: Organisation) -> Json:
    calendar = organisation.calendar
    return {"hours_per_day": calendar.hours_per_day, "days_per_week": calendar.days_per_week}


def _dumped(document: Json | Sequence[Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"
