"""Boxes in a lane: small ones, so that many columns stay legible, and the headers of lanes."""

from __future__ import annotations

from collections.abc import Sequence

from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.markup import Cell, Content, Row, Style, Table, cell, row, table
from chainmap.diagram.canvas.text import width, wrap
from chainmap.diagram.chains.databox import DataBox
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.palette import Fill
from chainmap.diagram.looks.words import Words

NAME = 11
NOTE = 9
STEP_WIDTH = 150
"""Points: room for two figures side by side."""

_LINE = 10.5
_NOTE_LINE = 13.0
_HEADER_LINE = 8.5
_NUMBER = 24
_FIGURE = Style(size=10)
_BOLD = Style(size=10, bold=True)


def room_for(names: Sequence[str]) -> int:
    """Return the width in points in which each name has room, once wrapped."""
    lines = (line for name in names for line in wrap(name, limit=_LINE))
    return max(92, round(max(map(width, lines), default=0.0) * NAME) + 8)


def lane_box(
    name: str, notes: Sequence[str], *, fill: Fill, room: int, flows: bool = True
) -> Table:
    """Return the box of a team: its name, and notes in small print; dashed beside the flow."""
    style, small = Style(size=NAME, colour=fill.ink), Style(size=NOTE, colour=fill.ink)
    shown = [markup.text(line, style) for line in wrap(name, limit=_LINE)]
    for note in notes:
        shown += [markup.text(line, small) for line in wrap(note, limit=_NOTE_LINE, lines=2)]
    look: dict[str, str | int] = {"BGCOLOR": fill.fill, "COLOR": palette.GREY, "CELLPADDING": 3}
    look |= {} if flows else {"STYLE": "DASHED"}
    return table(row(cell(markup.lines(shown), BORDER=1, WIDTH=room, **look)))


def step_box(step: DataBox, notes: Sequence[str], mark: tuple[str, Fill], words: Words) -> Table:
    """Return the box of a team on the highlighted chain: numbers, figures as on a VSM, its mark."""
    numbers = " · ".join(str(number) for number, _ in step.steps)
    rows = [_step_head(step.name, numbers)]
    for number, data in step.steps:
        start = f"{number}: " if len(step.steps) > 1 else ""
        accuracy = words("%C&A {share}", share=data.accuracy)
        rows += [
            _pair(
                words("{start}PT {time}", start=start, time=data.process_time),
                words("wait {time}", time=data.wait),
            )
        ]
        if number != step.steps[-1][0]:
            rows.append(row(_wide(markup.text(accuracy, _FIGURE), COLSPAN=2)))
            continue
        note, fill = mark
        marked = _half(note or words("load {load}", load="–"), _ink(fill), fill.fill)
        rows.append(row(_half(accuracy), marked))
    small = Style(size=NOTE, colour=palette.GREY)
    for note in notes:
        shown = markup.lines(
            markup.text(line, small) for line in wrap(note, limit=STEP_WIDTH / 10, lines=2)
        )
        rows.append(row(_wide(shown, COLSPAN=2)))
    if step.suspicion is not None:
        words_of = markup.text(step.suspicion.words, _BOLD)
        rows.append(row(_wide(words_of, COLSPAN=2, BGCOLOR=step.suspicion.fill)))
    look: dict[str, str | int] = {"BORDER": 2, "COLOR": palette.CHAIN, "BGCOLOR": palette.PAPER}
    return table(*rows, CELLBORDER=1, CELLPADDING=0, **look)


def _step_head(name: str, numbers: str) -> Row:
    number = markup.text(numbers, Style(size=12, bold=True, colour=palette.PAPER))
    title = markup.lines(
        markup.text(line, Style(size=NAME, bold=True)) for line in wrap(name, limit=_LINE)
    )
    left = max(_NUMBER, round(width(numbers, bold=True) * 12) + 8)
    head = table(
        row(
            cell(number, BGCOLOR=palette.CHAIN, WIDTH=left, CELLPADDING=3),
            cell(title, WIDTH=STEP_WIDTH - left, CELLPADDING=2),
        )
    )
    return row(cell(head, COLSPAN=2))


def _ink(fill: Fill) -> Style:
    return Style(size=10, colour=fill.ink)


def _pair(one: str, other: str) -> Row:
    return row(_half(one), _half(other))


def _half(words: str, style: Style = _FIGURE, fill: str = palette.PAPER) -> Cell:
    return cell(markup.text(words, style), WIDTH=STEP_WIDTH // 2, CELLPADDING=2, BGCOLOR=fill)


def _wide(content: Content, **look: str | int) -> Cell:
    return cell(content, CELLPADDING=2, **look)


def header_box(name: str, colour: str, *, size: tuple[float, float]) -> Table:
    """Return the header of a lane: white on its department's colour, so high as the lane."""
    style = Style(size=12, bold=True, colour=palette.PAPER)
    words = markup.lines(markup.text(line, style) for line in _header_lines(name))
    look = {"WIDTH": round(size[0]), "HEIGHT": round(size[1])}
    return table(row(cell(words, BGCOLOR=colour, CELLPADDING=2, **look)))


def _header_lines(name: str) -> tuple[str, ...]:
    return wrap(name, limit=_HEADER_LINE, lines=4)


def header_width(names: Sequence[str]) -> float:
    """Return the width in points of headers with these names."""
    lines = (line for name in names for line in _header_lines(name))
    return max(70, round(max((width(line, bold=True) for line in lines), default=0.0) * 12) + 14)


def header_height(name: str) -> float:
    """Return the height in points that a header with this name needs."""
    return 15.0 * len(_header_lines(name)) + 14
