"""A drawing as a flowchart of Mermaid, which wikis and code hosts draw themselves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from chainmap.diagram.canvas.connected import in_one_piece
from chainmap.diagram.canvas.drawing import Area, Box, Connector, Drawing
from chainmap.diagram.canvas.markup import Content
from chainmap.diagram.canvas.text import clean
from chainmap.diagram.files.plain import Frame, frame_of, lines_of, words_of
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.colour import legible

_THICK = 3.0
"""Width from which a line is one of Mermaid's thick ones."""

_PLAIN = frozenset(" ,.+-/→×·…–")
"""Characters beside letters and digits that mean nothing to Mermaid inside quotes."""


def mermaid(drawing: Drawing, *, remark: str) -> str:
    """Return the drawing as a flowchart; every name is data, whatever stands in it."""
    whole = in_one_piece(drawing)
    lines = [*_head(whole, remark), *_body(whole), *_looks(whole)]
    return "\n".join(lines) + "\n"


def _head(drawing: Drawing, remark: str) -> Iterator[str]:
    title = json.dumps(_without_signs(drawing.heading.title), ensure_ascii=False)
    yield from ("---", f"title: {title}", "config:", "  theme: base", "---")
    yield "flowchart LR"
    yield f"%% {remark}"
    for said in (drawing.heading.subtitle, drawing.heading.facts):
        yield f"%% {_without_signs(said)}"


def _body(drawing: Drawing) -> Iterator[str]:
    boxes = {box.id: box for box in drawing.boxes}
    inside: set[str] = set()
    for area in drawing.areas:
        own = [boxes[box] for box in area.boxes if box in boxes and box not in inside]
        inside.update(box.id for box in own)
        yield from _area(area, own)
    yield from (f"  {_box(box)}" for box in boxes.values() if box.id not in inside)
    yield from (f"  {_connector(line)}" for line in drawing.connectors)


def _area(area: Area, boxes: Iterable[Box]) -> Iterator[str]:
    yield f'  subgraph {area.id}["{_label([area.name])}"]'
    yield from (f"    {_box(box)}" for box in boxes)
    yield "  end"


def _box(box: Box) -> str:
    return f'{box.id}["{_text(box.content)}"]'


def _connector(line: Connector) -> str:
    label = "" if line.label is None else f'|"{_text(line.label)}"|'
    return f"{line.supplier} {_arrow(line)}{label} {line.customer}"


def _arrow(line: Connector) -> str:
    if line.dashed:
        return "-.-" if line.headless else "-.->"
    if line.width >= _THICK:
        return "===" if line.headless else "==>"
    return "---" if line.headless else "-->"


def _looks(drawing: Drawing) -> Iterator[str]:
    """Yield the colours: of boxes by classes, of areas and lines one by one."""
    classes: dict[str, list[str]] = {}
    for box in drawing.boxes:
        style = _style(frame_of(box.content), drawing.paper)
        classes.setdefault(style, []).append(box.id)
    for number, (style, boxes) in enumerate(classes.items(), start=1):
        yield f"  classDef c{number} {style}"
        yield f"  class {','.join(boxes)} c{number}"
    for area in drawing.areas:
        ink = legible(area.colour, area.fill)
        yield f"  style {area.id} fill:{area.fill},stroke:{area.colour},color:{ink}"
    for number, line in enumerate(drawing.connectors):
        yield f"  linkStyle {number} stroke:{line.colour},stroke-width:{line.width:.1f}px"


def _style(frame: Frame, paper: str) -> str:
    fill = frame.fill or paper
    dashes = ",stroke-dasharray:5 3" if frame.dashed else ""
    width = max(frame.width, 1)
    ink = legible(palette.INK, fill)
    return f"fill:{fill},stroke:{frame.border},stroke-width:{width}px,color:{ink}{dashes}"


def _text(content: Content) -> str:
    return _label("  ".join(words_of(line)) for line in lines_of(content))


def _label(lines: Iterable[str]) -> str:
    return "<br/>".join(_escaped(line) for line in lines) or " "


def _escaped(text: str) -> str:
    """Return text as Mermaid's own codes, #60; for <, wherever a character could mean anything."""
    return "".join(c if c.isalnum() or c in _PLAIN else f"#{ord(c)};" for c in clean(text))


def _without_signs(text: str) -> str:
    """Return text for where Mermaid knows no codes: signs that could start something are left out.

    Two per cent signs and a brace would be a directive even in a comment.
    """
    return "".join(" " if c in "%{}<>#;`\\" else c for c in clean(text))
