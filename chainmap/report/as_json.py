"""Results as JSON with stable keys: times in hours, shares 0..1, null where unknown."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from chainmap.analysis.bottlenecks import Bottlenecks
from chainmap.analysis.gaps import Gaps
from chainmap.analysis.team import TeamCard
from chainmap.analysis.trace import DeliveryTrace, Trace, Traced, TracedChain
from chainmap.measure.promises import PromiseBudget
from chainmap.model import Handoff, Organisation, Time

Json = Mapping[str, Any]


def trace_json(trace: Trace) -> str:
    """Return a trace as `chainmap.trace/1`."""
    return _dumped(
        {
            "format": "chainmap.trace/1",
            "organisation": trace.organisation.name,
            "calendar": _calendar(trace.organisation),
            "complaints": [_complaint(traced) for traced in trace.complaints],
            "cycles": trace.cycles,
        }
    )


def bottlenecks_json(result: Bottlenecks, organisation: Organisation) -> str:
    """Return bottlenecks as `chainmap.bottlenecks/1`."""
    teams = [
        {
            "team": team.team,
            "leverage_h": team.leverage,
            "restore_h": team.restore,
            "arrival_rate_per_h": team.load.arrival_rate,
            "utilisation": team.load.utilisation,
            "queue_wait_h": None,
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
        }
    )


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
        "weight": traced.weight,
        **_behind(behind),
        "basis": traced.basis,
        "suspects": [
            {"team": s.team, "share": s.share, "low": None, "high": None} for s in traced.suspects
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
            {**_parties(step), "time_h": step.time, "evidence": step.evidence}
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


def _hours(time: Time | None) -> float | None:
    return time.hours if time else None


def _calendar(organisation: Organisation) -> Json:
    calendar = organisation.calendar
    return {"hours_per_day": calendar.hours_per_day, "days_per_week": calendar.days_per_week}


def _dumped(document: Json | Sequence[Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"
