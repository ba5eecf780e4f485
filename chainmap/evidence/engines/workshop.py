"""What an engine does for us: keep tables, fetch rows, and the few words engines spell differently.

All questions are ibis expressions that are the same for every engine. An engine adds only what ibis
cannot say for it. What is written here is what most engines can do; each overrides what it cannot.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import ibis
import ibis.expr.datatypes as dt

from chainmap.evidence.engines.clocks import (
    Shape,
    offset_of,
    plain_text,
    shapes_of,
    written,
)
from chainmap.evidence.mistakes import mistake, shown
from chainmap.evidence.times import MILLISECONDS, SECONDS, Way

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from ibis.backends.sql import SQLBackend

Row = Mapping[str, Any]

_Value = TypeVar("_Value")
Columns = Mapping[str, Sequence[_Value]]

HOUR = 3_600_000_000
"""Microseconds."""

_NUMBER = "^[+-]?([0-9]{1,99}([.][0-9]{0,99})?|[.][0-9]{1,99})([eE][+-]?[0-9]{1,2})?$"
"""What is a number in every engine; short enough that none overflows."""

_EPOCH = "^-?[0-9]{1,14}([.][0-9]{1,6})?$"


class Workshop(ABC):
    """An engine with the tables of one log. Times are whole microseconds since 1970, UTC."""

    name: str
    """What messages call the engine."""

    mistakes: tuple[type[Exception], ...] = ()
    """What the engine raises when it cannot do what it is told."""

    group = "\\{}"
    """How a replacement names a group of a regular expression."""

    def __init__(self, engine: SQLBackend, zone: str | None) -> None:
        self.engine, self.zone = engine, zone

    # Tables

    def kept(self, name: str, table: ir.Table) -> ir.Table:
        """Work a table out once and for all; it goes when the workshop closes."""
        return self.engine.create_table(name, table, temp=True)

    def dropped(self, name: str) -> None:
        """Let go of a kept table."""
        self.engine.raw_sql(f"DROP TABLE {name}")  # drop_table of ibis 12 fails with newer sqlglot

    def derived(self, name: str, table: ir.Table, *, of: str) -> ir.Table:
        """Keep a table that is worked out of a kept one, which nothing else needs: it goes."""
        found = self.kept(name, table)
        self.dropped(of)
        return found

    @abstractmethod
    def rows(self, table: ir.Table) -> list[Row]:
        """Work out a small table and fetch it."""

    @abstractmethod
    def put(self, name: str, *, texts: Columns[str], numbers: Columns[int]) -> ir.Table:
        """Hand a small table to the engine: its columns with texts, and those with numbers."""

    @abstractmethod
    def table(self, name: Sequence[str]) -> ir.Table | None:
        """Return the user's table of this name (schema, table), None if there is none."""

    @abstractmethod
    def table_names(self, name: Sequence[str]) -> Sequence[str]:
        """Return the names of the tables that could be meant."""

    @contextmanager
    def telling(self, source: str) -> Iterator[None]:
        """Turn what the engine raises into a finding about the log."""
        try:
            yield
        except self.mistakes as error:
            lines = str(error).strip().splitlines() or [type(error).__name__]
            said = shown(lines[0], most=300)
            hint = "If a column is of a type that cannot be read, make a view that casts it."
            raise mistake(source, "engine-failed", f"{self.name} says: {said}", hint) from error

    # Words

    @abstractmethod
    def instant(self, time: ir.Column) -> ir.IntegerColumn:
        """Return a date or a timestamp of the engine as µs; without a zone it is from `zone`."""

    @abstractmethod
    def clock(self, text: ir.StringColumn) -> ir.IntegerColumn:
        """Return `2026-1-5 8:05:00.5` as the µs a clock shows, as if it stood in UTC."""

    @abstractmethod
    def from_wall(self, wall: ir.IntegerColumn) -> ir.IntegerColumn:
        """Return what clocks in `zone` show as instants.

        A time that a clock shows twice is the later one; one it never shows counts from before the
        change, as in DuckDB and PostgreSQL.
        """

    @abstractmethod
    def on_the_wall(self, moment: ir.IntegerColumn) -> ir.IntegerColumn:
        """Return instants as clocks of `zone` show them, both in µs."""

    def moment(self, text: ir.StringColumn, way: Way) -> ir.IntegerColumn:
        """Return written times as instants, null where they cannot be read this way."""
        if way.name in {SECONDS, MILLISECONDS}:
            return self._epoch(text.strip(), 1_000_000 if way.name == SECONDS else 1_000)
        moments = [self._written(text, one) for one in way.formats or (None,)]
        return ibis.coalesce(*moments)

    def fits(self, text: ir.StringColumn, way: Way) -> ir.BooleanColumn:
        """Return whether written times can be read in one of the formats."""
        return self.moment(text, way).notnull()

    def _epoch(self, text: ir.StringColumn, factor: int) -> ir.IntegerColumn:
        number = ibis.ifelse(text.re_search(_EPOCH), text, ibis.null(dt.string))
        return (number.cast(dt.Decimal(24, 6)) * factor).cast(dt.int64)

    def _written(self, text: ir.StringColumn, time_format: str | None) -> ir.IntegerColumn:
        """Return the instants of one format, None for ISO 8601."""
        plain = plain_text(text, time_format)
        shapes = shapes_of(time_format)
        return ibis.coalesce(*(self._of_shape(plain, shape) for shape in shapes))

    def _of_shape(self, plain: ir.StringColumn, shape: Shape) -> ir.IntegerColumn:
        wall = self.clock(written(plain, shape, self.group)) + shape.hours * HOUR
        if shape.offset is None:
            return self.from_wall(wall)
        offset = offset_of(plain, shape)
        return ibis.ifelse(offset.isnull(), self.from_wall(wall), wall - offset)

    def number(self, text: ir.StringColumn) -> ir.FloatingColumn:
        """Return text as numbers, null where it is none."""
        return ibis.ifelse(text.re_search(_NUMBER), text, ibis.null(dt.string)).cast(dt.float64)

    def trimmed(self, text: ir.StringColumn) -> ir.StringColumn:
        """Return text without the white space around it."""
        return text.strip()

    def comparable(self, text: ir.StringValue) -> ir.Value:
        """Return what sorts as the bytes of the text do, whatever the engine's language."""
        return text

    def like(self, text: ir.StringColumn, pattern: str) -> ir.BooleanColumn:
        """Return whether text fits: % is any text, _ any character, a backslash is itself."""
        return text.like(pattern)

    def in_order(self, values: ir.IntegerColumn, by: ir.IntegerColumn) -> ir.ArrayScalar:
        """Collect values of a group in the order of others; no value is null."""
        return values.collect(order_by=by)

    def cases(self, rows: ir.Table) -> ir.Table:
        """Give every case of a table without an order a place, or what stands for one."""
        named = rows.select("case").distinct()
        by_name = ibis.window(order_by=self.comparable(named.case))
        return named.mutate(place=ibis.row_number().over(by_name))

    def number_of(self, text: ir.StringColumn) -> ir.IntegerColumn:
        """Return a number that is made of a text alone, and nearly always of no other; or null."""
        del text
        return ibis.null(dt.int64)
