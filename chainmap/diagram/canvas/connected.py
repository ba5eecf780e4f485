"""Connectors in one piece, where a view draws a label as a box between two halves of a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from chainmap.diagram.canvas.drawing import Box, Connector, Drawing, Item
from chainmap.diagram.canvas.markup import pieces
from chainmap.diagram.engine.layout import Layout, Point
from chainmap.diagram.files.plain import frame_of


def in_one_piece(drawing: Drawing) -> Drawing:
    """Return the drawing with such labels on their connectors, which lead from box to box."""
    return replace(drawing, items=tuple(_items(drawing, _joints(drawing))))


def placed_in_one_piece(drawing: Drawing, places: Layout) -> tuple[Drawing, Layout]:
    """Return the same with the places of what is left."""
    joints = _joints(drawing)
    lines = dict(places.lines)
    labels = dict(places.labels)
    for joint in joints.values():
        halves = lines.get(joint.first.id, ()), lines.pop(joint.second.id, ())
        lines[joint.first.id] = _joined(*halves)
        left, top, right, bottom = places.boxes[joint.box.id]
        labels[joint.first.id] = (left + right) / 2, (top + bottom) / 2
    boxes = {box: around for box, around in places.boxes.items() if box not in joints}
    whole = replace(drawing, items=tuple(_items(drawing, joints)))
    return whole, replace(places, boxes=boxes, lines=lines, labels=labels)


@dataclass(frozen=True, slots=True)
class _Joint:
    """A label and the two halves of the line it stands on."""

    box: Box
    first: Connector
    second: Connector

    @property
    def whole(self) -> Connector:
        return replace(
            self.first,
            customer=self.second.customer,
            headless=self.second.headless,
            label=self.box.content,
        )


def _joints(drawing: Drawing) -> Mapping[str, _Joint]:
    """Return the labels that are boxes, by their ids: no party, no frame, one line in, one out."""
    into: dict[str, list[Connector]] = defaultdict(list)
    out: dict[str, list[Connector]] = defaultdict(list)
    for line in drawing.connectors:
        into[line.customer].append(line)
        out[line.supplier].append(line)
    found = {}
    for box in drawing.boxes:
        match into[box.id], out[box.id]:
            case [first], [second] if first.headless and _is_label(box):
                found[box.id] = _Joint(box, first, second)
    return found


def _is_label(box: Box) -> bool:
    if box.plaque:
        return True
    says = any(piece.words.strip() for piece in pieces(box.content))  # a point of a curve does not
    return says and box.party is None and not frame_of(box.content).width


def _items(drawing: Drawing, joints: Mapping[str, _Joint]) -> Iterator[Item]:
    halves = {joint.first.id: joint for joint in joints.values()}
    gone = {joint.second.id for joint in joints.values()}
    for item in drawing.items:
        if isinstance(item, Box) and item.id in joints:
            continue
        if not isinstance(item, Connector):
            yield item
        elif item.id not in gone:
            yield halves[item.id].whole if item.id in halves else item


def _joined(first: tuple[Point, ...], second: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return two curves as one, straight in between."""
    if not first or not second:
        return first or second
    return (*first, first[-1], second[0], *second)
