"""DuckDB: the engine inside, which stays within its memory, and functions that ibis lacks."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend
from ibis.expr.schema import Schema

from chainmap.evidence.engines.workshop import Columns, Row, Workshop
from chainmap.evidence.times import MILLISECONDS, SECONDS, Way

if TYPE_CHECKING:
    import pyarrow as pa

UTC = "UTC"
_ENGINES_SHARE = 0.65
_LOG = "log_database"
INSTANT = dt.Timestamp(timezone=UTC)


class DuckWorkshop(Workshop):
    """DuckDB, and a directory for what it and the reader put aside; both end together."""

    name = "DuckDB"
    mistakes = (duckdb.Error,)
    engine: Backend

    def __init__(self, engine: Backend, directory: Path, zone: str | None = None) -> None:
        super().__init__(engine, zone)
        self.directory = directory

    def kept(self, name: str, table: ir.Table) -> ir.Table:
        """Work a table out in one statement: ibis needs nine."""
        self.engine.con.execute(f"CREATE TEMP TABLE {name} AS {self.engine.compile(table)}")
        return self.engine.table(name)

    def derived(self, name: str, table: ir.Table, *, of: str) -> ir.Table:
        """Leave it to each reading: that costs less than to write it down."""
        del name, of
        return table

    def rows(self, table: ir.Table) -> list[Row]:
        """Work out a small table and fetch it, without Arrow and pandas: loading them takes longer.

        Numbers, texts and lists of them only.
        """
        found, names = self.engine.con.execute(self.engine.compile(table)), table.columns
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def put(self, name: str, *, texts: Columns[str], numbers: Columns[int]) -> ir.Table:
        types = dict.fromkeys(texts, "VARCHAR[]") | dict.fromkeys(numbers, "BIGINT[]")
        columns = [f"unnest(?::{kind}) AS {column}" for column, kind in types.items()]
        statement = f"CREATE TEMP TABLE {name} AS SELECT {', '.join(columns)}"
        self.engine.con.execute(
            statement, [*map(list, texts.values()), *map(list, numbers.values())]
        )
        return self.engine.table(name)

    def parts(self, table: ir.Table) -> pa.RecordBatchReader:
        """Work a large table out and fetch it part by part."""
        found = self.engine.con.sql(self.engine.compile(table))
        return found.to_arrow_reader()  # to_pyarrow_batches of ibis 12 does not know DuckDB 2

    def attach(self, path: Path) -> None:
        """Open the user's database, to read it only.

        Raises:
            duckdb.Error: it is none, or another program writes to it.
        """
        self.engine.attach(path, name=_LOG, read_only=True)

    def table(self, name: Sequence[str]) -> ir.Table | None:
        schema = name[0] if len(name) > 1 else "main"
        if name[-1] not in self._names(schema):
            return None
        return self.engine.table(name[-1], database=(_LOG, schema))

    def table_names(self, name: Sequence[str]) -> Sequence[str]:
        if len(name) == 1:
            return self._names("main")
        return [f"{name[0]}.{table}" for table in self._names(name[0])]

    def _names(self, schema: str) -> Sequence[str]:
        found = self.engine.con.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_catalog = ? AND table_schema = ? ORDER BY 1",
            [_LOG, schema],
        )
        return [name for (name,) in found.fetchall()]

    def instant(self, time: ir.Column) -> ir.IntegerColumn:
        return epoch_us(time.cast(INSTANT))

    def clock(self, text: ir.StringColumn) -> ir.IntegerColumn:
        return _wall_us(text.try_cast(dt.timestamp))

    def from_wall(self, wall: ir.IntegerColumn) -> ir.IntegerColumn:
        return epoch_us(_make_timestamp(wall).cast(INSTANT))

    def on_the_wall(self, moment: ir.IntegerColumn) -> ir.IntegerColumn:
        if self.zone is None or self.zone == UTC:
            return moment
        return _wall_us(_in_zone(self.zone, _from_zone(UTC, _make_timestamp(moment))))

    def moment(self, text: ir.StringColumn, way: Way) -> ir.IntegerColumn:
        """Return written times as instants: DuckDB reads them itself, and quicker."""
        if way.name in {SECONDS, MILLISECONDS}:
            factor = 1_000_000 if way.name == SECONDS else 1_000
            return (text.try_cast(dt.Decimal(24, 6)) * factor).try_cast(dt.int64)
        if way.formats:
            return epoch_us(try_strptime(text.strip(), list(way.formats)).cast(INSTANT))
        bare = text.strip()
        closed = bare.upper().replace(" +", "+").replace(" -", "-")  # `08:00 +0100`, `08:00z`
        begins_with_digit = (bare >= "0") & (bare < ":")  # else it reads "epoch", "infinity"
        read = ibis.coalesce(bare.try_cast(INSTANT), closed.try_cast(INSTANT))
        return epoch_us(ibis.ifelse(begins_with_digit, read, ibis.null(INSTANT)))

    def fits(self, text: ir.StringColumn, way: Way) -> ir.BooleanColumn:
        return try_strptime(text.strip(), list(way.formats)).notnull()

    def trimmed(self, text: ir.StringColumn) -> ir.StringColumn:
        """Return text without the white space around it.

        Looking at the ends first makes reading a log a third cheaper: few names have space there.
        """
        has_space = text < "!"  # white space sorts before every printed character
        for space in " \t\n\r":
            has_space |= text.endswith(space)
        return ibis.ifelse(has_space, text.strip(), text)

    def number_of(self, text: ir.StringColumn) -> ir.IntegerColumn:
        half = (_hash(text) >> 1).cast(dt.uint64)  # it has no sign, though ibis takes it for signed
        return half.cast(dt.int64)


class _Engine(Backend):  # type: ignore[misc]  # ibis has no types here
    """The engine of ibis, which asks for the columns of a table without loading Arrow."""

    def get_schema(
        self, table_name: str, *, catalog: str | None = None, database: str | None = None
    ) -> Schema:
        parts = [part for part in (catalog, database, table_name) if part is not None]
        name = ".".join('"' + part.replace('"', '""') + '"' for part in parts)
        found = self.con.execute(f"DESCRIBE {name}").fetchall()
        type_of = self.compiler.type_mapper.from_string
        return Schema(
            {column: type_of(kind, nullable=null == "YES") for column, kind, null, *_ in found}
        )


@contextmanager
def workshop(*, memory: str, zone: str | None = None) -> Iterator[DuckWorkshop]:
    """Open DuckDB; it keeps to `memory` by putting tables aside on disk.

    Times without a zone are taken to be from `zone`. The engine fetches no extensions: reading a
    log never opens the network.
    """
    with tempfile.TemporaryDirectory(prefix="chainmap-", ignore_cleanup_errors=True) as place:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": _engines_part(memory),
            "temp_directory": str(Path(place, "aside")),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        engine = _Engine.from_connection(duckdb.connect(config=settings))
        try:
            engine.settings["TimeZone"] = zone or UTC
            engine.settings["enable_progress_bar"] = False
            yield DuckWorkshop(engine, Path(place), zone)
        finally:
            engine.disconnect()


def _engines_part(memory: str) -> str:
    """Return what the engine may take of the memory: Python and what lies between need the rest.

    >>> _engines_part("1GB")
    '0.65GB'
    """
    size = memory.strip().rstrip("KMGTiBkmgtb")
    return f"{float(size) * _ENGINES_SHARE:g}{memory.strip()[len(size) :].strip()}"


_builtin = ibis.udf.scalar.builtin
"""Makes a function of the engine one that expressions can call; its body is never run."""

try_strptime = _builtin(
    lambda text, formats: ...,  # noqa: ARG005
    name="try_strptime",
    signature=((dt.string, dt.Array(dt.string)), dt.timestamp),
)
"""Read a time in the first format that fits; null if none does."""

epoch_us = _builtin(
    lambda time: ...,  # noqa: ARG005
    name="epoch_us",
    signature=((INSTANT,), dt.int64),
)
"""Return the microseconds since 1970, UTC."""

_wall_us = _builtin(
    lambda time: ...,  # noqa: ARG005
    name="epoch_us",
    signature=((dt.timestamp,), dt.int64),
)
_make_timestamp = _builtin(
    lambda microseconds: ...,  # noqa: ARG005
    name="make_timestamp",
    signature=((dt.int64,), dt.timestamp),
)
_from_zone = _builtin(
    lambda zone, time: ...,  # noqa: ARG005
    name="timezone",
    signature=((dt.string, dt.timestamp), INSTANT),
)
_in_zone = _builtin(
    lambda zone, time: ...,  # noqa: ARG005
    name="timezone",
    signature=((dt.string, INSTANT), dt.timestamp),
)
_hash = _builtin(
    lambda text: ...,  # noqa: ARG005
    name="hash",
    signature=((dt.string,), dt.uint64),
)
