"""The documents people write, key by key, with the words an editor shows for each key."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from chainmap.model import Evidence, PartyKind, Variability
from chainmap.source import fields as f
from chainmap.source import rules as r
from chainmap.source.field_reading import Strict
from chainmap.source.handoff_documents import NeedsItems, OutsideItems, ServesItems

_SERVES = "Whom it serves, with what: names, or one entry for each handoff."
_NEEDS = "Whom it needs, for what: names, or one entry for each handoff."


class VariabilityMapping(Strict):
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


class TeamDocument(Strict):
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


class CustomerDocument(Strict):
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


class VendorDocument(Strict):
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


class CalendarMapping(Strict):
    """How long people work."""

    hours_per_day: f.Hours = Field(8.0, description="Working hours of a day; 24 round the clock.")
    days_per_week: f.Days = Field(5.0, description="Working days of a week; 7 without a weekend.")


class LimitsMapping(Strict):
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


class SettingsDocument(Strict):
    """What holds for the whole organisation."""

    organisation: f.MaybeName = Field(None, description="The organisation's name.")
    calendar: CalendarMapping | None = Field(None, description="Turns days and weeks into hours.")
    departments: f.Names = Field((), description="The departments, in the order of the lanes.")
    limits: LimitsMapping | None = Field(None, description="Limits that a check holds chains to.")


class ComplaintEntry(Strict):
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
