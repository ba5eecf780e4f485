"""A condition -> an expression that the engine runs; nothing of what was written reaches it as SQL.

Conditions are true or false, never unknown: a missing value equals nothing, so `a = 'x'` is false
and `a != 'x'` is true of it, and it is neither less nor more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from operator import and_, ge, gt, le, lt, or_

import ibis
import ibis.expr.types as ir

from chainmap.evidence.columns import column_named
from chainmap.evidence.conditions import (
    Compares,
    Condition,
    IsMissing,
    Like,
    Not,
    Together,
)
from chainmap.evidence.files import LogFile
from chainmap.evidence.request import Complained

ColumnOf = Callable[[str], ir.Column]

_SIGNS = {"<": lt, "<=": le, ">": gt, ">=": ge}


def marks(file: LogFile, asked: Complained) -> Mapping[str, ir.Value]:
    """Return, for the rows of a file, whether they complain and in which stratum they are.

    Raises:
        ChainmapError: the condition names a column that is not there.
    """
    names = tuple(file.columns)
    found = {
        written: file.column(column_named(file.name, written, names, option="complaint"))
        for written in columns_of(asked.condition)
    }
    marked: dict[str, ir.Value] = {"complains": truth_of(asked.condition, found.__getitem__)}
    if asked.by is not None:
        by = file.column(column_named(file.name, asked.by, names, option="by"))
        marked["stratum"] = by.cast("string").strip().nullif("")
    return marked


def columns_of(condition: Condition) -> Iterator[str]:
    """Yield the columns that a condition looks at, as they are written in it."""
    match condition:
        case Not(inner):
            yield from columns_of(inner)
        case Together(parts, _):
            for part in parts:
                yield from columns_of(part)
        case Compares() | Like() | IsMissing():
            yield condition.column


def truth_of(condition: Condition, column: ColumnOf) -> ir.BooleanValue:
    """Return the expression; `column` gives the column of a name."""
    match condition:
        case Not(inner):
            return ~truth_of(inner, column)
        case Together(parts, all_of_them):
            return reduce(and_ if all_of_them else or_, [truth_of(p, column) for p in parts])
        case IsMissing(name):
            return _text(column(name)).isnull()
        case Like(name, pattern):
            return _true(_text(column(name)).like(pattern))
        case Compares():
            return _compared(condition, column(condition.column))


def _compared(condition: Compares, column: ir.Column) -> ir.BooleanValue:
    value = condition.value
    if isinstance(value, bool):
        side, other = _text(column).lower(), ibis.literal(str(value).lower())
    elif isinstance(value, float):
        side, other = _text(column).try_cast("float64"), ibis.literal(value)
    else:
        side, other = _text(column), ibis.literal(value)
    if condition.sign == "=":
        return _true(side == other)
    if condition.sign == "!=":
        return ~_true(side == other)
    return _true(_SIGNS[condition.sign](side, other))


def _text(column: ir.Column) -> ir.StringValue:
    """Return what stands there without the space around it, null for nothing."""
    return column.cast("string").strip().nullif("")


def _true(truth: ir.BooleanValue) -> ir.BooleanValue:
    return ibis.coalesce(truth, ibis.literal(value=False))
