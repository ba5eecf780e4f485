"""What can be chosen of a picture, whatever it shows: paper, sheets, colours, engine."""

from __future__ import annotations

from enum import StrEnum


class Paper(StrEnum):
    """What a picture is fitted to: a sheet of paper in landscape, or a slide."""

    A0 = "a0"
    A1 = "a1"
    A2 = "a2"
    A3 = "a3"
    A4 = "a4"
    WIDE = "16:9"
    CLASSIC = "4:3"


class Tile(StrEnum):
    """The sheets that a poster is cut into, for an ordinary printer."""

    A4 = "a4"
    A3 = "a3"


class Theme(StrEnum):
    """What the colours are made for."""

    PRINT = "print"
    SCREEN = "screen"
    DARK = "dark"


class EngineChoice(StrEnum):
    """Which engine is to draw."""

    AUTO = "auto"
    PYGRAPHVIZ = "pygraphviz"
    DOT = "dot"
