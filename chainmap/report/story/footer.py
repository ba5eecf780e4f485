"""The line under every answer."""

from __future__ import annotations

from datetime import date

from chainmap.flow import Flow
from chainmap.report.story.measured import measured_line


def footer(flow: Flow, as_of: date) -> str:
    """Return the line under every answer: calendar, logs that times are from, source and day."""
    organisation = flow.organisation
    source = organisation.source.rstrip("/") + "/"
    told = [f"Working time, {organisation.calendar}.", measured_line(flow.handoffs)]
    return " ".join([*filter(None, told), f"{source}, {as_of}."])
