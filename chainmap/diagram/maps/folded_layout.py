"""A small map in as few columns as fill a page: customers who order left, the served right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from chainmap.diagram.canvas.sheet import Sheet
from chainmap.diagram.maps.column_layout import ColumnLayout
from chainmap.diagram.maps.columns import Pair, layers
from chainmap.diagram.maps.folding import Columns, folded
from chainmap.diagram.maps.running_back import running_back
from chainmap.diagram.maps.view import View
from chainmap.diagram.maps.way import Way
from chainmap.diagram.parts.arrows import Arrow, Kind
from chainmap.model import PartyId


class FoldedLayout(ColumnLayout):
    """Work runs to the right, and down within a column where it would take too many of them."""

    def __init__(self, view: View) -> None:
        self._ordering = view.ordering
        super().__init__(view, _columns(view))

    def way(self, arrow: Arrow) -> Way:
        """Return whether an arrow leads to a column at the left; an order comes from there."""
        return Way() if arrow.supplier in self._ordering else super().way(arrow)

    def halves(self, arrow: Arrow) -> tuple[Way, Way]:
        """Return the same for the pieces of an arrow."""
        if arrow.supplier in self._ordering:
            return Way({"headport": "w"}), Way({"tailport": "e"})
        return super().halves(arrow)

    def steer(self, sheet: Sheet) -> None:
        """Tell the columns, and that orders come in at the left."""
        sheet.rank("source", ((name, "orders") for name in self._ordering))
        super().steer(sheet)


def _columns(view: View) -> Columns:
    """Return the columns of teams and vendors, and as the last that of the customers."""
    inner = sorted({team.name for team in view.organisation.teams} | {*view.vendors})
    pairs = [(a.supplier, a.customer) for a in view.drawn if {a.supplier, a.customer} <= {*inner}]
    flow = [(a.supplier, a.customer) for a in view.drawn if a.kind is Kind.FLOW]
    onward = _onward([pair for pair in pairs if pair in flow], _orders(view))
    linked = sorted({party for pair in onward for party in pair})
    customers = sorted(customer.name for customer in view.organisation.customers)
    beside = bool(view.ordering) + bool(customers)
    columns = folded(
        _steps(linked, onward), {pair for pair in pairs if {*pair} <= {*linked}}, beside=beside
    )
    columns = _with_others([p for p in inner if p not in {*linked}], columns, view)
    return [column for column in (*columns, customers) if column]


def _orders(view: View) -> Mapping[PartyId, int]:
    """Return how many customers order from each team."""
    return Counter(arrow.customer for arrow in view.drawn if arrow.supplier in view.ordering)


def _onward(pairs: Collection[Pair], orders: Mapping[PartyId, int]) -> list[Pair]:
    """Return the pairs along which work goes on, away from those who take orders."""
    answers = {
        (one, other)
        for one, other in pairs
        if (other, one) in pairs and other in orders and one not in orders
    }
    back = running_back(dict.fromkeys(pairs, 1), orders, answers)
    return [pair for pair in pairs if pair not in back]


def _steps(parties: Collection[PartyId], onward: Collection[Pair]) -> Columns:
    """Return parties by the steps of work before them; who begins stands just before the next."""
    layer = dict(layers(sorted(parties), onward))
    after: dict[PartyId, list[int]] = defaultdict(list)
    for one, other in onward:
        after[one].append(layer[other])
    first = [party for party, at in layer.items() if at == 0 and after[party]]
    layer |= {party: min(after[party]) - 1 for party in first}
    return [
        sorted(party for party, at in layer.items() if at == step)
        for step in range(max(layer.values(), default=-1) + 1)
    ]


def _with_others(parties: Iterable[PartyId], columns: Columns, view: View) -> Columns:
    """Return the columns with parties outside the flow where their department has room."""
    home = {team.name: team.department for team in view.organisation.teams}
    found = [list(column) for column in columns] or [[]]
    for party in parties:
        own = [c for c in found if home.get(party) in {home.get(p) for p in c if p in home}]
        min(own or found, key=len).append(party)
    return found
