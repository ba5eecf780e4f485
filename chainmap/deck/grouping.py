"""Shapes of PowerPoint that python-pptx does not make alone: groups, polygons, glue anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from chainmap.deck.native import add_box, describe, flatten, paint
from chainmap.deck.shapes import Box, Frame, Group, Path, Point, Site
from chainmap.plain import plain

if TYPE_CHECKING:
    from pptx.shapes.base import BaseShape

    from chainmap.deck.native import Page

QUARTER_TURN = 5_400_000
"""90 degrees, in sixty thousandths."""

_TWO = 2
"""Points of a straight line."""


def add_group(page: Page, group: Group) -> tuple[BaseShape, tuple[tuple[Box, BaseShape], ...]]:
    """Add shapes as a group; return it, and those to which connectors may be glued."""
    made: Any = page.shapes.add_group_shape()
    outline = add_box(made, group.outline)
    if group.outline.sites:
        _open_sites(outline, group.outline)
    found = [(group.outline, outline)]
    for item in group.items:
        if isinstance(item, Path):
            add_path(made, item)
            continue
        shape = add_box(made, item)
        found += [(item, shape)] if item.id else []
    made.name = plain(group.name)
    describe(made, group.alt)
    return made, tuple(found)


def add_path(page: Page, path: Path) -> None:
    """Add a polygon or a line."""
    shape: Any = _straight(page, path) if len(path.points) == _TWO else _polygon(page, path)
    shape.name = plain(path.name)
    flatten(shape)
    paint(shape, path)


def _straight(page: Page, path: Path) -> BaseShape:
    (left, top), (right, bottom) = sorted(path.points)
    frame = left, min(top, bottom), right - left, abs(bottom - top)
    line: Any = page.shapes.add_shape(MSO_SHAPE.LINE_INVERSE, *map(Inches, frame))
    if bottom >= top:  # that shape rises
        line.element.spPr.find(qn("a:xfrm")).set("flipV", "1")
    straight: BaseShape = line
    return straight


def _polygon(page: Page, path: Path) -> BaseShape:
    first, *others = [(Inches(x), Inches(y)) for x, y in path.points]
    builder: Any = page.shapes.build_freeform(*first)
    builder.add_line_segments(others, close=path.is_closed)
    polygon: BaseShape = builder.convert_to_shape()
    return polygon


def _open_sites(shape: Any, box: Box) -> None:  # noqa: ANN401 - python-pptx has no type for it
    """Exchange a rectangle for one to which connectors can be glued at places of its own.

    The middles of the sides come first, so that their numbers stay what they are.
    """
    width, height = Inches(box.frame.width), Inches(box.frame.height)
    points = [box.frame.site(site) for site in sorted(Site)] + list(box.sites)
    sites = "".join(
        f'<a:cxn ang="{_outwards(at, box.frame)}">'
        f'<a:pos x="{Inches(at[0] - box.frame.left)}" y="{Inches(at[1] - box.frame.top)}"/></a:cxn>'
        for at in points
    )
    corners = ((width, 0), (width, height), (0, height))
    sides = "".join(f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in corners)
    own = (
        f"<a:custGeom {nsdecls('a')}><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst>{sites}</a:cxnLst>"
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{width}" h="{height}"><a:moveTo><a:pt x="0" y="0"/></a:moveTo>{sides}'
        "<a:close/></a:path></a:pathLst></a:custGeom>"
    )
    usual = shape.element.spPr.find(qn("a:prstGeom"))
    usual.addprevious(parse_xml(own))
    usual.getparent().remove(usual)


def _outwards(at: Point, frame: Frame) -> int:
    """Return the direction in which lines leave a box here: clockwise from the right."""
    away = {
        Site.RIGHT: frame.right - at[0],
        Site.BOTTOM: frame.bottom - at[1],
        Site.LEFT: at[0] - frame.left,
        Site.TOP: at[1] - frame.top,
    }
    return list(away).index(min(away, key=lambda site: abs(away[site]))) * QUARTER_TURN
