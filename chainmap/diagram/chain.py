"""Chain view: the whole organisation, who serves whom with what, up to the external customers."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise
from math import ceil, sqrt

from chainmap import units
from chainmap.diagram import boxes, palette
from chainmap.diagram.arrows import Arrow, Kind, thickness
from chainmap.diagram.columns import columns
from chainmap.diagram.departments import by_department, department_colour
from chainmap.diagram.drawing import Drawing
from chainmap.diagram.frame import Frame, scale_of
from chainmap.diagram.labels import arrow_label
from chainmap.diagram.legend import Box, Entry, Line, Note
from chainmap.diagram.scope import scope_of
from chainmap.diagram.sheet import Sheet
from chainmap.diagram.text import wrap
from chainmap.diagram.view import View
from chainmap.flow import Flow
from chainmap.model import Organisation, PartyId, Team

_FEW = 8
"""Teams up to which a picture is not spread to the shape of a slide."""


def chain_view(flow: Flow, frame: Frame) -> Drawing:
    """Draw the organisation's chain: suppliers left, customers right.

    Above `scope.MAX_TEAMS` teams it shows departments, or the busiest teams where there are none.
    """
    whole = flow.organisation
    view = View(scope_of(whole))
    drawn = len(view.organisation.teams)
    heading = frame.heading(
        title=whole.name, subtitle=_subtitle(whole, view), legend=_legend(view), boxes=drawn
    )
    page = {"ratio": "0.5625"} if drawn > _FEW else {}
    sheet = Sheet(heading, **page)
    _draw_teams(sheet, view)
    _draw_left(sheet, view)
    _draw_right(sheet, view)
    _draw_arrows(sheet, view)
    return sheet.drawing


def _subtitle(organisation: Organisation, view: View) -> str:
    facts = [units.count(len(organisation.teams), "team")]
    if departments := {team.department for team in organisation.teams if team.department}:
        facts[0] += f" in {units.count(len(departments), 'department')}"
    facts.append(units.count(len(organisation.handoffs), "handoff"))
    if organisation.customers:
        facts.append(units.count(len(organisation.customers), "external customer"))
    if over := sum(load >= view.limit for load in view.loads.values()):
        facts.append(
            f"{units.count(over, 'team')} with a load of {units.percent(view.limit)} or more"
        )
    remarks = "; ".join(view.remarks)
    return ", ".join(facts) + (f". {remarks[0].upper()}{remarks[1:]}." if remarks else ".")


def _legend(view: View) -> Iterator[Entry]:
    thicker = "volume" if view.largest_volume else "deliverables"
    yield Line(f"supplier → customer, the way work flows; thicker = more {thicker}", weight=2)
    if any(arrow.kind is not Kind.FLOW for arrow in view.drawn):
        yield Line("support, rework", colour=palette.FAINT, dashed=True)
    if view.vendors:
        yield Box("vendor", fill=palette.VENDOR)
    if view.organisation.customers:
        yield Box("external customer", border=2)
    if view.ordering:
        yield Box("the same, ordering", dashed=True)
    elif view.orders:
        yield Note("◂ orders come in from")
    if view.loads:
        yield from _load_legend(view.limit)


def _load_legend(limit: float) -> Iterator[Entry]:
    low, high = units.percent(min(palette.BUSY_FROM, limit)), units.percent(limit)
    over, overloaded = palette.OVER_LIMIT, palette.OVERLOADED
    yield Box(f"load {low} or more", fill=palette.BUSY.fill)
    yield Box(f"{high} or more", inside="▲", fill=over.fill)
    yield Box("100 % or more", inside="▲▲", fill=overloaded.fill, ink=overloaded.ink)


def _draw_teams(sheet: Sheet, view: View) -> None:
    organisation = view.organisation
    room = boxes.width_for(team.name for team in organisation.teams)
    departments = by_department(organisation)
    for department, teams in departments:
        names = [team.name for team in teams]
        for team in teams:
            _draw_team(sheet, view, team, room)
        if department is not None:
            colour = department_colour(organisation, department)
            sheet.area(department, colour, names, scale=scale_of(len(organisation.teams)))
        _pack(sheet, [name for name in names if name not in view.in_flow])
    if all(department is None for department, _ in departments):
        _set_columns(sheet, view)


def _draw_team(sheet: Sheet, view: View, team: Team, room: int) -> None:
    utilisation = view.loads.get(team.name)
    fill = palette.load_fill(utilisation, limit=view.limit)
    facts = [view.scope.notes[team.name]] if team.name in view.scope.notes else []
    if utilisation is not None:
        facts.append(f"load {units.percent(utilisation)}{fill.sign}")
    if supported := view.supported.get(team.name):
        facts.append(f"supports {units.count(supported, 'team')}")
    notes = [*wrap(" · ".join(facts), limit=room / boxes.NOTE_SIZE, lines=2)]
    if within := view.to_itself.get(team.name):
        facts.append(f"to itself: {', '.join(within)}")
        notes.append(f"↻ {units.count(len(within), 'deliverable')} to itself")
    if not view.is_small and (customers := view.orders.get(team.name)):
        facts.append(f"orders from {', '.join(customers)}")
        notes += wrap(f"◂ {', '.join(customers)}", limit=room / boxes.NOTE_SIZE, lines=2)
    content = boxes.team_box(team.name, notes, fill=fill, room=room)
    sheet.box(team.name, content, team.name, *facts, party=team.name)


def _set_columns(sheet: Sheet, view: View) -> None:
    """Keep long chains on the page where no areas hold the teams together."""
    names = [team.name for team in view.organisation.teams if team.name in view.in_flow]
    pairs = [(a.supplier, a.customer) for a in view.drawn if a.kind is Kind.FLOW]
    found = columns(names, pairs)
    for column in found:
        sheet.rank("same", column)
    for column, following in pairwise(found):
        sheet.order(before=column[0], after=following[0])


def _draw_left(sheet: Sheet, view: View) -> None:
    """Draw who stands at the start: vendors, and customers where they order."""
    room = boxes.width_for([*view.vendors, *view.ordering], bold=True)
    for name in view.vendors:
        sheet.box(name, boxes.vendor_box(name, room=room), name, "vendor", party=name)
    for name in view.ordering:
        content = boxes.ordering_box(name, room=room)
        sheet.box((name, "orders"), content, name, "external customer, ordering", party=name)
    sheet.rank("source", [*view.vendors, *((name, "orders") for name in view.ordering)])


def _draw_right(sheet: Sheet, view: View) -> None:
    """Draw the external customers, right of every team."""
    customers = [customer.name for customer in view.organisation.customers]
    room = boxes.width_for(customers, bold=True)
    for name in customers:
        content = boxes.customer_box(name, room=room)
        sheet.box(name, content, name, "external customer", party=name)
    sheet.rank("sink", customers)
    for team in view.last if customers else ():
        sheet.order(before=team, after=customers[0], weight=5 if team in view.relaying else 20)


def _draw_arrows(sheet: Sheet, view: View) -> None:
    for arrow in view.drawn:
        orders: Hashable = (arrow.supplier, "orders")
        sheet.arrow(
            supplier=orders if view.is_customer(arrow.supplier) else arrow.supplier,
            customer=arrow.customer,
            tooltip=arrow.tooltip(view.organisation.calendar),
            colour=_colour(view, arrow),
            width=_width(view, arrow),
            dashed=arrow.kind is not Kind.FLOW,
            label=arrow_label(arrow.deliverables) if view.is_small else None,
            look=_look(view, arrow),
        )


def _look(view: View, arrow: Arrow) -> dict[str, str]:
    if arrow.kind is not Kind.FLOW:
        return {"weight": "0", "constraint": "false"}
    return {"constraint": "false"} if arrow.customer in view.vendors else {}


def _colour(view: View, arrow: Arrow) -> str:
    return view.colour(arrow.supplier) if arrow.kind is Kind.FLOW else palette.FAINT


def _width(view: View, arrow: Arrow) -> float:
    if arrow.kind is not Kind.FLOW:
        return 1.0
    if view.largest_volume:
        return thickness(arrow.volume, largest=view.largest_volume)
    return thickness(len(arrow.handoffs), largest=view.most_handoffs)


def _pack(sheet: Sheet, alone: Iterable[PartyId]) -> None:
    """Put teams outside the flow into a compact block instead of one long column."""
    names = list(alone)
    rows = ceil(len(names) / max(1, round(sqrt(len(names) / 2))))
    for before, after in zip(names, names[rows:], strict=False):
        sheet.order(before=before, after=after)
