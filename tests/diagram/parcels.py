"""A small organisation that the tests of pictures share."""

from __future__ import annotations

from datetime import date

from chainmap.diagram.canvas.frame import Frame
from chainmap.flow import Flow
from chainmap.model import Complaint, PartyId, Team
from tests.literal import HERE, complaint, flow, handoff

TODAY = date(2026, 11, 21)


def parcels() -> Flow:
    """Return five teams of which the Warehouse is late, a vendor, rework."""
    return flow(
        handoff("Shoppers", "Order Desk", "Order", volume=15),
        handoff("Order Desk", "Planning", "Pick request", 1, promise=2, volume=15),
        handoff("Planning", "Warehouse", "Picking list", 3, promise=2, accuracy=0.85, volume=15),
        handoff("Warehouse", "Dispatch", "Packed parcel", 9, promise=4, process_time=0.2),
        handoff("Carton maker", "Warehouse", "Cartons", volume=2),
        handoff("Dispatch", "Warehouse", "Wrong parcel", rework=True, volume=1),
        handoff("Dispatch", "Shoppers", "Delivered parcel", 5.2, promise=16, step_promise=6),
        customers=["Shoppers"],
        vendors=["Carton maker"],
        teams=[Team(PartyId("Warehouse"), HERE, "Operations", people=6)],
        departments=("Operations",),
    )


def late(found: Flow) -> Complaint:
    """Return a complaint about the delivery."""
    return complaint(found, customer="Shoppers", said="Where is it?", count=14)


def frame(found: Flow) -> Frame:
    """Return the frame of a picture."""
    return Frame.of(found.organisation, as_of=TODAY)
