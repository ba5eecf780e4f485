"""Files of a log -> frames of Spark, which reads them itself: text stays text, the order is kept.

The driver and all workers have to see the files at the same path. A delimited file may have line
breaks inside fields, so one task reads it from end to end; Parquet and JSON lines are split.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
from pyspark.errors import PySparkException
from pyspark.sql import functions as f
from pyspark.sql.types import StringType, StructField, StructType

from chainmap.evidence.account import Stored
from chainmap.evidence.delimited import Header, read_header, require_whole
from chainmap.evidence.files import FileKind, LogFile, find, kind_of, unknown_kind
from chainmap.evidence.mistakes import mistake
from chainmap.evidence.reading import ROWS, Log, finished, rows_of, understand
from chainmap.evidence.request import Request

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from chainmap.evidence.engines.spark import SparkWorkshop

ROWS_OF_A_FILE = 1 << 48
"""More than any file has: what the number of a row counts from, file after file."""

_BROKEN, _LOST, _ROW = "broken", "lost", "row"


def read_files(workshop: SparkWorkshop, request: Request) -> Log:
    """Read files one after the other into Spark.

    Raises:
        ChainmapError: a file or a column is not there, times cannot be read, or too many rows.
    """
    paths = find(request.sources)
    files = tuple(open_file(workshop, path, number) for number, path in enumerate(paths))
    understood = understand(workshop, files, request)
    rows = [rows_of(workshop, file, understood, request) for file in files]
    starts = tuple(number * ROWS_OF_A_FILE for number in range(len(files)))
    stored = Stored(ROWS, workshop.kept(ROWS, ibis.union(*rows)), files, starts)
    return finished(workshop, stored, understood, request)


def open_file(workshop: SparkWorkshop, path: Path, number: int) -> LogFile:
    """Return a file as a table of Spark, with the number of each row.

    Raises:
        ChainmapError: the file is damaged, or of no kind that Spark reads.
    """
    kind = kind_of(path)
    if kind is FileKind.DELIMITED:
        return _delimited(workshop, path, number)
    if kind is FileKind.JSON:
        return _json_lines(workshop, path, number)
    if kind is FileKind.PARQUET:
        return _parquet(workshop, path, number)
    if kind is FileKind.XES:
        message = "Spark does not read XES."
        hint = "Leave --engine out, or write the log as CSV or Parquet."
        raise mistake(path.as_posix(), "unknown-kind", message, hint)
    raise unknown_kind(path)


def _delimited(workshop: SparkWorkshop, path: Path, number: int) -> LogFile:
    header = read_header(path, path.as_posix())
    require_whole(path)
    names = [f"c{at}" for at in range(len(header.names))]
    frame = workshop.session.read.csv(
        _place(path),
        schema=_texts([*names, _BROKEN]),
        sep=header.separator,
        quote='"',
        escape='"',
        header=True,
        enforceSchema=True,
        multiLine=True,
        mode="PERMISSIVE",
        columnNameOfCorruptRecord=_BROKEN,
        maxCharsPerColumn=1 << 24,
        maxColumns=max(20_480, len(names)),
        encoding="UTF-8",
    )
    columns = dict(zip(header.names, names, strict=True))
    return _numbered(workshop, frame, path, number, columns, header=header)


def _json_lines(workshop: SparkWorkshop, path: Path, number: int) -> LogFile:
    require_whole(path)
    reader, place = workshop.session.read, _place(path)
    seen = reader.json(place, primitivesAsString=True, columnNameOfCorruptRecord=_BROKEN)
    names = [name for name in seen.columns if name != _BROKEN]
    if not names:
        message = "These are no JSON lines: every line has to be one object."
        raise mistake(path.as_posix(), "damaged-file", message)
    schema = _texts([*names, _BROKEN])
    frame = reader.json(place, schema=schema, columnNameOfCorruptRecord=_BROKEN)
    return _numbered(workshop, frame, path, number, {name: name for name in names})


def _parquet(workshop: SparkWorkshop, path: Path, number: int) -> LogFile:
    try:
        frame = workshop.session.read.parquet(_place(path))
    except PySparkException as error:
        raise mistake(path.as_posix(), "damaged-file", "This is no Parquet file.") from error
    columns = {name: name for name in frame.columns}
    frame = frame.withColumn(_BROKEN, f.lit(None).cast("string"))
    return _numbered(workshop, frame, path, number, columns)


def _numbered(  # noqa: PLR0913 what a file is
    workshop: SparkWorkshop,
    frame: DataFrame,
    path: Path,
    number: int,
    columns: dict[str, str],
    *,
    header: Header | None = None,
) -> LogFile:
    """Number the rows, and count the lines that a broken one swallowed: an open quote does.

    Spark takes the first row for the header; where that stands below, it is the next row.
    """
    above = header.above if header else 0
    start = number * ROWS_OF_A_FILE
    breaks = f.length(_BROKEN) - f.length(f.regexp_replace(f.trim(_BROKEN), "\n", ""))
    counted = frame.select(
        *(frame[_quoted(name)].alias(f"c{at}") for at, name in enumerate(columns.values())),
        (f.lit(start - above) + f.monotonically_increasing_id()).alias(_ROW),
        (breaks + 1).cast("long").alias(_LOST),
    )
    counted = counted.filter(counted[_ROW] >= start) if above else counted
    table = workshop.source(f"file{number}", counted)
    plain = {name: f"c{at}" for at, name in enumerate(columns)}
    separator = header.separator if header else None
    return LogFile(path, path.as_posix(), table, plain, separator, row=_ROW, lost=_LOST)


def _texts(names: Sequence[str]) -> StructType:
    return StructType([StructField(name, StringType()) for name in names])


def _quoted(name: str) -> str:
    return f"`{name.replace('`', '``')}`"


def _place(path: Path) -> str:
    """Return the path as Hadoop takes it, signs of patterns in it as they are."""
    return "file://" + "".join(f"\\{c}" if c in "\\{}[]*?" else c for c in str(path.resolve()))
