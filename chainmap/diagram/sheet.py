"""The sheet a view draws on: a DOT graph with generated ids, safe text and one look."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from graphviz import Digraph

from chainmap.diagram import markup, palette
from chainmap.diagram.text import graph_name, wrap
from chainmap.diagram.text import tooltip as safe_tooltip

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
_NODE = {"shape": "plain", "fontname": palette.FONT, "fontsize": "12"}
_EDGE = {"fontname": palette.FONT, "fontsize": "9", "color": palette.GREY, "arrowsize": "0.7"}


class Sheet:
    """A graph under construction; everything named is known by a key, never by its name."""

    def __init__(self, *, title: str, heading: str, **attributes: str) -> None:
        self._graph = Digraph(
            graph_name(title),
            graph_attr={**_GRAPH, "label": markup.label(heading), **attributes},
            node_attr=_NODE,
            edge_attr=_EDGE,
        )
        self._ids: dict[Hashable, str] = {}
        self._clusters = 0

    @property
    def dot(self) -> str:
        """The DOT source."""
        return str(self._graph.source)

    def id(self, key: Hashable) -> str:
        """Return the node id of a key: n1, n2, ... in the order of asking."""
        return self._ids.setdefault(key, f"n{len(self._ids) + 1}")

    def box(self, key: Hashable, content: str, *tooltip: str, **attributes: str) -> None:
        """Draw a box with marked-up content."""
        self._graph.node(
            self.id(key), label=markup.label(content), tooltip=safe_tooltip(*tooltip), **attributes
        )

    def area(self, name: str, colour: str, boxes: Iterable[Hashable], *, scale: float = 1) -> None:
        """Draw a labelled area round boxes drawn before."""
        self._clusters += 1
        style = markup.Style(size=round(13 * scale), bold=True, colour=colour)
        heading = markup.lines(markup.text(line, style) for line in wrap(name, limit=30, lines=2))
        with self._graph.subgraph(name=f"cluster_{self._clusters}") as area:
            area.attr(
                label=markup.label(heading),
                tooltip=safe_tooltip(name),
                style="rounded,filled",
                color=colour,
                fillcolor=palette.tint(colour),
                penwidth="1.3",
                labeljust="l",
                margin="10",
            )
            for key in boxes:
                area.node(self.id(key))

    def rank(self, kind: str, boxes: Iterable[Hashable]) -> None:
        """Put boxes into one column: `same`, or at an end with `source` and `sink`."""
        boxes = list(boxes)
        if not boxes:
            return
        with self._graph.subgraph(graph_attr={"rank": kind}) as column:
            for key in boxes:
                column.node(self.id(key))

    def arrow(
        self, *, supplier: Hashable, customer: Hashable, tooltip: Iterable[str], **attributes: str
    ) -> None:
        """Draw an arrow the way work flows."""
        words = safe_tooltip(*tooltip)
        self._graph.edge(
            self.id(supplier),
            self.id(customer),
            tooltip=words,
            labeltooltip=words,
            **attributes,
        )

    def order(self, *, before: Hashable, after: Hashable, weight: int = 5) -> None:
        """Keep one box left of another without drawing a line."""
        self._graph.edge(self.id(before), self.id(after), style="invis", weight=str(weight))
