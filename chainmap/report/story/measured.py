"""Says which times were measured in a log, and in which."""

from __future__ import annotations

from collections.abc import Sequence

from chainmap.model import Evidence, Handoff, Measurement
from chainmap.units import count


def measured_line(handoffs: Sequence[Handoff]) -> str:
    """Return the sentence that names the logs and the files of measured times, "" without any."""
    found = [m for m in map(measured_in, handoffs) if m is not None]
    if not found:
        return ""
    logs = sorted({(m.location.path, m.log, m.first, m.last) for m in found})
    named = "; ".join(f"{log}, {first} to {last} ({path})" for path, log, first, last in logs)
    return f"{count(len(found), 'time')} measured in {named}."


def measured_in(handoff: Handoff) -> Measurement | None:
    """Return where the time was measured; None where it is declared or was changed since."""
    return handoff.measurement if handoff.evidence is Evidence.MEASURED else None


def remark(handoff: Handoff) -> str:
    """Return what a row says of a time from a log, "" of any other."""
    found = measured_in(handoff)
    return f"measured, n = {found.handoffs:,}" if found else ""
