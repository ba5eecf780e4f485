"""How sure the order of the suspects is, on the page: intervals, and who may truly be first."""

from __future__ import annotations

from dataclasses import dataclass

from chainmap.analysis.certainty import Certainty, Weighed
from chainmap.report.page.figures import Figure, share
from chainmap.report.text.certainty import MAX_TEAMS, interval_of, remarks


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One suspect: its share of all complaints, where it lies, and whether it is truly first."""

    team: str
    share: Figure
    interval: Figure
    truly_first: Figure


@dataclass(frozen=True, slots=True)
class OrderTable:
    """The first suspects of all complaints together, and what to make of their order."""

    complaints: int
    rows: tuple[OrderRow, ...]
    remarks: str


def order_table(found: Certainty | None) -> OrderTable | None:
    """Return the table; None where there is no order to be sure of."""
    if found is None or not found.is_enough or len(found.suspects) == 1:
        return None
    rows = tuple(map(_row, found.suspects[:MAX_TEAMS]))
    return OrderTable(round(found.complaints), rows, _told(found))


def _told(found: Certainty) -> str:
    return " ".join(remarks(found)).replace(" truly first: ", " Truly first: ")


def _row(known: Weighed) -> OrderRow:
    interval = Figure(interval_of(known), known.interval.high)
    return OrderRow(known.team, share(known.share), interval, share(known.truly_first))
