"""A sheet as a value: what its columns hold, and its rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from itertools import islice

MAX_ROWS = 1_048_575
"""Rows that a sheet of a spreadsheet holds below its header."""

Cell = str | float | date | None
"""What stands in a row; None where nothing is known."""

Row = tuple[Cell, ...]


class Kind(Enum):
    """What a column holds: shares are 0..1 and shown in percent, hours have two decimals."""

    TEXT = auto()
    NUMBER = auto()
    HOURS = auto()
    SHARE = auto()
    DATE = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `to_fill` where people write, with `choices` from these only."""

    title: str
    kind: Kind = Kind.TEXT
    to_fill: bool = False
    choices: tuple[str, ...] = ()
    alarming: bool = False
    """Whether numbers above 0 are marked."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table and the question it answers; `is_cut` where it has more rows than a sheet holds."""

    name: str
    question: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """The first sheet: a title, what is what, and remarks."""

    title: str
    facts: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """The cover and the sheets in their order, as on a day."""

    cover: Cover
    sheets: tuple[Sheet, ...]
    as_of: date


def sheet(
    name: str,
    question: str,
    columns: tuple[Column, ...],
    rows: Iterable[Row],
    *,
    room: int = MAX_ROWS,
) -> Sheet:
    """Return a sheet with as many of the rows as there is `room` for.

    >>> sheet("Teams", "Who?", (Column("Team"),), [("A",), ("B",)], room=1).is_cut
    True
    """
    left = iter(rows)
    kept = tuple(islice(left, room))
    return Sheet(name, question, columns, kept, is_cut=next(left, None) is not None)
