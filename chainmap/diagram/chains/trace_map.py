"""A short chain on the map: departments as areas, the rest of the upstream in grey."""

from __future__ import annotations

from collections.abc import Hashable

from chainmap.diagram.canvas.sheet import Sheet
from chainmap.diagram.chains.upstream import Upstream
from chainmap.diagram.chains.wording import complains
from chainmap.diagram.looks import palette
from chainmap.diagram.parts import boxes
from chainmap.diagram.parts.departments import by_department, department_colour
from chainmap.model import PartyId


def draw_map(sheet: Sheet, upstream: Upstream) -> None:
    """Draw the teams in their departments, the parties outside, and all arrows."""
    _draw_teams(sheet, upstream)
    _draw_outside(sheet, upstream)
    _draw_arrows(sheet, upstream)


def _draw_teams(sheet: Sheet, upstream: Upstream) -> None:
    room = boxes.width_for(upstream.beside_drawn)
    for department, teams in by_department(upstream.organisation):
        drawn = [team.name for team in teams if team.name in upstream.parties]
        for team in drawn:
            _draw_team(sheet, upstream, team, room)
        if department is not None and drawn:
            colour = department_colour(upstream.organisation, department)
            sheet.area(department, colour, drawn)


def _draw_team(sheet: Sheet, upstream: Upstream, team: PartyId, room: int) -> None:
    if numbers := upstream.numbers.get(team):
        content = upstream.data_box(team, numbers=numbers).content()
        sheet.box(team, content, team, party=team, group="chain")
        return
    if team == upstream.receiver:
        content = boxes.customer_box(team, room=boxes.width_for([team], bold=True))
    else:
        content = boxes.quiet_box(team, upstream.suspicion(team), room=room)
    is_receiver = team == upstream.receiver
    said = upstream.words("who receives it") if is_receiver else upstream.words("also upstream")
    sheet.box(team, content, team, said, party=team)


def _draw_outside(sheet: Sheet, upstream: Upstream) -> None:
    """Draw the complaining customer right, vendors and ordering customers left."""
    room = boxes.width_for([*upstream.starting, upstream.receiver], bold=True)
    for party in upstream.starting:
        vendor = upstream.is_vendor(party)
        numbers = upstream.numbers.get(party, ())
        note = upstream.words("vendor") if vendor else upstream.words("orders")
        content = boxes.start_box(party, note, numbers=numbers, vendor=vendor, room=room)
        sheet.box((party, "start"), content, party, note, party=party)
    if upstream.organisation.is_team(upstream.receiver):
        return
    customer = upstream.receiver
    content = boxes.customer_box(customer, complains(upstream.traced, upstream.words), room=room)
    said = upstream.words("external customer")
    sheet.box(customer, content, customer, said, party=customer, group="chain")
    sheet.rank("sink", [customer])


def _draw_arrows(sheet: Sheet, upstream: Upstream) -> None:
    for arrow in upstream.arrows:
        sheet.arrow(
            supplier=_start(upstream, arrow.supplier),
            customer=arrow.customer,
            tooltip=arrow.tooltip(upstream.organisation.calendar),
            colour=palette.FAINT,
        )
    for number, step in enumerate(upstream.chain.steps, start=1):
        sheet.arrow(
            supplier=_start(upstream, step.supplier),
            customer=step.customer,
            tooltip=(f"{number}: {step.supplier} → {step.customer}", step.deliverable),
            colour=palette.CHAIN,
            width=boxes.CHAIN_WIDTH,
            look={"weight": "20", **boxes.CHAIN_LOOK},
        )


def _start(upstream: Upstream, party: PartyId) -> Hashable:
    """Return the key of the box from which a party supplies."""
    return party if upstream.organisation.is_team(party) else (party, "start")
