"""Events -> stays -> cases, as expressions: the tables from which every answer is counted.

A stay is a run of consecutive events of a case with one team; a handoff leads from a stay to the
next. Expressions use only what ibis translates for every engine: window functions, integer
arithmetic and grouping; times are whole microseconds, so that engines cannot differ in rounding.

Events have the columns `case` and `team`, numbers, the team null where there is none; `moment`, µs
since 1970, UTC; `position` and `tie`, one of them or both: the order of events at the same moment;
and, where the log has it, `began`, when the work began, µs since 1970, UTC.
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
"""Stand for a team that is not known, and for what is before a case."""


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


def _in_order(events: ir.Table) -> ibis.expr.builders.WindowBuilder:
    return ibis.window(group_by=events.case, order_by=order_of(events))


def ties_of(events: ir.Table) -> list[ir.Column]:
    """Return what puts events at the same moment in order."""
    return [events[name] for name in ("position", "tie") if name in events.columns]


def turns_of(events: ir.Table) -> ir.Table:
    """Return the first event of every stay.

    `number` counts the events of the case before it; `ended` is the moment of the case's last event
    and `case_events` how many it has. One pass in the order of the cases is what costs most at
    size; all that follows sees far fewer rows. Looking at one column, whose numbers are never null,
    takes a quarter off it; what a question leaves out, engines leave out of the pass.
    """
    in_order = _in_order(events)
    whole = ibis.window(group_by=events.case)
    holder = ibis.coalesce(events.team, _UNKNOWN)
    seen = events.select(
        "case",
        "team",
        *order_of(events),
        number=ibis.row_number().over(in_order).cast(dt.int32),
        ended=events.moment.max().over(whole),
        case_events=events.count().over(whole).cast(dt.int32),
        holder=holder,
        before=holder.lag(1, _NO_EVENT).over(in_order),
    )
    return seen.filter(seen.holder != seen.before).drop("holder", "before")


def stays_of(turns: ir.Table, *, gaps: bool = True) -> ir.Table:
    """Return one row a stay, with what follows it.

    Turns have a `clock` too, the µs on which durations are measured, and `ended` is on that clock.
    `next_clock` is when the next stay began, null at the end of the case; `next_team` and
    `second_next` are null there and where no team is known; `gap` tells apart what lies between
    events without a team, if there are such `gaps`.
    """
    in_order = _in_order(turns)
    return turns.select(
        "case",
        "team",
        "moment",
        "clock",
        "number",
        "ended",
        next_clock=turns.clock.lead().over(in_order),
        next_team=turns.team.lead().over(in_order),
        second_next=turns.team.lead(2).over(in_order),
        events=ibis.coalesce(turns.number.lead().over(in_order), turns.case_events) - turns.number,
        received=turns.team.lag().over(in_order).notnull(),
        gap=_gap(turns) if gaps else ibis.literal(0, dt.int64),
    )


def _gap(turns: ir.Table) -> ir.IntegerColumn:
    """Count the stays without a team in the case so far."""
    so_far = ibis.cumulative_window(group_by=turns.case, order_by=order_of(turns))
    return one_if(turns.team.isnull()).sum().over(so_far)


def handoffs_of(stays: ir.Table) -> ir.Table:
    """Return the stays that end in a handoff between known teams, with the hours it took in µs."""
    between = stays.filter(stays.team.notnull() & stays.next_team.notnull())
    return between.mutate(took=between.next_clock - between.clock)


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
        took=stays.ended.max() - stays.clock.min(),
        first_team=stays.team.max(where=stays.number == 0),
        route=workshop.in_order(ibis.coalesce(stays.team, NOBODY), stays.number),
    )
