"""What an engine draws inside boxes and areas: outlines and words at their exact places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

Point = tuple[float, float]
"""In points from the top left corner; y grows downwards."""

Operation = Mapping[str, Any]
"""What Graphviz's format "json" says of one step of drawing; `op` is its kind."""

Place = Callable[[float, float], Point]
"""Turns a point of Graphviz, whose y grows upwards, into one of ours."""

_CLOSED, _FILLED, _ROUND = frozenset("PpBb"), frozenset("PB"), frozenset("Bb")
_SHAPES = _CLOSED | {"L"}
_BEFORE = {"l": 0.0, "n": 0.5, "r": 1.0}
"""The part of a line of text that lies left of its point."""

_WIDTH = re.compile(r"setlinewidth\(([\d.]+)\)")
_HEX = re.compile(r"#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?")
_CLEAR = "00"
_BLACK = "#000000"
_ALIKE = 4.0
"""Points by which the border of a cell may lie inside of its fill: half its width, at most."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A polygon, or a line where it is not closed; None is no colour."""

    points: tuple[Point, ...]
    fill: str | None
    edge: str | None
    width: float = 1.0
    is_dashed: bool = False
    is_closed: bool = True
    is_round: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A line of text; `at` is where its baseline begins."""

    text: str
    at: Point
    width: float
    size: float
    is_bold: bool
    colour: str


Mark = Outline | Written


def marks(operations: Sequence[Operation], place: Place) -> tuple[Mark, ...]:
    """Return what operations of Graphviz's "json" format draw, in their order."""
    found: list[Mark] = []
    for mark in _Pen(place).draw(operations):
        last = found[-1] if found else None
        if isinstance(mark, Outline) and isinstance(last, Outline) and _borders(mark, last):
            found[-1] = replace(mark, fill=last.fill)
        else:
            found.append(mark)
    return tuple(found)


def _borders(border: Outline, fill: Outline) -> bool:
    """Whether one is the border of what the other fills."""
    if fill.edge is not None or border.fill is not None or not border.is_closed:
        return False
    return all(
        abs(one - other) <= _ALIKE
        for one, other in zip(bounds(border.points), bounds(fill.points), strict=True)
    )


def bounds(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of some points."""
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


class _Pen:
    """Follows the operations: each holds until another changes it."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._edge: str | None = _BLACK
        self._fill: str | None = None
        self._width, self._size = 1.0, 12.0
        self._is_dashed = self._is_bold = False

    def draw(self, operations: Sequence[Operation]) -> Iterator[Mark]:
        for operation in operations:
            kind = str(operation["op"])
            if kind in _SHAPES:
                yield self._outline(kind, operation)
            elif kind == "T":
                yield self._written(operation)
            else:
                self._change(kind, operation)

    def _change(self, kind: str, operation: Operation) -> None:
        match kind:
            case "S":
                self._restyle(str(operation["style"]))
            case "c":
                self._edge = _colour(operation)
            case "C":
                self._fill = _colour(operation)
            case "F":
                self._size = float(operation["size"])
            case "t":
                self._is_bold = bool(operation["fontchar"] & 1)

    def _restyle(self, style: str) -> None:
        if width := _WIDTH.match(style):
            self._width = float(width[1])
        else:
            self._is_dashed = style.startswith(("dashed", "dotted"))

    def _outline(self, kind: str, operation: Operation) -> Outline:
        return Outline(
            tuple(self._place(x, y) for x, y in operation.get("points", ())),
            self._fill if kind in _FILLED else None,
            self._edge,
            self._width,
            self._is_dashed,
            is_closed=kind in _CLOSED,
            is_round=kind in _ROUND,
        )

    def _written(self, operation: Operation) -> Written:
        x, y = operation["pt"]
        width = float(operation["width"])
        left = x - _BEFORE[operation["align"]] * width
        return Written(
            str(operation["text"]),
            self._place(left, y),
            width,
            self._size,
            self._is_bold,
            self._edge or _BLACK,
        )


def _colour(operation: Operation) -> str | None:
    said = str(operation.get("color", _BLACK))
    if not _HEX.fullmatch(said):
        return None if said == "transparent" else _BLACK
    return None if said[7:] == _CLEAR else said[:7]
