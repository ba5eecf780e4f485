"""How a log agrees with the declared chain as JSON, the key `declared` of `chainmap.observed/1`."""

from __future__ import annotations

from typing import Any

from chainmap.analysis.agreement import Agreement, Compared, Seen
from chainmap.report.json_parts import Json, parties


def agreement_json(found: Agreement) -> Json:
    """Return the agreement: times in hours, volumes in handoffs per hour, shares 0..1 or null."""
    return {
        "precision": found.precision,
        "recall": found.recall,
        "weighted_recall": found.weighted_recall,
        "outside": found.outside,
        "hours": found.hours,
        "same_clock": found.same_clock,
        "only_seen": [_seen(seen) for seen in found.only_seen],
        "only_declared": [parties(handoff) for handoff in found.only_declared],
        "compared": [_compared(pair) for pair in found.compared],
        "unknown_teams": found.unknown,
        "alike": [{"log": one.log, "team": one.team} for one in found.alike],
    }


def _seen(seen: Seen) -> dict[str, Any]:
    return {
        "supplier": seen.supplier,
        "customer": seen.customer,
        "handoffs": seen.handoffs,
        "median_h": seen.median,
        "p85_h": seen.p85,
    }


def _compared(pair: Compared) -> Json:
    return {
        **_seen(pair.seen),
        "delivers": pair.handoff.deliverable or None if pair.handoff else None,
        "deliverables": len(pair.declared),
        "promise_h": pair.promise,
        "keeps_promise": pair.keeps_promise,
        "volume_per_h": pair.volume,
        "declared_volume_per_h": pair.declared_volume,
    }
