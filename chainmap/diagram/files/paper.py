"""Paper: the sheets and slides a picture can be fitted to, and how it is fitted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.looks.choices import Paper, Tile

POINTS_PER_INCH = 72
_MM_PER_INCH = 25.4

_MARGIN = 0.04
"""Of the shorter side: printers leave the rim white."""

_SVG_SIZE = re.compile(rb'<svg width="[^"]*" height="[^"]*"\s+viewBox="[^"]*"')


@dataclass(frozen=True, slots=True)
class Size:
    """A width and a height in a unit that SVG knows, too."""

    width: float
    height: float
    unit: str = "mm"

    @property
    def points(self) -> tuple[float, float]:
        """The width and height in points."""
        per_unit = POINTS_PER_INCH / (_MM_PER_INCH if self.unit == "mm" else 1)
        return self.width * per_unit, self.height * per_unit


_SIZES: Mapping[Paper, Size] = {
    Paper.A0: Size(1189, 841),
    Paper.A1: Size(841, 594),
    Paper.A2: Size(594, 420),
    Paper.A3: Size(420, 297),
    Paper.A4: Size(297, 210),
    Paper.WIDE: Size(40 / 3, 7.5, "in"),
    Paper.CLASSIC: Size(10, 7.5, "in"),
}


def size_of(paper: Paper | Tile) -> Size:
    """Return the size of a sheet in landscape (ISO 216), or of a slide."""
    return _SIZES[Paper(paper.value)]


def fitted(drawing: Drawing, paper: Paper) -> Drawing:
    """Return the drawing so that an engine scales it to the paper and centres it there."""
    width, height = size_of(paper).points
    margin = 2 * _MARGIN * min(width, height)
    inner = width - margin, height - margin
    inches = ",".join(f"{side / POINTS_PER_INCH:.4f}" for side in inner)
    look = {
        **drawing.look,
        "size": f"{inches}!",  # ! = enlarged, too
        "viewport": f"{width:.3f},{height:.3f}",
        "margin": "0",
        "pad": "0",
    }
    if "ratio" in look:
        look["ratio"] = f"{inner[1] / inner[0]:.4f}"
    return replace(drawing, look=look)


def with_exact_size(svg: bytes, paper: Paper) -> bytes:
    """Return an SVG of the paper's exact size: engines round to whole points."""
    size = size_of(paper)
    width, height = size.points
    sides = f'width="{size.width:g}{size.unit}" height="{size.height:g}{size.unit}"'
    if size.unit == "in":
        sides = f'width="{width:g}pt" height="{height:g}pt"'
    head = f'<svg {sides}\n viewBox="0 0 {width:.3f} {height:.3f}"'
    return _SVG_SIZE.sub(head.encode(), svg, count=1)
