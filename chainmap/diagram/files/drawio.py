"""A drawing as a page of draw.io (diagrams.net): boxes and connectors that can be moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import hypot
from xml.etree import ElementTree as ET  # it only writes here

from chainmap.diagram.canvas.connected import placed_in_one_piece
from chainmap.diagram.canvas.drawing import Area, Box, Connector, Drawing, Rect
from chainmap.diagram.canvas.text import clean
from chainmap.diagram.engine.layout import Layout, Point
from chainmap.diagram.files.html import as_html, filling
from chainmap.diagram.files.plain import frame_of, is_simple

_FONT = "Helvetica"
_PAGE = "1"
_LAYER = "layer"

_CURVE = 4
"""Points of a part of a curve: two ends, two that pull."""

Style = Mapping[str, str | float]


def drawio(drawing: Drawing, places: Layout, *, agent: str) -> str:
    """Return the drawing as uncompressed XML of draw.io.

    Boxes in an area are its children and move with it; connectors hold on to their boxes.
    """
    drawing, places = placed_in_one_piece(drawing, places)
    file = ET.Element("mxfile", host="chainmap", agent=agent)
    title = clean(drawing.heading.title)
    page = ET.SubElement(file, "diagram", id=_PAGE, name=title or "chainmap")
    about = {
        "page": "1",
        "math": "0",
        "pageWidth": f"{places.width:.0f}",
        "pageHeight": f"{places.height:.0f}",
        "background": drawing.paper,
    }
    model = ET.SubElement(page, "mxGraphModel", about)
    _Page(ET.SubElement(model, "root"), drawing, places).draw()
    ET.indent(file)
    return ET.tostring(file, encoding="unicode", xml_declaration=False) + "\n"


@dataclass(frozen=True, slots=True)
class _Page:
    """The cells of a page, in the order in which they lie over each other."""

    root: ET.Element
    drawing: Drawing
    places: Layout

    def draw(self) -> None:
        ET.SubElement(self.root, "mxCell", id="root")
        ET.SubElement(self.root, "mxCell", {"id": _LAYER, "parent": "root"})
        self._heading()
        inside = {box: area.id for area in self.drawing.areas for box in area.boxes}
        for area in self.drawing.areas:
            if area.id in self.places.areas:
                self._area(area, self.places.areas[area.id])
        for box in self.drawing.boxes:
            self._box(box, inside.get(box.id))
        for line in self.drawing.connectors:
            self._connector(line)

    def _heading(self) -> None:
        tops = [top for _, top, _, _ in (*self.places.boxes.values(), *self.places.areas.values())]
        around = 0.0, 0.0, self.places.width, min(tops, default=self.places.height)
        style: Style = {
            "html": 1,
            "overflow": "fill",
            "align": "left",
            "verticalAlign": "top",
            "fillColor": "none",
            "strokeColor": "none",
            "fontFamily": _FONT,
        }
        words = f'<div style="white-space:nowrap">{as_html(self.drawing.heading.content)}</div>'
        self._vertex("heading", words, style, around, _LAYER)

    def _area(self, area: Area, around: Rect) -> None:
        style: Style = {
            "rounded": 1,
            "arcSize": 3,
            "html": 1,
            "container": 1,
            "collapsible": 0,
            "align": "left",
            "verticalAlign": "top",
            "spacingLeft": 6,
            "fillColor": area.fill,
            "strokeColor": area.colour,
        }
        self._vertex(area.id, as_html(area.heading), style, around, _LAYER)

    def _box(self, box: Box, area: str | None) -> None:
        frame = frame_of(box.content)
        own_frame = is_simple(box.content)
        style: Style = {
            "rounded": int(own_frame),
            "arcSize": 8,
            "html": 1,
            "overflow": "visible" if own_frame else "fill",
            "fillColor": frame.fill or ("none" if frame.dashed else self.drawing.paper),
            "strokeColor": frame.border if frame.width else "none",
            "strokeWidth": max(frame.width, 1),
            "dashed": int(frame.dashed),
            "fontFamily": _FONT,
        }
        left, top, right, bottom = self.places.boxes[box.id]
        parent = area if area in self.places.areas else None
        if parent is not None:
            x, y, _, _ = self.places.areas[parent]
            left, top, right, bottom = left - x, top - y, right - x, bottom - y
        words = as_html(box.content) if own_frame else filling(box.content)
        around = left, top, right, bottom
        self._vertex(box.id, words, style, around, parent or _LAYER, box.tooltip)

    def _vertex(  # noqa: PLR0913, PLR0917 - what a cell is made of
        self,
        name: str,
        words: str,
        style: Style,
        around: Rect,
        parent: str,
        tooltip: Iterable[str] = (),
    ) -> None:
        cell = self._cell(name, words, style, parent, tooltip)
        cell.set("vertex", "1")
        left, top, right, bottom = around
        geometry = ET.SubElement(cell, "mxGeometry")
        sides = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        for side, length in sides.items():
            geometry.set(side, f"{length:.2f}")
        geometry.set("as", "geometry")

    def _connector(self, line: Connector) -> None:
        points = self.places.lines.get(line.id, ())
        style: dict[str, str | float] = {
            "html": 1,
            "curved": 1,
            "endArrow": "none" if line.headless else "block",
            "endFill": 1,
            "strokeColor": line.colour,
            "strokeWidth": round(line.width, 2),
            "dashed": int(line.dashed),
            "labelBackgroundColor": self.drawing.paper,
        }
        if points:
            style |= self._hold("exit", line.supplier, points[0])
            style |= self._hold("entry", line.customer, points[-1])
        label = "" if line.label is None else as_html(line.label)
        cell = self._cell(line.id, label, style, _LAYER, line.tooltip)
        cell.set("edge", "1")
        cell.set("source", line.supplier)
        cell.set("target", line.customer)
        geometry = ET.SubElement(cell, "mxGeometry", relative="1")
        geometry.set("as", "geometry")
        if between := _bends(points):
            bends = ET.SubElement(geometry, "Array")
            bends.set("as", "points")
            for x, y in between:
                ET.SubElement(bends, "mxPoint", x=f"{x:.2f}", y=f"{y:.2f}")

    def _hold(self, end: str, box: str, at: Point) -> dict[str, str | float]:
        """Return where on the edge of a box a connector holds on, from 0 to 1 each way."""
        left, top, right, bottom = self.places.boxes[box]
        x, y = (at[0] - left) / (right - left), (at[1] - top) / (bottom - top)
        held = {"X": x, "Y": y, "Dx": 0.0, "Dy": 0.0}
        return {f"{end}{key}": round(min(max(part, 0), 1), 3) for key, part in held.items()}

    def _cell(
        self, name: str, words: str, style: Style, parent: str, tooltip: Iterable[str]
    ) -> ET.Element:
        """Add a cell; one with a tooltip stands inside an object that carries it."""
        said = "\n".join(clean(line) for line in tooltip if line)
        shown = "".join(f"{key}={value};" for key, value in style.items())
        if not said:
            return ET.SubElement(
                self.root, "mxCell", {"id": name, "value": words, "style": shown, "parent": parent}
            )
        thing = ET.SubElement(self.root, "UserObject", id=name, label=words, tooltip=escape(said))
        return ET.SubElement(thing, "mxCell", {"style": shown, "parent": parent})


def _bends(points: Sequence[Point]) -> list[Point]:
    """Return where a curve bends: two points on each of its parts; none where it is straight."""
    if len(points) < _CURVE or _is_straight(points):
        return []
    parts = (points[at : at + _CURVE] for at in range(0, len(points) - 3, 3))
    return [_on_curve(part, at) for part in parts for at in (1 / 3, 2 / 3)]


def _is_straight(points: Sequence[Point]) -> bool:
    (x, y), (end_x, end_y) = points[0], points[-1]
    length = hypot(end_x - x, end_y - y) or 1.0
    aside = (abs((end_x - x) * (py - y) - (end_y - y) * (px - x)) / length for px, py in points)
    return max(aside) < 1


def _on_curve(part: Sequence[Point], at: float) -> Point:
    """Return a point of a Bezier curve, `at` from 0 to 1 along it."""
    weights = (1 - at) ** 3, 3 * at * (1 - at) ** 2, 3 * at**2 * (1 - at), at**3
    x, y = (sum(w * p[axis] for w, p in zip(weights, part, strict=True)) for axis in (0, 1))
    return x, y
