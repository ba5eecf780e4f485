"""The sheet of handoffs: everything the files say of each, with what follows from it."""

from __future__ import annotations

from chainmap.flow import Flow
from chainmap.issues import Location
from chainmap.model import Handoff, Organisation, PartyId, Team
from chainmap.report.story.steps import wait
from chainmap.report.workbook.sheet import Column, Kind, Row, Sheet, sheet

_COLUMNS = (
    Column("Supplier"),
    Column("Customer"),
    Column("Deliverable"),
    Column("Kind"),
    Column("Supplier's department"),
    Column("Customer's department"),
    Column("Volume (per working day)", Kind.NUMBER),
    Column("Lead time (h)", Kind.HOURS),
    Column("Evidence"),
    Column("Process time (h)", Kind.HOURS),
    Column("Wait (h)", Kind.HOURS),
    Column("Promise (h)", Kind.HOURS),
    Column("Need (h)", Kind.HOURS),
    Column("Promise and need hold for"),
    Column("Promise for the step (h)", Kind.HOURS),
    Column("Over the promise for the step (h)", Kind.HOURS, alarming=True),
    Column("%C&A", Kind.SHARE),
    Column("Rating", Kind.NUMBER),
    Column("of", Kind.NUMBER),
    Column("Last asked", Kind.DATE),
    Column("Written in"),
)


def handoffs_sheet(flow: Flow) -> Sheet:
    """Return every handoff, by name."""
    return sheet(
        "Handoffs",
        "Who hands what to whom, how fast, how well, and against which promise?",
        _COLUMNS,
        (_row(handoff, flow.organisation) for handoff in flow.handoffs),
    )


def _row(handoff: Handoff, organisation: Organisation) -> Row:
    rating = handoff.rating
    return (
        handoff.supplier,
        handoff.customer,
        handoff.deliverable,
        _kind(handoff),
        _department(organisation, handoff.supplier),
        _department(organisation, handoff.customer),
        None if handoff.volume is None else handoff.volume * organisation.calendar.hours_in("d"),
        handoff.time,
        handoff.evidence.value,
        handoff.process_time,
        wait(handoff),
        handoff.promise.hours if handoff.promise else None,
        handoff.need.hours if handoff.need else None,
        "order to delivery" if handoff.to_outside else "this step",
        handoff.own_promise.hours if handoff.own_promise else None,
        handoff.overrun,
        handoff.accuracy,
        rating.score if rating else None,
        rating.scale if rating else None,
        handoff.asked,
        _place(handoff.location),
    )


def _kind(handoff: Handoff) -> str:
    marks = (("support", handoff.support), ("rework", handoff.rework), ("stock", handoff.stock))
    return ", ".join(name for name, is_marked in marks if is_marked) or "flow"


def _department(organisation: Organisation, party: PartyId) -> str:
    """Return the department of a team, in which way a party outside is outside."""
    known = organisation.parties[party]
    return known.department or "" if isinstance(known, Team) else f"({known.kind})"


def _place(location: Location) -> str:
    return f"{location.path}:{location.line}" if location.line else location.path
