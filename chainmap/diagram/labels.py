"""Labels of arrows."""

from __future__ import annotations

from collections.abc import Sequence

from chainmap.diagram import markup
from chainmap.diagram.markup import Style, Table
from chainmap.diagram.text import wrap

_MOST = 3
"""Deliverables named on one arrow."""


def arrow_label(deliverables: Sequence[str], *, colour: str = "#444444") -> Table | None:
    """Return the label of an arrow: the first deliverables, and how many more there are."""
    shown = [line for name in deliverables[:_MOST] if name for line in wrap(name, lines=2)]
    if len(deliverables) > _MOST:
        shown.append(f"+ {len(deliverables) - _MOST} more")
    if not shown:
        return None
    style = Style(size=10, colour=colour)
    words = markup.lines(markup.text(line, style) for line in shown)
    return markup.table(markup.row(markup.cell(words)), CELLPADDING=4)
