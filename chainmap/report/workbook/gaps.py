"""The sheet of gaps: where two sides disagree, the pairs that should talk first on top."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.analysis.gaps import Gaps, Talk
from chainmap.report.story.gap_kinds import GAP_KINDS
from chainmap.report.workbook.sheet import Column, Kind, Row, Sheet, sheet

_COLUMNS = (
    Column("Kind"),
    Column("Supplier"),
    Column("Customer"),
    Column("Deliverable"),
    Column("Detail"),
    Column("Weight of the complaints behind which they stand", Kind.NUMBER),
    Column("Share of all complaint weight", Kind.SHARE),
)


def gaps_sheet(found: Gaps, *, total: float) -> Sheet:
    """Return every gap; `total` is the weight of all complaints, 0 where there is none."""
    return sheet(
        "Gaps",
        "Where do two sides disagree, or not know, what one owes the other?",
        _COLUMNS,
        (row for talk in found.talks for row in _rows(talk, total)),
    )


def _rows(talk: Talk, total: float) -> Iterator[Row]:
    for gap in talk.gaps:
        yield (
            GAP_KINDS[gap.kind][0],
            talk.supplier,
            talk.customer,
            gap.handoff.deliverable,
            gap.detail,
            talk.weight or None,
            talk.weight / total if total and talk.weight else None,
        )
