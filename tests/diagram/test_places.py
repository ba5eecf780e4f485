"""Formats that draw for themselves are told where the engine puts everything."""

from __future__ import annotations

from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.engine.layout import Layout, layout
from chainmap.diagram.maps.chain import chain_view
from tests.diagram.parcels import frame, parcels


def drawing() -> Drawing:
    found = parcels()
    return chain_view(found, frame(found))


def test_every_box_area_and_connector_has_a_place_on_the_page() -> None:
    drawn, placed = drawing(), layout(drawing())
    assert placed.boxes.keys() == {box.id for box in drawn.boxes}
    assert placed.areas.keys() == {area.id for area in drawn.areas}
    assert placed.lines.keys() == {line.id for line in drawn.connectors}
    for left, top, right, bottom in (*placed.boxes.values(), *placed.areas.values()):
        assert -0.1 < left < right < placed.width + 0.1
        assert -0.1 < top < bottom < placed.height + 0.1


def test_a_line_leads_from_the_suppliers_box_to_the_customers() -> None:
    drawn, placed = drawing(), layout(drawing())
    for line in drawn.connectors:
        points = placed.lines[line.id]
        assert len(points) % 3 == 1
        assert _near(points[0], placed, line.supplier)
        assert _near(points[-1], placed, line.customer)


def test_labels_stand_where_there_is_room_for_them() -> None:
    drawn, placed = drawing(), layout(drawing())
    assert placed.labels.keys() == {line.id for line in drawn.connectors if line.label}


def _near(point: tuple[float, float], placed: Layout, box: str) -> bool:
    left, top, right, bottom = placed.boxes[box]
    return left - 2 <= point[0] <= right + 2 and top - 2 <= point[1] <= bottom + 2
