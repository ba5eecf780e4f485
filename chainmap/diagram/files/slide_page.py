"""A drawing composed as one page as one slide of its size: nothing shrunk, nothing cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from chainmap.deck.shapes import (
    Box,
    Connector,
    Frame,
    Group,
    Item,
    Path,
    Point,
    Slide,
)
from chainmap.deck.text import height
from chainmap.diagram.canvas import drawing as drawn
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.engine.ink import Mark, Outline, Written, bounds
from chainmap.diagram.engine.layout import HEADING, Layout
from chainmap.diagram.files.plain import text_of
from chainmap.diagram.files.slide_marks import is_box, shapes
from chainmap.diagram.files.slide_shapes import name_of
from chainmap.diagram.files.slide_sites import Sites
from chainmap.diagram.files.slide_texts import POINTS, Place, alignments

LARGEST = 56.0
"""Inches that a slide of PowerPoint can have at most."""

_LEAST = 9.0
"""Points that the smallest text has at least."""

_PAD = 21.6
"""Points round a picture that its layout does not count: as round pictures in other files."""

_AROUND = 1.5
"""Points by which the frame of a box may lie inside of its place: half the width of its border."""

_LEVEL = 0.5
"""Points by which the ends of a line may differ in height to be level."""


def is_page(page: Drawing, places: Layout) -> bool:
    """Whether a drawing is to stay whole, and the layout tells what is drawn in its boxes."""
    return page.is_page and HEADING in places.marks


def page_size(page: Layout) -> Point:
    """Return the width and height of the slide in inches."""
    scale = _scale(page)
    width, height = ((side + 2 * _PAD) * scale / POINTS for side in (page.width, page.height))
    return width, height


def page_slide(page: Drawing, places: Layout) -> Slide:
    """Return the drawing as a slide on which everything is where it is in the picture."""
    return _Page(page, places, Place(_scale(places), _PAD)).slide()


def _scale(places: Layout) -> float:
    """Return inches on the slide for 72 points of the drawing: 1, unless text were too small."""
    sizes = [
        mark.size
        for marks in places.marks.values()
        for mark in marks
        if isinstance(mark, Written) and mark.text.strip()
    ]
    most = LARGEST * POINTS / (max(places.width, places.height) + 2 * _PAD)
    return min(max(_LEAST / min(sizes, default=_LEAST), 1.0), most)


@dataclass(frozen=True, slots=True)
class _Page:
    drawing: Drawing
    places: Layout
    place: Place

    def slide(self) -> Slide:
        heading = self.drawing.heading
        head, rest = self._heading()
        sites = {box: Sites(box, rect) for box, rect in self.places.boxes.items()}
        lines = [self._line(line, sites) for line in self._lines()]
        items: list[Item] = [*rest]
        for area in self.drawing.areas:
            items += self._area(area)
        items += (self._box(box, sites[box.id]) for box in self.drawing.boxes)
        items += lines
        items += self._labels()
        notes = "\n".join(filter(None, (heading.subtitle, heading.facts)))
        return Slide(heading.title, tuple(items), notes, head=head, paper=self.drawing.paper)

    def _heading(self) -> tuple[Box | None, Iterable[Box | Path]]:
        """Return the title as it stands on the slide, and what stands below it."""
        marks = self.places.marks[HEADING]
        large = tuple(takewhile(lambda mark: _alike(mark, marks[0]), marks))
        aligned = alignments(self.drawing.heading.content)
        titles = [item for item in shapes(large, aligned, self.place) if isinstance(item, Box)]
        rest = shapes(marks[len(large) :], aligned[len(large) :], self.place)
        if not titles:
            return None, rest
        return self._head(titles), rest

    def _head(self, titles: list[Box]) -> Box:
        """Return one box for all lines of the title, as wide as the page."""
        left, top = titles[0].frame.left, titles[0].frame.top
        right = page_size(self.places)[0] - left
        lines = tuple(line for box in titles for line in box.lines)
        deep = max(titles[-1].frame.bottom - top, height(lines, right - left))
        return replace(titles[0], frame=Frame(left, top, right - left, deep), lines=lines)

    def _area(self, area: drawn.Area) -> Iterator[Item]:
        marks = self.places.marks.get(area.id, ())
        first, *others = shapes(marks, alignments(area.heading), self.place) if marks else [None]
        if isinstance(first, Box):
            first = replace(first, id=f"area {area.id}", name=area.name or "Area", alt=area.name)
        yield from (item for item in (first, *others) if item is not None)

    def _box(self, box: drawn.Box, sites: Sites) -> Item:
        marks = self.places.marks.get(box.id, ())
        name = name_of(box)
        around = Box(box.id, name, self.place.frame(self.places.boxes[box.id]), inset=0)
        found = list(shapes(marks, alignments(box.content), self.place))
        if found and self._fills(box.id) and isinstance(found[0], Box):
            around = replace(found[0], id=box.id, name=name)
            found = found[1:]
        around = replace(around, sites=tuple(self.place.point(at) for at in sites.own))
        alt = ". ".join(filter(None, box.tooltip)) or text_of(box.content)
        ports = (replace(port, name=name) for port in sites.ports(self.place))
        return Group(name, around, (*found, *ports), alt)

    def _fills(self, box: str) -> bool:
        """Whether the first that is drawn in a box is a frame around all of it."""
        first = self.places.marks[box][0]
        if not isinstance(first, Outline) or not is_box(first):
            return False
        frame = self.places.boxes[box]
        around = bounds(first.points)
        return all(abs(one - other) <= _AROUND for one, other in zip(around, frame, strict=True))

    def _lines(self) -> Iterator[drawn.Connector]:
        for line in self.drawing.connectors:
            if line.supplier != line.customer:
                yield line

    def _line(self, line: drawn.Connector, sites: Mapping[str, Sites]) -> Connector:
        route = _corners(self.places.lines.get(line.id, ()))
        ends = (line.supplier, line.customer)
        start, end = (route[0], route[-1]) if route else map(self._middle, ends)
        turns = _is_elbow(route)
        supplier, leaves = sites[line.supplier].at(start, turns=turns)
        customer, enters = sites[line.customer].at(end, turns=turns)
        return Connector(
            supplier=supplier,
            customer=customer,
            leaves=leaves,
            enters=enters,
            colour=line.colour,
            width=line.width * self.place.scale,
            is_dashed=line.dashed,
            has_head=not line.headless,
            alt=". ".join(filter(None, line.tooltip)),
            route=tuple(self.place.point(at) for at in route) if turns else (),
        )

    def _middle(self, box: str) -> Point:
        left, top, right, bottom = self.places.boxes[box]
        return (left + right) / 2, (top + bottom) / 2

    def _labels(self) -> Iterator[Item]:
        for line in self.drawing.connectors:
            if line.label is not None:
                marks = self.places.marks.get(line.id, ())
                yield from shapes(marks, alignments(line.label), self.place)


def _alike(word: Mark, other: Mark) -> bool:
    """Whether both are words in the same type."""
    if not isinstance(word, Written) or not isinstance(other, Written):
        return False
    return (word.size, word.is_bold) == (other.size, other.is_bold)


def _corners(curve: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return the ends of a line, and where it turns, as if its curves were straight."""
    found: list[Point] = []
    for at in curve[::3]:
        if len(found) > 1 and _is_level(found[-2], found[-1], at):
            found.pop()
        found.append(at)
    return tuple(found)


def _is_level(*points: Point) -> bool:
    return any(max(side) - min(side) <= _LEVEL for side in zip(*points, strict=True))


def _is_elbow(route: tuple[Point, ...]) -> bool:
    """Whether a line turns once or twice, each time by a right angle."""
    legs = list(pairwise(route))
    return len(legs) in {2, 3} and all(_is_level(*leg) for leg in legs)
