"""Whose hours count: complained deliveries by complaint weight, or all by customer value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum

from chainmap.flow import Flow
from chainmap.model import Customer, HandoffId


class WeighedBy(StrEnum):
    """Whose hours count: complaints, or, where there are none, deliveries by customer value."""

    COMPLAINTS = "complaints"
    DELIVERIES = "deliveries"


def weights(flow: Flow) -> tuple[WeighedBy, Mapping[HandoffId, float]]:
    """Return the complaint weight of each complained delivery, by name."""
    organisation = flow.organisation
    weight_of: dict[HandoffId, float] = defaultdict(float)
    for complaint in organisation.complaints:
        weight_of[complaint.delivery] += organisation.weight(complaint)
    if weight_of:
        return WeighedBy.COMPLAINTS, dict(sorted(weight_of.items()))
    for delivery in flow.deliveries:
        customer = organisation.parties[flow.handoffs[delivery].customer]
        weight_of[delivery] = customer.value if isinstance(customer, Customer) else 1.0
    return WeighedBy.DELIVERIES, weight_of
