"""Literal logs for tests: who handed how many cases to whom, and how long it took."""

from __future__ import annotations

from typing import Any

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

Team = str | None


def pair(supplier: Team, customer: Team, cases: int = 1, hours: float = 1.0) -> Pair:
    """Return handoffs, one a case, that take these hours in the median."""
    spread = Spread(hours / 2, hours, hours * 2, hours * 3)
    return Pair(supplier, customer, cases, cases, spread)


def back(team: Team, by_way_of: Team, count: int) -> Returning:
    """Return cases that went from a team to another and straight back, once each."""
    return Returning(team, by_way_of, count, count)


def observed(*pairs: Pair, returning: tuple[Returning, ...] = (), **fields: Any) -> Observed:
    """Return what a log says that has these pairs; the first supplier begins all cases."""
    teams = dict.fromkeys(team for one in pairs for team in (one.supplier, one.customer))
    cases = max((one.cases for one in pairs), default=1)
    count = sum(one.count for one in returning)
    known: dict[str, Any] = {
        "reading": reading(),
        "cases": cases,
        "teams": sum(team is not None for team in teams),
        "handoffs": sum(one.handoffs for one in pairs),
        "cases_with_handoff": cases if pairs else 0,
        "returns": Comebacks(count, count),
        "comebacks": Comebacks(count, count),
        "pairs": pairs,
        "by_team": tuple(_team(team, cases, first=not at) for at, team in enumerate(teams)),
        "returning": returning,
        "routes": Routes(0, (), (), ()),
        "by_handoffs": (),
        "solved_first": 0,
        "months": (),
        "overlap": None,
        "working_hours": None,
    }
    return Observed(**known | fields)


def _team(team: Team, cases: int, *, first: bool) -> ObservedTeam:
    return ObservedTeam(team, cases, cases, cases, 1.0, 0.5, None, 0, cases if first else 0, 0)


def reading(**fields: Any) -> LogReading:
    """Return how a log was read that has nothing odd in it."""
    known: dict[str, Any] = {
        "sources": ("log.csv",),
        "read": 9,
        "left_out": (),
        "unread": (),
        "columns": (),
        "time_format": "ISO 8601",
        "zone": None,
        "missing": Missing.SKIP,
        "missing_events": 0,
        "placeholders": (),
        "tied_events": 0,
        "ties_in_file_order": True,
        "first": "2026-09-01",
        "last": "2026-10-30",
    }
    return LogReading(**known | fields)


def full() -> Observed:
    """Return a log with something in every place."""
    spread = Spread(1.0, 2.0, 3.5, 4.25)
    route = ObservedRoute(("Desk", None, "Desk"), 2, 1, spread, ("T-1",))
    return observed(
        pair("Desk", None, 3, 2.5),
        pair(None, "Desk", 2, 0.01),
        returning=(back("Desk", None, 2),),
        reading=reading(
            left_out=(LeftOut(Reason.NO_TIME, 2),),
            columns=(Column(Role.CASE, "ticket", guessed=True),),
            zone="Europe/Berlin",
            missing=Missing.KEEP,
            missing_events=4,
            placeholders=(Placeholder("?", 2),),
            tied_events=1,
            ties_in_file_order=False,
        ),
        routes=Routes(1, (route,), (route,), ()),
        by_handoffs=(ByHandoffs(2, or_more=True, cases=1, time=spread),),
        months=(Month("2026-09", 3, 5, 2, 1, 2.5),),
        overlap=Overlap(2, 1),
        working_hours="Mon Tue 09:00-17:00",
        hours_a_day=8.0,
    )
