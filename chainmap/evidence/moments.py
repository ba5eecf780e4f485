"""Times of a log -> microseconds since 1970: the one way that fits the whole column."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

import ibis
import ibis.expr.types as ir

from chainmap.evidence.duck import INSTANT, Workshop, epoch_us, try_strptime
from chainmap.evidence.mistakes import mistake, shown
from chainmap.evidence.times import (
    MILLISECONDS,
    SECONDS,
    Way,
    way_of,
    ways_to_read,
)

_SAMPLE = 1_000
NATIVE = Way("as stored")


def way_for(
    workshop: Workshop, columns: Sequence[ir.Column], source: str, time_format: str | None
) -> Way:
    """Return how the times of these columns are to be read.

    Dates that could be day first or month first are decided by the whole log: one day above 12 is
    enough. Nothing is guessed where that does not decide.

    Raises:
        ChainmapError: no way is known, or two ways remain.
    """
    if all(column.type().is_timestamp() or column.type().is_date() for column in columns):
        return NATIVE
    if time_format is not None:
        return way_of(time_format)
    texts = [text for column in columns for text in _sample(workshop, column)]
    ways = ways_to_read(texts)
    if not ways:
        raise _unknown(source, texts)
    return ways[0] if len(ways) == 1 else _decided(workshop, columns, source, ways)


def moment(column: ir.Column, way: Way) -> ir.IntegerColumn:
    """Return the times as microseconds since 1970, UTC; null where they cannot be read."""
    if not column.type().is_string():
        if column.type().is_timestamp() or column.type().is_date():
            return epoch_us(column.cast(INSTANT))
        column = column.cast("string")
    if way.name in {SECONDS, MILLISECONDS}:
        factor = 1_000_000 if way.name == SECONDS else 1_000
        return (column.try_cast("decimal(24, 6)") * factor).try_cast("int64")
    if way.formats:
        return epoch_us(try_strptime(column.strip(), list(way.formats)).cast(INSTANT))
    begins_with_digit = (column >= "0") & (column < ":")  # else DuckDB reads "epoch", "infinity"
    return epoch_us(ibis.ifelse(begins_with_digit, column.try_cast(INSTANT), ibis.null(INSTANT)))


def _sample(workshop: Workshop, column: ir.Column) -> list[str]:
    texts = column.cast("string").name("text").as_table().filter(ibis._.text.notnull())
    return [str(text) for text in workshop.engine.to_pyarrow(texts.limit(_SAMPLE))["text"]]


def _decided(
    workshop: Workshop, columns: Sequence[ir.Column], source: str, ways: Sequence[Way]
) -> Way:
    only: list[Way] = []
    for way in ways:
        others = [other for other in ways if other != way]
        if any(_fits_only(workshop, column, way, others) for column in columns):
            only.append(way)
    if len(only) == 1:
        return only[0]
    raise _ambiguous(workshop, columns[0], source, ways)


def _fits_only(workshop: Workshop, column: ir.Column, way: Way, others: Sequence[Way]) -> bool:
    """Whether any time can be read this way and in no other."""
    text = column.strip().name("text").as_table().text
    fits = try_strptime(text, list(way.formats)).notnull()
    misfits = [try_strptime(text, list(other.formats)).isnull() for other in others]
    found = reduce(and_, [fits, *misfits]).any().name("found").as_table()
    return bool(workshop.engine.to_pyarrow(found)["found"][0].as_py())


def _ambiguous(
    workshop: Workshop, column: ir.Column, source: str, ways: Sequence[Way]
) -> Exception:
    text = column.strip().name("text").as_table().text
    readable = [try_strptime(text, list(way.formats)) for way in ways]
    table = text.as_table().mutate(
        **{f"day{at}": time.strftime("%-d %B %Y") for at, time in enumerate(readable)}
    )
    either = reduce(or_, [time.notnull() for time in readable])
    row = workshop.engine.to_pyarrow(table.filter(either).limit(1)).to_pylist()[0]
    read = " or ".join(str(row[f"day{at}"]) for at in range(len(ways)))
    formats = " or ".join(f'--time-format "{way.name}"' for way in ways)
    message = f"{shown(row['text'])} could be {read}, and the whole log does not tell."
    return mistake(source, "ambiguous-dates", message, f"Say which: {formats}.")


def _unknown(source: str, texts: Sequence[str]) -> Exception:
    if not texts:
        return mistake(source, "no-events", "There is no event with a time.")
    message = f"{shown(texts[0])} is no time that is known here."
    hint = (
        'Say how times are written, such as --time-format "%d.%m.%Y %H:%M", '
        "or name another column with --time."
    )
    return mistake(source, "unknown-times", message, hint)
