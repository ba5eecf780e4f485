"""How many dots an inch of a PNG has, and how many are too many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.engine.dot import dot
from chainmap.diagram.engine.engines import Engine
from chainmap.diagram.engine.layout import layout
from chainmap.diagram.files.paper import POINTS_PER_INCH, size_of
from chainmap.diagram.looks.choices import Paper
from chainmap.issues import ChainmapError, Issue, Location, Severity

MOST_PIXELS = 150_000_000
"""Of a whole picture: 600 MB while it is drawn. A0 has as many at 300 dpi, nearly."""

LONGEST_SIDE = 32_767
"""Pixels; what draws (cairo) counts no further."""

_SHARP, _COARSE = 144, 72
_LARGE = 120_000
"""Characters of DOT from which a picture is so large that it need not be sharp from close by."""

_PAD = 2 * 0.3 * POINTS_PER_INCH
"""Points round a picture, both sides together, that its layout does not count."""


def with_resolution(
    drawing: Drawing,
    dpi: int | None,
    paper: Paper | None,
    *,
    time_limit: float,
    engines: Sequence[Engine],
) -> Drawing:
    """Return the drawing as a PNG needs it; ChainmapError where it would fill the memory.

    Without `dpi` it is sharp on a projector, half of it for a wall of boxes, and less than asked
    for where that were too much.
    """
    if dpi is None:
        return _capped(drawing, _SHARP if len(dot(drawing)) < _LARGE else _COARSE)
    if paper is None:
        found = layout(drawing, time_limit=time_limit, engines=engines)
        size = found.width + _PAD, found.height + _PAD
    else:
        size = size_of(paper).points
    _require_room(size, dpi)
    return replace(drawing, look={**drawing.look, "dpi": str(dpi)})


def _capped(drawing: Drawing, dpi: int) -> Drawing:
    """Let the engine shrink what would have too many pixels; it never enlarges."""
    side = f"{int(sqrt(MOST_PIXELS)) / dpi:.2f}"
    return replace(drawing, look={"size": f"{side},{side}", **drawing.look, "dpi": str(dpi)})


def _require_room(points: tuple[float, float], dpi: int) -> None:
    width, height = (round(side * dpi / POINTS_PER_INCH) for side in points)
    if width * height <= MOST_PIXELS and max(width, height) <= LONGEST_SIDE:
        return
    most = dpi * min(sqrt(MOST_PIXELS / (width * height)), LONGEST_SIDE / max(width, height))
    raise ChainmapError(
        Issue(
            Location(""),
            Severity.ERROR,
            "picture-too-large",
            f"At {dpi} dpi the picture has {width:,} × {height:,} pixels: too much to draw.",
            f"Write a .svg or .pdf, which are sharp at any size, or ask for --dpi {int(most)}.",
        )
    )
