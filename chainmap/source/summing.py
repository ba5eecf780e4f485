"""Adds up the rows of a counted table that say the same into one complaint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from chainmap.issues import Location
from chainmap.model import Complaint, Day, Example, together
from chainmap.source.tallied import ReadKind, ReadTally
from chainmap.tally import MOST_EXAMPLES, NO_VALUE

_Days = dict[date | None, list[float]]
"""By day: complaints, and rows."""


def summed(read: ReadTally, alike: Mapping[Complaint, Sequence[ReadKind]]) -> Iterator[Complaint]:
    """Yield a complaint for each of what rows say alike, in the order of their first rows."""
    days = _days(read, list(alike.values()))
    for (complaint, kinds), came in zip(alike.items(), days, strict=True):
        placed = replace(complaint, location=_location(read, kinds))
        examples = _examples(read, kinds)
        known = sorted(came.items(), key=lambda item: (item[0] is None, item[0] or date.min))
        told = [Day(day, count, int(rows)) for day, (count, rows) in known]
        yield _of_rows(placed, told, examples)


def _of_rows(complaint: Complaint, days: Sequence[Day], examples: Sequence[Example]) -> Complaint:
    """Return one that stands for all rows; of a single row the complaint it is."""
    whole = together(complaint, days, examples)
    if whole.rows > 1:
        return whole
    return replace(whole, date=days[0].date, days=(), examples=())


def _days(read: ReadTally, groups: Sequence[Sequence[ReadKind]]) -> Sequence[_Days]:
    found: list[_Days] = [defaultdict(lambda: [0.0, 0.0]) for _ in groups]
    of_kind = {kind.number: found[at] for at, kinds in enumerate(groups) for kind in kinds}
    dates, counts = read.dates, read.counts
    for kind, day, count, rows in read.tally.cells:
        days = of_kind.get(kind)
        if days is None:
            continue
        each = 1.0 if count == NO_VALUE else counts[count] or 0.0
        cell = days[None if day == NO_VALUE else dates[day]]
        cell[0] += each * rows
        cell[1] += rows
    return found


def _examples(read: ReadTally, kinds: Sequence[ReadKind]) -> tuple[Example, ...]:
    """Return some rows, the latest first, of one day in their order."""
    known = [shown for kind in kinds for shown in read.examples(kind.kind)]
    known.sort(key=lambda shown: (-(shown[0] or date.min).toordinal(), shown[1]))
    return tuple(example for _, _, example in known[:MOST_EXAMPLES])


def _location(read: ReadTally, kinds: Sequence[ReadKind]) -> Location:
    tally = read.tally
    line = tally.line_of(min(kind.kind.row for kind in kinds))
    return Location(tally.path, line, tally.columns.get("id", 1))
