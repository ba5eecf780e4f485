"""Times of a log -> microseconds since 1970: the one way that fits the whole column."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from chainmap.evidence.engines.workshop import Workshop
from chainmap.evidence.mistakes import mistake, shown
from chainmap.evidence.times import Way, days_of, way_of, ways_to_read

_SAMPLE = 1_000
NATIVE = Way("as stored")


def way_for(
    workshop: Workshop, columns: Sequence[ir.Column], source: str, time_format: str | None
) -> Way:
    """Return how the times of these columns are to be read.

    Dates that could be day first or month first are decided by the whole log: one day above 12 is
    enough, and so is it if every date is the same in both. Nothing else is guessed.

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


def moment(workshop: Workshop, column: ir.Column, way: Way) -> ir.IntegerColumn:
    """Return the times as microseconds since 1970, UTC; null where they cannot be read."""
    if column.type().is_timestamp() or column.type().is_date():
        return workshop.instant(column)
    return workshop.moment(column if column.type().is_string() else column.cast(dt.string), way)


def _sample(workshop: Workshop, column: ir.Column) -> list[str]:
    texts = column.cast(dt.string).name("text").as_table().filter(ibis._.text.notnull())
    return [row["text"] for row in workshop.rows(texts.limit(_SAMPLE))]


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
    for column in columns:
        if told_apart := _told_apart(workshop, column, ways):
            raise _ambiguous(told_apart[0], source, ways)
    return ways[0]


def _fits_only(workshop: Workshop, column: ir.Column, way: Way, others: Sequence[Way]) -> bool:
    """Whether any time can be read this way and in no other."""
    text = column.strip().name("text").as_table().text
    misfits = [~workshop.fits(text, other) for other in others]
    only = reduce(and_, [workshop.fits(text, way), *misfits])
    return bool(workshop.rows(text.as_table().filter(only).limit(1)))


def _told_apart(workshop: Workshop, column: ir.Column, ways: Sequence[Way]) -> list[str]:
    """Return a time that is another in each way, if there is any: 01/01 is the same day in both."""
    text = column.strip().name("text").as_table().text
    first, *others = [workshop.moment(text, way) for way in ways]
    differing = reduce(or_, [first != other for other in others])
    rows = workshop.rows(text.as_table().filter(differing).limit(1))
    return [row["text"] for row in rows]


def _ambiguous(text: str, source: str, ways: Sequence[Way]) -> Exception:
    read = " or ".join(days_of(text, ways))
    formats = " or ".join(f'--time-format "{way.name}"' for way in ways)
    message = f"{shown(text)} could be {read}, and the whole log does not tell."
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
