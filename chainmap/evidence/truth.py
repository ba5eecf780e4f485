"""A condition -> an expression that the engine runs; nothing of what was written reaches it as SQL.

Conditions are true or false, never unknown: a missing value equals nothing, so `a = 'x'` is false
and `a != 'x'` is true of it, and it is neither less nor more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial, reduce
from operator import and_, ge, gt, le, lt, or_

import ibis
import ibis.expr.datatypes as dt
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
from chainmap.evidence.engines.workshop import Workshop
from chainmap.evidence.files import LogFile
from chainmap.evidence.mistakes import together
from chainmap.evidence.request import Complained

_SIGNS = {"<": lt, "<=": le, ">": gt, ">=": ge}


def marks(workshop: Workshop, file: LogFile, asked: Complained) -> Mapping[str, ir.Value]:
    """Return, for the rows of a file, whether they complain and in which stratum they are.

    Raises:
        ChainmapError: the condition names a column that is not there.
    """
    found = {
        written: file.column(_named(file, written, "complaint"))
        for written in columns_of(asked.condition)
    }
    marked: dict[str, ir.Value] = {"complains": _Judge(workshop, found).truth_of(asked.condition)}
    if asked.by is not None:
        by = file.column(_named(file, asked.by, "by"))
        marked["stratum"] = by.cast(dt.string).strip().nullif("")
    return marked


def require_columns(file: LogFile, asked: Complained) -> None:
    """Look for every column that is asked for.

    Raises:
        ChainmapError: those that are not there.
    """
    wanted = [(name, "complaint") for name in dict.fromkeys(columns_of(asked.condition))]
    wanted += [] if asked.by is None else [(asked.by, "by")]
    together(*(partial(_named, file, name, option) for name, option in wanted))


def _named(file: LogFile, wanted: str, option: str) -> str:
    return column_named(file.name, wanted, tuple(file.columns), option=option)


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


class _Judge:
    """Judges conditions about the columns of one file."""

    def __init__(self, workshop: Workshop, columns: Mapping[str, ir.Column]) -> None:
        self._workshop, self._columns = workshop, columns

    def truth_of(self, condition: Condition) -> ir.BooleanValue:
        """Return the expression."""
        match condition:
            case Not(inner):
                return ~self.truth_of(inner)
            case Together(parts, all_of_them):
                return reduce(and_ if all_of_them else or_, [self.truth_of(p) for p in parts])
            case IsMissing(name):
                return _text(self._columns[name]).isnull()
            case Like(name, pattern):
                return _true(self._workshop.like(_text(self._columns[name]), pattern))
            case Compares():
                return self._compared(condition, _text(self._columns[condition.column]))

    def _compared(self, condition: Compares, text: ir.StringColumn) -> ir.BooleanValue:
        side, other = self._sides(text, condition)
        if condition.sign == "=":
            return _true(side == other)
        if condition.sign == "!=":
            return ~_true(side == other)
        return _true(_SIGNS[condition.sign](side, other))

    def _sides(self, text: ir.StringColumn, condition: Compares) -> tuple[ir.Value, ir.Value]:
        """Return what is compared with what: numbers, or texts by their bytes."""
        value = condition.value
        if isinstance(value, bool):
            return text.lower(), ibis.literal(str(value).lower())
        if isinstance(value, float):
            return self._workshop.number(text), ibis.literal(value)
        return self._workshop.comparable(text), self._workshop.comparable(ibis.literal(value))


def _text(column: ir.Column) -> ir.StringValue:
    """Return what stands there without the space around it, null for nothing."""
    return column.cast(dt.string).strip().nullif("")


def _true(truth: ir.BooleanValue) -> ir.BooleanValue:
    return ibis.coalesce(truth, ibis.literal(value=False))
