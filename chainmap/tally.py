"""A large table of complaints, counted: which rows say the same, when they came, how many."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

NO_VALUE = -1
"""The number of an empty field."""

MOST_EXAMPLES = 3
"""Rows kept as examples of those that say the same."""

KEYS = ("customer", "supplier", "delivers", "category", "severity", "contacts")
"""What makes two rows differ; dates and counts are counted, ids and words are examples."""


@dataclass(frozen=True, slots=True)
class Value:
    """A text that stands in a column, in how many rows, and which is the first (from 0)."""

    text: str
    row: int
    rows: int


@dataclass(frozen=True, slots=True)
class Sample:
    """One row of its kind, as it is written; None where a field is empty."""

    row: int
    id: str | None
    date: str | None
    said: str | None


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows that say the same: texts by column, empty fields left out; the latest samples first.

    `has_id` is false of rows without an id: they are a kind of their own.
    """

    values: Mapping[str, str]
    has_id: bool
    row: int
    rows: int
    samples: tuple[Sample, ...]


@dataclass(frozen=True)
class Tally:
    """The rows of one file; `columns` gives for each name the number of its field, from 1.

    `kinds`, `dates` and `counts` are in the order of their first rows; `cells` say how many rows
    there are of a kind, a date and a count, each by its number (-1: an empty field). `ids` are
    those of all rows in their order, None where there is none; `line_of` says where a row begins.
    """

    path: str
    columns: Mapping[str, int]
    kinds: tuple[Kind, ...]
    dates: tuple[Value, ...]
    counts: tuple[Value, ...]
    cells: Sequence[tuple[int, int, int, int]]
    ids: Sequence[str | None]
    line_of: Callable[[int], int]
