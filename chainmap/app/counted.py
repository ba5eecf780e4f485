"""What was counted elsewhere before, as the values that a log read here would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chainmap.analysis.observed import Observed
from chainmap.analysis.observed.cases import ByHandoffs, Month, ObservedRoute, Overlap, Routes
from chainmap.analysis.observed.handoffs import Comebacks, ObservedTeam, Pair, Returning, Spread
from chainmap.analysis.observed.reading import (
    Column,
    LeftOut,
    LogReading,
    Missing,
    Placeholder,
    Reason,
    Role,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chainmap.source import observed_answers as a


def observed_of(answer: a.ObservedAnswer) -> Observed:
    """Return what a log says, as far as pictures and pages tell it.

    Rows that could not be read are counted, not shown; activities and outcomes are left out.
    """
    return Observed(
        reading=_reading(answer.reading),
        cases=answer.cases,
        teams=answer.teams,
        handoffs=answer.handoffs,
        cases_with_handoff=answer.cases_with_handoff,
        returns=Comebacks(answer.returns.count, answer.returns.cases),
        comebacks=Comebacks(answer.comebacks.count, answer.comebacks.cases),
        pairs=tuple(
            Pair(p.supplier, p.customer, p.handoffs, p.cases, _spread(p)) for p in answer.pairs
        ),
        by_team=tuple(map(_team, answer.by_team)),
        returning=tuple(Returning(r.team, r.by_way_of, r.count, r.cases) for r in answer.returning),
        routes=Routes(
            answer.routes.count,
            _routes(answer.routes.frequent),
            _routes(answer.routes.longest),
            _routes(answer.routes.slowest),
        ),
        by_handoffs=tuple(
            ByHandoffs(g.handoffs, g.or_more, g.cases, _spread(g)) for g in answer.by_handoffs
        ),
        solved_first=answer.first_line.cases,
        months=tuple(
            Month(m.month, m.cases, m.handoffs, m.returns, m.first_line, m.median_h)
            for m in answer.months
        ),
        overlap=_overlap(answer.overlap),
        working_hours=answer.working_hours,
        hours_a_day=answer.hours_a_day,
    )


def _spread(time: a.SpreadAnswer) -> Spread:
    return Spread(time.p5_h, time.median_h, time.p85_h, time.p95_h)


def _team(team: a.TeamAnswer) -> ObservedTeam:
    return ObservedTeam(
        team=team.team,
        cases=team.cases,
        stays=team.stays,
        events=team.events,
        time=team.time_h,
        share=team.share,
        touch=team.touch_h,
        passed_on=team.passed_on,
        first_of=team.first_of,
        solved_alone=team.solved_alone,
    )


def _routes(routes: Iterable[a.RouteAnswer]) -> tuple[ObservedRoute, ...]:
    return tuple(
        ObservedRoute(r.teams, r.handoffs, r.cases, _spread(r), r.examples) for r in routes
    )


def _overlap(overlap: a.OverlapAnswer | None) -> Overlap | None:
    return None if overlap is None else Overlap(overlap.events, overlap.cases)


def _reading(reading: a.ReadingAnswer) -> LogReading:
    return LogReading(
        sources=reading.sources,
        read=reading.read,
        left_out=tuple(LeftOut(Reason(left.reason), left.rows) for left in reading.left_out),
        unread=(),
        columns=tuple(Column(Role(c.role), c.name, c.guessed) for c in reading.columns),
        time_format=reading.time_format,
        zone=reading.time_zone,
        missing=Missing(reading.missing),
        missing_events=reading.missing_events,
        placeholders=tuple(Placeholder(p.text, p.events) for p in reading.placeholders),
        tied_events=reading.tied_events,
        ties_in_file_order=reading.ties_in_file_order,
        first=reading.first,
        last=reading.last,
        mixed_ends=reading.mixed_line_ends,
    )
