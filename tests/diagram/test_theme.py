"""Themes: every view legible in each of them, and nothing but colours changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.markup import Content, Lines, Table, Text
from chainmap.diagram.engine.dot import dot
from chainmap.diagram.looks.choices import Theme
from chainmap.diagram.looks.colour import contrast, luminance
from chainmap.diagram.looks.theme import themed
from tests.diagram.every_view import NAMES, view_of

LEGIBLE = 4.5
"""WCAG 2.2, success criterion 1.4.3."""

COLOUR = re.compile(r"#[0-9a-f]{6}")
VIEW = pytest.mark.parametrize("name", NAMES)
THEME = pytest.mark.parametrize("theme", Theme)
SIGNS = set("◆▲▼●○◀▶◂▸→←·–— ")
"""What stands beside words in every view and says nothing alone, or is drawn large."""


def texts(content: Content, behind: str) -> Iterator[tuple[Text, str]]:
    """Yield every piece of text with the colour behind it."""
    match content:
        case Text():
            yield content, behind
        case Lines():
            yield from ((piece, behind) for piece in content.pieces)
        case Table():
            ground = str(content.look.get("BGCOLOR", behind))
            for row in content.rows:
                for cell in row.cells:
                    yield from texts(cell.content, str(cell.look.get("BGCOLOR", ground)))


def all_texts(drawing: Drawing) -> Iterator[tuple[Text, str]]:
    yield from texts(drawing.heading.content, drawing.paper)
    inside = {box: area.fill for area in drawing.areas for box in area.boxes}
    for area in drawing.areas:
        yield from texts(area.heading, area.fill)
    for box in drawing.boxes:
        yield from texts(box.content, inside.get(box.id, drawing.paper))
    for line in drawing.connectors:
        if line.label is not None:
            yield from texts(line.label, drawing.paper)


@THEME
@VIEW
def test_every_text_stands_out_from_its_fill(name: str, theme: Theme) -> None:
    drawing = themed(view_of(name), theme)
    faint = {
        (piece.words, piece.style.colour, behind)
        for piece, behind in all_texts(drawing)
        if set(piece.words) - SIGNS and contrast(piece.style.colour, behind) < LEGIBLE
    }
    assert sorted(faint) == []


@THEME
@VIEW
def test_a_theme_changes_colours_only(name: str, theme: Theme) -> None:
    drawing = view_of(name)
    before, after = (COLOUR.sub("#", dot(d)) for d in (drawing, themed(drawing, theme)))
    assert before == after


@VIEW
def test_print_has_white_paper_and_greys_only(name: str) -> None:
    drawing = themed(view_of(name), Theme.PRINT)
    assert drawing.paper == "#ffffff"
    for colour in set(COLOUR.findall(dot(drawing))):
        assert colour[1:3] == colour[3:5] == colour[5:7], colour


@VIEW
def test_print_saves_ink_and_draws_lines_that_stand_out(name: str) -> None:
    drawing = themed(view_of(name), Theme.PRINT)
    for fill in re.findall(r'BGCOLOR="(#\w+)"', dot(drawing)):
        assert luminance(fill) > 0.25, fill
    for line in drawing.connectors:
        assert contrast(line.colour, drawing.paper) > 3


@VIEW
def test_dark_is_dark(name: str) -> None:
    drawing = themed(view_of(name), Theme.DARK)
    assert luminance(drawing.paper) < 0.02
    assert all(luminance(area.fill) < 0.1 for area in drawing.areas)


@VIEW
def test_screen_is_how_views_are_drawn(name: str) -> None:
    drawing = view_of(name)
    assert themed(drawing, Theme.SCREEN) == drawing


def test_the_legend_shows_the_colours_of_the_picture() -> None:
    drawing = view_of("chain")
    dark = themed(drawing, Theme.DARK)
    entries = [entry for entry in dark.heading.legend if hasattr(entry, "fill")]
    used = set(COLOUR.findall(dot(replace(dark, heading=drawing.heading))))
    assert {entry.fill for entry in entries} & used
