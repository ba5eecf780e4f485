"""Stays and cases -> the answers, as expressions; each returns one small table."""

from __future__ import annotations

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from chainmap.evidence.stays import ties_of
from chainmap.evidence.whole import one_if

PERCENTILES = (0.05, 0.5, 0.85, 0.95)
"""Interpolated linearly between the two nearest ranks, as every engine's continuous percentile."""

MANY_HANDOFFS = 10
"""Cases with so many handoffs or more are counted together."""

_NO_WAY_BACK = 2
"""With so many stays or fewer a case is nowhere twice."""

_DAY = 86_400_000_000
"""Microseconds."""


def pairs(handoffs: ir.Table) -> ir.Table:
    """Count the handoffs from each team to each other, and measure them."""
    return handoffs.group_by("team", "next_team").agg(
        handoffs=handoffs.count(),
        cases=handoffs.case.nunique(),
        time=_spread(handoffs.took),
    )


def totals(cases: ir.Table) -> ir.Table:
    """Count over all cases."""
    return cases.agg(
        cases=cases.count(),
        handoffs=_sum(cases.handoffs),
        cases_with_handoff=_number_of(cases.handoffs > 0),
        returns=_sum(cases.returns),
        cases_with_return=_number_of(cases.returns > 0),
        solved_first=_number_of(_alone(cases)),
        routes=cases.route.nunique(),
        took=_sum(cases.took),
    )


def returning(stays: ir.Table) -> ir.Table:
    """Count A→B→A by the two teams."""
    back = stays.filter(
        stays.team.notnull() & stays.next_team.notnull() & (stays.team == stays.second_next)
    )
    return back.group_by("team", "next_team").agg(count=back.count(), cases=back.case.nunique())


def comebacks(stays: ir.Table, cases: ir.Table) -> ir.Table:
    """Count the stays of a team that had the case before, with known teams all the way between.

    Cases of two stays are left out at once: nothing comes back there.
    """
    longer = cases.filter(cases.stays > _NO_WAY_BACK).select("case")
    known = stays.filter(stays.team.notnull()).semi_join(longer, "case")
    per_team = known.group_by("case", "gap", "team").agg(again=known.count() - 1)
    back = per_team.filter(per_team.again > 0)
    return back.agg(count=_sum(back.again), cases=back.case.nunique())


def by_team(stays: ir.Table) -> ir.Table:
    """Count what each team had to do with the cases."""
    between = stays.received & stays.team.notnull() & stays.next_team.notnull()
    passed_on = between & (stays.events == 1)
    first = stays.number == 0
    left = ibis.coalesce(stays.next_clock, stays.ended)
    return stays.group_by("team").agg(
        cases=stays.case.nunique(),
        stays=stays.count(),
        events=_sum(stays.events),
        time=_sum(left - stays.clock),
        passed_on=_number_of(passed_on),
        first_of=_number_of(first),
    )


def solved_alone(cases: ir.Table) -> ir.Table:
    """Count the cases that only ever had one team, by that team."""
    alone = cases.filter(_alone(cases))
    return alone.group_by(team=alone.first_team).agg(cases=alone.count())


def touched(events: ir.Table) -> ir.Table:
    """Sum, for every team, the time from start to end of its events, and count those without.

    An event that starts after its end has no such time.
    """
    backwards = events.began > events.moment
    return events.group_by("team").agg(
        touch=_sum(ibis.ifelse(backwards, 0, events.clock - events.began_clock)),
        no_start=_number_of(events.began.isnull()),
        backwards=_number_of(backwards),
    )


def overlapping(events: ir.Table) -> ir.Table:
    """Count the events that start before an earlier one of their case has ended.

    At night, too: working time tells how long work takes, not whether two worked at once.
    """
    timed = events.filter(events.began <= events.moment)
    earlier = ibis.window(
        group_by=timed.case,
        order_by=[timed.began, timed.moment, *ties_of(timed)],
        rows=(None, -1),
    )
    seen = timed.mutate(busy_until=timed.moment.max().over(earlier))
    parallel = seen.filter(seen.began < seen.busy_until)
    return parallel.agg(events=parallel.count(), cases=parallel.case.nunique())


def routes(cases: ir.Table) -> ir.Table:
    """Count the cases of each route and measure them, with the places of the first and the last.

    Cases have their `place` in the log too.
    """
    return cases.group_by("route").agg(
        cases=cases.count(),
        handoffs=cases.handoffs.max(),
        time=_spread(cases.took),
        first_case=cases.place.min(),
        last_case=cases.place.max(),
    )


def by_handoffs(cases: ir.Table) -> ir.Table:
    """Measure the whole time of cases by their number of handoffs."""
    few = ibis.ifelse(cases.handoffs < MANY_HANDOFFS, cases.handoffs, MANY_HANDOFFS)
    return cases.group_by(handoffs=few).agg(cases=cases.count(), time=_spread(cases.took))


def months(cases: ir.Table, local: ir.IntegerColumn) -> ir.Table:
    """Count by the month of the case's first event; `local` is when that was on the wall, in µs."""
    return cases.group_by(month=_month(local // _DAY)).agg(
        cases=cases.count(),
        handoffs=_sum(cases.handoffs),
        returns=_sum(cases.returns),
        solved_first=_number_of(_alone(cases)),
        median=cases.took.quantile(0.5),
    )


def ties(events: ir.Table) -> ir.Table:
    """Count the events that are at the same time as one of their case before them."""
    same = ["case", "moment", *(name for name in ("position",) if name in events.columns)]
    together = events.group_by(*same).agg(again=events.count() - 1)
    return together.agg(events=_sum(together.again))


def _month(days: ir.IntegerValue) -> ir.IntegerValue:
    """Return year·12 + month (0..11) of a day counted from 1970, in whole numbers alone.

    Engines disagree about what a time zone does to a month, so none is asked: years begin in March
    and centuries have 36,524¼ days, as in the proleptic Gregorian calendar from its year 0 on
    (Neri and Schneider, Euclidean affine functions, 2023). What is divided is written once, as
    engines get it in full wherever it stands.
    """
    quarters = (days + 719_468) * 4 + 3
    century = quarters // 146_097
    of_century = (quarters % 146_097 // 4) * 4 + 3
    year = of_century // 1_461
    of_year = of_century % 1_461 // 4
    month_from_january = (of_year * 2_141 + 197_913) // 65_536 - 1
    return (century * 100 + year) * 12 + month_from_january


def _alone(cases: ir.Table) -> ir.BooleanColumn:
    """Return whether a case only ever had one team, and a known one."""
    return (cases.stays == 1) & cases.first_team.notnull()


def _spread(time: ir.IntegerColumn) -> ir.ArrayValue:
    return time.quantile(list(PERCENTILES))


def _sum(numbers: ir.IntegerColumn) -> ir.IntegerScalar:
    return ibis.coalesce(numbers.sum().cast(dt.int64), 0)


def _number_of(condition: ir.BooleanColumn) -> ir.IntegerScalar:
    return _sum(one_if(condition))
