"""A drawing as DOT, the language of Graphviz: generated ids, safe text, one look."""

from __future__ import annotations

from collections.abc import Mapping

from graphviz import Digraph

from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.drawing import Area, Box, Column, Connector, Drawing, Item, Order, Rect
from chainmap.diagram.canvas.text import graph_name
from chainmap.diagram.canvas.text import tooltip as safe_tooltip
from chainmap.diagram.looks import palette

_GRAPH = {
    "rankdir": "LR",
    "fontname": palette.FONT,
    "bgcolor": palette.PAPER,
    "labelloc": "t",
    "labeljust": "l",
    "pad": "0.3",
    "nodesep": "0.1",
    "ranksep": "0.7",
    "charset": "UTF-8",
    "tooltip": " ",
}
_PLACED = {"layout": "nop", "splines": "true"}
"""Boxes and areas stay where they are; Graphviz only routes the lines round the boxes."""

_NODE = {"shape": "plain", "fontname": palette.FONT, "fontsize": "12"}
_EDGE = {"fontname": palette.FONT, "fontsize": "9", "arrowsize": "0.7"}

_OTHER_END = {"tailport": "headport", "headport": "tailport"}


def dot(drawing: Drawing) -> str:
    """Return the drawing as DOT; the same drawing gives the same text."""
    head = {"label": markup.label(drawing.heading.content), "bgcolor": drawing.paper}
    placed = _PLACED if drawing.is_placed else {}
    graph = Digraph(
        graph_name(drawing.heading.title),
        graph_attr={**_GRAPH, **head, **placed, **drawing.look},
        node_attr=_NODE,
        edge_attr=_EDGE,
    )
    for item in drawing.items:
        _draw(graph, item)
    return str(graph.source)


def _draw(graph: Digraph, item: Item) -> None:
    match item:
        case Box():
            _box(graph, item)
        case Area():
            _area(graph, item)
        case Connector():
            _connector(graph, item)
        case Column():
            with graph.subgraph(graph_attr={"rank": item.kind}) as column:
                for box in item.boxes:
                    column.node(box)
        case Order():
            graph.edge(item.before, item.after, style="invis", weight=str(item.weight))


def _box(graph: Digraph, box: Box) -> None:
    place = {} if box.at is None else {"pos": _point(box.at)}
    label = markup.label(box.content)
    graph.node(box.id, label=label, tooltip=safe_tooltip(*box.tooltip), **place, **box.look)


def _area(graph: Digraph, area: Area) -> None:
    place = {} if area.around is None else {"bb": _bounds(area.around)}
    with graph.subgraph(name=area.id) as cluster:
        cluster.attr(
            label=markup.label(area.heading) if area.heading.pieces else "",
            tooltip=safe_tooltip(area.name),
            color=area.colour,
            fillcolor=area.fill,
            penwidth="1.3",
            labeljust="l",
            margin="10",
            **{"style": "rounded,filled", **place, **area.look},
        )
        for box in area.boxes:
            cluster.node(box)


def _connector(graph: Digraph, line: Connector) -> None:
    words = safe_tooltip(*line.tooltip)
    look = {"id": line.id, "color": line.colour, "penwidth": f"{line.width:.2f}"}
    look |= {"style": "dashed"} if line.dashed else {}
    look |= {"arrowhead": "none"} if line.headless else {}
    look |= {} if line.label is None else {"label": markup.label(line.label)}
    look |= {"tooltip": words, "labeltooltip": words, **line.look}
    if line.backwards:
        graph.edge(line.customer, line.supplier, **_turned(look))
    else:
        graph.edge(line.supplier, line.customer, **look)


def _turned(look: Mapping[str, str]) -> dict[str, str]:
    """Return the look of an arrow whose customer Graphviz is to put left of its supplier."""
    turned = {_OTHER_END.get(name, name): value for name, value in look.items()}
    head = {"arrowtail": look["arrowhead"]} if "arrowhead" in look else {}
    return {**turned, **head, "dir": "back"}


def _point(at: tuple[float, float]) -> str:
    """Return a place as Graphviz counts: y upwards."""
    return f"{at[0]:.2f},{-at[1]:.2f}"


def _bounds(around: Rect) -> str:
    left, top, right, bottom = around
    return f"{left:.2f},{-bottom:.2f},{right:.2f},{-top:.2f}"
