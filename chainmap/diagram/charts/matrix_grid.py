"""The grid of a matrix: where each row and column is, in groups, on a page of about 16:9."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from chainmap.diagram.canvas.tiles import Slot
from chainmap.diagram.charts.matrix_marks import Marks
from chainmap.model import PartyId

GROUP_GAP = 9.0
CHUNK_GAP = 4.0
_CHUNK = 6
"""Rows after which at the latest a small gap guides the eye."""

BAND = 108.0
LABEL = 180.0
_HEAD = 150.0
"""Points that the words over a picture need."""

_SHAPE = 16 / 9
_NAMED_FROM = 64.0
_OUTSIDE = 480.0
"""Points for all columns of parties outside, where that is enough."""

Span = tuple[float, float]
"""From where to where, in points."""


@dataclass(frozen=True, slots=True)
class Line:
    """The rows or the columns: where each party's is, and the chunks they stand in."""

    places: Mapping[PartyId, Span]
    chunks: tuple[tuple[int, Span], ...]
    """The number of the group a chunk belongs to, and its span."""
    end: float


@dataclass(frozen=True)
class Grid:
    """The rows and columns of a matrix in points; y grows downwards."""

    marks: Marks

    @cached_property
    def row_height(self) -> float:
        """The height of a row: tall where they are few."""
        return min(max(560.0 / max(self._count, 1), 17.0), 60.0)

    @cached_property
    def column_width(self) -> float:
        """The width of a team's column: what makes the page about 16:9."""
        high = self._count * self.row_height + self.head + _HEAD
        wide = high * _SHAPE - self.left - len(self.marks.customers) * self.outside_width
        return min(max(wide / max(len(self.marks.order), 1), 24.0), 130.0)

    @property
    def outside_width(self) -> float:
        """The width of the column of a party outside."""
        return min(max(_OUTSIDE / max(len(self.marks.customers), 1), 50.0), 80.0)

    @property
    def head(self) -> float:
        """The height of the column heads."""
        return 46.0

    @property
    def is_named(self) -> bool:
        """Whether the heads of columns have room for names."""
        return self.column_width >= _NAMED_FROM

    @property
    def left(self) -> float:
        """Where the columns begin."""
        return self.band + LABEL

    @property
    def band(self) -> float:
        """The width of the names of groups."""
        return BAND if any(group.name for group in self.marks.teams) else 0.0

    @property
    def _count(self) -> int:
        return len(self.marks.suppliers) + len(self.marks.order)

    @cached_property
    def rows(self) -> Line:
        """Who supplies: whoever is outside first."""
        groups = [self.marks.suppliers, *(group.members for group in self.marks.teams)]
        return _line(groups, {}, self.row_height, self.head)

    @cached_property
    def columns(self) -> Line:
        """Who receives: whoever is outside last."""
        groups = [*(group.members for group in self.marks.teams), self.marks.customers]
        outside = dict.fromkeys(self.marks.customers, self.outside_width)
        return _line(groups, outside, self.column_width, self.left)

    def cell(self, supplier: PartyId, customer: PartyId) -> Slot:
        """Return the place of a mark."""
        (left, right), (top, bottom) = self.columns.places[customer], self.rows.places[supplier]
        return Slot(left + 1, top + 1, right - left - 2, bottom - top - 2)

    def block(self, members: Sequence[PartyId]) -> Slot:
        """Return the square of parties that stand together, with its border."""
        left, right = self.columns.places[members[0]][0], self.columns.places[members[-1]][1]
        top, bottom = self.rows.places[members[0]][0], self.rows.places[members[-1]][1]
        return Slot(left - 3, top - 3, right - left + 6, bottom - top + 6)

    def tiles(self) -> Iterator[tuple[int, int, Slot]]:
        """Yield the chunks of the grid with the numbers of their groups, row by row."""
        for down, (top, bottom) in self.rows.chunks:
            for along, (left, right) in self.columns.chunks:
                yield down, along, Slot(left, top, right - left, bottom - top)


def _line(
    groups: Sequence[Sequence[PartyId]], widths: Mapping[PartyId, float], usual: float, at: float
) -> Line:
    places: dict[PartyId, Span] = {}
    chunks: list[tuple[int, Span]] = []
    for number, group in enumerate(groups):
        for chunk in _chunks(group):
            begin = at
            for party in chunk:
                places[party] = (at, at + widths.get(party, usual))
                at = places[party][1]
            chunks.append((number, (begin, at)))
            at += CHUNK_GAP
        at += (GROUP_GAP - CHUNK_GAP) if group else 0.0
    return Line(places, tuple(chunks), at)


def _chunks(group: Sequence[PartyId]) -> Iterator[Sequence[PartyId]]:
    """Yield the group in parts about as large as each other."""
    count = -(-len(group) // _CHUNK)
    ends = [round(len(group) * part / count) for part in range(count + 1)] if count else []
    yield from (group[start:end] for start, end in pairwise(ends))
