"""GraphML: what networkx reads back is the picture."""

from __future__ import annotations

import networkx as nx
import pytest

from chainmap.diagram.canvas.text import clean
from chainmap.diagram.engine.layout import layout
from chainmap.diagram.files.graphml import graphml
from chainmap.diagram.maps.chain import chain_view
from tests.diagram import hostile
from tests.diagram.parcels import frame, parcels


def read(text: str) -> nx.MultiDiGraph[str]:
    found = nx.parse_graphml(text, force_multigraph=True)
    assert isinstance(found, nx.MultiDiGraph)
    return found


def written() -> str:
    found = parcels()
    drawing = chain_view(found, frame(found))
    return graphml(drawing, layout(drawing), found.organisation, remark="made by chainmap")


def test_boxes_are_nodes_with_party_kind_department_and_place() -> None:
    graph = read(written())
    nodes = {about["party"]: about for _, about in graph.nodes(data=True) if "text" in about}
    warehouse = nodes["Warehouse"]
    assert warehouse["label"] == "Warehouse"
    assert (warehouse["kind"], warehouse["department"]) == ("team", "Operations")
    assert nodes["Carton maker"]["kind"] == "vendor"
    assert "department" not in nodes["Planning"]
    assert nodes["Planning"]["x"] < warehouse["x"]
    kinds = {about["kind"] for _, about in graph.nodes(data=True)}
    assert kinds == {"team", "customer", "vendor"}


def test_connectors_are_edges_with_label_volume_and_kind() -> None:
    graph = read(written())
    label = nx.get_node_attributes(graph, "label")
    edges = {
        (label[one], label[other], about["kind"]): about
        for one, other, about in graph.edges(data=True)
    }
    flow = edges["Planning", "Warehouse", "flow"]
    assert (flow["label"], flow["volume"]) == ("Picking list", 15.0)
    assert edges["Dispatch", "Warehouse", "rework"]["volume"] == 1.0
    assert "volume" not in edges["Warehouse", "Dispatch", "flow"]
    assert flow["width"] > edges["Carton maker", "Warehouse", "flow"]["width"]


def test_every_attribute_has_a_key_of_its_own() -> None:
    keys = [line for line in written().splitlines() if "<key " in line]
    ids = {line.split('id="')[1].split('"')[0] for line in keys}
    assert len(ids) == len(keys) > 8


@pytest.mark.parametrize("name", hostile.NAMES)
def test_a_name_is_read_as_it_was_written(name: str) -> None:
    found = hostile.organisation(name)
    for drawing in hostile.drawings(name):
        graph = read(graphml(drawing, layout(drawing), found.organisation, remark=""))
        assert clean(name) in nx.get_node_attributes(graph, "party").values()


def test_the_same_drawing_gives_the_same_text() -> None:
    assert written() == written()
