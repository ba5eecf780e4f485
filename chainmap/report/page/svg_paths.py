"""Shapes said in less: each step from the point before it, and boxes as such steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_PART = re.compile(r"([MLCZ])([-\d. ]*)")
_KNOWN = re.compile(r"M[-\d. ]+(?:[MLC][-\d. ]+|Z)*")
_COLOUR = re.compile(r"#([0-9a-fA-F])\1([0-9a-fA-F])\2([0-9a-fA-F])\3")

_LENGTHS = {"M": 2, "L": 2, "C": 6, "Z": 1}
"""Commands that are known, and how many numbers each takes at a time."""

_CORNERS = 8
"""Numbers of a box's corners."""

Point = tuple[int, int]
"""In tenths, so that nothing is lost by adding."""


def shorten(root: ET.Element) -> None:
    """Say paths and boxes in steps, and colours in three digits, in place; it looks the same.

    A line between two parties keeps its polygon: the page colours its point by that.
    """
    for element in root.iter():
        if element.tag == "path" and (path := relative(element.get("d", ""))):
            element.set("d", path)
        for name in ("fill", "stroke"):
            if match := _COLOUR.fullmatch(element.get(name, "")):
                element.set(name, "#" + "".join(match.groups()))
    _boxes(root)


def _boxes(parent: ET.Element) -> None:
    for child in parent:
        if child.tag == "polygon" and (path := _box(child.get("points", ""))):
            child.tag = "path"
            del child.attrib["points"]
            child.set("d", path)
        if "data-from" not in child.attrib:
            _boxes(child)


def _box(points: str) -> str:
    """Return a box with upright sides as a path, "" for any other polygon.

    >>> _box("1-3.5 1-10 16-10 16-3.5"), _box("0 0 1 1 2 0")
    ('M1-3.5v-6.5h15v6.5z', '')
    """
    numbers = _numbers(points)
    if len(numbers) != _CORNERS:
        return ""
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = zip(numbers[::2], numbers[1::2], strict=True)
    if x1 == x2 and y2 == y3 and x3 == x4 and y4 == y1:
        return (
            f"M{_joined([x1, y1])}v{_joined([y2 - y1])}h{_joined([x3 - x2])}v{_joined([y4 - y3])}z"
        )
    if y1 == y2 and x2 == x3 and y3 == y4 and x4 == x1:
        return (
            f"M{_joined([x1, y1])}h{_joined([x2 - x1])}v{_joined([y3 - y2])}h{_joined([x4 - x3])}z"
        )
    return ""


def relative(path: str) -> str:
    """Return a path of moves, lines and curves in steps, "" where that is not shorter or known.

    >>> relative("M849-702.3C849-702.3 896-570.6 908.8-534.6"), relative("M1 1A2 2 0 0 1 3 3")
    ('M849-702.3c0 0 47 131.7 59.8 167.7', '')
    """
    parts = [(command, _numbers(numbers)) for command, numbers in _PART.findall(path)]
    is_known = _KNOWN.fullmatch(path) and all(
        len(n) % _LENGTHS[command] == 0 for command, n in parts
    )
    found = "".join(_steps(parts)) if is_known else ""
    return found if len(found) < len(path) else ""


def _steps(parts: Sequence[tuple[str, Sequence[int]]]) -> Iterator[str]:
    at = start = (0, 0)
    for command, numbers in parts:
        if command == "Z":
            at = start
            yield "z"
        elif command == "M":
            at = start = (numbers[0], numbers[1])
            yield f"M{_joined(numbers[:2])}"
            at, told = _walk(at, numbers[2:], 2)
            yield f"l{told}" if told else ""
        else:
            at, told = _walk(at, numbers, _LENGTHS[command])
            yield f"{command.lower()}{told}"


def _walk(at: Point, numbers: Sequence[int], size: int) -> tuple[Point, str]:
    """Return where so many numbers at a time lead, and the way there in steps."""
    told: list[int] = []
    for first in range(0, len(numbers), size):
        step = numbers[first : first + size]
        told += [number - at[i % 2] for i, number in enumerate(step)]
        at = (step[-2], step[-1])
    return at, _joined(told)


def _numbers(text: str) -> list[int]:
    return [_tenths(token) for token in _NUMBER.findall(text)]


def _tenths(token: str) -> int:
    return round(float(token) * 10)


def _joined(numbers: Sequence[int]) -> str:
    """Return tenths as numbers, without separators that can be left out."""
    written = ""
    for number in numbers:
        whole, part = divmod(abs(number), 10)
        word = f"{'-' if number < 0 else ''}{whole}{f'.{part}' if part else ''}"
        written += f" {word}" if written and word[0] != "-" else word
    return written
