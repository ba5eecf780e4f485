"""The line of a highlighted chain, and the marks where it breaks off and goes on."""

from __future__ import annotations

from collections.abc import Hashable

from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.markup import Style, Table, cell, row, table
from chainmap.diagram.canvas.sheet import Sheet
from chainmap.diagram.looks import palette
from chainmap.diagram.parts import boxes
from chainmap.model import Handoff


def step_words(number: int, step: Handoff) -> tuple[str, ...]:
    """Return what a step's line says when pointed at."""
    return f"{number}: {step.supplier} → {step.customer}", step.deliverable


def chain_arrow(
    sheet: Sheet, supplier: Hashable, customer: Hashable, words: tuple[str, ...]
) -> None:
    """Draw a line of the chain from one box to another."""
    sheet.arrow(
        supplier=supplier,
        customer=customer,
        tooltip=words,
        colour=palette.CHAIN,
        width=boxes.CHAIN_WIDTH,
        look=boxes.CHAIN_LOOK,
    )


def turn_box(words: str) -> Table:
    """Return a mark where the chain goes on elsewhere."""
    style = Style(size=11, bold=True, colour=palette.CHAIN)
    look: dict[str, str | int] = {"BORDER": 1, "COLOR": palette.CHAIN, "BGCOLOR": palette.PAPER}
    return table(row(cell(markup.text(words, style), CELLPADDING=3, STYLE="ROUNDED", **look)))
