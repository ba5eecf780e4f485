"""Spark: what works in a session of it; tables are kept in memory and on disk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import ibis
import ibis.expr.datatypes as dt
from pyspark import StorageLevel
from pyspark.errors import PySparkException
from pyspark.sql.types import TimestampType

from chainmap.evidence.engines.arrow import as_arrow
from chainmap.evidence.engines.workshop import HOUR, Columns, Row, Workshop
from chainmap.evidence.times import ISO, Way

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from pyspark.sql import DataFrame, SparkSession

_INSTANT = dt.Timestamp(timezone="UTC")
_A_CHANGE = 3 * HOUR
"""Longer than any clock was put back."""

_ENDS_WITH_ZONE = ":[0-9]{2}([.][0-9]+)? ?(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?)$"
_NO_SECONDS = "^([^ T]+[ T][0-9]{1,2}:[0-9]{2})( ?(?:Z|UTC|[+-][0-9:]+))$"
_ISO = (
    "^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
    "([T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?( ?(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?))?)?$"
)
"""What Spark is asked to read: by itself it takes 12:30 for today."""

_OURS = "chainmap_"
"""How the names of our views begin, so that they hide no table of the user."""


class SparkWorkshop(Workshop):
    """A session of Spark."""

    name = "Spark"
    mistakes = (PySparkException,)
    group = "${}"

    def __init__(self, session: SparkSession, zone: str | None) -> None:
        super().__init__(ibis.pyspark.connect(session), zone)
        self.session = session
        self._kept: dict[str, DataFrame] = {}
        self._sources: list[str] = []
        self._instants: set[str] = set()

    def kept(self, name: str, table: ir.Table) -> ir.Table:
        return self.view(name, self.session.sql(self.engine.compile(table)))

    def view(self, name: str, frame: DataFrame) -> ir.Table:
        """Work a frame out once and for all, in memory and on disk."""
        kept = frame.persist(StorageLevel.MEMORY_AND_DISK)
        kept.count()
        kept.createOrReplaceTempView(_OURS + name)
        self._kept[name] = kept
        return self.engine.table(_OURS + name)

    def dropped(self, name: str) -> None:
        self.session.catalog.dropTempView(_OURS + name)
        self._kept.pop(name).unpersist()

    def rows(self, table: ir.Table) -> list[Row]:
        return [row.asDict() for row in self.session.sql(self.engine.compile(table)).collect()]

    def put(self, name: str, *, texts: Columns[str], numbers: Columns[int]) -> ir.Table:
        return self.view(name, self.session.createDataFrame(as_arrow(texts, numbers)))

    def table(self, name: Sequence[str]) -> ir.Table | None:
        quoted = _quoted(name)
        if not self.session.catalog.tableExists(quoted):
            return None
        return self.source("source", self.session.table(quoted))

    def source(self, name: str, frame: DataFrame) -> ir.Table:
        """Make a frame a table; remember which of its times are instants, ibis does not tell."""
        frame.createOrReplaceTempView(_OURS + name)
        self._sources.append(name)
        self._instants |= {f.name for f in frame.schema if isinstance(f.dataType, TimestampType)}
        return self.engine.table(_OURS + name)

    def table_names(self, name: Sequence[str]) -> Sequence[str]:
        schema = _quoted(name[:-1])
        try:
            found = self.session.sql(f"SHOW TABLES IN {schema}" if schema else "SHOW TABLES")
        except PySparkException:  # there is no such schema
            return []
        return [".".join([*name[:-1], row["tableName"]]) for row in found.collect()]

    def instant(self, time: ir.Column) -> ir.IntegerColumn:
        moment = _unix_micros(time.cast(_INSTANT))  # the session's clock is UTC
        return moment if time.get_name() in self._instants else self.from_wall(moment)

    def clock(self, text: ir.StringColumn) -> ir.IntegerColumn:
        return _unix_micros(text.cast(_INSTANT))

    def from_wall(self, wall: ir.IntegerColumn) -> ir.IntegerColumn:
        if self.zone is None:
            return wall
        first = _unix_micros(_to_utc(_timestamp_micros(wall), self.zone))
        after = _unix_micros(_to_utc(_timestamp_micros(wall + _A_CHANGE), self.zone)) - _A_CHANGE
        return ibis.ifelse(self.on_the_wall(after) == wall, after, first)

    def on_the_wall(self, moment: ir.IntegerColumn) -> ir.IntegerColumn:
        if self.zone is None:
            return moment
        return _unix_micros(_from_utc(_timestamp_micros(moment), self.zone))

    def moment(self, text: ir.StringColumn, way: Way) -> ir.IntegerColumn:
        """Return written times as instants; ISO 8601 Spark reads itself, and quicker."""
        if way.name != ISO:
            return super().moment(text, way)
        plain = text.strip().upper().replace("/", "-").re_replace(_NO_SECONDS, "$1:00$2")
        moment = _unix_micros(_try_to_timestamp(ibis.ifelse(plain.re_search(_ISO), plain, None)))
        return ibis.ifelse(plain.re_search(_ENDS_WITH_ZONE), moment, self.from_wall(moment))

    def like(self, text: ir.StringColumn, pattern: str) -> ir.BooleanColumn:
        return text.like(pattern.replace("\\", "\\\\"))

    def in_order(self, values: ir.IntegerColumn, by: ir.IntegerColumn) -> ir.ArrayScalar:
        """Collect pairs and sort them: Spark collects in any order."""
        pairs = ibis.struct({"at": by, "value": values}).collect()
        return pairs.sort().map(lambda pair: pair.value)

    def cases(self, rows: ir.Table) -> ir.Table:
        """Let cases stand for themselves: numbering them would bring all to one machine."""
        return rows.select("case").distinct().mutate(place=ibis._.case)

    def close(self) -> None:
        """Leave nothing behind in a session that is not ours."""
        for name in list(self._kept):
            self.dropped(name)
        for name in self._sources:
            self.session.catalog.dropTempView(_OURS + name)


def _quoted(name: Sequence[str]) -> str:
    return ".".join(f"`{part.replace('`', '``')}`" for part in name)


_builtin = ibis.udf.scalar.builtin

_unix_micros = _builtin(
    lambda time: ...,  # noqa: ARG005
    name="unix_micros",
    signature=((_INSTANT,), dt.int64),
)
_timestamp_micros = _builtin(
    lambda microseconds: ...,  # noqa: ARG005
    name="timestamp_micros",
    signature=((dt.int64,), _INSTANT),
)
_try_to_timestamp = _builtin(
    lambda text: ...,  # noqa: ARG005
    name="try_to_timestamp",
    signature=((dt.string,), _INSTANT),
)
_to_utc = _builtin(
    lambda time, zone: ...,  # noqa: ARG005
    name="to_utc_timestamp",
    signature=((_INSTANT, dt.string), _INSTANT),
)
_from_utc = _builtin(
    lambda time, zone: ...,  # noqa: ARG005
    name="from_utc_timestamp",
    signature=((_INSTANT, dt.string), _INSTANT),
)
