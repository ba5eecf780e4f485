"""Literal organisations for tests: a few handoffs, written down where they are used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from chainmap.flow import Flow
from chainmap.issues import Location
from chainmap.model import (
    Alternative,
    Category,
    Complaint,
    Customer,
    Handoff,
    HandoffId,
    Ingredient,
    Organisation,
    Party,
    PartyId,
    Team,
    Time,
    Vendor,
)

HERE = Location("literal.yaml", 1, 1)


def handoff(
    supplier: str,
    customer: str,
    deliverable: str = "",
    hours: float | None = None,
    *,
    made_from: Iterable[str | dict[str, float]] | None = None,
    **fields: Any,
) -> Handoff:
    """Return a handoff claimed by both sides; times are given in hours."""
    for name in ("promise", "need", "belief", "step_promise", "end_to_end"):
        if isinstance(fields.get(name), int | float):
            fields[name] = Time.of(fields[name])
    ingredients = None if made_from is None else tuple(_ingredient(entry) for entry in made_from)
    return Handoff(
        PartyId(supplier),
        PartyId(customer),
        deliverable,
        made_from=ingredients,
        lead_time=None if hours is None else Time.of(hours),
        promised_at=fields.pop("promised_at", HERE),
        needed_at=fields.pop("needed_at", HERE),
        **fields,
    )


def _ingredient(entry: str | dict[str, float]) -> Ingredient:
    if isinstance(entry, str):
        return Ingredient.required(entry)
    return Ingredient(tuple(Alternative(name, share) for name, share in entry.items()))


def organisation(
    *handoffs: Handoff,
    customers: Iterable[str] = ("Customer",),
    vendors: Iterable[str] = ("Vendor",),
    teams: Iterable[Team] = (),
    **fields: Any,
) -> Organisation:
    """Return an organisation of these handoffs; parties not named otherwise are teams."""
    parties: dict[PartyId, Party] = {}
    for name in customers:
        parties[PartyId(name)] = Customer(PartyId(name), HERE)
    for name in vendors:
        parties[PartyId(name)] = Vendor(PartyId(name), HERE)
    parties.update({team.name: team for team in teams})
    for known in handoffs:
        for name in (known.supplier, known.customer):
            parties.setdefault(name, Team(name, HERE))
    ordered = sorted(
        (replace(h, to_outside=isinstance(parties[h.customer], Customer)) for h in handoffs),
        key=lambda h: h.sort_key,
    )
    return Organisation("Literal", "org", parties=parties, handoffs=tuple(ordered), **fields)


def flow(*handoffs: Handoff, **fields: Any) -> Flow:
    """Return the flow of a literal organisation."""
    return Flow(organisation(*handoffs, **fields))


def delivery(found: Flow, customer: str = "Customer", deliverable: str | None = None) -> HandoffId:
    """Return the only handoff to a customer (of that deliverable)."""
    (only,) = (
        HandoffId(i)
        for i, h in enumerate(found.handoffs)
        if h.customer == customer and deliverable in {None, h.deliverable}
    )
    return only


def complaint(found: Flow, category: str = "late", **fields: Any) -> Complaint:
    """Return a complaint about the only delivery to the customer."""
    fields.setdefault("id", "C-1")
    customer = fields.pop("customer", "Customer")
    return Complaint(delivery=delivery(found, customer), category=Category(category), **fields)
