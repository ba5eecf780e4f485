"""Promise budgets as JSON, `chainmap.promises/1`: times in hours, null where unknown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from chainmap.analysis.budget import Budget, Budgets, Mismatch, Step, kept_each, kept_together
from chainmap.model import Handoff, Organisation

Json = Mapping[str, Any]


def promises_json(result: Budgets, organisation: Organisation, *, kept: float) -> str:
    """Return the budgets; `kept` is the assumed share of cases in which a promise is kept."""
    calendar = organisation.calendar
    document = {
        "format": "chainmap.promises/1",
        "organisation": organisation.name,
        "calendar": {
            "hours_per_day": calendar.hours_per_day,
            "days_per_week": calendar.days_per_week,
        },
        "kept_assumed": kept,
        "budgets": [_budget(budget, kept) for budget in result.budgets],
        "padded": [_mismatch(known) for known in result.padded],
        "short": [_mismatch(known) for known in result.short],
        "open_steps": [_parties(handoff) for handoff in result.open_steps],
    }
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"


def _budget(budget: Budget, kept: float) -> Json:
    size = budget.promises
    return {
        **_parties(budget.delivery),
        "promised_h": budget.promised,
        "needed_h": budget.needed,
        "limit_h": budget.limit,
        "sum_h": budget.total,
        "proven": budget.proven,
        "headroom_h": budget.headroom,
        "needed_headroom_h": budget.needed_headroom,
        "fits": budget.fits,
        "taken_h": budget.taken,
        "promises": size,
        "all_kept": kept_together(size, each=kept) if size else None,
        "each_to_keep": kept_each(size, together=kept) if size else None,
        "chain": [_step(step) for step in budget.steps],
        "proposal": [
            {**_step(step), "proposed_h": step.proposed, "below_work": step.below_work}
            for step in budget.split
        ],
    }


def _step(step: Step) -> Json:
    known = step.handoff
    return {
        **_parties(known),
        "promise_h": None if known.own_promise is None else known.own_promise.hours,
        "time_h": known.time,
        "evidence": known.evidence,
        "overrun_h": known.overrun,
    }


def _mismatch(known: Mismatch) -> Json:
    return {
        **_parties(known.handoff),
        "promise_h": known.promise,
        "time_h": known.time,
        "ratio": known.ratio,
        "evidence": known.handoff.evidence,
    }


def _parties(handoff: Handoff) -> Json:
    return {
        "supplier": handoff.supplier,
        "customer": handoff.customer,
        "delivers": handoff.deliverable or None,
    }
