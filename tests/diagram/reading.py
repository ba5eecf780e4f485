"""Reading pictures: the DOT and the SVG a view made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET  # what this program itself has just drawn

from chainmap.analysis.trace import Traced
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.chains.trace import trace_view
from chainmap.diagram.engine.dot import dot
from chainmap.diagram.engine.engines import Engine
from chainmap.diagram.engine.render import ENGINES, render
from chainmap.diagram.maps.chain import chain_view
from chainmap.flow import Flow

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"


def chain_dot(flow: Flow, frame: Frame) -> str:
    """Return the chain view as DOT."""
    return dot(chain_view(flow, frame))


def trace_dot(flow: Flow, traced: Traced, frame: Frame, **options: int) -> str:
    """Return the trace view as DOT."""
    return dot(trace_view(flow, traced, frame, **options))


def drawn(dot: str, engines: Sequence[Engine] = ENGINES) -> ET.Element:
    """Return the SVG of a picture."""
    return ET.fromstring(render(dot, "svg", engines=engines).data)  # noqa: S314


def texts(svg: ET.Element) -> list[str]:
    """Return all texts of an SVG, with blanks as ordinary blanks."""
    found = ("".join(element.itertext()) for element in svg.iter(f"{SVG}text"))
    return [text.replace("\xa0", " ").strip() for text in found]


def tooltips(svg: ET.Element) -> list[str]:
    """Return all tooltips of an SVG."""
    titles = (element.get(f"{XLINK}title") for element in svg.iter(f"{SVG}a"))
    return [title for title in titles if title]


def arrows(dot: str) -> list[str]:
    """Return the visible arrows of a DOT source by their tooltips' first lines.

    Of an arrow in two pieces round its words only the one with the head counts.
    """
    whole = "\n".join(line for line in dot.splitlines() if "arrowhead=none" not in line)
    found = re.findall(r'-> n\d+ \[.*?labeltooltip="(.*?)"', whole)
    return [tooltip.split("\\n")[0] for tooltip in found]
