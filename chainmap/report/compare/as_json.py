"""A comparison as JSON with stable keys: times in hours, shares 0..1, null where unknown."""

from __future__ import annotations

from collections.abc import Sequence

from chainmap.analysis.comparison import DeliveryChange, HandoffChange, TeamChange
from chainmap.analysis.gaps import Gap
from chainmap.issues import Issue
from chainmap.model import Handoff, Ingredient, Organisation, Party, Team
from chainmap.report.compare.compared import Compared
from chainmap.report.json_parts import Json, calendar, dumped, parties
from chainmap.report.whatif_json import outcome


def compare_json(compared: Compared, *, issues: Sequence[Issue]) -> str:
    """Return a comparison as `chainmap.compare/1`."""
    found, gaps_added, gaps_removed = compared.result, compared.gaps_added, compared.gaps_removed
    before, after = found.before.organisation, found.after.organisation
    document = {
        "format": "chainmap.compare/1",
        "before": _state(before),
        "after": _state(after),
        "same": found.is_same,
        "deliveries": [_delivery(change) for change in found.deliveries],
        "parties": {
            "added": [_party(party) for party in found.parties_added],
            "removed": [_party(party) for party in found.parties_removed],
            "renamed": [{"before": one.before, "after": one.after} for one in found.renamed],
            "changed": [_team_change(change) for change in found.teams_changed],
        },
        "handoffs": {
            "added": [parties(handoff) for handoff in found.handoffs_added],
            "removed": [parties(handoff) for handoff in found.handoffs_removed],
            "renamed": [_handoff_renamed(change) for change in found.handoffs_renamed],
            "changed": [_handoff_change(change) for change in found.handoffs_changed],
        },
        "gaps": {
            "added": [_gap(gap) for gap in gaps_added],
            "removed": [_gap(gap) for gap in gaps_removed],
        },
        "worse": [_issue(issue) for issue in issues],
    }
    return dumped(document)


def _state(organisation: Organisation) -> Json:
    known = {"organisation": organisation.name, "source": organisation.source}
    return {**known, "calendar": calendar(organisation)}


def _delivery(change: DeliveryChange) -> Json:
    return {
        "supplier": change.supplier,
        "customer": change.customer,
        "delivers": change.deliverable or None,
        "before": outcome(change.before),
        "after": outcome(change.after),
        "hours": change.hours,
        "other_chain": change.is_other_chain,
    }


def _party(party: Party) -> Json:
    return {"name": party.name, "kind": party.kind}


def _team_change(change: TeamChange) -> Json:
    return {
        "team": change.after.name,
        "before": _team(change.before),
        "after": _team(change.after),
    }


def _team(team: Team) -> Json:
    return {
        "people": team.people,
        "availability": team.availability,
        "arrivals_per_h": team.arrivals,
        "department": team.department,
    }


def _handoff_renamed(change: HandoffChange) -> Json:
    return {"before": parties(change.before), "after": parties(change.after)}


def _handoff_change(change: HandoffChange) -> Json:
    return {
        **parties(change.after),
        "before": _figures(change.before),
        "after": _figures(change.after),
    }


def _figures(handoff: Handoff) -> Json:
    return {
        "time_h": handoff.time,
        "evidence": handoff.evidence,
        "process_time_h": handoff.process_time,
        "promise_h": handoff.promise.hours if handoff.promise else None,
        "step_promise_h": handoff.step_promise.hours if handoff.step_promise else None,
        "need_h": handoff.need.hours if handoff.need else None,
        "accuracy": handoff.accuracy,
        "volume_per_h": handoff.volume,
        "share": handoff.share,
        "from": None if handoff.made_from is None else [_entry(e) for e in handoff.made_from],
        "support": handoff.support,
        "rework": handoff.rework,
        "stock": handoff.stock,
    }


def _entry(entry: Ingredient) -> Json | str:
    """Return an entry of `from:` as the files write it, shares 0..1."""
    options = entry.options
    if len(options) == 1:
        return options[0].deliverable
    return {"any": {option.deliverable: option.share for option in options}}


def _gap(gap: Gap) -> Json:
    return {"kind": gap.kind, **parties(gap.handoff), "detail": gap.detail}


def _issue(issue: Issue) -> Json:
    return {
        "path": issue.location.path,
        "line": issue.location.line,
        "column": issue.location.column,
        "severity": issue.severity,
        "code": issue.code,
        "message": issue.message,
        "hint": issue.hint,
    }
