"""Whole cases: the routes they take, their time by handoffs, and how it goes month by month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from chainmap.analysis.observed.cases import ByHandoffs, Month, ObservedRoute, Routes
from chainmap.evidence import counting
from chainmap.evidence.engines.workshop import HOUR
from chainmap.evidence.tables import Tables, spread

if TYPE_CHECKING:
    import ibis.expr.types as ir

TOP = 10
"""Routes of each kind that are kept."""

LONGEST_ROUTE = 200
"""Teams of a route that are kept; its number of handoffs is that of all."""


def routes(tables: Tables, count: int) -> Routes:
    """Return the routes that stand out of so many."""
    tables.tell("comparing routes")
    places = tables.log.cases.select("place", case="case_code")
    routes = tables.kept("routes", counting.routes(tables.cases.join(places, "case")))
    median, many = routes.time[counting.PERCENTILES.index(0.5)].desc(), routes.cases.desc()
    return Routes(
        count=count,
        frequent=_first_routes(tables, routes, [many, routes.handoffs.asc()]),
        longest=_first_routes(tables, routes, [routes.handoffs.desc(), many]),
        slowest=_first_routes(tables, routes, [median, many]),
    )


def _first_routes(
    tables: Tables, routes: ir.Table, order: list[ir.Value]
) -> tuple[ObservedRoute, ...]:
    first = routes.order_by([*order, routes.first_case]).limit(TOP)
    rows = tables.rows(first.mutate(route=first.route[:LONGEST_ROUTE]))
    names = _names(tables, {row[end] for row in rows for end in ("first_case", "last_case")})
    return tuple(
        ObservedRoute(
            teams=tuple(tables.team(team) for team in row["route"]),
            handoffs=row["handoffs"],
            cases=row["cases"],
            time=spread(row["time"]),
            examples=tuple(
                names[place] for place in dict.fromkeys((row["first_case"], row["last_case"]))
            ),
        )
        for row in rows
    )


def _names(tables: Tables, places: set[int]) -> Mapping[int, str]:
    cases = tables.log.cases
    rows = tables.rows(cases.filter(cases.place.isin(sorted(places))))
    return {row["place"]: row["case"] for row in rows}


def by_handoffs(tables: Tables) -> tuple[ByHandoffs, ...]:
    """Return how long cases take by their number of handoffs."""
    rows = tables.rows(counting.by_handoffs(tables.cases))
    return tuple(
        ByHandoffs(
            handoffs=row["handoffs"],
            or_more=row["handoffs"] == counting.MANY_HANDOFFS,
            cases=row["cases"],
            time=spread(row["time"]),
        )
        for row in sorted(rows, key=lambda row: row["handoffs"])
    )


def months(tables: Tables) -> tuple[Month, ...]:
    """Return what became of the cases that began in each month."""
    wall = tables.shop.on_the_wall(tables.cases.moment)
    rows = tables.rows(counting.months(tables.cases, wall))
    return tuple(
        Month(
            month=f"{row['month'] // 12:04d}-{row['month'] % 12 + 1:02d}",
            cases=row["cases"],
            handoffs=row["handoffs"],
            returns=row["returns"],
            solved_first=row["solved_first"],
            median=round(row["median"]) / HOUR,
        )
        for row in sorted(rows, key=lambda row: row["month"])
    )
