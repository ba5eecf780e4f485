"""The keys of what a log was seen to say: `observed:`, written by `chainmap observe --write`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from chainmap.source import fields as f
from chainmap.source import quantities as q
from chainmap.source.faults import fault
from chainmap.source.field_reading import Reads, Strict
from chainmap.source.patterns import DATE

OBSERVED_FILE = "observed.yaml"
"""What `chainmap observe --write` writes into the directory of an organisation."""

ADate = Annotated[date, Reads(q.iso_date, "a date", {"type": "string", "pattern": DATE})]


def _at_least_one(value: float) -> float:
    if value < 1 or value != int(value):
        raise fault("bad-number", "this is no number of handoffs.", "Write 1 or more.")
    return value


class ObservedHandoff(Strict):
    """What a log says about one handoff."""

    supplier: f.Name = Field(description="Who hands over.")
    customer: f.Name = Field(description="Who receives.")
    delivers: f.MaybeName = Field(
        None, description="What is handed over. May be left out where the two have one deliverable."
    )
    lead_time: f.MaybeEstimate = Field(
        None,
        description="From the supplier's first event of the stay to the customer's first: "
        "5th percentile, median and 95th percentile.",
    )
    volume: f.MaybeRate = Field(
        None, description="Handoffs in the log over the working time of its whole period."
    )
    n: Annotated[f.ANumber, AfterValidator(_at_least_one)] = Field(
        description="How many handoffs were seen."
    )


class ObservedDocument(Strict):
    """What a log says: measured figures beside those that teams declare."""

    observed: f.Name = Field(description="The log that was read.")
    first: ADate = Field(description="The day of its first event.")
    last: ADate = Field(description="The day of its last event.")
    counted: f.MaybeText = Field(
        None, description="The hours in which its times were counted, such as around the clock."
    )
    hours_per_day: f.Hours = Field(24.0, description="How many hours a day these are.")
    handoffs: tuple[ObservedHandoff, ...] = Field((), description="What was seen of each handoff.")
