"""A what-if as JSON with stable keys: times in hours, shares 0..1, null where unknown."""

from __future__ import annotations

from chainmap.analysis.whatif import WhatIf
from chainmap.measure.effects import DeliveryEffect, KindEffect, KindState, TeamEffect
from chainmap.measure.load import Load
from chainmap.measure.outcomes import Outcome
from chainmap.model import Team
from chainmap.report.json_parts import Json, calendar, dumped, parties
from chainmap.report.text.changes import changes_told
from chainmap.scenario import Scenario


def whatif_json(scenario: Scenario, result: WhatIf) -> str:
    """Return a what-if as `chainmap.whatif/1`."""
    organisation = result.before.organisation
    document = {
        "format": "chainmap.whatif/1",
        "organisation": organisation.name,
        "calendar": calendar(organisation),
        "scenario": scenario.name,
        "changes": changes_told(scenario, organisation.calendar),
        "gain_h": result.gain,
        "deliveries": [_delivery(effect) for effect in result.deliveries],
        "kinds": [_kind(kind) for kind in result.kinds],
        "teams": [_team(team) for team in result.teams],
        "lead_times_by_formula": list(result.by_queue),
        "complaints_lost": [complaint.id for complaint in result.lost],
    }
    return dumped(document)


def _delivery(effect: DeliveryEffect) -> Json:
    return {
        **parties(effect.delivery),
        "weight": effect.weight,
        "supplier_after": None if effect.after is None else effect.after.supplier,
        "before": outcome(effect.was),
        "after": outcome(effect.is_now),
        "hours": effect.hours,
    }


def outcome(known: Outcome | None) -> Json | None:
    """Return the figures of a delivery in one state."""
    if known is None:
        return None
    busiest = known.busiest
    return {
        "lead_time_h": known.lead_time,
        "handoffs": known.handoffs,
        "rolled_accuracy": known.rolled_accuracy,
        "limit_h": known.limit,
        "headroom_h": known.headroom,
        "busiest_team": None if busiest is None else busiest.team,
        "utilisation": None if busiest is None else busiest.utilisation,
        "longest_chain": known.longest,
        "slowest_chain": known.slowest,
        "exact": known.exact,
    }


def _kind(kind: KindEffect) -> Json:
    return {
        "customer": kind.customer,
        "category": kind.category,
        "count": kind.count,
        "weight": kind.weight,
        "before": _state(kind.was),
        "after": None if kind.is_now is None else _state(kind.is_now),
    }


def _state(state: KindState) -> Json:
    return {
        "lead_time_h": state.lead_time,
        "handoffs": state.handoffs,
        "rolled_accuracy": state.rolled_accuracy,
        "headroom_h": state.headroom,
        "utilisation": state.load,
    }


def _team(effect: TeamEffect) -> Json:
    return {
        "team": effect.team,
        "before": _staffed(effect.before, effect.was),
        "after": _staffed(effect.after, effect.is_now),
    }


def _staffed(team: Team | None, load: Load | None) -> Json | None:
    if team is None:
        return None
    return {
        "people": team.people,
        "availability": team.availability,
        "arrival_rate_per_h": None if load is None else load.arrival_rate,
        "utilisation": None if load is None else load.utilisation,
        "queue_wait_h": None if load is None else load.queue_wait,
        "backlog_growth_per_h": None if load is None else load.growing_backlog,
    }
