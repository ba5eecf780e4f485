"""The deck: what text needs, and what a PPTX file holds whatever the slides are about."""

from __future__ import annotations

import doctest
from datetime import date, datetime
from io import BytesIO

from pptx import Presentation
from pptx.util import Inches

from chainmap.deck import text
from chainmap.deck.shapes import HEIGHT, WIDTH, Box, Connector, Deck, Frame, Site, Slide, line
from chainmap.deck.text import clipped, height, line_count, width
from chainmap.deck.writing import pptx


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(text).failed == 0


def test_widths_are_those_of_the_type() -> None:
    assert width("MMMM", 72) > 2 * width("llll", 72)
    assert width("Name", 72, bold=True) > width("Name", 72)
    assert round(width("0" * 10, 72) / 1.06, 2) == 5.56


def test_a_long_word_is_broken_and_a_combining_mark_takes_no_room() -> None:
    assert line_count("W" * 40, 12, 1.0) > 5
    assert width("e\u0301", 12) == width("e", 12)


def test_what_is_cut_fits_and_ends_in_dots() -> None:
    cut = clipped("word " * 200, 12, 2.0, lines=3)
    assert cut.endswith("…")
    assert line_count(cut, 12, 2.0) == 3
    assert clipped("short", 12, 2.0) == "short"


def test_paragraphs_below_each_other_add_up() -> None:
    one, two = line("One", 12), line("Two", 12, after=6)
    assert round(height([one, two], 5) - height([one], 5) * 2, 6) == round(6 / 72, 6)


def deck() -> Deck:
    boxes = (
        Box("a", "A", Frame(1, 2, 2, 1), (line("A", 12),), fill="#ffffff", edge="#000000", alt="a"),
        Box("b", "B", Frame(9, 5, 2, 1), (line("B", 12),), fill="#ffffff", edge="#000000"),
    )
    down = Connector("a", "b", Site.BOTTOM, Site.TOP, "#ff0000", is_bent=True)
    back = Connector("b", "a", Site.LEFT, Site.RIGHT, "#ff0000", is_dashed=True, has_head=False)
    slides = (
        Slide("Cover", subtitle="For the board"),
        Slide("Slide", (*boxes, down, back), "Figures"),
    )
    return Deck("Title", "Foot", date(2026, 11, 21), slides)


def test_slides_are_16_to_9_with_real_titles_and_notes() -> None:
    made = Presentation(BytesIO(pptx(deck())))
    assert (made.slide_width, made.slide_height) == (Inches(WIDTH), Inches(HEIGHT))
    cover, slide = made.slides
    assert cover.shapes.title is not None
    assert cover.placeholders[1].has_text_frame
    assert slide.shapes.title is not None
    assert slide.shapes.title.is_placeholder
    assert slide.has_notes_slide
    for layout in made.slide_layouts:
        assert all(shape.left + shape.width <= made.slide_width + 1 for shape in layout.shapes)


def test_an_elbow_starts_and_ends_where_it_is_glued() -> None:
    slide = Presentation(BytesIO(pptx(deck()))).slides[1]
    (elbow,) = (shape for shape in slide.shapes if shape.name == "A → B")
    assert elbow.rotation == 270
    middle = (elbow.left + elbow.width / 2, elbow.top + elbow.height / 2)
    assert [round(value / Inches(1), 3) for value in middle] == [6.0, 4.0]
    assert [round(side / Inches(1), 3) for side in (elbow.height, elbow.width)] == [8.0, 2.0]


def test_the_properties_tell_the_day_and_not_the_moment() -> None:
    about = Presentation(BytesIO(pptx(deck()))).core_properties
    assert about.title == "Title"
    assert about.created == about.modified
    assert about.modified is not None
    assert about.modified.replace(tzinfo=None) == datetime(2026, 11, 21)  # noqa: DTZ001 - as told
