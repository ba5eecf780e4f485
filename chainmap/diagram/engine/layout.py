"""Where an engine puts everything in a drawing, for formats that draw for themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chainmap.diagram.canvas.drawing import Drawing, Rect
from chainmap.diagram.engine.dot import dot
from chainmap.diagram.engine.engines import Engine
from chainmap.diagram.engine.ink import Mark, Place, Point, marks
from chainmap.diagram.engine.render import ENGINES, TIME_LIMIT, render

__all__ = ["HEADING", "Layout", "Point", "layout"]

HEADING = ""
"""The key of what is drawn as the heading of the picture."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
_POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Layout:
    """Places in points: boxes, areas and connectors by their ids.

    The lines of connectors are Bezier curves: a start, then two control points and an end for each
    curve. `labels` are the centres of the labels of connectors. `marks` are what is drawn in boxes,
    areas and beside lines, where that was asked for.
    """

    width: float
    height: float
    boxes: Mapping[str, Rect]
    areas: Mapping[str, Rect]
    lines: Mapping[str, tuple[Point, ...]]
    labels: Mapping[str, Point]
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)


def layout(
    drawing: Drawing,
    *,
    time_limit: float = TIME_LIMIT,
    engines: Sequence[Engine] = ENGINES,
    marked: bool = False,
) -> Layout:
    """Return where the engine puts everything, and what it draws there if `marked`.

    ChainmapError says why it cannot.
    """
    form = "json" if marked else "json0"
    found = render(dot(drawing), form, time_limit=time_limit, engines=engines)
    return _read(json.loads(found.data))


def _read(graph: dict[str, object]) -> Layout:
    left, bottom, right, top = _numbers(graph["bb"])

    def place(x: float, y: float) -> Point:
        return x - left, top - y

    objects, edges = _dicts(graph, "objects"), _dicts(graph, "edges")
    lines = {str(edge["id"]): edge for edge in edges if "id" in edge and "pos" in edge}
    return Layout(
        width=right - left,
        height=top - bottom,
        boxes={str(o["name"]): _box(o, place(*_pair(o["pos"]))) for o in objects if "pos" in o},
        areas={str(o["name"]): _area(o, (left, top)) for o in objects if "bb" in o},
        lines={key: tuple(place(x, y) for x, y in _curve(edge)) for key, edge in lines.items()},
        labels={key: place(*_pair(edge["lp"])) for key, edge in lines.items() if "lp" in edge},
        marks=_marks(graph, objects, lines, place),
    )


def _marks(
    graph: dict[str, object],
    objects: list[dict[str, object]],
    lines: Mapping[str, dict[str, object]],
    place: Place,
) -> dict[str, tuple[Mark, ...]]:
    """Return what is drawn: in boxes and areas all of it, of the rest the words."""
    drawn = {str(o["name"]): [*_dicts(o, "_draw_"), *_dicts(o, "_ldraw_")] for o in objects}
    drawn |= {key: _dicts(edge, "_ldraw_") for key, edge in lines.items()}
    drawn[HEADING] = _dicts(graph, "_ldraw_")
    return {key: marks(operations, place) for key, operations in drawn.items() if operations}


def _dicts(graph: dict[str, object], key: str) -> list[dict[str, object]]:
    found = graph.get(key, [])
    return found if isinstance(found, list) else []


def _box(found: dict[str, object], centre: Point) -> Rect:
    half_width, half_height = (
        float(str(found[side])) * _POINTS_PER_INCH / 2 for side in ("width", "height")
    )
    x, y = centre
    return x - half_width, y - half_height, x + half_width, y + half_height


def _area(found: dict[str, object], corner: Point) -> Rect:
    left, bottom, right, top = _numbers(found["bb"])
    return left - corner[0], corner[1] - top, right - corner[0], corner[1] - bottom


def _curve(edge: dict[str, object]) -> list[Point]:
    """Return the points of a line from the supplier to the customer, with the tip of its head."""
    tips: dict[str, Point] = {}
    points: list[Point] = []
    for part in str(edge["pos"]).split():
        kind, comma, rest = part.partition(",")
        if kind in {"s", "e"}:
            tips[kind] = _pair(rest)
        elif comma:
            points.append(_pair(part))
    if "s" in tips:
        points[0] = tips["s"]
    if "e" in tips:
        points[-1] = tips["e"]
    return points[::-1] if edge.get("dir") == "back" else points


def _pair(text: object) -> Point:
    x, y = _numbers(text)[:2]
    return x, y


def _numbers(text: object) -> list[float]:
    return [float(number) for number in _NUMBER.findall(str(text))]
