"""Where on a box of a slide lines are glued, so that they end where they end in the picture."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.deck.shapes import FIRST_SITE, Box, Frame, Point, Site
from chainmap.diagram.canvas.drawing import Rect
from chainmap.diagram.files.slide_texts import Place

_NEAR = 1.5
"""Points by which the end of a line may miss the middle of a side and still be glued there."""

_TINY = 0.01
"""Inches of the side of a port."""


class Sites:
    """The sites of one box; they are found while its lines are drawn.

    A straight line is glued to the box itself, at the middle of a side or at a point of its own.
    One that turns is glued to such a point through a port, a tiny shape in the group of the box: a
    program that routes such lines anew then knows in which direction they leave.
    """

    def __init__(self, box: str, rect: Rect) -> None:
        self._box = box
        self._rect = rect
        self._frame = Frame(rect[0], rect[1], rect[2] - rect[0], rect[3] - rect[1])
        self.own: list[Point] = []
        self._ports: list[Point] = []

    def at(self, point: Point, *, turns: bool) -> tuple[str, int]:
        """Return the id of the shape and the number of the site for the end of a line."""
        for site in sorted(Site):
            x, y = self._frame.site(site)
            if max(abs(point[0] - x), abs(point[1] - y)) <= _NEAR:
                return self._box, site
        left, top, right, bottom = self._rect
        inside = min(max(point[0], left), right), min(max(point[1], top), bottom)
        if turns:
            return self._port(_number(self._ports, inside)), self._side(inside)
        return self._box, FIRST_SITE + _number(self.own, inside)

    def ports(self, place: Place) -> Iterator[Box]:
        """Yield the ports that lines were glued to."""
        for number, at in enumerate(self._ports):
            x, y = place.point(at)
            frame = Frame(x - _TINY / 2, y - _TINY / 2, _TINY, _TINY)
            yield Box(self._port(number), "", frame, inset=0)

    def _port(self, number: int) -> str:
        return f"{self._box} port {number}"

    def _side(self, at: Point) -> Site:
        """Return the side of the box on which a point lies."""
        left, top, right, bottom = self._rect
        away = {
            Site.LEFT: at[0] - left,
            Site.RIGHT: right - at[0],
            Site.TOP: at[1] - top,
            Site.BOTTOM: bottom - at[1],
        }
        return min(away, key=lambda site: (round(away[site], 3), site))


def _number(points: list[Point], at: Point) -> int:
    """Return the number of a point, which is added where it is new."""
    if at not in points:
        points.append(at)
    return points.index(at)
