"""Pictures said in less: without what repeats, goes without saying, or is finer than a screen."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree as ET

from chainmap.report.page.svg_paths import shorten

_DEFAULTS = {
    "stroke": "none",
    "stroke-width": "1",
    "text-anchor": "start",
    "font-weight": "normal",
    "font-style": "normal",
    "text-decoration": "none",
}
"""What holds where nothing is said, as long as no group around says otherwise."""

_FINE = frozenset(
    ("d", "points", "x", "y", "cx", "cy", "rx", "ry", "x1", "y1", "x2", "y2", "font-size")
)
"""Attributes of which a tenth of a point is fine enough."""

_OF_TEXT = ("font-family", "font-size", "fill")
_OF_LINES = ("stroke", "stroke-width")
_GROUPS = frozenset(("a", "g", "svg"))
_TEXTS = frozenset(("text", "tspan", "textPath"))
_SHAPES = frozenset(("circle", "ellipse", "line", "path", "polygon", "polyline", "rect", "use"))

_COMMAND = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_MOVE = re.compile(r"translate\(([^)]*)\)")


def shrink(root: ET.Element) -> None:
    """Make the picture smaller in place; it looks the same."""
    for element in root.iter():
        _drop_space(element)
        _round(element)
    _unwrap(root)
    for group in [element for element in root.iter() if element.tag in _GROUPS]:
        _join_fills(group)
    for attribute in _OF_LINES:
        _hoist_lines(root, attribute)
    for attribute in _OF_TEXT:
        _hoist_text(root, attribute)
    said_above = {name for group in root.iter() if len(group) for name in group.attrib}
    for element in root.iter():
        _drop_defaults(element, said_above)
    shorten(root)


def _drop_space(element: ET.Element) -> None:
    """Drop what only lays out the source."""
    if element.tag not in _TEXTS | {"title", "desc"} and not (element.text or "").strip():
        element.text = None
    if not (element.tail or "").strip():
        element.tail = None


def _round(element: ET.Element) -> None:
    for name in _FINE & set(element.attrib):
        element.set(name, _compact(element.attrib[name]))
    if element.tag == "polygon":
        element.set("points", _open(element.get("points", "")))
    if "transform" in element.attrib:
        plain = element.attrib["transform"].replace("scale(1 1) rotate(0) ", "")
        element.set("transform", _MOVE.sub(lambda move: f"translate({_compact(move[1])})", plain))


def _compact(numbers: str) -> str:
    """Return coordinates to a tenth, without separators that can be left out.

    >>> _compact("M902.41,-428.9C906.3,-430.25 910.16,-431.66"), _compact("36.2500,-521")
    ('M902.4-428.9C906.3-430.2 910.2-431.7', '36.2-521')
    """
    written = ""
    for token in _COMMAND.findall(numbers):
        word = token if token.isalpha() else _tenths(token)
        apart = written and not written[-1].isalpha() and not token.isalpha() and word[0] != "-"
        written += f" {word}" if apart else word
    return written


def _open(points: str) -> str:
    """Return the corners of a polygon without the first again at the end: it closes by itself.

    >>> _open("1 2 3-4 5 6 1 2")
    '1 2 3-4 5 6'
    """
    found = _COMMAND.findall(points)
    closed = len(found) > 2 * len("xy") and found[:2] == found[-2:]
    return _compact(" ".join(found[:-2] if closed else found))


def _tenths(number: str) -> str:
    text = f"{float(number):.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _unwrap(parent: ET.Element) -> None:
    """Take away groups that say nothing; a group with a title says what is in it."""
    for position, child in reversed(list(enumerate(parent))):
        _unwrap(child)
        named = any(grandchild.tag == "title" for grandchild in child)
        if child.tag == "g" and not child.attrib and not (child.text or child.tail):
            beside = any(sibling.tag == "title" for sibling in parent) or len(parent) > 1
            if not (named and beside):
                parent[position : position + 1] = list(child)


def _join_fills(group: ET.Element) -> None:
    """Draw a ground and the line around it, one over the other, as one shape."""
    for ground, line in reversed(list(zip(list(group), list(group)[1:], strict=False))):
        same = {ground.tag, line.tag} == {"polygon"} and ground.get("points") == line.get("points")
        plain = {"points", "fill", "stroke", "stroke-dasharray"}.issuperset(ground.attrib)
        if same and plain and ground.get("stroke") == "none" and line.get("fill") == "none":
            line.set("fill", ground.get("fill", "#000000"))
            group.remove(ground)


def _hoist_lines(root: ET.Element, attribute: str) -> None:
    """Say once for a group of lines what all of them say."""
    for group in [element for element in root.iter() if element.tag in _GROUPS]:
        shapes = [child for child in group if child.tag in _SHAPES]
        values = {shape.get(attribute) for shape in shapes}
        others = [child for child in group if child.tag not in _SHAPES | {"title"}]
        if len(shapes) > 1 and not others and len(values) == 1 and None not in values:
            group.set(attribute, str(values.pop()))
            for shape in shapes:
                del shape.attrib[attribute]


def _hoist_text(root: ET.Element, attribute: str) -> None:
    """Say once for the picture what most of its texts say, if all of them say something."""
    texts = [element for element in root.iter() if element.tag == "text"]
    values = Counter(text.get(attribute) for text in texts)
    others = (element for element in root.iter() if element.tag in _SHAPES | _TEXTS - {"text"})
    inherits = attribute == "fill" and any(attribute not in other.attrib for other in others)
    if not texts or None in values or inherits:
        return
    ((most, _),) = values.most_common(1)
    root.set(attribute, str(most))
    for text in texts:
        if text.get(attribute) == most:
            del text.attrib[attribute]


def _drop_defaults(element: ET.Element, said_above: set[str]) -> None:
    for name, value in _DEFAULTS.items():
        if name not in said_above and element.get(name) == value:
            del element.attrib[name]
