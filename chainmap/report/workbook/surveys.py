"""The sheet of the surveys: what customers of handoffs expect and get, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.analysis.expectations import Expectations, Expected
from chainmap.measure.judgement import Judged
from chainmap.measure.means import Mean
from chainmap.measure.quadrants import CutPoints
from chainmap.report.workbook.sheet import Column, Kind, Row, Sheet, sheet

_COLUMNS = (
    Column("Supplier"),
    Column("Customer"),
    Column("Deliverable"),
    Column("Dimension"),
    Column("Answers", Kind.NUMBER),
    Column("Expected", Kind.NUMBER),
    Column("Perceived", Kind.NUMBER),
    Column("Gap (perceived − expected)", Kind.NUMBER),
    Column("Gap: 95 % from", Kind.NUMBER),
    Column("Gap: 95 % to", Kind.NUMBER),
    Column("Importance", Kind.NUMBER),
    Column("Advice"),
    Column("Kano"),
    Column("Gap of the whole handoff", Kind.NUMBER),
    Column("Ranked: enough answers"),
    Column("Last answer", Kind.DATE),
)


def surveys_sheet(found: Expectations) -> Sheet:
    """Return every dimension that somebody was asked about, the largest shortfall first."""
    rows = (row for one in found.handoffs for row in _rows(one, found.cuts))
    question = "What do the customers of a handoff expect, and what do they get?"
    return sheet("Surveys", question, _COLUMNS, rows)


def _rows(one: Expected, cuts: CutPoints | None) -> Iterator[Row]:
    handoff = one.handoff
    for judged in one.dimensions:
        yield (
            *(handoff.supplier, handoff.customer, handoff.deliverable),
            *_judged(judged, cuts),
            one.service.value if one.service else None,
            "yes" if one.is_ranked else "no",
            one.last,
        )


def _judged(judged: Judged, cuts: CutPoints | None) -> Row:
    gap = judged.gap
    interval = gap.interval if gap is not None and gap.is_enough else None
    return (
        judged.dimension.value,
        judged.answers,
        *(_mean(judged.expected), _mean(judged.perceived), _mean(gap)),
        *((interval.low, interval.high) if interval else (None, None)),
        _mean(judged.importance),
        cuts.quadrant(judged) if cuts else None,
        judged.kano.mode if judged.kano else None,
    )


def _mean(known: Mean | None) -> float | None:
    return None if known is None else known.value
