"""Drawings as slides: everything is there, glued, readable; what does not fit goes on."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation

from chainmap.deck.shapes import Box, Connector
from chainmap.deck.writing import pptx
from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.drawing import Area, Drawing
from chainmap.diagram.canvas.drawing import Box as DrawnBox
from chainmap.diagram.canvas.drawing import Connector as DrawnLine
from chainmap.diagram.canvas.heading import Heading
from chainmap.diagram.canvas.legend import Box as Sample
from chainmap.diagram.canvas.legend import Line, Note
from chainmap.diagram.canvas.markup import Style, cell, row, table
from chainmap.diagram.engine.layout import Layout
from chainmap.diagram.files.slides import LEAST, picture_deck, picture_slides
from chainmap.model import PartyId
from tests.diagram.parcels import TODAY, parcels


def content(words: str, size: int = 10) -> markup.Table:
    said = markup.text(words, Style(size=size, bold=True))
    return table(row(cell(said)), BORDER=1, COLOR="#333333", BGCOLOR="#fff1c9")


def drawing(count: int, size: int = 10) -> Drawing:
    boxes = [
        DrawnBox(f"n{i}", content(f"Team {i}", size), ("Tip",), PartyId(f"Team {i}"))
        for i in range(count)
    ]
    lines = [DrawnLine(f"e{i}", f"n{i}", f"n{i + 1}", "#6b6b6b") for i in range(count - 1)]
    area = Area("a", "Sales", markup.lines([markup.text("Sales")]), "#33669c", "#eeeeee", ("n0",))
    legend = (Note("read so"), Line("supplier → customer"), Sample("suspect", fill="#fdd49e"))
    return Drawing(Heading("Parcels", "Late.", "org/", legend), (area, *boxes, *lines))


def layout(count: int, *, pitch: float = 150, height: float = 40) -> Layout:
    boxes = {f"n{i}": (i * pitch, 100.0, i * pitch + 100, 100 + height) for i in range(count)}
    lines = {
        f"e{i}": ((i * pitch + 100, 120.0), (i * pitch + 110, 120.0), ((i + 1) * pitch, 120.0))
        for i in range(count - 1)
    }
    return Layout(count * pitch, 200, boxes, {"a": (-10, 80, 110, 150)}, lines, {})


def test_a_drawing_that_fits_is_one_slide_with_all_of_it() -> None:
    made = picture_slides(drawing(4), layout(4))
    (slide,) = made.slides
    assert made.smallest >= LEAST
    assert slide.title == "Parcels"
    names = [item.name for item in slide.items if isinstance(item, Box)]
    assert names[1] == "Sales"  # behind the boxes
    assert [name for name in names if name.startswith("Team")] == [f"Team {i}" for i in range(4)]
    glued = [(i.supplier, i.customer) for i in slide.items if isinstance(i, Connector)]
    assert glued == [("n0", "n1"), ("n1", "n2"), ("n2", "n3")]
    legend = [
        i.lines[0].text
        for i in slide.items
        if isinstance(i, Box) and i.name == "Legend" and i.lines
    ]
    assert legend == ["read so", "→", "supplier → customer", "suspect"]


def test_boxes_keep_their_colours_and_say_more_to_those_who_listen() -> None:
    (slide,) = picture_slides(drawing(2), layout(2)).slides
    box = next(i for i in slide.items if isinstance(i, Box) and i.name == "Team 0")
    assert (box.fill, box.edge, box.alt) == ("#fff1c9", "#333333", "Tip")


def test_what_would_be_too_small_to_read_goes_on_several_slides() -> None:
    made = picture_slides(drawing(20), layout(20))
    assert len(made.slides) > 1
    assert made.smallest >= LEAST
    shown = [
        i.id
        for s in made.slides
        for i in s.items
        if isinstance(i, Box) and i.id in layout(20).boxes
    ]
    assert sorted(shown) == sorted(layout(20).boxes)
    assert made.slides[0].title == f"Parcels (1 of {len(made.slides)})"
    assert "Arrows to other parts" in made.slides[0].notes
    sizes = [
        run.size
        for slide in made.slides
        for item in slide.items
        if isinstance(item, Box) and item.id in layout(20).boxes
        for said in item.lines
        for run in said.runs
    ]
    assert min(sizes) >= LEAST


def test_of_a_box_larger_than_a_slide_the_size_of_its_text_is_told() -> None:
    made = picture_slides(drawing(1), layout(1, height=3000))
    assert len(made.slides) == 1
    assert made.smallest < LEAST


def test_everything_stays_within_the_margins() -> None:
    for count in (1, 4, 20):
        for slide in picture_slides(drawing(count), layout(count)).slides:
            frames = [i.frame for i in slide.items if isinstance(i, Box)]
            assert all(f.left >= 0.45 and f.right <= 12.9 for f in frames)
            assert all(f.top >= 0.9 and f.bottom <= 7.0 for f in frames)


@pytest.mark.parametrize("words", ["<a:t>&x;</a:t>", "\x00\x1b[2J", "שלום", "=1+1"])
def test_names_are_text_and_the_same_input_gives_the_same_bytes(words: str) -> None:
    hostile = replace(drawing(1), items=(DrawnBox("n0", content(words), (words,), PartyId(words)),))
    organisation = parcels().organisation
    pages = [(hostile, layout(1))]
    made = pptx(picture_deck(pages, organisation, as_of=TODAY))
    assert made == pptx(picture_deck(pages, organisation, as_of=TODAY))
    texts = {
        s.text_frame.text for s in Presentation(BytesIO(made)).slides[0].shapes if s.has_text_frame
    }
    assert words.replace("\x00", "\ufffd").replace("\x1b", "\ufffd") in texts
