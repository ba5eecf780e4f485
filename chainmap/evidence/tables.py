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
        self.events = events_under(log.events, request.missing)
        tell("following the cases")
        gaps = request.missing is Missing.SKIP and log.account.missing_events > 0
        turns = self._clocked(turns_of(self.events), clock="moment", ended="ended")
        self.stays = self.kept("stays", stays_of(turns, gaps=gaps))
        self.cases = self.kept("cases", cases_of(self.stays, shop))

    @property
    def clocked_events(self) -> ir.Table:
        """The events of a log with starts: their `clock` and `began_clock`."""
        return self._clocked(self.events, clock="moment", began_clock="began")

    def _clocked(self, table: ir.Table, **clocks: str) -> ir.Table:
        """Add clocks on which durations are measured: all time, or working time alone."""
        hours = self.request.working
        times = {name: table[moment] for name, moment in clocks.items()}
        if hours is not None:
            wall = self.shop.on_the_wall
            times = {name: worked(wall(time), hours) for name, time in times.items()}
        return table.mutate(**times)

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
