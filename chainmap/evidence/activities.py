"""What was done and how it ended: the activities and outcomes of a log that names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
import ibis.expr.datatypes as dt

from chainmap.analysis.observed.cases import Activities, Activity, Outcome
from chainmap.analysis.observed.reading import Role
from chainmap.evidence.counting import PERCENTILES
from chainmap.evidence.stays import order_of
from chainmap.evidence.tables import Tables, spread
from chainmap.evidence.whole import one_if

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from chainmap.evidence.engines.workshop import Workshop

MOST = 50
"""Activities and outcomes that are kept: a column with more is hardly one of either."""


def activities(tables: Tables) -> Activities | None:
    """Return what was done most, None where the log does not say what was done."""
    if tables.log.columns.name_of(Role.ACTIVITY) is None:
        return None
    tables.tell("comparing activities")
    named = tables.kept("done", _done(tables))
    counted = _counted(named).left_join(_by_several(named), "activity")
    most = counted.order_by([counted.events.desc(), tables.shop.comparable(counted.activity)])
    rows = tables.rows(most.limit(MOST))
    found = [
        Activity(
            activity=row["activity"],
            events=row["events"],
            cases=row["cases"],
            handed_on=row["handed_on"],
            several_teams=row["several_teams"] or 0,
        )
        for row in rows
    ]
    count = tables.row(named.select("activity").distinct().count().name("count").as_table())
    return Activities(count["count"], tuple(found))


def _done(tables: Tables) -> ir.Table:
    """Return the events that say what was done, and whether the case then went to another team.

    In a table, events of one team at the same moment are in no order: that of their activities.
    """
    events, order = tables.events, order_of(tables.events)
    if not tables.log.in_file_order:
        order.append(tables.shop.comparable(events.activity))
    in_order = ibis.window(group_by=events.case, order_by=order)
    after = events.select("case", "team", "activity", next_team=events.team.lead().over(in_order))
    both = after.team.notnull() & after.next_team.notnull()
    goes = one_if(both & (after.team != after.next_team))
    return after.filter(after.activity.notnull()).select("case", "team", "activity", goes=goes)


def _counted(named: ir.Table) -> ir.Table:
    return named.group_by("activity").agg(
        events=named.count(), cases=named.case.nunique(), handed_on=named.goes.sum().cast(dt.int64)
    )


def _by_several(named: ir.Table) -> ir.Table:
    """Count the cases in which more than one team did the same."""
    per_case = named.group_by("case", "activity").agg(teams=named.team.nunique())
    several = per_case.filter(per_case.teams > 1)
    return several.group_by("activity").agg(several_teams=several.count())


def outcomes(tables: Tables) -> tuple[Outcome, ...] | None:
    """Return how cases ended, most first, None where the log does not say how."""
    if tables.log.columns.name_of(Role.OUTCOME) is None:
        return None
    tables.tell("comparing outcomes")
    ended = tables.cases.left_join(_last(tables.shop, tables.events), "case")
    by_outcome = ended.group_by("outcome").agg(
        cases=ended.count(),
        handoffs=ended.handoffs.sum().cast(dt.int64),
        returns=ended.returns.sum().cast(dt.int64),
        solved_first=one_if((ended.stays == 1) & ended.first_team.notnull()).sum().cast(dt.int64),
        time=ended.took.quantile(list(PERCENTILES)),
    )
    most = by_outcome.order_by(
        [
            by_outcome.cases.desc(),
            one_if(by_outcome.outcome.isnull()),
            tables.shop.comparable(by_outcome.outcome),
        ]
    )
    return tuple(
        Outcome(
            outcome=row["outcome"],
            cases=row["cases"],
            handoffs=row["handoffs"],
            returns=row["returns"],
            solved_first=row["solved_first"],
            time=spread(row["time"]),
        )
        for row in tables.rows(most.limit(MOST))
    )


def _last(shop: Workshop, events: ir.Table) -> ir.Table:
    """Return the last outcome that the events of each case name.

    In a table, events of one team at the same moment are in no order: of their outcomes, the one
    that sorts last.
    """
    known = events.filter(events.outcome.notnull())
    order = [*order_of(known), shop.comparable(known.outcome)]
    in_order = ibis.window(group_by=known.case, order_by=order)
    numbered = known.select("case", "outcome", after=known.outcome.lead().over(in_order).notnull())
    return numbered.filter(~numbered.after).drop("after")
