"""Columns of text, aligned by how wide characters are on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from chainmap.report.text import window
from chainmap.report.text.characters import MAX_CELL, on_one_line, shortened
from chainmap.report.text.fitting import Column, fitted

_INDENT = 4
"""Columns by which lines of a table are moved to the right at most."""


def table(
    rows: Sequence[Sequence[str]],
    *,
    right: frozenset[int] = frozenset(),
    widest: int = MAX_CELL,
) -> list[str]:
    """Return the rows as lines with aligned columns, those in `right` flush right.

    All rows have the same columns, of which empty ones are left out. Cells are cut at `widest`,
    except in the last column. In a window that is narrower, cells are folded.
    """
    cells = [
        [*(shortened(cell, widest) for cell in row[:-1]), *(on_one_line(c) for c in row[-1:])]
        for row in rows
    ]
    columns = [
        Column(column, right=position in right)
        for position, column in enumerate(zip(*cells, strict=True))
        if any(column)
    ]
    room = window.room()
    return fitted(columns, None if room is None else room - _INDENT)
