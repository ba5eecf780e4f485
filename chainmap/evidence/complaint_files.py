"""Counts the rows of a large table of complaints in DuckDB: CSV and Parquet.

What a file says only ever stands in parameters and tables, never in a statement. A CSV of which
anything is odd is left to `source.tallying`, which says where and what.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from glob import escape
from pathlib import Path

import duckdb

from chainmap.evidence.mistakes import mistake
from chainmap.tally import KEYS, MOST_EXAMPLES, Kind, Sample, Tally, Value

MEMORY = "400MB"
_LONGEST_LINE = 1 << 24
"""Bytes. DuckDB's buffers are 16 times that unless told; threads share small ones more evenly."""

_LONGEST_FIELD = 131_072
"""Characters of a field that Python's csv takes; a longer one is read there, and refused."""

_COLUMNS = (*KEYS, "id", "date", "count", "said")
_NESTED = ("LIST", "STRUCT", "MAP", "UNION", "BLOB", "ARRAY")

_READ_CSV = """
CREATE TEMP TABLE written AS SELECT * FROM read_csv(
  ?, auto_detect=false, header=true, delim=?, quote='"', escape='"', columns=?, nullstr='',
  max_line_size=?, buffer_size=?)
"""

_KINDS = """
CREATE TEMP TABLE kinds AS SELECT *, row_number() OVER (ORDER BY first) - 1 AS kind FROM (
  SELECT customer, supplier, delivers, category, severity, contacts, id IS NOT NULL AS named,
    min(rowid) AS first, count(*) AS size FROM complaints GROUP BY ALL)
"""

_DATES = """
CREATE TEMP TABLE dates AS SELECT *, row_number() OVER (ORDER BY first) - 1 AS number FROM (
  SELECT date AS text, min(rowid) AS first, count(*) AS size FROM complaints
  WHERE date IS NOT NULL GROUP BY date)
"""

_COUNTS = """
CREATE TEMP TABLE counts AS SELECT *, row_number() OVER (ORDER BY first) - 1 AS number FROM (
  SELECT "count" AS text, min(rowid) AS first, count(*) AS size FROM complaints
  WHERE "count" IS NOT NULL GROUP BY "count")
"""

_CODED = """
CREATE TEMP TABLE coded AS SELECT c.rowid AS place, k.kind, coalesce(d.number, -1) AS day,
  coalesce(n.number, -1) AS times, c.date AS written
FROM complaints c JOIN kinds k ON c.customer IS NOT DISTINCT FROM k.customer
  AND c.supplier IS NOT DISTINCT FROM k.supplier AND c.delivers IS NOT DISTINCT FROM k.delivers
  AND c.category IS NOT DISTINCT FROM k.category AND c.severity IS NOT DISTINCT FROM k.severity
  AND c.contacts IS NOT DISTINCT FROM k.contacts AND (c.id IS NOT NULL) = k.named
LEFT JOIN dates d ON c.date = d.text LEFT JOIN counts n ON c."count" = n.text
"""

_CELLS = """
SELECT kind, day, times, count(*) AS size FROM coded GROUP BY ALL ORDER BY ALL
"""

_SAMPLES = """
SELECT s.kind, s.place, c.id, c.date, c.said FROM (
  SELECT kind, place FROM coded QUALIFY row_number()
    OVER (PARTITION BY kind ORDER BY written DESC NULLS LAST, place) <= ?) s
JOIN complaints c ON c.rowid = s.place ORDER BY s.kind, c.date DESC NULLS LAST, s.place
"""


def count_csv(
    path: Path, name: str, *, delimiter: str, width: int, columns: Mapping[str, int]
) -> Tally | None:
    """Count the rows of a CSV, packed (.gz) or not; None where its rows are not all alike.

    `columns` gives for each name the number of its field, from 1, of `width`.
    """
    with _engine() as engine:
        try:
            written = {f"c{at}": "VARCHAR" for at in range(1, width + 1)}
            given = [escape(str(path)), delimiter, written, _LONGEST_LINE, _LONGEST_LINE]
            engine.execute(_READ_CSV, given)
        except duckdb.Error:
            return None
        fields = engine.table("written")
        if _longest(fields) > _LONGEST_FIELD:
            return None
        _take(fields, {said: _column(f"c{at}") for said, at in columns.items()})
        engine.execute("DROP TABLE written")
        return _tally(engine, name, columns, first_line=2)


def parquet_columns(path: Path, name: str) -> tuple[str, ...]:
    """Return the names of the columns of a Parquet file.

    Raises:
        ChainmapError: it is none, or a column holds what is no text, number or date.
    """
    with _engine() as engine:
        table = _parquet(engine, path, name)
        for column, kind in zip(table.columns, table.types, strict=True):
            is_route = column.strip().casefold() == "contacts" and str(kind) == "VARCHAR[]"
            if kind.id.upper() in _NESTED and not is_route:
                message = f"The column {column} holds {kind.id.lower()}s, where texts belong."
                raise mistake(name, "wrong-type", message, "Write it as text, number or date.")
        return tuple(table.columns)


def count_parquet(path: Path, name: str, *, columns: Mapping[str, int]) -> Tally:
    """Count the rows of a Parquet file; `columns` as for a CSV, a line is the number of a row.

    Raises:
        ChainmapError: it cannot be read.
    """
    with _engine() as engine:
        table = _parquet(engine, path, name)
        try:
            _take(table, {said: _text(table, at - 1) for said, at in columns.items()})
            return _tally(engine, name, columns, first_line=1)
        except duckdb.Error as error:
            raise _no_parquet(name) from error


_column = duckdb.ColumnExpression


@contextmanager
def _engine() -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an engine that keeps to its memory and fetches no extensions."""
    with tempfile.TemporaryDirectory(prefix="chainmap-", ignore_cleanup_errors=True) as aside:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY,
            "temp_directory": aside,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        engine = duckdb.connect(config=settings)
        try:
            yield engine
        finally:
            engine.close()


def _longest(table: duckdb.DuckDBPyRelation) -> int:
    """Return the bytes of the longest field."""
    sizes = [duckdb.FunctionExpression("strlen", _column(name)) for name in table.columns]
    longest = [duckdb.FunctionExpression("max", size) for size in sizes]
    return max(filter(None, table.aggregate(longest).fetchall()[0]), default=0)


def _take(table: duckdb.DuckDBPyRelation, known: Mapping[str, duckdb.Expression]) -> None:
    """Keep the columns that mean something as `complaints`; a row of empty fields is none."""
    nothing = duckdb.ConstantExpression(None).cast("VARCHAR")
    chosen = {name: known.get(name, nothing) for name in _COLUMNS}
    chosen["id"] = duckdb.FunctionExpression("trim", chosen["id"])
    empty = duckdb.ConstantExpression("")
    said_or_null = [
        duckdb.FunctionExpression("nullif", text, empty).alias(name)
        for name, text in chosen.items()
    ]
    rows = table.select(*said_or_null)
    said = duckdb.CoalesceOperator(*map(_column, _COLUMNS))
    rows.filter(said.isnotnull()).create("complaints")


def _tally(
    engine: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, int], *, first_line: int
) -> Tally:
    for statement in (_KINDS, _DATES, _COUNTS, _CODED):
        engine.execute(statement)
    ids = engine.execute("SELECT id FROM complaints ORDER BY rowid").fetchnumpy()["id"]
    cells = engine.execute(_CELLS).fetchnumpy()
    return Tally(
        path=name,
        columns=columns,
        kinds=tuple(_kinds(engine)),
        dates=_values(engine, "dates"),
        counts=_values(engine, "counts"),
        cells=list(zip(*(column.tolist() for column in cells.values()), strict=True)),
        ids=ids.tolist(),
        line_of=lambda row: row + first_line,
    )


def _kinds(engine: duckdb.DuckDBPyConnection) -> Iterator[Kind]:
    samples: dict[int, list[Sample]] = {}
    for kind, *said in engine.execute(_SAMPLES, [MOST_EXAMPLES]).fetchall():
        samples.setdefault(kind, []).append(Sample(*said))
    for *said, named, first, size, kind in engine.table("kinds").order("kind").fetchall():
        values = {key: text for key, text in zip(KEYS, said, strict=True) if text is not None}
        yield Kind(values, named, first, size, tuple(samples[kind]))


def _values(engine: duckdb.DuckDBPyConnection, table: str) -> tuple[Value, ...]:
    rows = engine.table(table).order("number").fetchall()
    return tuple(Value(text, first, size) for text, first, size, _ in rows)


def _parquet(engine: duckdb.DuckDBPyConnection, path: Path, name: str) -> duckdb.DuckDBPyRelation:
    try:
        return engine.read_parquet(escape(str(path)))
    except duckdb.Error as error:
        raise _no_parquet(name) from error


def _no_parquet(name: str) -> Exception:
    hint = "Export it again, as Parquet or CSV."
    return mistake(name, "damaged-file", "This is no Parquet file, or a damaged one.", hint)


def _text(table: duckdb.DuckDBPyRelation, position: int) -> duckdb.Expression:
    """Return a column as text: of a time its day, of a list its entries, of 3.0 the number 3."""
    column = _column(table.columns[position])
    kind = str(table.types[position])
    if kind.startswith("TIMESTAMP"):
        column = column.cast("DATE")
    elif kind == "VARCHAR[]":
        return duckdb.FunctionExpression("array_to_string", column, duckdb.ConstantExpression(">"))
    elif kind in {"DOUBLE", "FLOAT"} or kind.startswith("DECIMAL"):
        nine, zero, point = map(duckdb.ConstantExpression, ("%.9f", "0", "."))
        plain = duckdb.FunctionExpression("printf", nine, column.cast("DOUBLE"))
        shorter = duckdb.FunctionExpression("rtrim", plain, zero)
        return duckdb.FunctionExpression("rtrim", shorter, point)
    return column.cast("VARCHAR")
