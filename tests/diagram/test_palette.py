"""Neighbouring classes are told apart by every eye, in every theme, and never by colour alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.heading import Heading
from chainmap.diagram.canvas.legend import Box, Line
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.choices import Theme
from chainmap.diagram.looks.colour import contrast
from chainmap.diagram.looks.theme import themed
from chainmap.diagram.maps import gap_look
from tests.diagram.every_view import COLOURED, view_of
from tests.diagram.eyes import EYES, distance

APART = 6.0
"""CIE 1976 difference: more than twice what is just noticed side by side."""

LOADS = (palette.NORMAL, palette.BUSY, palette.OVER_LIMIT, palette.OVERLOADED)
DEPARTMENTS = tuple(palette.department_colour(at) for at in range(9))  # the ninth is the first

EYE = pytest.mark.parametrize("eyes", EYES)
THEME = pytest.mark.parametrize("theme", Theme)


def fills(theme: Theme, *colours: str) -> list[str]:
    """Return fills as the theme shows them, read from a legend."""
    entries = tuple(Box("a class", fill=colour) for colour in colours)
    legend = themed(Drawing(Heading("", "", "", entries), ()), theme).heading.legend
    return [entry.fill for entry in legend if isinstance(entry, Box)]


def lines(theme: Theme, *colours: str) -> list[str]:
    entries = tuple(Line("a line", colour=colour) for colour in colours)
    legend = themed(Drawing(Heading("", "", "", entries), ()), theme).heading.legend
    return [entry.colour for entry in legend if isinstance(entry, Line)]


def too_near(colours: list[str], eyes: str) -> list[tuple[str, str]]:
    return [pair for pair in pairwise(colours) if distance(*pair, eyes) < APART]


def test_the_distance_is_the_published_one() -> None:
    assert distance("#ffffff", "#000000", "usual") == pytest.approx(100, abs=0.1)
    assert distance("#ff0000", "#00ff00", "usual") == pytest.approx(170.6, abs=0.5)
    assert distance("#ff0000", "#00ff00", "deuteranopia") < 80
    assert distance("#d00000", "#555555", "greyscale") < 10


@THEME
@EYE
def test_neighbouring_loads_are_told_apart(eyes: str, theme: Theme) -> None:
    assert too_near(fills(theme, *(fill.fill for fill in LOADS)), eyes) == []


@THEME
@EYE
def test_neighbouring_departments_are_told_apart(eyes: str, theme: Theme) -> None:
    assert too_near(lines(theme, *DEPARTMENTS), eyes) == []


@THEME
@EYE
def test_grave_and_light_gaps_are_told_apart(eyes: str, theme: Theme) -> None:
    assert too_near(lines(theme, *gap_look.COLOURS), eyes) == []


@THEME
@EYE
def test_the_chain_is_told_from_the_lines_behind_it(eyes: str, theme: Theme) -> None:
    assert too_near(lines(theme, palette.CHAIN, palette.FAINT), eyes) == []


@pytest.mark.parametrize("name", COLOURED)
@THEME
@EYE
def test_neighbouring_classes_of_every_legend_are_told_apart(
    eyes: str, theme: Theme, name: str
) -> None:
    legend = view_of(name).heading.legend
    classes = [entry.fill for entry in legend if isinstance(entry, Box) and _is_class(entry)]
    assert len(classes) >= 3
    assert too_near(fills(theme, *classes), eyes) == []


def _is_class(entry: Box) -> bool:
    return entry.fill not in {palette.PAPER, palette.VENDOR}


def test_from_the_limit_on_a_sign_says_what_the_colour_says() -> None:
    signs = [fill.sign for fill in LOADS[2:]]
    assert all(signs)
    assert len(set(signs)) == len(signs)


@pytest.mark.parametrize("colour", DEPARTMENTS)
def test_the_name_of_a_department_is_legible_on_its_area(colour: str) -> None:
    assert contrast(colour, palette.tint(colour)) >= 4.5
