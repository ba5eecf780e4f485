"""Places for the words on arrows: near the middle of the way, clear of boxes and of each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chainmap.diagram.canvas.drawing import Rect

Point = tuple[float, float]

_ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
_BESIDE = (0.0, -14.0, 14.0, -28.0, 28.0, -44.0, 44.0)
_CLEAR_OF_BOXES = 10.0
_CLEAR = 5.0


@dataclass(frozen=True, slots=True)
class End:
    """Where a line leaves or arrives, and the direction away from the box there."""

    at: Point
    away: Point

    def faces(self, point: Point) -> bool:
        """Whether a line from here to the point does not lead back through the box."""
        dx, dy = point[0] - self.at[0], point[1] - self.at[1]
        return dx * self.away[0] + dy * self.away[1] > 0


class Plaques:
    """Knows what is taken on a page."""

    def __init__(self, boxes: Iterable[Rect]) -> None:
        self._taken = [_grown(box, _CLEAR_OF_BOXES) for box in boxes]

    def take(self, start: End, end: End, size: tuple[float, float]) -> Point | None:
        """Take a free place between two ends and return its centre, or None if none is free."""
        for centre in _candidates(start.at, end.at):
            place = _around(centre, size)
            ahead = start.faces(centre) and end.faces(centre)
            if ahead and not any(_meet(place, other) for other in self._taken):
                self._taken.append(_grown(place, _CLEAR))
                return centre
        return None


def _candidates(start: Point, end: Point) -> Iterator[Point]:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    for beside in _BESIDE:
        for along in _ALONG:
            yield (
                start[0] + dx * along - dy / length * beside,
                start[1] + dy * along + dx / length * beside,
            )


def _around(centre: Point, size: tuple[float, float]) -> Rect:
    (x, y), (width, height) = centre, size
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _grown(box: Rect, by: float) -> Rect:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _meet(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
