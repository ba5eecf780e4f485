"""A label that is drawn as a box between two halves of a line is the label of one line."""

from __future__ import annotations

import pytest

from chainmap.diagram.canvas.connected import in_one_piece, placed_in_one_piece
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.heading import Heading
from chainmap.diagram.canvas.legend import Note
from chainmap.diagram.canvas.markup import Table, cell, row, table, text
from chainmap.diagram.canvas.sheet import Sheet
from chainmap.diagram.engine.layout import layout
from chainmap.diagram.files.plain import text_of
from chainmap.model import PartyId


def framed(words: str) -> Table:
    return table(row(cell(text(words), BORDER=1)))


def drawing(*, label: Table, party: PartyId | None = None) -> Drawing:
    """Return a line from Baker over a box to Shop."""
    sheet = Sheet(Heading("Title", "", "", (Note("a note"),)))
    sheet.box("Baker", framed("Baker"), party=PartyId("Baker"))
    sheet.box("Shop", framed("Shop"), party=PartyId("Shop"))
    sheet.box("between", label, party=party)
    sheet.arrow(supplier="Baker", customer="between", tooltip=["Bread"], headless=True)
    sheet.arrow(supplier="between", customer="Shop", tooltip=["Bread"])
    return sheet.drawing


LABELLED = drawing(label=table(row(cell(text("Bread")))))


def test_the_two_halves_are_one_line_with_a_head_and_a_label() -> None:
    whole = in_one_piece(LABELLED)
    (line,) = whole.connectors
    assert (line.supplier, line.customer, line.headless) == ("n1", "n2", False)
    assert line.label is not None
    assert text_of(line.label) == "Bread"
    assert [box.party for box in whole.boxes] == ["Baker", "Shop"]


@pytest.mark.parametrize(
    "other", [drawing(label=framed("Bread")), drawing(label=framed("Mill"), party=PartyId("Mill"))]
)
def test_a_box_in_between_stays_a_box(other: Drawing) -> None:
    assert in_one_piece(other) == other


def test_the_line_keeps_both_its_ends() -> None:
    places = layout(LABELLED)
    _, after = placed_in_one_piece(LABELLED, places)
    assert after.lines["e1"][0] == places.lines["e1"][0]
    assert after.lines["e1"][-1] == places.lines["e2"][-1]
    assert len(after.lines["e1"]) % 3 == 1
    left, _, right, _ = places.boxes["n3"]
    assert left < after.labels["e1"][0] < right
    assert set(after.boxes) == {"n1", "n2"}
