"""Pictures as part of the page: inert, scalable, and with ids that no other picture has.

The renderer's SVG is our own, yet names of users are in it: what is not known to be harmless is
left out here, whatever happened before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from markupsafe import Markup

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML = "{http://www.w3.org/XML/1998/namespace}"

_ELEMENTS = frozenset(
    "a circle clipPath defs desc ellipse g line linearGradient marker mask path pattern polygon "
    "polyline radialGradient rect stop svg symbol text textPath title tspan use".split()
)
_PRESENTATION = frozenset(
    "clip-path clip-rule color display dominant-baseline fill fill-opacity fill-rule font-family "
    "font-size font-style font-variant font-weight letter-spacing marker-end marker-mid "
    "marker-start mask opacity paint-order stop-color stop-opacity stroke stroke-dasharray "
    "stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity "
    "stroke-width text-anchor text-decoration visibility word-spacing".split()
)
_GEOMETRY = frozenset(
    "clipPathUnits cx cy d dx dy fx fy gradientTransform gradientUnits height lengthAdjust "
    "markerHeight markerUnits markerWidth maskContentUnits maskUnits offset orient pathLength "
    "patternContentUnits patternTransform patternUnits points preserveAspectRatio r refX refY "
    "rotate rx ry spreadMethod startOffset textLength transform viewBox width x x1 x2 y y1 y2".split()
)

_PROLOG = re.compile(
    r"\ufeff?\s*(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*)*(<!DOCTYPE[^\[>]*>)?", re.DOTALL
)
_DECLARATION = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_URL = re.compile(r"url\(\s*[\"']?#([^\"')]+)[\"']?\s*\)", re.IGNORECASE)
_LENGTH = re.compile(r"([0-9.]+)(pt|px|in)?\s*")
_PIXELS = {"pt": 4 / 3, "in": 96.0, "px": 1.0, "": 1.0}


class PictureError(ValueError):
    """The picture is no SVG that can be part of a page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG element ready to stand in HTML, and its natural size in CSS pixels."""

    markup: Markup
    width: int
    height: int


def embedded(svg: str, *, prefix: str, label: str) -> Picture:
    """Return the picture as an HTML element; its ids start with `prefix`, `label` names it.

    Raises a PictureError where it is not well-formed or declares entities.
    """
    root = _parsed(svg)
    width, height = _size(root)
    names = _Ids(prefix, frozenset(e.attrib["id"] for e in root.iter() if "id" in e.attrib))
    clean = ET.Element("svg", {**_root_attributes(root), "role": "img", "aria-label": label})
    clean.text = root.text
    clean.extend(_children(root, names))
    return Picture(Markup(ET.tostring(clean, encoding="unicode")), width, height)  # noqa: S704


def _parsed(svg: str) -> ET.Element:
    body = _PROLOG.sub("", svg, count=1)
    if _DECLARATION.search(body):
        raise PictureError("The picture declares a document type or entities.")
    try:
        root = ET.fromstring(body)  # noqa: S314 - there is no document type, so nothing expands
    except ET.ParseError as error:
        raise PictureError(f"The picture is not well-formed: {error}.") from error
    if _local(root.tag) != "svg":
        raise PictureError(f"The picture is no SVG: it starts with {root.tag}.")
    return root


def _size(root: ET.Element) -> tuple[int, int]:
    """Return width and height in CSS pixels, as stated, else as the view box has them."""
    box = root.get("viewBox", "").replace(",", " ").split()
    stated = [_pixels(root.get(side, "")) for side in ("width", "height")]
    if len(box) == len("xywh"):
        stated = [known or _pixels(side) for known, side in zip(stated, box[2:], strict=True)]
    width, height = stated
    if not width or not height:
        raise PictureError("The picture has no size.")
    return round(width), round(height)


def _pixels(text: str) -> float:
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _PIXELS[match[2] or ""] if match else 0.0


def _root_attributes(root: ET.Element) -> Mapping[str, str]:
    width, height = _size(root)
    return {"viewBox": root.get("viewBox") or f"0 0 {width} {height}"}


@dataclass(frozen=True, slots=True)
class _Ids:
    """The ids of one picture, and what they are called on the page."""

    prefix: str
    known: frozenset[str]

    def new(self, name: str) -> str:
        return f"{self.prefix}-{name}"

    def reference(self, target: str) -> str | None:
        """Return the new form of `#id`, None for anything that is not in this picture."""
        name = target.strip().removeprefix("#")
        inside = target.strip().startswith("#") and name in self.known
        return f"#{self.new(name)}" if inside else None


def _children(parent: ET.Element, names: _Ids) -> Iterator[ET.Element]:
    for child in parent:
        tag = _local(child.tag)
        if tag in _ELEMENTS and tag != "svg":
            yield _cleaned(child, tag, names)


def _cleaned(element: ET.Element, tag: str, names: _Ids) -> ET.Element:
    attributes = dict(_attributes(element, names))
    if tag == "a" and "href" not in attributes:
        tag = "g"
    clean = ET.Element(tag, attributes)
    clean.text, clean.tail = element.text, element.tail
    if hint := element.get(f"{_XLINK}title"):
        ET.SubElement(clean, "title").text = hint
    clean.extend(_children(element, names))
    return clean


def _attributes(element: ET.Element, names: _Ids) -> Iterator[tuple[str, str]]:
    """Yield the harmless attributes, last those of `style` one by one: they override."""
    for name, value in sorted(element.attrib.items(), key=lambda item: item[0] == "style"):
        if name == "id":
            yield name, names.new(value)
        elif name in {"href", f"{_XLINK}href"}:
            if (target := names.reference(value)) is not None:
                yield "href", target
        elif name == "style":
            yield from _styles(value, names)
        elif name == f"{_XML}space":
            yield "xml:space", value
        elif name in _PRESENTATION | _GEOMETRY and (safe := _safe(value, names)) is not None:
            yield name, safe


def _styles(style: str, names: _Ids) -> Iterator[tuple[str, str]]:
    """Yield the declarations of a style attribute that are presentation attributes as well."""
    for declaration in style.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name in _PRESENTATION and (safe := _safe(value, names)) is not None:
            yield name, safe


def _safe(value: str, names: _Ids) -> str | None:
    """Return a value whose url() point into this picture, None if any points elsewhere."""
    renamed = _URL.sub(lambda match: f"url({names.reference('#' + match[1])})", value)
    left = _URL.sub("", renamed)
    return None if "url(None)" in renamed or "\\" in left or "url(" in left.lower() else renamed


def _local(tag: object) -> str:
    """Return the name of an SVG element, "" for anything else (comments have no string)."""
    name = tag.removeprefix(_SVG) if isinstance(tag, str) else ""
    return "" if name.startswith("{") else name
