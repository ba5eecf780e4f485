"""Route view: how a customer was passed around, and the shortest way beside it."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from chainmap.analysis.trace import Traced
from chainmap.diagram import boxes, markup, palette
from chainmap.diagram.databox import numbered_box
from chainmap.diagram.drawing import Drawing
from chainmap.diagram.frame import Frame
from chainmap.diagram.legend import Box, Line
from chainmap.diagram.markup import Style
from chainmap.diagram.sheet import Sheet
from chainmap.diagram.wording import complaint_title, suspicion
from chainmap.measure.route import Route
from chainmap.model import PartyId


def route_view(traced: Traced, route: Route, frame: Frame) -> Drawing:
    """Draw the route of contacts, numbered, and of the shortest way."""
    title = complaint_title(traced)
    heading = frame.heading(title=title, subtitle=_subtitle(traced, route), legend=_LEGEND)
    sheet = Sheet(heading, nodesep="0.3", ranksep="0.9")
    customer = traced.behind.delivery.customer
    room = boxes.width_for([*route.contacts, *route.shortest, customer], bold=True)
    _draw_route(sheet, traced, route, room)
    _draw_shortest(sheet, route, customer, room)
    return sheet.drawing


def _subtitle(traced: Traced, route: Route) -> str:
    times = "once" if route.taken == 1 else f"{route.taken} times"
    answer = f"{traced.behind.delivery.customer}: passed on {times}"
    if route.fewest is None:
        answer += "; no way along the handoffs leads from the first contact to the last"
    elif route.fewest < route.taken:
        answer += f"; {route.fewest} would have been enough"
    said = traced.complaint.said if traced.complaint is not None else None
    return f"{answer}. “{said}”" if said else f"{answer}."


_LEGEND = (
    Line("the customer's route, stops numbered", colour=palette.CHAIN, weight=3),
    Line("shortest way along the handoffs, in either direction", dashed=True),
    Box("passed the customer on: exposure, not cause", inside="◆", fill=palette.SUSPECT),
)


def _draw_route(sheet: Sheet, traced: Traced, route: Route, room: int) -> None:
    customer = traced.behind.delivery.customer
    content = boxes.customer_box(customer, room=room)
    sheet.box(customer, content, customer, "external customer", party=customer)
    for contact, numbers in _stops(route).items():
        suspected = suspicion(traced, contact)
        content = numbered_box(contact, numbers=numbers, suspicion=suspected)
        sheet.box(("route", contact), content, contact, party=contact)
    sheet.area("The customer's route", palette.CHAIN, [("route", c) for c in _stops(route)])
    _red_arrow(sheet, customer, ("route", route.contacts[0]), "asks")
    for number, (one, other) in enumerate(pairwise(route.contacts), start=1):
        _red_arrow(sheet, ("route", one), ("route", other), f"{number} → {number + 1}")


def _red_arrow(sheet: Sheet, supplier: object, customer: object, words: str) -> None:
    style = Style(size=11, bold=True, colour=palette.CHAIN)
    sheet.arrow(
        supplier=supplier,
        customer=customer,
        tooltip=[words],
        colour=palette.CHAIN,
        width=3,
        label=markup.table(markup.row(markup.cell(markup.text(words, style)))),
    )


def _draw_shortest(sheet: Sheet, route: Route, customer: PartyId, room: int) -> None:
    if route.fewest is None:
        return
    for contact in route.shortest:
        content = boxes.team_box(contact, room=room)
        sheet.box(("short", contact), content, contact, party=contact)
    sheet.area("Shortest way", palette.GREY, [("short", c) for c in route.shortest])
    stops = [customer, *(("short", contact) for contact in route.shortest)]
    for one, other in pairwise(stops):
        sheet.arrow(supplier=one, customer=other, tooltip=["shortest way"], dashed=True, width=1.5)


def _stops(route: Route) -> dict[PartyId, list[int]]:
    """Return the contacts, each once, with the numbers of its stops."""
    stops: dict[PartyId, list[int]] = defaultdict(list)
    for number, contact in enumerate(route.contacts, start=1):
        stops[contact].append(number)
    return dict(stops)
