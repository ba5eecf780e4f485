"""With what complaints are associated as JSON, the key `complaints` of `chainmap.observed/1`."""

from __future__ import annotations

from chainmap.analysis.association import Association, Associations
from chainmap.report.json_parts import Json


def association_json(found: Associations) -> Json:
    """Return the associations: shares 0..1, null for what is undefined and for no team."""
    return {
        "condition": found.condition,
        "by": found.by,
        "cases": found.cases,
        "complained": found.complained,
        "strata": found.strata,
        "uncompared": found.uncompared,
        "found": [_association(one) for one in found.found],
    }


def _association(one: Association) -> Json:
    return {
        "kind": one.feature,
        "teams": one.teams,
        "cases": one.cases,
        "complained": one.complained,
        "share": one.share,
        "other_share": one.other_share,
        "relative_risk": one.risk,
        "low": one.low,
        "high": one.high,
        "p": one.p,
        "q": one.q,
        "few_cases": one.few,
    }
