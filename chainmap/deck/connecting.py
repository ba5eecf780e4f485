"""Connectors of PowerPoint: glued to their boxes, straight or turning at right angles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from chainmap.deck.grouping import QUARTER_TURN
from chainmap.deck.native import colour_of, describe, flatten
from chainmap.deck.shapes import Box, Connector, Point

if TYPE_CHECKING:
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide as PptxSlide

_WHOLE = 100_000
"""A part of 1, as PowerPoint counts."""

_LEAST = 0.01
"""Inches; of less PowerPoint can take no part."""

_THIN, _THICK = 1.3, 3.0
"""Points of a line whose head is to be large, and small, beside its width."""


def add_connector(
    page: PptxSlide, connector: Connector, shapes: Mapping[str, BaseShape], boxes: Mapping[str, Box]
) -> BaseShape:
    """Add an arrow glued to its two boxes; return it."""
    start = boxes[connector.supplier].site(connector.leaves)
    end = boxes[connector.customer].site(connector.enters)
    turns = connector.is_bent or connector.route
    kind = MSO_CONNECTOR.ELBOW if turns else MSO_CONNECTOR.STRAIGHT
    shape: Any = page.shapes.add_connector(kind, *map(Inches, (*start, *end)))
    supplier, customer = shapes[connector.supplier], shapes[connector.customer]
    _glue(shape, "stCxn", supplier, connector.leaves)
    _glue(shape, "endCxn", customer, connector.enters)
    _stroke(shape, connector)
    if connector.route:
        _turn(shape, (start, *connector.route[1:-1], end))
    elif connector.is_bent:
        _turn(shape, (start, (start[0], (start[1] + end[1]) / 2), end, end))
    shape.name = f"{supplier.name} → {customer.name}"
    describe(shape, connector.alt or shape.name)
    line: BaseShape = shape
    return line


def _glue(shape: Any, end: str, box: BaseShape, site: int) -> None:  # noqa: ANN401 - python-pptx has no type for it
    """Tie an end to a site of a box, also to one of its own, of which python-pptx does not know."""
    tie = f'<a:{end} {nsdecls("a")} id="{box.shape_id}" idx="{int(site)}"/>'
    shape.element.find(f".//{qn('p:cNvCxnSpPr')}").append(parse_xml(tie))


def _stroke(shape: Any, connector: Connector) -> None:  # noqa: ANN401 - as above
    shape.line.color.rgb = colour_of(connector.colour)
    shape.line.width = Pt(connector.width)
    if connector.is_dashed:
        shape.line.dash_style = MSO_LINE.DASH
    if connector.has_head:
        size = _head_of(connector.width)
        head = f'<a:tailEnd {nsdecls("a")} type="triangle" w="{size}" len="{size}"/>'
        shape.element.find(f".//{qn('a:ln')}").append(parse_xml(head))
    flatten(shape)


def _head_of(width: float) -> str:
    if width >= _THICK:
        return "sm"
    return "lg" if width <= _THIN else "med"


def _turn(shape: Any, route: tuple[Point, ...]) -> None:  # noqa: ANN401 - as above
    """Let an elbow turn once or twice where the route does.

    PowerPoint knows such lines only from left to right and down: others it mirrors, and those
    that begin upwards or downwards it turns by a quarter.
    """
    (left, top), (right, bottom) = route[0], route[-1]
    across, down = right - left, bottom - top
    first = route[1][0] - left, route[1][1] - top
    is_upright = abs(first[1]) > abs(first[0])
    along, aside = (down, across) if is_upright else (across, down)
    place = shape.element.spPr.find(qn("a:xfrm"))
    for name, value in _orientation(along, aside, is_upright=is_upright).items():
        place.attrib.pop(name, None)
        if value:
            place.set(name, value)
    long, wide = max(abs(along), _LEAST), max(abs(aside), _LEAST)
    corner = left + across / 2 - long / 2, top + down / 2 - wide / 2
    place.find(qn("a:off")).set("x", str(Inches(corner[0])))
    place.find(qn("a:off")).set("y", str(Inches(corner[1])))
    place.find(qn("a:ext")).set("cx", str(Inches(long)))
    place.find(qn("a:ext")).set("cy", str(Inches(wide)))
    _bend(shape, len(route), first[is_upright] / (-long if along < 0 else long))


def _orientation(along: float, aside: float, *, is_upright: bool) -> dict[str, str]:
    """Return how a line is turned and mirrored that runs so far in its first direction."""
    if not is_upright:
        return {"rot": "", "flipH": _flag(along < 0), "flipV": _flag(aside < 0)}
    if aside <= 0:
        return {"rot": str(QUARTER_TURN), "flipH": _flag(along < 0), "flipV": ""}
    return {"rot": str(3 * QUARTER_TURN), "flipH": _flag(along >= 0), "flipV": ""}


def _flag(is_set: bool) -> str:  # noqa: FBT001 - the only thing it is about
    return "1" if is_set else ""


def _bend(shape: Any, points: int, part: float) -> None:  # noqa: ANN401 - as above
    """Turn once at the end of the first leg, or twice at this part of the way."""
    geometry = shape.element.spPr.find(qn("a:prstGeom"))
    geometry.set("prst", "bentConnector2" if points == 3 else "bentConnector3")  # noqa: PLR2004 - a corner between two ends
    for old in list(geometry):
        geometry.remove(old)
    turn = f'<a:gd name="adj1" fmla="val {round(part * _WHOLE)}"/>' if points > 3 else ""  # noqa: PLR2004 - as above
    geometry.append(parse_xml(f"<a:avLst {nsdecls('a')}>{turn}</a:avLst>"))
