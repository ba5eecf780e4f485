"""PostgreSQL: a table is read where it lies; only temporary tables are made, which end with us."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import ibis
import ibis.expr.datatypes as dt
import psycopg
import pyarrow as pa
import pyarrow.csv
from psycopg import sql

from chainmap.evidence.engines.arrow import as_arrow
from chainmap.evidence.engines.workshop import Columns, Row, Workshop
from chainmap.evidence.mistakes import mistake
from chainmap.evidence.places import PASSWORDS, masked, require_whole_password

if TYPE_CHECKING:
    import ibis.expr.types as ir

_INSTANT = dt.Timestamp(timezone="UTC")
_MILLION = 1_000_000

_FIND = """
select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.oid = to_regclass(%s)
"""
_NAMES = """
select n.nspname, c.relname, pg_table_is_visible(c.oid)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'v', 'm', 'f', 'p') and n.nspname !~ '^(pg_|information_schema$)'
order by 1, 2
"""


class PostgresWorkshop(Workshop):
    """A session with a PostgreSQL server."""

    name = "PostgreSQL"
    mistakes = (psycopg.Error,)

    def __init__(self, session: psycopg.Connection, zone: str | None) -> None:
        super().__init__(ibis.postgres.from_connection(session), zone)
        self.session = session

    def kept(self, name: str, table: ir.Table) -> ir.Table:
        found = super().kept(name, table)
        self._look_at(name)
        return found

    def put(self, name: str, *, texts: Columns[str], numbers: Columns[int]) -> ir.Table:
        table = as_arrow(texts, numbers)
        return self.load(name, table.schema, table.to_batches())

    def load(self, name: str, schema: pa.Schema, parts: Iterable[pa.RecordBatch]) -> ir.Table:
        """Copy a table from elsewhere into a temporary one."""
        made = self.engine.create_table(name, schema=ibis.Schema.from_pyarrow(schema), temp=True)
        copy = sql.SQL("COPY {} FROM STDIN (FORMAT csv)").format(sql.Identifier(name))
        with self.session.cursor() as cursor, cursor.copy(copy) as into:
            for part in parts:
                into.write(_as_csv(part))
        self._look_at(name)
        return made

    def rows(self, table: ir.Table) -> list[Row]:
        found = self.session.execute(self.engine.compile(table))
        names = table.columns
        return [dict(zip(names, map(_whole, row), strict=True)) for row in found.fetchall()]

    def table(self, name: Sequence[str]) -> ir.Table | None:
        quoted = sql.Identifier(*name).as_string(self.session)
        found = self.session.execute(_FIND, [quoted]).fetchone()
        return None if found is None else self.engine.table(name[-1], database=found[0])

    def table_names(self, name: Sequence[str]) -> Sequence[str]:
        del name
        found = self.session.execute(_NAMES).fetchall()
        return [table if visible else f"{schema}.{table}" for schema, table, visible in found]

    def instant(self, time: ir.Column) -> ir.IntegerColumn:
        kind = time.type()
        if kind.is_timestamp() and kind.timezone is not None:
            return _microseconds(_epoch_of_instant("epoch", time))
        return self.from_wall(_microseconds(_epoch("epoch", time.cast(dt.timestamp))))

    def clock(self, text: ir.StringColumn) -> ir.IntegerColumn:
        return _microseconds(_epoch("epoch", text.cast(dt.timestamp)))

    def from_wall(self, wall: ir.IntegerColumn) -> ir.IntegerColumn:
        if self.zone is None:
            return wall
        shown = _in_zone("UTC", _instant(wall))
        return _microseconds(_epoch_of_instant("epoch", _from_zone(self.zone, shown)))

    def on_the_wall(self, moment: ir.IntegerColumn) -> ir.IntegerColumn:
        if self.zone is None:
            return moment
        return _microseconds(_epoch("epoch", _in_zone(self.zone, _instant(moment))))

    def comparable(self, text: ir.StringValue) -> ir.Value:
        return _bytes(text, "UTF8")

    def like(self, text: ir.StringColumn, pattern: str) -> ir.BooleanColumn:
        return text.like(pattern.replace("\\", "\\\\"))

    def _look_at(self, name: str) -> None:
        """Let the server know how large the table is; it does not look at temporary ones itself."""
        self.session.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(name)))


@contextmanager
def postgres(url: str, *, zone: str | None) -> Iterator[PostgresWorkshop]:
    """Open a session; it ends with everything that was made in it.

    Raises:
        ChainmapError: the server cannot be reached or does not let us in.
    """
    require_whole_password(url)
    try:
        session = psycopg.connect(url, autocommit=True, application_name="chainmap")
    except psycopg.Error as error:
        said = masked(" ".join(str(error).split()), secret_of=url).rstrip(".")
        hint = f"Keep the password in {PASSWORDS}" if "password" in said else None
        raise mistake(masked(url), "no-connection", f"PostgreSQL says: {said}.", hint) from error
    with session:
        yield PostgresWorkshop(session, zone)


def _whole(value: object) -> object:
    """Return sums as numbers of Python: PostgreSQL adds whole numbers up to decimals."""
    return int(value) if isinstance(value, Decimal) else value


def _as_csv(part: pa.RecordBatch) -> bytes:
    """Return rows as PostgreSQL's CSV: null is nothing, an empty text is quoted."""
    target = BytesIO()
    options = pyarrow.csv.WriteOptions(include_header=False)
    pyarrow.csv.write_csv(part, target, options)
    return target.getvalue()


_builtin = ibis.udf.scalar.builtin

_epoch = _builtin(
    lambda field, time: ...,  # noqa: ARG005
    name="date_part",
    signature=((dt.string, dt.timestamp), dt.float64),
)
_epoch_of_instant = _builtin(
    lambda field, time: ...,  # noqa: ARG005
    name="date_part",
    signature=((dt.string, _INSTANT), dt.float64),
)
_from_zone = _builtin(
    lambda zone, time: ...,  # noqa: ARG005
    name="timezone",
    signature=((dt.string, dt.timestamp), _INSTANT),
)
_in_zone = _builtin(
    lambda zone, time: ...,  # noqa: ARG005
    name="timezone",
    signature=((dt.string, _INSTANT), dt.timestamp),
)
_to_timestamp = _builtin(
    lambda seconds: ...,  # noqa: ARG005
    name="to_timestamp",
    signature=((dt.float64,), _INSTANT),
)
_bytes = _builtin(
    lambda text, encoding: ...,  # noqa: ARG005
    name="convert_to",
    signature=((dt.string, dt.string), dt.binary),
)


def _microseconds(seconds: ir.FloatingColumn) -> ir.IntegerColumn:
    """Return seconds as µs: exact until the year 2242, where 53 bits end."""
    return (seconds * _MILLION).round().cast(dt.int64)


def _instant(moment: ir.IntegerColumn) -> ir.TimestampColumn:
    return _to_timestamp(moment.cast(dt.float64) / _MILLION)
