"""Whole numbers as every engine reckons with them."""

from __future__ import annotations

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir


def one_if(condition: ir.BooleanValue) -> ir.IntegerValue:
    """Return 1 where a condition holds, else 0: not every engine casts truth to a number."""
    return ibis.ifelse(condition, ibis.literal(1, dt.int64), ibis.literal(0, dt.int64))
