"""How wide the window is in which an answer is read; nobody knows it of a file or a pipe."""

from __future__ import annotations

from contextvars import ContextVar

NARROWEST = 40
"""Columns below which nothing can be laid out that is worth reading."""

_COLUMNS: ContextVar[int | None] = ContextVar("columns of the window", default=None)


def set_columns(columns: int | None) -> None:
    """Have answers laid out for a window of so many columns; None: as wide as they are."""
    _COLUMNS.set(columns)


def room() -> int | None:
    """Return the columns that a line may take; None where it may take any."""
    columns = _COLUMNS.get()
    return None if columns is None else max(columns, NARROWEST)
