"""How a picture is made, and in which formats: what can be asked for, and what fits together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from chainmap.app.anonymity import Anonymity
from chainmap.app.paths import refusal, shown
from chainmap.diagram.looks.choices import EngineChoice, Paper, Theme, Tile
from chainmap.diagram.looks.words import Language
from chainmap.issues import ChainmapError


class PictureFormat(StrEnum):
    """How a picture can be written, by the ending of the file."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"
    DOT = "dot"
    MERMAID = "mmd"
    DRAWIO = "drawio"
    GRAPHML = "graphml"
    PPTX = "pptx"


_ENDINGS: Mapping[str, PictureFormat] = {form.value: form for form in PictureFormat} | {
    "mermaid": PictureFormat.MERMAID
}

_SCALED = frozenset({PictureFormat.SVG, PictureFormat.PNG, PictureFormat.PDF, PictureFormat.DOT})
"""Formats that an engine can fit to a page."""


SEVERAL_PAGES = frozenset({PictureFormat.PDF, PictureFormat.DOT, PictureFormat.PPTX})
"""Formats in which a file can have more than one page."""


@dataclass(frozen=True, slots=True)
class Making:
    """How a picture is made: whatever it shows."""

    title: str | None = None
    time_limit: float = 20.0
    as_of: date = date.min
    engine: EngineChoice = EngineChoice.AUTO
    size: Paper | None = None
    tile: Tile | None = None
    dpi: int | None = None
    theme: Theme = Theme.SCREEN
    language: Language = Language.ENGLISH
    anonymity: Anonymity | None = None


def format_of(output: Path) -> PictureFormat:
    """Return the format that the name of the file asks for, or raise a ChainmapError."""
    ending = output.suffix.removeprefix(".").lower()
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    raise ChainmapError(
        refusal(
            "unknown-format",
            output,
            f"{shown(output)} does not say what to draw: its ending is none of those known.",
            hint=f"Write a name that ends in .{', .'.join(_ENDINGS)}.",
        )
    )


def require_sense(form: PictureFormat, making: Making, output: Path) -> None:
    """Raise a ChainmapError with everything asked for that does not fit together."""
    problems = [
        refusal("options-conflict", output, message, hint=hint)
        for message, hint in _conflicts(form, making)
    ]
    if problems:
        raise ChainmapError(*problems)


def _conflicts(form: PictureFormat, making: Making) -> Iterator[tuple[str, str]]:
    if making.dpi is not None and form is not PictureFormat.PNG:
        yield f"--dpi is for .png; a .{form} has no dots.", "Leave out --dpi, or write a .png."
    if making.size is not None and form not in _SCALED:
        yield (
            f"--size is for pictures; whoever opens a .{form} sets its page.",
            "Leave out --size, or write a .pdf, .svg or .png.",
        )
    if making.tile is not None:
        yield from _tile_conflicts(form, making.size, making.tile)


def _tile_conflicts(
    form: PictureFormat, size: Paper | None, tile: Tile
) -> Iterator[tuple[str, str]]:
    if form is not PictureFormat.PDF:
        yield f"--tile cuts a poster into pages; a .{form} has only one.", "Write a .pdf."
    larger = [paper for paper in Paper if paper.value < tile.value and paper.value[0] == "a"]
    if size not in larger:
        yield (
            f"--tile {tile} cuts a poster into pages of {tile}; "
            + (f"--size {size} is none." if size else "nothing says how large the poster is."),
            f"Say how large the poster is: --size {' or '.join(reversed(larger))}.",
        )
