"""Pictures as part of the page: inert, scalable, and with ids that no other picture has.

The renderer's SVG is our own, yet names of users are in it: what is not known to be harmless is
left out here, whatever happened before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from markupsafe import Markup

from chainmap.report.page.svg_small import shrink
from chainmap.report.page.svg_words import ELEMENTS, GEOMETRY, PRESENTATION

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML = "{http://www.w3.org/XML/1998/namespace}"

_LINKS = frozenset(("href", f"{_XLINK}href"))

_GRAPHVIZ = frozenset(("node", "edge", "cluster"))
"""Classes of groups whose title is a name that Graphviz made up, not one to read."""

_EDGE = re.compile(r"(\w+)(?::\w+)*->(\w+)(?::\w+)*")
"""The name of an edge: its two nodes, each perhaps with the place where it is fixed."""

_PROLOG = re.compile(
    r"\ufeff?\s*(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*)*(<!DOCTYPE[^\[>]*>)?", re.DOTALL
)
_DECLARATION = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_URL = re.compile(r"url\(\s*[\"']?#([^\"')]+)[\"']?\s*\)", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_LENGTH = re.compile(r"([0-9.]+)(pt|px|in)?\s*")
_PIXELS = {"pt": 4 / 3, "in": 96.0, "px": 1.0, "": 1.0}


class PictureError(ValueError):
    """The picture is no SVG that can be part of a page."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Whom a box stands for: the number of the party on the page, and its name."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG element ready to stand in HTML, and its natural size in CSS pixels."""

    markup: Markup
    width: int
    height: int


def embedded(
    svg: str, *, prefix: str, label: str, parties: Mapping[str, Marked] | None = None
) -> Picture:
    """Return the picture as an HTML element; its ids start with `prefix`, `label` names it.

    `parties` says for Graphviz's names of boxes whom they stand for: such a box becomes a link to
    the party's card, and a line between two of them says from whom to whom it runs.
    What says nothing is left out: ids nobody refers to, Graphviz's names of its own boxes.
    Raises a PictureError where it is not well-formed or declares entities.
    """
    root = _parsed(svg)
    there = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
    names = _Ids(prefix, frozenset(there.intersection(_referred_to(root))), dict(parties or {}))
    # The content of an "img" is a picture to a screen reader: no link in it can be reached.
    role = "group" if names.parties else "img"
    clean = ET.Element("svg", {"viewBox": _view_box(root), "role": role, "aria-label": label})
    clean.extend(_children(root, names))
    shrink(clean)
    written = ET.tostring(clean, encoding="unicode").replace(" />", "/>")
    return Picture(Markup(written), *_size(root))  # noqa: S704


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


def _view_box(root: ET.Element) -> str:
    width, height = _size(root)
    stated = _NUMBER.findall(root.get("viewBox", ""))
    if len(stated) != len("xywh"):
        return f"0 0 {width} {height}"
    return " ".join(f"{float(side):g}" for side in stated)


def _referred_to(root: ET.Element) -> Iterator[str]:
    """Yield the ids that something in the picture points to."""
    for element in root.iter():
        for name, value in element.attrib.items():
            if name in _LINKS:
                yield value.strip().removeprefix("#")
            else:
                yield from _URL.findall(value)


@dataclass(frozen=True, slots=True)
class _Ids:
    """The ids of one picture that something in it refers to, and what the page calls them."""

    prefix: str
    known: frozenset[str]
    parties: Mapping[str, Marked] = field(default_factory=dict)

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
        is_internal = tag == "title" and parent.get("class") in _GRAPHVIZ
        if tag in ELEMENTS and not is_internal:
            yield _cleaned(child, tag, names)


def _cleaned(element: ET.Element, tag: str, names: _Ids) -> ET.Element:
    attributes = dict(_attributes(element, names))
    if tag == "a" and "href" not in attributes:
        tag = "g"
    clean = ET.Element(tag, attributes)
    clean.text, clean.tail = element.text, element.tail
    if (hint := element.get(f"{_XLINK}title", "")).strip():
        ET.SubElement(clean, "title").text = hint
    clean.extend(_children(element, names))
    _mark(clean, element, names)
    return clean


def _mark(clean: ET.Element, element: ET.Element, names: _Ids) -> None:
    """Say of a box whom it stands for, of a line whom it joins, as far as that is known."""
    kind, called = element.get("class"), element.findtext(f"{_SVG}title") or ""
    if kind == "node" and (party := names.parties.get(called)):
        # Links cannot be nested.
        for inner in [child for child in clean.iter("a") if child is not clean]:
            inner.tag = "g"
            inner.attrib.pop("href")
        clean.tag = "a"
        number = str(party.number)
        clean.attrib |= {"href": f"#party-{number}", "data-party": number}
        if next(clean.iter("title"), None) is None:
            clean.set("aria-label", party.name)
    if kind == "edge" and (match := _EDGE.fullmatch(called)):
        ends = [names.parties.get(end) for end in match.groups()]
        for attribute, end in zip(("data-from", "data-to"), ends, strict=True):
            if all(ends) and end is not None:
                clean.set(attribute, str(end.number))


def _attributes(element: ET.Element, names: _Ids) -> Iterator[tuple[str, str]]:
    """Yield the harmless attributes, last those of `style` one by one: they override."""
    for name, value in sorted(element.attrib.items(), key=lambda item: item[0] == "style"):
        if name == "id":
            if value in names.known:
                yield name, names.new(value)
        elif name in _LINKS:
            if (target := names.reference(value)) is not None:
                yield "href", target
        elif name == "style":
            yield from _styles(value, names)
        elif name == f"{_XML}space":
            if (element.text or "") != " ".join((element.text or "").split()):
                yield "xml:space", value
        elif name in PRESENTATION | GEOMETRY and (safe := _safe(value, names)) is not None:
            yield name, safe


def _styles(style: str, names: _Ids) -> Iterator[tuple[str, str]]:
    """Yield the declarations of a style attribute that are presentation attributes as well."""
    for declaration in style.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name in PRESENTATION and (safe := _safe(value, names)) is not None:
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
