"""The keys of a scenario file, with the words an editor shows for each."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from chainmap.source import amounts as a
from chainmap.source import fields as f
from chainmap.source.documents import CustomerDocument, TeamDocument, VendorDocument
from chainmap.source.field_reading import NAME_SCHEMA, OneOrMany, Reads, Strict
from chainmap.source.handoff_documents import Ingredients, Needs, Serves


class ChangedFigures(Strict):
    """Figures of a handoff, as they are to be or what is added to them."""

    lead_time: a.SomeTime = Field(
        None, description="From the inputs being there until the customer has it: 2h, -1h, -50%."
    )
    process_time: a.SomeDuration = Field(
        None, description="Work on one item, without waiting: 10m, -2m, -20%."
    )
    promise: a.SomeTime = Field(None, description="What the supplier promises: 4h, +1h, -25%.")
    within: a.SomeTime = Field(None, description="How fast it is needed: 4h, -25%.")
    accuracy: a.SomeShare = Field(
        None, description="How much arrives complete and accurate: 95%, or points more: +5%."
    )
    volume: a.SomeRate = Field(None, description="Items in which time: 120/d, +10/d, +20%.")


class TeamEntry(ChangedFigures):
    """Other figures of a team, and of every handoff it supplies."""

    team: f.Name = Field(description="The team that changes.")
    people: a.SomePeople = Field(None, description="How many people do this work: 6, +1, -20%.")
    availability: a.SomeShare = Field(
        None, description="The share of their hours for this work: 90%, or points more: +10%."
    )
    arrivals: a.SomeRate = Field(None, description="Items from outside the model: 4/h, +20%.")


class HandoffName(Strict):
    """Which handoff: who hands what to whom."""

    supplier: f.Name = Field(description="Who hands it over.")
    customer: f.Name = Field(description="Who receives it.")
    delivers: f.MaybeName = Field(
        None, description="What is handed over. May be left out if it is clear."
    )


class HandoffEntry(HandoffName, ChangedFigures):
    """Other figures of one handoff."""

    step_promise: a.SomeTime = Field(
        None, description="Only to an external customer: the supplier's promise for its own step."
    )
    share: a.SomeShare = Field(
        None, description="The share of the supplier's items that go this way: 60%, +10%."
    )
    stock: f.Switch | None = Field(None, description="Whether it is handed over from stock.")
    made_from: Ingredients | None = Field(
        None, alias="from", description="The deliverables it is to be made from."
    )


ToRemove = Annotated[
    str | HandoffName,
    Reads(f.name, "a name", NAME_SCHEMA, lambda handoff: handoff, HandoffName),
]


class RemoveEntry(Strict):
    """Somebody, or a handoff, that is no longer there."""

    remove: ToRemove = Field(
        description="A team (its work goes straight on), a customer, a vendor, or one handoff: "
        "{supplier: A, customer: B, delivers: C}."
    )


class MergeEntry(Strict):
    """Teams that become one."""

    merge: f.SomeNames = Field(description="The teams that become one.")
    into: f.Name = Field(description="The name of the one team, old or new.")


class TakeOverEntry(Strict):
    """One team does what another did."""

    take_over: f.Name = Field(description="The team whose work another takes over.")
    by: f.Name = Field(description="The team that does it from now on, with its own people.")
    support: f.Switch = Field(default=False, description="Only the support it gives.")


class AddedHandoff(Serves, Needs):
    """A handoff that is new, with what both sides say about it."""


class AddEntry(Strict):
    """Somebody, or a handoff, that is new."""

    add: Any = Field(description="A team, customer or vendor as in its own file, or a handoff.")


class ScenarioDocument(Strict):
    """What if: a list of changes, made one after the other."""

    scenario: f.Name = Field(description="What the scenario is called.")
    changes: Annotated[tuple[Any, ...], OneOrMany()] = Field(
        (), description="The changes, made one after the other."
    )


_Added = TeamDocument | CustomerDocument | VendorDocument | AddedHandoff


class _AddSchema(AddEntry):
    """Somebody, or a handoff, that is new."""

    add: _Added | tuple[_Added, ...] = Field(
        description="A team, customer or vendor as in its own file, or a handoff; or a list."
    )


class ScenarioSchema(ScenarioDocument):
    """What if: a list of changes, made one after the other."""

    changes: tuple[
        TeamEntry | HandoffEntry | RemoveEntry | MergeEntry | TakeOverEntry | _AddSchema, ...
    ] = Field((), description="The changes, made one after the other.")
