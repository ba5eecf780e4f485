"""The tables that are worked out once for all answers, and how answers are fetched from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chainmap.analysis.observed.handoffs import Spread, Team
from chainmap.analysis.observed.reading import Missing
from chainmap.evidence.engines.workshop import HOUR, Row, Workshop
from chainmap.evidence.reading import Log
from chainmap.evidence.request import Request
from chainmap.evidence.stays import cases_of, events_under, stays_of, turns_of
from chainmap.evidence.working import worked

if TYPE_CHECKING:
    import ibis.expr.types as ir


class Tables:
    """Events, stays and cases of a log in the engine."""

    def __init__(
        self, shop: Workshop, log: Log, request: Request, tell: Callable[[str], None]
    ) -> None:
        self.shop, self.log, self.request, self.tell = shop, log, request, tell
        self.events = events_under(_clocked(shop, log.events, request), request.missing)
        tell("following the cases")
        gaps = request.missing is Missing.SKIP and log.account.missing_events > 0
        self.stays = self.kept("stays", stays_of(turns_of(self.events), gaps=gaps))
        self.cases = self.kept("cases", cases_of(self.stays, shop))

    def team(self, code: int | None) -> Team:
        """Return the name of a team, None for none."""
        return None if code is None else self.log.teams.get(code)

    def kept(self, name: str, table: ir.Table) -> ir.Table:
        """Work a table out once and for all."""
        return self.shop.kept(name, table)

    def rows(self, table: ir.Table) -> list[Row]:
        """Work out a small table and fetch it."""
        return self.shop.rows(table)

    def row(self, table: ir.Table) -> Row:
        """Work out a table of one row and fetch it."""
        return self.rows(table)[0]


def spread(microseconds: list[float]) -> Spread:
    """Return percentiles as hours, rounded to whole µs: where engines may differ is below that."""
    return Spread(*(round(value) / HOUR for value in microseconds))


def _clocked(shop: Workshop, events: ir.Table, request: Request) -> ir.Table:
    """Add the clock on which durations are measured: all time, or working time alone."""
    hours = request.working
    clocks = {"clock": events.moment}
    if "began" in events.columns:
        clocks["began_clock"] = events.began
    if hours is not None:
        clocks = {name: worked(shop.on_the_wall(time), hours) for name, time in clocks.items()}
    return events.mutate(**clocks)
