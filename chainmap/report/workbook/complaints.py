"""The sheets of complaints, and of who stands behind each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chainmap.analysis.trace import DeliveryTrace, Traced
from chainmap.measure.suspects import Basis
from chainmap.report.workbook.sheet import Column, Kind, Row, Sheet, sheet

_COMPLAINTS = (
    Column("Complaint"),
    Column("Customer"),
    Column("Touchpoint"),
    Column("Deliverable"),
    Column("Kind"),
    Column("Date", Kind.DATE),
    Column("Count", Kind.NUMBER),
    Column("Severity (1 to 3)", Kind.NUMBER),
    Column("Weight", Kind.NUMBER),
    Column("Lead time (h)", Kind.HOURS),
    Column("Slowest chain (h)", Kind.HOURS),
    Column("Limit (h)", Kind.HOURS),
    Column("Late (h)", Kind.HOURS, alarming=True),
    Column("Handoffs in the longest chain", Kind.NUMBER),
    Column("Handoffs upstream", Kind.NUMBER),
    Column("Right the first time (rolled %C&A)", Kind.SHARE),
    Column("Suspects by"),
    Column("Said"),
)

_SUSPECTS = (
    Column("Complaint"),
    Column("Customer"),
    Column("Deliverable"),
    Column("Kind"),
    Column("Suspect"),
    Column("Share (exposure, not cause)", Kind.SHARE),
    Column("Share × weight", Kind.NUMBER),
    Column("Share of what"),
)

_BASIS = {
    Basis.OVERRUN: "hours over own promises, on the slowest chain",
    Basis.TIME: "hours on the slowest chain: nobody overran a promise",
    Basis.ACCURACY: "what is not right the first time, upstream",
    Basis.CONTACTS: "times the customer was passed on",
    Basis.TOUCHPOINT: "touchpoint only: times and accuracy cannot explain it",
    Basis.NONE: "nobody: the files do not say enough",
}


def complaints_sheet(traced: Iterable[Traced]) -> Sheet:
    """Return every complaint, the heaviest first; without any, what was traced instead."""
    return sheet(
        "Complaints",
        "What did external customers complain of, and how long and how slow is the chain behind?",
        _COMPLAINTS,
        map(_complaint, traced),
    )


def suspects_sheet(traced: Iterable[Traced]) -> Sheet:
    """Return who stands behind each complaint, in the same order, the largest share first."""
    return sheet(
        "Suspects",
        "Which teams stand behind each complaint, and by which share? Exposure, not cause.",
        _SUSPECTS,
        (row for found in traced for row in _suspects(found)),
    )


def _complaint(traced: Traced) -> Row:
    complaint, behind = traced.complaint, traced.behind
    is_timed = any(step.time is not None for step in behind.slowest[0].steps)
    promise = behind.promise
    return (
        *_about(traced),
        complaint.date if complaint else None,
        complaint.count if complaint else None,
        complaint.severity if complaint else None,
        traced.weight,
        behind.lead_time if is_timed else None,
        promise.actual if is_timed else None,
        promise.limit,
        promise.late if is_timed else None,
        behind.longest.handoffs,
        behind.upstream_count,
        behind.rolled_accuracy if _is_judged(behind) else None,
        _BASIS[traced.basis],
        complaint.said if complaint else None,
    )


def _about(traced: Traced) -> Row:
    complaint, delivery = traced.complaint, traced.behind.delivery
    return (
        complaint.id if complaint else None,
        delivery.customer,
        delivery.supplier,
        delivery.deliverable,
        complaint.category.value if complaint else None,
    )


def _is_judged(behind: DeliveryTrace) -> bool:
    """Whether any receiver judged anything; what nobody judged is not 100 %."""
    return len(behind.unjudged) <= behind.upstream_count


def _suspects(traced: Traced) -> Iterator[Row]:
    name, customer, _, deliverable, kind = _about(traced)
    for suspect in traced.suspects:
        yield (
            name,
            customer,
            deliverable,
            kind,
            suspect.team,
            suspect.share,
            suspect.share * traced.weight,
            _BASIS[traced.basis],
        )
