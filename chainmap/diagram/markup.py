"""HTML-like labels of Graphviz from known tags and escaped text only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chainmap.diagram.text import in_html

SIZE = 12
"""Points of ordinary text."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text looks."""

    size: int = SIZE
    bold: bool = False
    colour: str = "#1a1a1a"


PLAIN = Style()
BOLD = Style(bold=True)
SMALL = Style(size=10, colour="#444444")


def text(words: str, style: Style = PLAIN) -> str:
    """Return a piece of text; whatever is in it is shown as it stands."""
    shown = in_html(words) or " "
    if style.bold:
        shown = f"<B>{shown}</B>"
    return f'<FONT POINT-SIZE="{style.size}" COLOR="{style.colour}">{shown}</FONT>'


def lines(pieces: Iterable[str], *, align: str = "CENTER") -> str:
    """Return pieces of marked-up text below each other."""
    return "".join(f'{piece}<BR ALIGN="{align}"/>' for piece in pieces)


def cell(content: str, **attributes: str | int) -> str:
    """Return a table cell; attribute values are this program's own, never a user's."""
    return f"<TD{_attributes(attributes)}>{content}</TD>"


def row(*cells: str) -> str:
    """Return a table row."""
    return f"<TR>{''.join(cells)}</TR>"


def table(*rows: str, **attributes: str | int) -> str:
    """Return a table, by default without lines and space around it."""
    bare: dict[str, str | int] = {"BORDER": 0, "CELLBORDER": 0, "CELLSPACING": 0, "CELLPADDING": 2}
    return f"<TABLE{_attributes(bare | attributes)}>{''.join(rows)}</TABLE>"


def label(content: str) -> str:
    """Return the content as the value of a `label` attribute."""
    return f"<{content}>"


def _attributes(attributes: dict[str, str | int]) -> str:
    return "".join(f' {name}="{value}"' for name, value in attributes.items())
