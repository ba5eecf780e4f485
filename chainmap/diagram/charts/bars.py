"""A panel of bars, the longest on top, with the line of what has come together so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from chainmap import units
from chainmap.diagram.canvas.markup import NOTHING, SMALL, Style
from chainmap.diagram.canvas.sheet import Sheet
from chainmap.diagram.canvas.tiles import Slot, put, write
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.words import Words
from chainmap.measure.pareto import VITAL, Bar, BarKind, Pareto
from chainmap.model import PartyId

WIDTH = 380.0
_NAME = 120.0
_WEIGHT = 50.0
_PLOT = 160.0
_SUM = WIDTH - _NAME - _WEIGHT - _PLOT
_START = _NAME + _WEIGHT
_HEAD = 68.0
_POINT = 6.0

_BLUE = palette.department_colour(0)
_RULE = Style(size=10, colour=palette.GREY)
_FIGURE = Style(size=11, colour="#333333")


@dataclass(frozen=True)
class Panel:
    """What a panel shows; `labels` are what names are called, where not as they are."""

    title: str
    question: str
    unit: str
    pareto: Pareto
    labels: Mapping[str, str] = field(default_factory=dict)
    parties: bool = False

    def party(self, bar: Bar) -> PartyId | None:
        """Return whom the bar stands for."""
        return PartyId(bar.names[0]) if self.parties and bar.kind is BarKind.NAMED else None

    def label(self, words: Words, bar: Bar) -> str:
        """Return the words beside a bar."""
        if bar.kind is BarKind.NAMED:
            return self.labels.get(bar.names[0], bar.names[0])
        if bar.kind is BarKind.OTHERS:
            return words.count(len(bar.names), "{n} other", "{n} others")
        return words("nobody to name")


def height_of(panel: Panel, *, step: float) -> float:
    """Return the height in points of a panel with rows of `step` points."""
    return _HEAD + len(panel.pareto.bars) * step + 24


def draw_panel(sheet: Sheet, words: Words, panel: Panel, at: Slot) -> None:
    """Draw a panel with its top left corner at that of a place; its rows are so high as that."""
    first, left, top = at.lower(_HEAD), at.left, at.top
    rows = [first.lower(number * at.height) for number in range(len(panel.pareto.bars) + 1)]
    _draw_head(sheet, words, panel, left, top)
    for bar, row in zip(panel.pareto.bars, rows, strict=False):
        _draw_bar(sheet, words, panel, bar, row)
    _draw_sum(sheet, words, panel, rows[-1])
    _draw_line(sheet, panel, rows)
    _draw_vital(sheet, panel, rows)


def _draw_head(sheet: Sheet, words: Words, panel: Panel, left: float, top: float) -> None:
    key = (panel.title, "head")
    style = Style(size=17, bold=True, colour=_BLUE)
    write(sheet, (*key, "title"), Slot(left, top, WIDTH, 24), panel.title, style=style)
    small = Style(size=12, colour=SMALL.colour)
    write(sheet, (*key, "question"), Slot(left, top + 24, WIDTH, 18), panel.question, style=small)
    start, axis = left + _START, top + _HEAD - 20
    weight = Slot(left + _NAME - 30, axis, _WEIGHT + 24, 16)
    write(sheet, (*key, "weight"), weight, panel.unit, style=_RULE, align="RIGHT")
    write(sheet, (*key, "0"), Slot(start - 2, axis, 30, 16), "0", style=_RULE)
    mark = Slot(start + VITAL * _PLOT - 22, axis, 44, 16)
    write(sheet, (*key, "80"), mark, units.percent(VITAL), style=_RULE, align="CENTER")
    total = Slot(left + WIDTH - _SUM, axis, _SUM, 16)
    write(sheet, (*key, "sum"), total, words("so far"), style=_RULE, align="RIGHT")


def _draw_bar(sheet: Sheet, words: Words, panel: Panel, bar: Bar, at: Slot) -> None:
    key, name, party = (panel.title, *bar.names), panel.label(words, bar), panel.party(bar)
    tooltip = f"{name}: {units.number(bar.weight)} ({units.percent(bar.share)})"
    listed = (tooltip, *(bar.names if bar.kind is BarKind.OTHERS else ()))
    style = Style(size=12, bold=bar.kind is BarKind.NAMED)
    room = Slot(at.left, at.top + 1, _NAME - 4, at.height - 2)
    write(sheet, (*key, "name"), room, name, *listed, style=style, lines=2, party=party)
    weight, figure = Slot(at.left + _NAME, room.top, _WEIGHT - 6, room.height), bar.weight
    shown = units.number(figure)
    write(sheet, (*key, "weight"), weight, shown, tooltip, style=_FIGURE, align="RIGHT")
    thick, long = _thickness(at), max(bar.share * _PLOT, 1.0)
    drawn = Slot(at.left + _START, at.centre[1] - thick / 2, long, thick)
    fill = _BLUE if bar.is_vital else palette.tint(_BLUE, 0.35)
    put(sheet, (*key, "bar"), drawn, NOTHING, *listed, party=party, look={"BGCOLOR": fill})
    total = Slot(at.left + WIDTH - _SUM, room.top, _SUM, room.height)
    bold, share = Style(size=11, bold=True, colour=palette.CHAIN), units.percent(bar.cumulative)
    write(sheet, (*key, "sum"), total, share, tooltip, style=bold, align="RIGHT")


def _thickness(row: Slot) -> float:
    return min(0.62 * row.height, 30.0)


def _draw_sum(sheet: Sheet, words: Words, panel: Panel, at: Slot) -> None:
    style = Style(size=11, bold=True, colour="#333333")
    key, room = (panel.title, "all"), Slot(at.left, at.top + 4, _NAME - 30, 18)
    write(sheet, (*key, "name"), room, words("all"), style=style)
    weight = Slot(at.left + _NAME - 26, at.top + 4, _WEIGHT + 20, 18)
    total = units.number(panel.pareto.total)
    write(sheet, (*key, "weight"), weight, total, style=style, align="RIGHT")


def _draw_line(sheet: Sheet, panel: Panel, rows: Sequence[Slot]) -> None:
    keys = [(panel.title, number, "point") for number in range(len(panel.pareto.bars))]
    for key, bar, at in zip(keys, panel.pareto.bars, rows, strict=False):
        x, y = at.left + _START + bar.cumulative * _PLOT, at.centre[1]
        point = Slot(x - _POINT / 2, y - _POINT / 2, _POINT, _POINT)
        put(
            sheet,
            key,
            point,
            NOTHING,
            units.percent(bar.cumulative),
            look={"BGCOLOR": palette.CHAIN},
        )
    for one, other in pairwise(keys):
        sheet.arrow(
            supplier=one, customer=other, tooltip=(), colour=palette.CHAIN, width=1.6, headless=True
        )


def _draw_vital(sheet: Sheet, panel: Panel, rows: Sequence[Slot]) -> None:
    """Draw the dashed line at 80 %, interrupted where a bar or a point is in its way."""
    x = rows[0].left + _START + VITAL * _PLOT
    for number, piece in enumerate(_free(panel.pareto.bars, rows)):
        keys = [(panel.title, number, end) for end in ("from", "to")]
        for key, y in zip(keys, piece, strict=True):
            put(sheet, key, Slot(x - 0.5, y - 0.5, 1, 1), NOTHING, look={"BGCOLOR": palette.GREY})
        sheet.arrow(supplier=keys[0], customer=keys[1], tooltip=(), dashed=True, headless=True)


def _free(bars: Sequence[Bar], rows: Sequence[Slot]) -> list[tuple[float, float]]:
    """Return the pieces of the height, from top to bottom, in which nothing is at 80 %."""
    pieces, top = [], rows[0].top - 2
    for bar, at in zip(bars, rows, strict=False):
        reached = abs(bar.cumulative - VITAL) * _PLOT < _POINT
        covered = (bar.share - VITAL) * _PLOT > -_POINT
        if reached or covered:
            half = _thickness(at) / 2 + 2 if covered else _POINT
            pieces.append((top, at.centre[1] - half))
            top = at.centre[1] + half
    return [*pieces, (top, rows[-1].top)]
