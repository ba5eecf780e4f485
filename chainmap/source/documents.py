"""The documents people write, key by key, with the words an editor shows for each key."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from chainmap.model import Alternative, Evidence, Ingredient, PartyKind, Variability
from chainmap.source import fields as f
from chainmap.source import rules as r
from chainmap.source.names import key_of
from chainmap.source.quantities import fault

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


class Choice(f.Strict):
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
    f.Reads(_required, "a deliverable", f.NAME_SCHEMA, Choice.as_ingredient, Choice),
]


Ingredients = Annotated[tuple[AnIngredient, ...], f.OneOrMany()]


class Item(f.Strict):
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


ServesItems = Annotated[tuple[Serves, ...], f.OneOrMany("customer")]
OutsideItems = Annotated[tuple[OutsideServes, ...], f.OneOrMany("customer")]
NeedsItems = Annotated[tuple[Needs, ...], f.OneOrMany("supplier")]

_SERVES = "Whom it serves, with what: names, or one entry for each handoff."
_NEEDS = "Whom it needs, for what: names, or one entry for each handoff."


class VariabilityMapping(f.Strict):
    """How uneven the work is."""

    arrivals: f.MaybeNumber = Field(
        None,
        description="Of the times between arrivals: (standard deviation / mean) squared. "
        "0 is clockwork, 1 (if left out) pure chance, more is bursts.",
    )
    service: f.MaybeNumber = Field(
        None,
        description="Of the process times: (standard deviation / mean) squared. "
        "0 is always the same, 1 (if left out) varies widely.",
    )

    def as_value(self) -> Variability:
        """Return it as the model has it."""
        return Variability(
            arrivals=1.0 if self.arrivals is None else self.arrivals,
            service=1.0 if self.service is None else self.service,
        )


class TeamDocument(f.Strict):
    """A team inside: whom it serves, whom it needs."""

    kind: ClassVar = PartyKind.TEAM

    team: f.Name = Field(description="The team's name, as everybody says it.")
    department: f.MaybeName = Field(None, description="Its lane in the diagrams.")
    people: f.MaybeNumber = Field(None, description="How many people do this work.")
    availability: f.MaybePercent = Field(
        None, description="The share of their hours that goes into this work."
    )
    process_time: f.MaybeDuration = Field(
        None, description="Work on one item; for every handoff that does not say its own."
    )
    lead_time: f.MaybeEstimate = Field(
        None, description="Lead time of every handoff that does not say its own."
    )
    evidence: f.MaybeEvidence = Field(
        None, description="Evidence of every handoff that does not say its own."
    )
    arrivals: f.MaybeRate = Field(None, description="Items that come from outside the model: 4/h.")
    wip: f.MaybeNumber = Field(
        None, description="Work in process: items in the team at one time, as counted."
    )
    variability: VariabilityMapping | None = Field(
        None,
        description="How uneven work comes in and how uneven it is, for the expected wait: "
        "{arrivals: 1, service: 1}, squared coefficients of variation.",
    )
    serves: ServesItems = Field((), description=_SERVES)
    needs: NeedsItems = Field((), description=_NEEDS)

    @property
    def name(self) -> str:
        """The party's name."""
        return self.team


class CustomerDocument(f.Strict):
    """An external customer: what it hands in, what it needs."""

    kind: ClassVar = PartyKind.CUSTOMER
    evidence: ClassVar[Evidence | None] = None

    customer: f.Name = Field(description="The external customer's name.")
    segment: f.MaybeName = Field(None, description="The kind of customer: consumer, public, ...")
    value: f.MaybeNumber = Field(None, description="Relative weight; 1 if left out.")
    serves: OutsideItems = Field((), description=_SERVES)
    needs: NeedsItems = Field((), description=_NEEDS)

    @property
    def name(self) -> str:
        """The party's name."""
        return self.customer


class VendorDocument(f.Strict):
    """An external supplier."""

    kind: ClassVar = PartyKind.VENDOR

    vendor: f.Name = Field(description="The vendor's name.")
    serves: OutsideItems = Field((), description=_SERVES)
    needs: NeedsItems = Field((), description=_NEEDS)

    @property
    def name(self) -> str:
        """The party's name."""
        return self.vendor


PartyDocument = TeamDocument | CustomerDocument | VendorDocument


class CalendarMapping(f.Strict):
    """How long people work."""

    hours_per_day: f.Hours = Field(8.0, description="Working hours of a day; 24 round the clock.")
    days_per_week: f.Days = Field(5.0, description="Working days of a week; 7 without a weekend.")


class LimitsMapping(f.Strict):
    """What the organisation asks of itself.

    Each rule may say how grave it is to break it: `max_handoffs: {limit: 6, severity: error}`.
    """

    max_handoffs: r.MaybeHandoffs = Field(None, description="The longest chain that is accepted.")
    min_rolled_accuracy: r.MaybeShare = Field(
        None, description="The lowest product of accuracies over a chain."
    )
    max_utilisation: r.MaybeShare = Field(None, description="The highest load of a team.")
    max_survey_age: r.MaybeAge = Field(
        None, description="After how many calendar days two teams should speak again: 365d, 52w."
    )
    every_handoff_promised: r.MaybeSwitch = Field(
        None, description="Whether the supplier must promise a time for each handoff of the flow."
    )
    every_handoff_owned: r.MaybeSwitch = Field(
        None, description="Whether the supplier must list each handoff that others need from it."
    )
    promises_fit: r.MaybeSwitch = Field(
        None,
        description="Whether the steps behind each external customer must promise no more time "
        "together than the customer was told and needs.",
    )


class SettingsDocument(f.Strict):
    """What holds for the whole organisation."""

    organisation: f.MaybeName = Field(None, description="The organisation's name.")
    calendar: CalendarMapping | None = Field(None, description="Turns days and weeks into hours.")
    departments: f.Names = Field((), description="The departments, in the order of the lanes.")
    limits: LimitsMapping | None = Field(None, description="Limits that a check holds chains to.")


class ComplaintEntry(f.Strict):
    """What external customers said went wrong with one delivery."""

    id: f.Name = Field(description="A name for the complaint, once in all files.")
    customer: f.Name = Field(description="Who complains.")
    supplier: f.MaybeName = Field(
        None, description="The team they complain about: the touchpoint. May be left out if clear."
    )
    delivers: f.MaybeName = Field(
        None, description="The deliverable they complain about. May be left out if clear."
    )
    category: f.ACategory = Field(description="What went wrong.")
    date: f.MaybeDate = Field(None, description="When: 2026-09-14.")
    count: f.ANumber = Field(1.0, description="How many complaints this stands for.")
    severity: f.Severity = Field(1.0, description="How grave, 1 to 3.")
    said: f.MaybeText = Field(None, description="What they said.")
    contacts: f.Names = Field(
        (), description="The teams they were sent to, one after the other; they may repeat."
    )
