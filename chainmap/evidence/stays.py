"""Events -> stays -> cases, as expressions: the tables from which every answer is counted.

A stay is a run of consecutive events of a case with one team; a handoff leads from a stay to the
next. Expressions use only what ibis translates for every engine: window functions, integer
arithmetic and grouping; times are whole microseconds, so that engines cannot differ in rounding.

Events have the columns `case` and `team`, numbers, the team null where there is none; `moment`, µs
since 1970, UTC; `position` and `tie`, one of them or both: the order of events at the same moment;
`clock`, the µs on which durations are measured; and, where the log has it, `began`, when the work
began, µs since 1970, and `began_clock`, the same on that clock.
"""

from __future__ import annotations

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from chainmap.analysis.observed.reading import Missing
from chainmap.evidence.coding import NOBODY
from chainmap.evidence.engines.workshop import Workshop
from chainmap.evidence.whole import one_if

_UNKNOWN, _NO_EVENT = -1, -2
"""Stand for a team that is not known, and for what is before and after a case."""


def events_under(log: ir.Table, missing: Missing) -> ir.Table:
    """Return the events with the rule about missing teams applied."""
    if missing is Missing.DROP:
        return log.filter(log.team.notnull())
    if missing is Missing.KEEP:
        return log.mutate(team=ibis.coalesce(log.team, NOBODY))
    return log


def order_of(events: ir.Table) -> list[ir.Column]:
    """Return what puts the events of a case in order."""
    return [events.moment, *ties_of(events)]


def ties_of(events: ir.Table) -> list[ir.Column]:
    """Return what puts events at the same moment in order."""
    return [events[name] for name in ("position", "tie") if name in events.columns]


def turns_of(events: ir.Table) -> ir.Table:
    """Return the first event of every stay and the last event of every case.

    `number` counts the events of the case before it. One pass in the order of the cases is what
    costs most at size; all that follows sees far fewer rows. Looking at one column, whose numbers
    are never null, takes a quarter off it.
    """
    in_order = ibis.window(group_by=events.case, order_by=order_of(events))
    holder = ibis.coalesce(events.team, _UNKNOWN)
    numbered = events.select(
        "case",
        "team",
        "moment",
        "clock",
        number=ibis.row_number().over(in_order).cast(dt.int32),
        holder=holder,
        before=holder.lag(1, _NO_EVENT).over(in_order),
        after=holder.lead(1, _NO_EVENT).over(in_order),
    )
    turns = numbered.mutate(is_first=numbered.holder != numbered.before)
    is_last = turns.after == _NO_EVENT
    return turns.filter(turns.is_first | is_last).drop("holder", "before", "after")


def stays_of(turns: ir.Table, *, gaps: bool = True) -> ir.Table:
    """Return one row a stay, with what follows it.

    `left` is when the next stay began, or the case's last event; `next_team` and `second_next` are
    null at the end of the case and where no team is known; `gap` tells apart what lies between
    events without a team, if there are such `gaps`.
    """
    in_order = ibis.window(group_by=turns.case, order_by=turns.number)
    seen = turns.mutate(
        next_number=turns.number.lead().over(in_order),
        next_clock=turns.clock.lead().over(in_order),
        next_team=_team_of_stay(turns, 1, in_order),
        second_next=_team_of_stay(turns, 2, in_order),
        team_before=turns.team.lag().over(in_order),
        next_is_first=turns.is_first.lead().over(in_order),
        gap=_gap(turns) if gaps else ibis.literal(0, dt.int64),
    )
    return seen.filter(seen.is_first).select(
        "case",
        "team",
        "moment",
        "clock",
        "number",
        "gap",
        "next_team",
        "second_next",
        left=ibis.coalesce(seen.next_clock, seen.clock),
        events=_events(seen),
        received=seen.team_before.notnull(),
    )


def _gap(turns: ir.Table) -> ir.IntegerColumn:
    """Count the stays without a team in the case so far."""
    so_far = ibis.cumulative_window(group_by=turns.case, order_by=turns.number)
    return one_if(turns.is_first & turns.team.isnull()).sum().over(so_far)


def _team_of_stay(
    turns: ir.Table, ahead: int, in_order: ibis.expr.builders.WindowBuilder
) -> ir.IntegerColumn:
    """Return the team so many turns ahead; the last event of a stay that goes on is no stay."""
    stay_team = ibis.ifelse(turns.is_first, turns.team, ibis.null(dt.int32))
    return stay_team.lead(ahead).over(in_order)


def _events(seen: ir.Table) -> ir.IntegerColumn:
    """Count the events of a stay: up to the next turn, which is part of it if it ends the case."""
    until_next = seen.next_number - seen.number
    ends_case = seen.next_number.notnull() & ~seen.next_is_first
    return ibis.coalesce(until_next + one_if(ends_case), 1)


def handoffs_of(stays: ir.Table) -> ir.Table:
    """Return the stays that end in a handoff between known teams, with the hours it took in µs."""
    between = stays.filter(stays.team.notnull() & stays.next_team.notnull())
    return between.mutate(took=between.left - between.clock)


def cases_of(stays: ir.Table, workshop: Workshop) -> ir.Table:
    """Return one row a case: its route, handoffs, returns, its begin and how long it took in µs."""
    known = stays.team.notnull()
    hands_on = known & stays.next_team.notnull()
    returns = hands_on & stays.team.identical_to(stays.second_next)
    return stays.group_by("case").agg(
        stays=stays.count(),
        handoffs=one_if(hands_on).sum(),
        returns=one_if(returns).sum(),
        moment=stays.moment.min(),
        took=stays.left.max() - stays.clock.min(),
        first_team=stays.team.max(where=stays.number == 0),
        route=workshop.in_order(ibis.coalesce(stays.team, NOBODY), stays.number),
    )
