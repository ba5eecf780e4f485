"""Themes: a drawing in other colours, for paper or for a dark room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from chainmap.diagram.canvas import legend
from chainmap.diagram.canvas.drawing import Area, Box, Connector, Drawing, Item
from chainmap.diagram.canvas.heading import Heading
from chainmap.diagram.canvas.markup import Cell, Content, Lines, Row, Table, Text
from chainmap.diagram.looks.choices import Theme
from chainmap.diagram.looks.colour import Perceived, legible, luminance

_DARKEST, _LIGHTEST = 0.2, 0.97
"""Lightness of dark paper, and of the lightest text on it."""

_INK_DEPTH = 0.8
"""How much darker than white the darkest colours of the screen are."""

_FAINTEST = 0.62
"""Lightness of the palest line that a printer still draws well."""

_BLACKER, _BLACK_AT = 1.35, 0.31
"""How fast lines turn black as they get darker, and the lightness where they are."""

_DEEP, _DEEPEST, _SPREAD = 0.67, 0.4, 0.6
"""The depth (1 - L*) of the darkest fill on the screen, its depth in print, and the curve between:
the paler, the less the steps are pressed together."""

_CIE_DARK = 0.008856


def themed(drawing: Drawing, theme: Theme) -> Drawing:
    """Return the drawing in the colours of a theme; views are drawn for the screen."""
    if theme is Theme.SCREEN:
        return drawing
    return _Painter(theme).drawing(drawing)


@dataclass(frozen=True, slots=True)
class _Painter:
    """Exchanges every colour of a drawing; text stays legible on what is behind it."""

    theme: Theme

    def drawing(self, drawing: Drawing) -> Drawing:
        paper = self.fill(drawing.paper)
        behind = {
            box: self.fill(area.fill, is_area=True) for area in drawing.areas for box in area.boxes
        }
        return replace(
            drawing,
            heading=self._heading(drawing.heading, paper),
            items=tuple(self._item(item, paper, behind) for item in drawing.items),
            look=self._look(drawing.look, paper),
            paper=paper,
        )

    def fill(self, colour: str, *, is_area: bool = False) -> str:
        if self.theme is Theme.DARK:
            return _inverted(colour)
        return "#ffffff" if is_area else _light_grey(colour)

    def line(self, colour: str) -> str:
        return _inverted(colour) if self.theme is Theme.DARK else _grey(colour)

    def ink(self, colour: str, behind: str) -> str:
        return legible(self.line(colour), behind)

    def _heading(self, heading: Heading, paper: str) -> Heading:
        return replace(
            heading,
            legend=tuple(self._entry(entry) for entry in heading.legend),
            painted=self._table(heading.content, paper),
        )

    def _entry(self, entry: legend.Entry) -> legend.Entry:
        match entry:
            case legend.Line():
                return replace(entry, colour=self.line(entry.colour))
            case legend.Box():
                fill = self.fill(entry.fill)
                return replace(entry, fill=fill, ink=self.ink(entry.ink, fill))
        return entry

    def _item(self, item: Item, paper: str, behind: Mapping[str, str]) -> Item:
        match item:
            case Box():
                ground = behind.get(item.id, paper)
                content = self._table(item.content, ground)
                return replace(item, content=content, look=self._look(item.look, ground))
            case Area():
                fill = self.fill(item.fill, is_area=True)
                return replace(
                    item,
                    heading=self._lines(item.heading, fill),
                    colour=self.line(item.colour),
                    fill=fill,
                    look=self._look(item.look, fill),
                )
            case Connector():
                return replace(
                    item,
                    colour=self.line(item.colour),
                    label=None if item.label is None else self._table(item.label, paper),
                    look=self._look(item.look, paper),
                )
        return item

    def _content(self, content: Content, behind: str) -> Content:
        match content:
            case Text():
                return self._text(content, behind)
            case Lines():
                return self._lines(content, behind)
            case Table():
                return self._table(content, behind)

    def _text(self, text: Text, behind: str) -> Text:
        return replace(text, style=replace(text.style, colour=self.ink(text.style.colour, behind)))

    def _lines(self, lines: Lines, behind: str) -> Lines:
        return replace(lines, pieces=tuple(self._text(piece, behind) for piece in lines.pieces))

    def _table(self, table: Table, behind: str) -> Table:
        look = self._cell_look(table.look, behind)
        ground = str(look.get("BGCOLOR", behind))
        rows = (Row(tuple(self._cell(cell, ground) for cell in row.cells)) for row in table.rows)
        return Table(tuple(rows), look)

    def _cell(self, cell: Cell, behind: str) -> Cell:
        look = self._cell_look(cell.look, behind)
        return Cell(self._content(cell.content, str(look.get("BGCOLOR", behind))), look)

    def _look(self, look: Mapping[str, str], behind: str) -> dict[str, str]:
        return {name: self._painted(name, value, behind) for name, value in look.items()}

    def _cell_look(self, look: Mapping[str, str | int], behind: str) -> dict[str, str | int]:
        return {
            name: self._painted(name, value, behind) if isinstance(value, str) else value
            for name, value in look.items()
        }

    def _painted(self, name: str, value: str, behind: str) -> str:
        """Return the value of an attribute of Graphviz, in another colour if it is a colour."""
        if not value.startswith("#"):
            return value
        match name.lower():
            case "bgcolor" | "fillcolor":
                return self.fill(value)
            case "color" | "pencolor":
                return self.line(value)
            case "fontcolor":
                return self.ink(value, behind)
        return value


def _inverted(colour: str) -> str:
    """Return the same hue as dark as it was light: white becomes nearly black."""
    seen = Perceived.of(colour)
    lightness = _DARKEST + (1 - seen.lightness) * (_LIGHTEST - _DARKEST) / _INK_DEPTH
    return replace(seen, lightness=min(lightness, _LIGHTEST)).code


def _grey(colour: str) -> str:
    """Return the grey of a line or of text: nearly black, unless it is to stand back."""
    lightness = _BLACKER * (Perceived.of(colour).lightness - _BLACK_AT)
    return _tone(min(max(lightness, 0.0), _FAINTEST))


def _light_grey(colour: str) -> str:
    """Return the grey of a fill: light, to save ink, the steps near white spread."""
    depth = max(1 - _cie_lightness(colour), 0.0)
    return _tone_of_cie(1 - _DEEPEST * min(depth / _DEEP, 1.0) ** _SPREAD)


def _tone(lightness: float) -> str:
    return Perceived(lightness, 0, 0).code


def _cie_lightness(colour: str) -> float:
    """Return the lightness L* of CIE 1976, 0..1."""
    light = luminance(colour)
    return (116 * light ** (1 / 3) - 16) / 100 if light > _CIE_DARK else 9.033 * light


def _tone_of_cie(lightness: float) -> str:
    """Return the grey of a lightness L* above 0.08: Oklab takes the cube root of its light."""
    return _tone((100 * lightness + 16) / 116)
