"""What the two sides of a handoff write about it, key by key, and a table's row about both."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, Field

from chainmap.model import Alternative, Ingredient
from chainmap.source import fields as f
from chainmap.source.faults import fault
from chainmap.source.field_reading import NAME_SCHEMA, OneOrMany, Reads, Strict
from chainmap.source.names import key_of

_WHOLE = 0.0001
"""How far the shares of alternatives may be from 1."""


def _sum_to_one(shares: dict[str, float]) -> dict[str, float]:
    if len({key_of(name) for name in shares}) < len(shares):
        raise fault("duplicate-key", "a deliverable stands here twice.", "Keep one of the two.")
    total = sum(shares.values())
    if abs(total - 1) > _WHOLE + 1e-12:
        message = f"the alternatives add up to {total * 100:g} %, not to 100 %."
        raise fault("alternatives-not-100", message, "Change the shares so that they add up.")
    return shares


class Choice(Strict):
    """Deliverables that can take each other's place."""

    any: Annotated[
        dict[f.Name, f.APercent],
        AfterValidator(_sum_to_one),
        Field(description="Each deliverable with its share of the cases; together 100 %."),
    ]

    def as_ingredient(self) -> Ingredient:
        """Return it as the model has it, by name."""
        return Ingredient(tuple(Alternative(*option) for option in sorted(self.any.items())))


@lru_cache(maxsize=16384)
def _required(text: str) -> Ingredient:
    return Ingredient.required(f.name(text))


AnIngredient = Annotated[
    Ingredient,
    Reads(_required, "a deliverable", NAME_SCHEMA, Choice.as_ingredient, Choice),
]


Ingredients = Annotated[tuple[AnIngredient, ...], OneOrMany()]


class Item(Strict):
    """What both sides may say about a handoff."""

    delivers: f.MaybeName = Field(
        None,
        description="What is handed over, in a few words. "
        "May be left out where the two have only one deliverable.",
    )
    support: f.Switch = Field(
        default=False,
        description="Help for everyone (IT, payroll): on the map, not in the flow of work.",
    )
    rework: f.Switch = Field(
        default=False, description="Sent back for correction: not in the flow of work."
    )


class OutsideServes(Item):
    """What a customer or a vendor hands over to a team."""

    customer: f.SomeNames = Field(
        description="Who receives it: a name, or a list of names, each a handoff of its own."
    )
    volume: f.MaybeRate = Field(None, description="How many items in which time: 120/d.")
    promise: f.MaybeEstimate = Field(
        None,
        description="What the supplier promises. To an external customer: what the customer was "
        "told for the whole chain, from order to delivery; else for this step.",
    )
    they_need: f.MaybeEstimate = Field(None, description="What the supplier believes they need.")
    process_time: f.MaybeDuration = Field(None, description="Work on one item, without waiting.")
    lead_time: f.MaybeEstimate = Field(
        None,
        description="From the inputs being there until the customer has it; waiting included. "
        "One duration, or {low, likely, high}.",
    )
    evidence: f.MaybeEvidence = Field(None, description="What the lead time rests on.")
    stock: f.Switch = Field(
        default=False, description="Handed over from stock: what lies upstream does not delay it."
    )
    share: f.MaybePercent = Field(
        None, description="The share of the supplier's items that go this way."
    )
    step_promise: f.MaybeEstimate = Field(
        None,
        description="Only to an external customer: what the supplier promises for its own step.",
    )
    end_to_end: f.MaybeEstimate = Field(
        None,
        description="Only to an external customer: the whole as measured, from order to delivery.",
    )


class Serves(OutsideServes):
    """What a team hands over."""

    made_from: Ingredients | None = Field(
        None,
        alias="from",
        description="The deliverables this is made from, all of them needed. An alternative: "
        "{any: {Own box: 60%, Vendor box: 40%}}. []: a chain starts here. "
        "Left out: everything the team receives.",
    )


class Needs(Item):
    """What somebody needs from a supplier, and how they judge it."""

    supplier: f.SomeNames = Field(
        description="Who supplies it: a name, or a list of names, each a handoff of its own."
    )
    within: f.MaybeEstimate = Field(None, description="How fast it is needed.")
    wants: f.MaybeText = Field(None, description="What would delight the receiver.")
    accuracy: f.MaybePercent = Field(
        None, description="How much of it arrives complete and accurate, as the receiver judges."
    )
    rating: f.MaybeRating = Field(None, description="The receiver's mark: 3/5.")
    asked: f.MaybeDate = Field(None, description="When the two last spoke about it: 2026-05-12.")


class TableRow(Serves, Needs):
    """A row of a table of who serves whom: what both sides say about one handoff."""

    supplier_kind: f.MaybeKind = Field(None, description="team, customer or vendor.")
    customer_kind: f.MaybeKind = Field(None, description="team, customer or vendor.")


ServesItems = Annotated[tuple[Serves, ...], OneOrMany("customer")]
OutsideItems = Annotated[tuple[OutsideServes, ...], OneOrMany("customer")]
NeedsItems = Annotated[tuple[Needs, ...], OneOrMany("supplier")]
