"""What a log says as JSON, `chainmap.observed/1`: times in hours, shares 0..1, null for no team."""

from __future__ import annotations

from collections.abc import Sequence

from chainmap.analysis.observed import Observed
from chainmap.analysis.observed.cases import (
    Activities,
    ByHandoffs,
    Month,
    ObservedRoute,
    Outcome,
    Overlap,
    Starts,
)
from chainmap.analysis.observed.handoffs import ObservedTeam, Pair, Returning, Spread
from chainmap.analysis.observed.reading import LogReading
from chainmap.report.json_parts import Json, dumped


def observed_json(observed: Observed, **sections: Json) -> str:
    """Return what was observed as `chainmap.observed/1`; further sections are keys of their own."""
    document = {
        "format": "chainmap.observed/1",
        **_totals(observed),
        "pairs": [_pair(pair) for pair in observed.pairs],
        "by_team": [_team(team) for team in observed.by_team],
        "returning": [_returning(team) for team in observed.returning],
        "routes": {
            "count": observed.routes.count,
            "frequent": _routes(observed.routes.frequent),
            "longest": _routes(observed.routes.longest),
            "slowest": _routes(observed.routes.slowest),
        },
        "by_handoffs": [_by_handoffs(group) for group in observed.by_handoffs],
        "months": [_month(month) for month in observed.months],
        "outcomes": None if observed.outcomes is None else _outcomes(observed.outcomes),
        "activities": None if observed.activities is None else _activities(observed.activities),
        "overlap": None if observed.overlap is None else _overlap(observed.overlap),
        "starts": None if observed.starts is None else _starts(observed.starts),
        "working_hours": observed.working_hours,
        "hours_a_day": observed.hours_a_day,
        "reading": _reading(observed.reading),
        **sections,
    }
    return dumped(document)


def _totals(observed: Observed) -> Json:
    solved, cases = observed.solved_first, observed.cases
    return {
        "events": observed.events,
        "cases": cases,
        "teams": observed.teams,
        "handoffs": observed.handoffs,
        "cases_with_handoff": observed.cases_with_handoff,
        "returns": {"count": observed.returns.count, "cases": observed.returns.cases},
        "comebacks": {"count": observed.comebacks.count, "cases": observed.comebacks.cases},
        "first_line": {"cases": solved, "share": solved / cases if cases else None},
    }


def _pair(pair: Pair) -> Json:
    return {
        "supplier": pair.supplier,
        "customer": pair.customer,
        "handoffs": pair.handoffs,
        "cases": pair.cases,
        **_spread(pair.time),
    }


def _team(team: ObservedTeam) -> Json:
    return {
        "team": team.team,
        "cases": team.cases,
        "stays": team.stays,
        "events": team.events,
        "time_h": team.time,
        "touch_h": team.touch,
        "share": team.share,
        "passed_on": team.passed_on,
        "first_of": team.first_of,
        "solved_alone": team.solved_alone,
    }


def _returning(returning: Returning) -> Json:
    return {
        "team": returning.team,
        "by_way_of": returning.by_way_of,
        "count": returning.count,
        "cases": returning.cases,
    }


def _routes(routes: Sequence[ObservedRoute]) -> list[Json]:
    return [
        {
            "teams": route.teams,
            "handoffs": route.handoffs,
            "cases": route.cases,
            **_spread(route.time),
            "examples": route.examples,
        }
        for route in routes
    ]


def _by_handoffs(group: ByHandoffs) -> Json:
    return {
        "handoffs": group.handoffs,
        "or_more": group.or_more,
        "cases": group.cases,
        **_spread(group.time),
    }


def _month(month: Month) -> Json:
    return {
        "month": month.month,
        "cases": month.cases,
        "handoffs": month.handoffs,
        "returns": month.returns,
        "first_line": month.solved_first,
        "median_h": month.median,
    }


def _outcomes(outcomes: Sequence[Outcome]) -> list[Json]:
    return [
        {
            "outcome": ended.outcome,
            "cases": ended.cases,
            "handoffs": ended.handoffs,
            "returns": ended.returns,
            "first_line": ended.solved_first,
            **_spread(ended.time),
        }
        for ended in outcomes
    ]


def _activities(activities: Activities) -> Json:
    most = [
        {
            "activity": done.activity,
            "events": done.events,
            "cases": done.cases,
            "handed_on": done.handed_on,
            "several_teams": done.several_teams,
        }
        for done in activities.most
    ]
    return {"count": activities.count, "most": most}


def _overlap(overlap: Overlap) -> Json:
    return {"events": overlap.events, "cases": overlap.cases}


def _starts(starts: Starts) -> Json:
    return {"missing": starts.missing, "after_end": starts.after_end}


def _reading(reading: LogReading) -> Json:
    return {
        "sources": reading.sources,
        "read": reading.read,
        "used": reading.used,
        "left_out": [{"reason": left.reason, "rows": left.rows} for left in reading.left_out],
        "unread": [
            {"path": row.path, "line": row.line, "reason": row.reason, "text": row.text}
            for row in reading.unread
        ],
        "columns": [
            {"role": column.role, "name": column.name, "guessed": column.guessed}
            for column in reading.columns
        ],
        "time_format": reading.time_format,
        "time_zone": reading.zone,
        "missing": reading.missing,
        "missing_events": reading.missing_events,
        "placeholders": [{"text": p.text, "events": p.events} for p in reading.placeholders],
        "tied_events": reading.tied_events,
        "ties_in_file_order": reading.ties_in_file_order,
        "mixed_line_ends": reading.mixed_ends,
        "first": reading.first,
        "last": reading.last,
    }


def _spread(time: Spread) -> Json:
    return {"p5_h": time.p5, "median_h": time.median, "p85_h": time.p85, "p95_h": time.p95}
