"""Gaps as JSON, `chainmap.gaps/1`."""

from __future__ import annotations

from chainmap.analysis.gaps import Gaps
from chainmap.model import Organisation
from chainmap.report.json_parts import calendar, dumped, parties


def gaps_json(gaps: Gaps, organisation: Organisation) -> str:
    """Return gaps as `chainmap.gaps/1`."""
    found = [{"kind": gap.kind, **parties(gap.handoff), "detail": gap.detail} for gap in gaps.gaps]
    never = [parties(handoff) for handoff in gaps.never_asked]
    return dumped(
        {
            "format": "chainmap.gaps/1",
            "organisation": organisation.name,
            "calendar": calendar(organisation),
            "gaps": found,
            "never_asked": never,
        }
    )
