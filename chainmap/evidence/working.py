"""Working time as an expression: how much of it had passed at a moment, in whole numbers alone."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from chainmap.evidence.hours import WorkingHours
from chainmap.evidence.whole import one_if

_MINUTE = 60_000_000
_DAY = 24 * 60 * _MINUTE


def worked(wall: ir.IntegerColumn, hours: WorkingHours) -> ir.IntegerColumn:
    """Return the working time up to what a clock on the wall shows, both in µs.

    The time between two moments is the difference. 1970 began on a Thursday, three days into its
    week; holidays are not known.
    """
    day = wall // _DAY
    week = (day + 3) // 7
    weekday = day + 3 - week * 7
    opens, length = hours.opens * _MINUTE, (hours.closes - hours.opens) * _MINUTE
    today = ibis.least(ibis.greatest(wall - day * _DAY - opens, 0), length)
    works = sum((one_if(weekday == each) for each in sorted(hours.days)), ibis.literal(0))
    before = sum((one_if(weekday > each) for each in sorted(hours.days)), ibis.literal(0))
    return (week * len(hours.days) + before) * length + works * today
