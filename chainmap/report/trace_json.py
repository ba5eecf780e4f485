"""A trace as JSON, `chainmap.trace/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chainmap.analysis.trace import DeliveryTrace, Trace, Traced, TracedChain
from chainmap.measure.promises import PromiseBudget
from chainmap.measure.small_counts import wilson
from chainmap.measure.suspects import Suspect
from chainmap.model import Complaint, Handoff
from chainmap.report.chance_json import chance_json
from chainmap.report.json_parts import Json, calendar, dumped, parties
from chainmap.report.story.measured import measured_in

if TYPE_CHECKING:  # they stand on numpy, which most results do not need
    from chainmap.analysis.certainty import Certainty
    from chainmap.analysis.chance import Chance


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
    return dumped(
        {
            "format": "chainmap.trace/1",
            "organisation": trace.organisation.name,
            "calendar": calendar(trace.organisation),
            "complaints": [_complaint(traced) for traced in trace.complaints],
            "cycles": trace.cycles,
            **({"together": _together(certainty, stable)} if certainty else {}),
            **({"chance": chance_json(chance)} if chance else {}),
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
        "untimed": [parties(handoff) for handoff in behind.untimed],
        "unjudged": [parties(handoff) for handoff in behind.unjudged],
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
                **parties(step),
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
