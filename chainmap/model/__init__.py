"""An organisation as values: parties, handoffs, complaints. All times are hours of working time.

Everything is named here; the modules are how it is kept.
"""

from __future__ import annotations

from chainmap.model.complaints import (
    Category,
    Complaint,
    Day,
    Example,
    since,
    together,
)
from chainmap.model.handoffs import (
    Alternative,
    Evidence,
    Handoff,
    HandoffId,
    Ingredient,
    Measurement,
    Rating,
)
from chainmap.model.organisation import (
    Calendar,
    Limits,
    Organisation,
)
from chainmap.model.parties import (
    Customer,
    Party,
    PartyId,
    PartyKind,
    Team,
    Variability,
    Vendor,
    by_name,
)
from chainmap.model.times import (
    SAME_TIME,
    Time,
)

__all__ = [
    "SAME_TIME",
    "Alternative",
    "Calendar",
    "Category",
    "Complaint",
    "Customer",
    "Day",
    "Evidence",
    "Example",
    "Handoff",
    "HandoffId",
    "Ingredient",
    "Limits",
    "Measurement",
    "Organisation",
    "Party",
    "PartyId",
    "PartyKind",
    "Rating",
    "Team",
    "Time",
    "Variability",
    "Vendor",
    "by_name",
    "since",
    "together",
]
