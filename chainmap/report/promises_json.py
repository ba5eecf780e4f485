"""Promise budgets as JSON, `chainmap.promises/1`: times in hours, null where unknown."""

from __future__ import annotations

from chainmap.analysis.budget import Budget, Budgets, Mismatch, Step, kept_each, kept_together
from chainmap.model import Organisation
from chainmap.report.json_parts import Json, calendar, dumped, parties


def promises_json(result: Budgets, organisation: Organisation, *, kept: float) -> str:
    """Return the budgets; `kept` is the assumed share of cases in which a promise is kept."""
    document = {
        "format": "chainmap.promises/1",
        "organisation": organisation.name,
        "calendar": calendar(organisation),
        "kept_assumed": kept,
        "budgets": [_budget(budget, kept) for budget in result.budgets],
        "padded": [_mismatch(known) for known in result.padded],
        "short": [_mismatch(known) for known in result.short],
        "open_steps": [parties(handoff) for handoff in result.open_steps],
    }
    return dumped(document)


def _budget(budget: Budget, kept: float) -> Json:
    size = budget.promises
    return {
        **parties(budget.delivery),
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
        **parties(known),
        "promise_h": None if known.own_promise is None else known.own_promise.hours,
        "time_h": known.time,
        "evidence": known.evidence,
        "overrun_h": known.overrun,
    }


def _mismatch(known: Mismatch) -> Json:
    return {
        **parties(known.handoff),
        "promise_h": known.promise,
        "time_h": known.time,
        "ratio": known.ratio,
        "evidence": known.handoff.evidence,
    }
