"""The sheet of bottlenecks: both rankings with load, for every team."""

from __future__ import annotations

from chainmap.analysis.bottlenecks import Bottleneck, Bottlenecks
from chainmap.model import Organisation
from chainmap.report.workbook.sheet import Column, Kind, Row, Sheet, sheet
from chainmap.units import percent


def bottlenecks_sheet(found: Bottlenecks, organisation: Organisation) -> Sheet:
    """Return every team, by leverage."""
    departments = {team.name: team.department for team in organisation.teams}
    return sheet(
        "Bottlenecks",
        "Which team's improvement would help complaining customers most?",
        _columns(found),
        (
            _row(rank, team, departments.get(team.team))
            for rank, team in enumerate(found.teams, start=1)
        ),
    )


def _columns(found: Bottlenecks) -> tuple[Column, ...]:
    return (
        Column("Rank", Kind.NUMBER),
        Column("Team"),
        Column("Department"),
        Column(f"Leverage (h gained if its times fell by {percent(found.cut)})", Kind.HOURS),
        Column("Restore (h gained if it kept its promises)", Kind.HOURS),
        Column("Exposure (share of complaints it is behind)", Kind.SHARE),
        Column("Unavoidable (share with no way round it)", Kind.SHARE),
        Column("Utilisation", Kind.SHARE),
        Column("Load is known"),
        Column("Arrival rate (per working hour)", Kind.NUMBER),
    )


def _row(rank: int, found: Bottleneck, department: str | None) -> Row:
    load = found.load
    known = "in full" if load.complete else "in part: at least this"
    return (
        rank,
        found.team,
        department,
        found.leverage,
        found.restore,
        found.exposure,
        found.unavoidable,
        load.utilisation,
        "no" if load.utilisation is None else known,
        load.arrival_rate,
    )
