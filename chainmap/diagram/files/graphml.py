"""A drawing as GraphML, the network that yEd, Gephi and networkx read."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import networkx as nx

from chainmap.diagram.canvas.connected import placed_in_one_piece
from chainmap.diagram.canvas.drawing import Connector, Drawing
from chainmap.diagram.canvas.text import clean
from chainmap.diagram.engine.layout import Layout
from chainmap.diagram.files.plain import text_of
from chainmap.diagram.parts.arrows import Arrow, Kind, arrows
from chainmap.model import Organisation, PartyId, Team

Value = str | float

_Pair = tuple[PartyId | None, PartyId | None]


def graphml(drawing: Drawing, places: Layout, organisation: Organisation, *, remark: str) -> str:
    """Return boxes as nodes and connectors as edges, with plain attributes.

    `x` and `y` are the centre of a box in points, y downwards; `volume` is in items per hour, over
    all handoffs that the connector stands for; what is not known has no attribute.
    """
    drawing, places = placed_in_one_piece(drawing, places)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(title=clean(drawing.heading.title), remark=remark)
    departments = {box: area.name for area in drawing.areas for box in area.boxes}
    for box in drawing.boxes:
        left, top, right, bottom = places.boxes[box.id]
        about: dict[str, Value] = {
            "label": clean(box.party) if box.party else text_of(box.content),
            "text": text_of(box.content),
            "x": round((left + right) / 2, 2),
            "y": round((top + bottom) / 2, 2),
        }
        about |= _party(box.party, organisation)
        if box.id in departments:
            about["area"] = clean(departments[box.id])
        graph.add_node(box.id, **about)
    known = _by_pair(organisation)
    for line in drawing.connectors:
        pair = drawing.parties.get(line.supplier), drawing.parties.get(line.customer)
        graph.add_edge(line.supplier, line.customer, key=line.id, **_edge(line, known.get(pair)))
    return _written(graph)


def _party(party: PartyId | None, organisation: Organisation) -> dict[str, Value]:
    if party is None:
        return {}
    found = organisation.parties.get(party)
    about: dict[str, Value] = {"party": clean(party)}
    if found is not None:
        about["kind"] = found.kind.value
    if isinstance(found, Team) and found.department is not None:
        about["department"] = clean(found.department)
    return about


def _by_pair(organisation: Organisation) -> Mapping[_Pair, list[Arrow]]:
    found: dict[_Pair, list[Arrow]] = {}
    for arrow in arrows(organisation.handoffs):
        found.setdefault((arrow.supplier, arrow.customer), []).append(arrow)
    return found


def _edge(line: Connector, known: list[Arrow] | None) -> dict[str, Value]:
    about: dict[str, Value] = {
        "label": "" if line.label is None else text_of(line.label),
        "description": "\n".join(map(clean, line.tooltip)),
        "width": round(line.width, 2),
    }
    alike = [arrow for arrow in known or () if (arrow.kind is not Kind.FLOW) is line.dashed]
    if alike:
        about["kind"] = " and ".join(arrow.kind.value for arrow in alike)
        about["label"] = about["label"] or clean(", ".join(alike[0].deliverables))
        if volume := sum(arrow.volume for arrow in alike):
            about["volume"] = volume
    return about


def _written(graph: nx.MultiDiGraph[str]) -> str:
    file = BytesIO()
    # Not write_graphml: it writes other bytes where lxml happens to be installed.
    nx.write_graphml_xml(graph, file)
    return file.getvalue().decode()
