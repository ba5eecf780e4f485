"""The page of one team as JSON, `chainmap.team/1`."""

from __future__ import annotations

from chainmap.analysis.team import TeamCard
from chainmap.model import Handoff, Organisation
from chainmap.report.json_parts import Json, calendar, dumped, hours, parties


def team_json(card: TeamCard, organisation: Organisation) -> str:
    """Return a team's page as `chainmap.team/1`."""
    return dumped(
        {
            "format": "chainmap.team/1",
            "organisation": organisation.name,
            "calendar": calendar(organisation),
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


def _handoff(handoff: Handoff) -> Json:
    return {
        **parties(handoff),
        "time_h": handoff.time,
        "evidence": handoff.evidence,
        "promise_h": hours(handoff.promise),
        "need_h": hours(handoff.need),
        "wants": handoff.wants,
        "accuracy": handoff.accuracy,
        "rating": str(handoff.rating) if handoff.rating else None,
        "asked": handoff.asked.isoformat() if handoff.asked else None,
        "support": handoff.support,
        "rework": handoff.rework,
        "stock": handoff.stock,
    }
