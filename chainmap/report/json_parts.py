"""What documents in JSON have in common: times in hours, shares 0..1, null where unknown."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from chainmap.model import Handoff, Organisation, Time

Json = Mapping[str, Any]


def parties(handoff: Handoff) -> dict[str, Any]:
    """Return who hands what to whom."""
    return {
        "supplier": handoff.supplier,
        "customer": handoff.customer,
        "delivers": handoff.deliverable or None,
    }


def hours(time: Time | None) -> float | None:
    """Return the hours of a time, None if it is unknown."""
    return time.hours if time else None


def calendar(organisation: Organisation) -> Json:
    """Return what a day and a week have."""
    calendar = organisation.calendar
    return {"hours_per_day": calendar.hours_per_day, "days_per_week": calendar.days_per_week}


def dumped(document: Json | Sequence[Any]) -> str:
    """Return a document as text; all but ASCII is escaped."""
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"
