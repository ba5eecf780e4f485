"""A long chain in rows, read like text; the rest of the upstream is listed below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, sqrt

from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.markup import Cell, Style, cell, row, table
from chainmap.diagram.canvas.sheet import Sheet
from chainmap.diagram.chains.upstream import Upstream
from chainmap.diagram.chains.wording import complains
from chainmap.diagram.looks import palette
from chainmap.diagram.parts import boxes
from chainmap.diagram.parts.departments import by_department, department_colour
from chainmap.model import PartyId, Team

IN_ROW = 6
"""Boxes in a row; more where the rows would make the page higher than wide."""

_SHAPE = 1.12
"""Boxes across for one box down on a page of 16:9."""

_TURN = {"constraint": "false", "tailport": "s", "headport": "n"}
"""The look of the arrow to the next row."""


def draw_rows(sheet: Sheet, upstream: Upstream) -> None:
    """Draw the chain, row under row, and who is upstream beside it."""
    steps = upstream.chain.steps
    for number, step in enumerate(steps, start=1):
        _draw_step(sheet, upstream, step.supplier, number)
    end = len(steps) + 1
    room = boxes.width_for([upstream.receiver], bold=True)
    note = complains(upstream.traced, upstream.words)
    content = boxes.customer_box(upstream.receiver, note, room=room)
    sheet.box(end, content, upstream.receiver, party=upstream.receiver)
    rows = _rows(end)
    for numbers in rows:
        sheet.rank("same", numbers)
    for number, step in enumerate(steps, start=1):
        turns = any(numbers[0] == number + 1 for numbers in rows)
        sheet.arrow(
            supplier=number,
            customer=number + 1,
            tooltip=(f"{number}: {step.supplier} → {step.customer}", step.deliverable),
            colour=palette.CHAIN,
            width=boxes.CHAIN_WIDTH,
            look={**boxes.CHAIN_LOOK, **(_TURN if turns else {})},
        )
    for above, below in pairwise(rows):
        for one, other in zip(above, below, strict=False):
            sheet.order(before=one, after=other)
    _draw_beside(sheet, upstream, rows)


def _rows(boxes_drawn: int) -> list[list[int]]:
    """Return the numbers of the boxes row by row, all rows but the last equally long."""
    most = max(IN_ROW, ceil(sqrt(_SHAPE * boxes_drawn)))
    count = ceil(boxes_drawn / most)
    length = ceil(boxes_drawn / count)
    numbers = list(range(1, boxes_drawn + 1))
    return [numbers[at : at + length] for at in range(0, boxes_drawn, length)]


def _draw_step(sheet: Sheet, upstream: Upstream, party: PartyId, number: int) -> None:
    numbers = upstream.numbers[party]
    if not upstream.organisation.is_team(party):
        vendor = upstream.is_vendor(party)
        room = boxes.width_for([party], bold=True)
        note = upstream.words("vendor") if vendor else upstream.words("orders")
        content = boxes.start_box(party, note, numbers=[number], vendor=vendor, room=room)
    else:
        content = upstream.data_box(party, numbers=[number]).content(
            also_numbers=numbers, area=_area(upstream, party), also_from=upstream.also_from(party)
        )
    sheet.box(number, content, party, party=party)


def _area(upstream: Upstream, party: PartyId) -> tuple[str, str] | None:
    team = upstream.organisation.parties[party]
    if not isinstance(team, Team) or team.department is None:
        return None
    return team.department, department_colour(upstream.organisation, team.department)


def _draw_beside(sheet: Sheet, upstream: Upstream, rows: Sequence[Sequence[int]]) -> None:
    """Draw one box that lists by department who else is upstream, suspects in bold."""
    listed = [
        _department_cell(upstream, department, names)
        for department, teams in by_department(upstream.organisation)
        if (names := [t.name for t in teams if t.name in upstream.beside_drawn])
    ]
    if not listed:
        return
    lists = (row(*listed[at : at + IN_ROW]) for at in range(0, len(listed), IN_ROW))
    words = upstream.words("Also upstream, not on this chain")
    heading = markup.text(words, Style(size=11, bold=True))
    title = row(cell(heading, ALIGN="LEFT", COLSPAN=min(len(listed), IN_ROW)))
    content = table(title, *lists, BORDER=1, COLOR=palette.FAINT, CELLPADDING=5)
    sheet.box("beside", content, upstream.words("also upstream"))
    sheet.order(before=rows[-1][0], after="beside", weight=0)
    middle = len(rows[0]) // 2
    sheet.order(before=[some for some in rows if len(some) > middle][-1][middle], after="beside")


def _department_cell(upstream: Upstream, department: str | None, names: list[PartyId]) -> Cell:
    shown = []
    if department is not None:
        colour = department_colour(upstream.organisation, department)
        shown.append(markup.text(department, Style(size=10, bold=True, colour=colour)))
    for name in names:
        suspected = upstream.suspicion(name)
        style = Style(size=10, bold=suspected is not None, colour=palette.GREY)
        words = name if suspected is None else f"{name} {suspected.words}"
        shown.append(markup.text(words, style))
    return cell(markup.lines(shown, align="LEFT"), ALIGN="LEFT", BALIGN="LEFT", VALIGN="TOP")
