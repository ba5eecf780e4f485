"""Fits a table into few columns: cells are folded; what is wider still stands in several parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from chainmap.report.text.characters import width
from chainmap.report.text.folding import cell_folded, widest_word

GAP = 2
"""Columns between two columns of a table."""

_NARROW = 12
"""A column of words is folded to this, not further."""

_BROKEN = 24
"""A word that is wider may be broken."""

_SENTENCE = 40
"""A cell that is wider is read along, not down its column."""

_TOWER = 2
"""Lines of a folded cell at the end of a row that are still read as one with it."""

_NAMING = 3
"""Whom a row is about is said in one of its first columns, or else in the last."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its cells from top to bottom, flush right or left."""

    cells: tuple[str, ...]
    right: bool

    @property
    def natural(self) -> int:
        """The columns of a terminal it takes where there is room."""
        return max(width(cell) for cell in self.cells)

    @property
    def least(self) -> int:
        """The fewest it can be read in."""
        words = self._widest_word
        return min(self.natural, words if self.right else max(_NARROW, min(words, _BROKEN)))

    @property
    def _widest_word(self) -> int:
        return max(widest_word(cell) for cell in self.cells)

    @property
    def names(self) -> bool:
        """Whether it has words below its head, not figures."""
        return not self.right and any(map(str.isalpha, "".join(self.cells[1:])))

    @property
    def is_sentences(self) -> bool:
        """Whether it is read along, or would be broken within words as a path would be."""
        return self.names and (self.natural > _SENTENCE or self._widest_word > _BROKEN)

    def row(self, at: int) -> Column:
        """Return the column with one of its cells only."""
        return replace(self, cells=(self.cells[at],))


def fitted(columns: Sequence[Column], room: int | None) -> list[str]:
    """Return a table as lines of at most `room` columns of a terminal, where that is possible.

    First the widest cells are folded; sentences at the end of rows go below them. Where this is
    not enough, columns stand in parts below each other; each part begins with the columns that say
    whom its rows are about.
    """
    if room is None or _together(column.natural for column in columns) <= room:
        return _lines(columns, [column.natural for column in columns])
    if _ends_in_sentences(columns, room):
        return _with_sentences_below(columns, room)
    if _least(columns) <= room:
        return _lines(columns, _shrunk(columns, room))
    key, rest = _key_and_rest(columns)
    parts = _parts(key, rest, room)
    if len(parts) == 1:
        return _lines(columns, _shrunk(columns, room))
    tables = [_said([*key, *part], len(key)) for part in parts]
    return [line for part in tables for line in ["", *fitted(part, room)]][1:]


def _together(widths: Iterable[int]) -> int:
    sizes = list(widths)
    return sum(sizes) + GAP * (len(sizes) - 1)


def _least(columns: Sequence[Column]) -> int:
    return _together(column.least for column in columns)


def _shrunk(columns: Sequence[Column], room: int) -> list[int]:
    """Return widths that fit: the widest column gives first, none more than it can."""
    widths = [column.natural for column in columns]
    least = [column.least for column in columns]
    for _ in range(_together(widths) - room):
        giving = [at for at, size in enumerate(widths) if size > least[at]]
        if not giving:
            break
        widths[max(giving, key=lambda at: (widths[at], not columns[at].right, at))] -= 1
    return widths


def _ends_in_sentences(columns: Sequence[Column], room: int) -> bool:
    """Return whether the last column, folded into what is left, would be a tower of words."""
    *others, last = columns
    if not others or not last.is_sentences or _least(others) > room:
        return False
    return last.natural > _TOWER * max(room - _together(c.natural for c in others) - GAP, _NARROW)


def _with_sentences_below(columns: Sequence[Column], room: int) -> list[str]:
    *others, last = columns
    widths = _shrunk(others, room)
    indent = GAP if columns[0].names else widths[0] + GAP
    lines = []
    for at, sentence in enumerate(last.cells):
        lines += _lines([column.row(at) for column in others], widths)
        below = cell_folded(sentence, room - indent)
        lines += [f"{' ' * indent}{line}" for line in below if line]
    return lines


def _key_and_rest(columns: Sequence[Column]) -> tuple[list[Column], list[Column]]:
    """Return the columns that say whom a row is about, as many as tell rows apart, and the rest."""
    naming = [at for at, column in enumerate(columns) if column.names]
    first = naming[0] if naming else 0
    if first >= _NAMING:
        last = naming[-1]
        return [columns[last]], [*columns[:last], *columns[last + 1 :]]
    end = first + 1
    while end in naming and not _are_distinct(columns[:end]):
        end += 1
    return list(columns[:end]), list(columns[end:])


def _are_distinct(columns: Sequence[Column]) -> bool:
    rows = list(zip(*(column.cells for column in columns), strict=True))
    return len(set(rows)) == len(rows)


def _parts(key: Sequence[Column], rest: Sequence[Column], room: int) -> list[list[Column]]:
    """Return the other columns in as few parts as fit, all about as wide."""
    space = room - _least(key) - GAP
    fewest = len(_filled(rest, space))
    sizes = (_filled(rest, size) for size in range(max(space, 0) + 1))
    return next(parts for parts in sizes if len(parts) == fewest)


def _filled(columns: Sequence[Column], space: int) -> list[list[Column]]:
    parts: list[list[Column]] = []
    for column in columns:
        if parts and _least([*parts[-1], column]) <= space:
            parts[-1].append(column)
        else:
            parts.append([column])
    return parts


def _said(columns: Sequence[Column], key: int) -> list[Column]:
    """Return the columns without the rows in which those behind the key are empty."""
    rows = zip(*(column.cells for column in columns), strict=True)
    said = [at for at, row in enumerate(rows) if any(row[key:]) or at == 0]
    return [replace(c, cells=tuple(c.cells[at] for at in said)) for c in columns]


def _lines(columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    lines = []
    for row in zip(*(column.cells for column in columns), strict=True):
        folded = [cell_folded(cell, size) for cell, size in zip(row, widths, strict=True)]
        for cells in zip_longest(*folded, fillvalue=""):
            aligned = (_padded(*one) for one in zip(cells, widths, columns, strict=True))
            lines.append((" " * GAP).join(aligned).rstrip())
    return lines


def _padded(cell: str, size: int, column: Column) -> str:
    space = " " * (size - width(cell))
    return f"{space}{cell}" if column.right else f"{cell}{space}"
