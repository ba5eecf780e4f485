"""A log -> what it says: runs the expressions in the engine and gathers their small answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from chainmap.analysis.observed import Observed
from chainmap.analysis.observed.cases import Overlap, Starts
from chainmap.analysis.observed.handoffs import Comebacks, ObservedTeam, Pair, Returning, Team
from chainmap.analysis.observed.reading import LogReading, Missing, Role
from chainmap.evidence import counting
from chainmap.evidence.activities import activities, outcomes
from chainmap.evidence.engines.workshop import HOUR, Row
from chainmap.evidence.journeys import by_handoffs, months, routes
from chainmap.evidence.opening import opened
from chainmap.evidence.request import Request
from chainmap.evidence.stays import handoffs_of
from chainmap.evidence.tables import Tables, spread

if TYPE_CHECKING:
    from chainmap.analysis.association import Associations


@dataclass(frozen=True, slots=True)
class Answers:
    """What a log says, and with what complaints are associated, None if nobody asked."""

    observed: Observed
    complaints: Associations | None


def observe(request: Request, *, tell: Callable[[str], None] = lambda _: None) -> Observed:
    """Read a log and answer everything but complaints; `tell` is told what is being done.

    Raises:
        ChainmapError: the log cannot be read.
    """
    return answers(request, tell=tell).observed


def answers(request: Request, *, tell: Callable[[str], None] = lambda _: None) -> Answers:
    """Read a log and answer everything it is asked; `tell` is told what is being done.

    Raises:
        ChainmapError: the log cannot be read.
    """
    tell("reading the log")
    with opened(request) as (shop, log):
        tables = Tables(shop, log, request, tell)
        observed = _Answers(tables).observed()
        if request.complaint is None:
            return Answers(observed, None)
        from chainmap.evidence.complaints import complained  # noqa: PLC0415  it stands on scipy

        return Answers(observed, complained(tables, request.complaint))


class _Answers:
    """The answers counted from the tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables, self._log, self._request = tables, tables.log, tables.request

    def observed(self) -> Observed:
        self._tables.tell("counting handoffs")
        totals = self._tables.row(counting.totals(self._tables.cases))
        comebacks = self._tables.row(counting.comebacks(self._tables.stays, self._tables.cases))
        touched = self._touched()
        teams, hours = self._teams(touched), self._request.working
        return Observed(
            reading=self._reading(),
            cases=totals["cases"],
            teams=sum(self._counts(team.team) for team in teams),
            handoffs=totals["handoffs"],
            cases_with_handoff=totals["cases_with_handoff"],
            returns=Comebacks(totals["returns"], totals["cases_with_return"]),
            comebacks=Comebacks(comebacks["count"], comebacks["cases"]),
            pairs=self._pairs(),
            by_team=teams,
            returning=self._returning(),
            routes=routes(self._tables, totals["routes"]),
            by_handoffs=by_handoffs(self._tables),
            solved_first=totals["solved_first"],
            months=months(self._tables),
            overlap=self._overlap(),
            starts=_starts(touched),
            working_hours=None if hours is None else str(hours),
            hours_a_day=24.0 if hours is None else hours.hours_a_day,
            activities=activities(self._tables),
            outcomes=outcomes(self._tables),
        )

    def _counts(self, team: Team) -> bool:
        """Whether this is a team: events without one are, too, where they count as one."""
        return team is not None or self._request.missing is Missing.KEEP

    def _pairs(self) -> tuple[Pair, ...]:
        rows = self._tables.rows(counting.pairs(handoffs_of(self._tables.stays)))
        pairs = [
            Pair(
                supplier=self._tables.team(row["team"]),
                customer=self._tables.team(row["next_team"]),
                handoffs=row["handoffs"],
                cases=row["cases"],
                time=spread(row["time"]),
            )
            for row in rows
        ]
        order = sorted(pairs, key=lambda p: (-p.handoffs, p.supplier or "", p.customer or ""))
        return tuple(order)

    def _teams(self, touched: list[Row] | None) -> tuple[ObservedTeam, ...]:
        self._tables.tell("adding up teams")
        alone = {
            row["team"]: row["cases"]
            for row in self._tables.rows(counting.solved_alone(self._tables.cases))
        }
        touch = None if touched is None else {row["team"]: row["touch"] for row in touched}
        rows = self._tables.rows(counting.by_team(self._tables.stays))
        measured = {
            row["team"]: row["time"] if touch is None else touch.get(row["team"], 0) for row in rows
        }
        whole = sum(measured.values())
        teams = [
            ObservedTeam(
                team=self._tables.team(row["team"]),
                cases=row["cases"],
                stays=row["stays"],
                events=row["events"],
                time=row["time"] / HOUR,
                share=measured[row["team"]] / whole if whole else 0.0,
                touch=None if touch is None else touch.get(row["team"], 0) / HOUR,
                passed_on=row["passed_on"],
                first_of=row["first_of"],
                solved_alone=alone.get(row["team"], 0),
            )
            for row in rows
        ]
        return tuple(sorted(teams, key=lambda team: (-team.share, team.team or "")))

    def _touched(self) -> list[Row] | None:
        if self._log.columns.name_of(Role.START) is None:
            return None
        return self._tables.rows(counting.touched(self._tables.clocked_events))

    def _returning(self) -> tuple[Returning, ...]:
        rows = self._tables.rows(counting.returning(self._tables.stays))
        found = [
            Returning(
                self._tables.team(row["team"]),
                self._tables.team(row["next_team"]),
                row["count"],
                row["cases"],
            )
            for row in rows
        ]
        return tuple(sorted(found, key=lambda r: (-r.count, r.team or "", r.by_way_of or "")))

    def _overlap(self) -> Overlap | None:
        if self._log.columns.name_of(Role.START) is None:
            return None
        row = self._tables.row(counting.overlapping(self._tables.events))
        return Overlap(row["events"], row["cases"])

    def _ties(self) -> int:
        return int(self._tables.row(counting.ties(self._tables.events))["events"])

    def _reading(self) -> LogReading:
        log, request = self._log, self._request
        moment, wall = log.events.moment, self._tables.shop.on_the_wall
        ends = log.events.agg(first=moment.min(), last=moment.max())
        days = self._tables.row(ends.select(first=wall(ends.first), last=wall(ends.last)))
        return LogReading(
            sources=log.sources,
            read=log.account.read,
            left_out=log.account.left_out,
            unread=log.account.unread,
            columns=log.columns.chosen,
            time_format=log.way.name,
            zone=request.zone,
            missing=request.missing,
            missing_events=log.account.missing_events,
            placeholders=log.account.placeholders,
            tied_events=0 if log.in_file_order else self._ties(),
            ties_in_file_order=log.in_file_order,
            first=_day(days["first"]),
            last=_day(days["last"]),
            mixed_ends=log.mixed_ends,
        )


def _starts(touched: list[Row] | None) -> Starts | None:
    if touched is None:
        return None
    return Starts(
        missing=sum(row["no_start"] for row in touched),
        after_end=sum(row["backwards"] for row in touched),
    )


def _day(microseconds: int) -> str:
    return (
        (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)).date().isoformat()
    )
