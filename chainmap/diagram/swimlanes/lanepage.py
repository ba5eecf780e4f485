"""From lanes and the sizes of their boxes to places on a page."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from chainmap.diagram.canvas.extent import Size, extent
from chainmap.diagram.parts.arrows import Kind
from chainmap.diagram.swimlanes import lanebox
from chainmap.diagram.swimlanes.lanecontent import LaneContent
from chainmap.diagram.swimlanes.lanemap import LaneMap, Orders
from chainmap.diagram.swimlanes.lanes import Page, Panel, Plan, lay_out
from chainmap.diagram.swimlanes.lanetile import Tile

PANEL_HEADING = 26.0
"""Points that the words over the customers take."""

_CHAIN_WEIGHT = 3
"""How much more than other links the chain draws a box to its height."""


def page_of_lanes(lanes: LaneMap, content: LaneContent, head: Size) -> Page:
    """Return the places of everything, below words over the picture of the size `head`.

    How the page folds says which notes stand in the boxes, and so how large they are: hence twice.
    """
    first = lay_out(_plan(lanes, content, tiles(lanes, content, {}), head))
    noted = tiles(lanes, content, first.bands)
    return lay_out(_plan(lanes, content, noted, head), fold=first.fold)


def tiles(lanes: LaneMap, content: LaneContent, bands: Mapping[Hashable, int]) -> list[Tile]:
    """Return the boxes in the lanes, with notes on what leads to another band."""
    found = []
    on_chain = () if lanes.upstream is None else lanes.upstream.numbers
    for number, (_, teams) in enumerate(lanes.departments, start=1):
        for team in teams:
            size = extent(content.team(team, bands))
            column, lead = lanes.columns.get(team.name), team.name in on_chain
            found.append(Tile(team.name, number, column, *size, lead=lead))
    for key in lanes.outside:
        lane = 0 if isinstance(key, Orders) else len(lanes.lanes) - 1
        found.append(Tile(key, lane, lanes.columns[key], *extent(content.outside(key))))
    return found


def _plan(lanes: LaneMap, content: LaneContent, found: Sequence[Tile], head: Size) -> Plan:
    customers = tuple(customer.name for customer in lanes.organisation.customers)
    sizes = [extent(content.customer(name)) for name in customers]
    width, height = (max((size[side] for size in sizes), default=0.0) for side in (0, 1))
    flow = [(lanes.source(a.supplier), a.customer) for a in lanes.arrows if a.kind is Kind.FLOW]
    return Plan(
        tuple(found),
        links=(*flow, *lanes.chain * _CHAIN_WEIGHT),
        chain=lanes.chain,
        header=lanebox.header_width([lane.name for lane in lanes.lanes]),
        least=tuple(lanebox.header_height(lane.name) for lane in lanes.lanes),
        panel=Panel(customers, (width, height), PANEL_HEADING),
        head=head,
    )
