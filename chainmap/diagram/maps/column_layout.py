"""A map in few columns with words between them, which a sheet or a slide holds legibly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from chainmap.diagram.canvas.drawing import Rect
from chainmap.diagram.canvas.markup import Table
from chainmap.diagram.canvas.sheet import Sheet
from chainmap.diagram.maps.columns import Pair, layers
from chainmap.diagram.maps.plaques import Point
from chainmap.diagram.maps.view import View
from chainmap.diagram.maps.way import Way
from chainmap.diagram.parts.arrows import Arrow, Kind
from chainmap.model import PartyId

COLUMNS = 5
"""As many boxes, with words between them, stand side by side on A3 in letters of 7 points."""


class ColumnLayout:
    """Columns that most work passes from left to right; external customers are the last.

    Lines enter and leave words at their narrow sides: other words above and below stay clear.
    """

    words_apart = True
    look: Mapping[str, str] = {"nodesep": "0.22", "ranksep": "0.35", "newrank": "true"}

    def __init__(self, view: View, columns: Sequence[Sequence[PartyId]] | None = None) -> None:
        self._pairs = frozenset((arrow.supplier, arrow.customer) for arrow in view.drawn)
        self._columns = _columns_of(view, self._pairs) if columns is None else columns
        self._of = {team: at for at, column in enumerate(self._columns) for team in column}

    def at(self, party: PartyId) -> Point | None:  # noqa: ARG002 - Graphviz knows
        """Leave it to Graphviz."""
        return None

    def around(self, department: str) -> Rect | None:  # noqa: ARG002 - Graphviz knows
        """Leave it to Graphviz."""
        return None

    def spot(self, arrow: Arrow, words: Table) -> Point | None:  # noqa: ARG002 - Graphviz knows
        """Leave it to Graphviz."""
        return None

    def way(self, arrow: Arrow) -> Way:
        """Return whether an arrow leads to a column at the left."""
        return Way(backwards=self._columns_on(arrow) < 0)

    def halves(self, arrow: Arrow) -> tuple[Way, Way]:
        """Return the same for the pieces of an arrow; within a column, words stand right of it."""
        on = self._columns_on(arrow)
        to_words = Way({"headport": "e" if on < 0 else "w"}, backwards=on < 0)
        from_words = Way({"tailport": "e" if on > 0 else "w"}, backwards=on <= 0)
        return to_words, from_words

    def steer(self, sheet: Sheet) -> None:
        """Tell the columns."""
        for column in self._columns:
            sheet.rank("same", column)
        for column, following in pairwise(self._columns):
            if not self._linked(column, following):
                sheet.order(before=column[0], after=following[0])

    def _linked(self, column: Sequence[PartyId], following: Sequence[PartyId]) -> bool:
        """Return whether an arrow leads from one column to the other, which holds them apart."""
        ends = {(one, other) for one in column for other in following}
        return any({(a, b), (b, a)} & self._pairs for a, b in ends)

    def _columns_on(self, arrow: Arrow) -> int:
        """Return how many columns an arrow leads on; less than 0 if it leads back."""
        return self._of[arrow.customer] - self._of[arrow.supplier]


def _columns_of(view: View, pairs: Iterable[Pair]) -> Sequence[Sequence[PartyId]]:
    """Return the columns of a page on which groups that no arrow links stand beside each other."""
    customers = {customer.name for customer in view.organisation.customers}
    names = sorted({team.name for team in view.organisation.teams} | {*view.vendors})
    onward = {(a.supplier, a.customer) for a in view.drawn if a.kind is Kind.FLOW}
    groups = _apart([*names, *sorted(customers)], pairs)
    return _beside(_columns(group, onward, last=customers) for group in groups)


def _apart(parties: Sequence[PartyId], pairs: Iterable[Pair]) -> Iterator[list[PartyId]]:
    """Yield parties that arrows link, however far, the others apart from them."""
    near: dict[PartyId, set[PartyId]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    found: set[PartyId] = set()
    for party in parties:
        if party not in found:
            group = _reached(party, near)
            found |= group
            yield sorted(group)


def _reached(start: PartyId, near: Mapping[PartyId, Collection[PartyId]]) -> set[PartyId]:
    reached, waiting = {start}, [start]
    while waiting:
        new = {*near[waiting.pop()]} - reached
        reached |= new
        waiting += sorted(new)
    return reached


def _columns(
    parties: Sequence[PartyId], onward: Collection[Pair], *, last: Collection[PartyId]
) -> list[list[PartyId]]:
    """Return parties in columns by the steps of work before them, several steps in one."""
    inner = [party for party in parties if party not in last]
    pairs = {pair for pair in onward if {*pair} <= {*inner}}
    layer = _pulled(layers(inner, pairs), pairs)
    needed = max(layer.values(), default=-1) + 1
    fitting = min(needed, COLUMNS - 1 if len(inner) < len(parties) else COLUMNS)
    columns: list[list[PartyId]] = [[] for _ in range(fitting)]
    for party in inner:
        columns[layer[party] * fitting // needed].append(party)
    outside = [party for party in parties if party in last]
    return [column for column in (*columns, outside) if column]


def _pulled(layer: Mapping[PartyId, int], pairs: Collection[Pair]) -> Mapping[PartyId, int]:
    """Return the layers with those who begin work just before those whom they hand it to."""
    after: dict[PartyId, list[int]] = defaultdict(list)
    for one, other in pairs:
        if layer[one] < layer[other]:
            after[one].append(layer[other])
    first = {team for team, at in layer.items() if at == 0 and after[team]}
    return {team: min(after[team]) - 1 if team in first else at for team, at in layer.items()}


def _beside(groups: Iterable[Sequence[Sequence[PartyId]]]) -> list[list[PartyId]]:
    """Return the columns of a page with groups side by side where there is room, large ones first.

    >>> _beside([[["A"], ["B"]], [["C"], ["D"], ["E"]], [["F"], ["G"]]])
    [['C', 'F'], ['D', 'G'], ['E'], ['A'], ['B']]
    """
    found: list[list[PartyId]] = [[] for _ in range(COLUMNS)]
    for group in sorted(groups, key=lambda g: (-len(g), -max(map(len, g)), g)):
        starts = range(COLUMNS - len(group) + 1)
        at = min(starts, key=lambda s: max(len(c) for c in found[s : s + len(group)]))
        for number, teams in enumerate(group, start=at):
            found[number] += teams
    return [column for column in found if column]
