"""Shapes of PowerPoint from values: text as text only, connectors glued to their boxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Length, Pt

from chainmap.deck.shapes import Align, Box, Cell, Frame, Line, Path, Run, Table
from chainmap.plain import plain, unbroken

if TYPE_CHECKING:
    from pptx.shapes.base import BaseShape
    from pptx.shapes.group import GroupShape
    from pptx.slide import Slide as PptxSlide

    Page = PptxSlide | GroupShape

FONT = "Arial"
"""On every computer, or there by a font of the same widths."""

_ALIGN = {Align.LEFT: PP_ALIGN.LEFT, Align.CENTRE: PP_ALIGN.CENTER, Align.RIGHT: PP_ALIGN.RIGHT}
_CELL_SIDE, _CELL_TOP = 0.07, 0.035
"""Inches between the text of a cell and its border."""

_HEADER_FILL = "#e8eef4"


def add_box(page: Page, box: Box) -> BaseShape:
    """Add a box with its text."""
    shape: Any
    if box.fill is None and box.edge is None and not box.sites:
        shape = page.shapes.add_textbox(*_places(box.frame))
    else:
        kind = MSO_SHAPE.ROUNDED_RECTANGLE if box.is_round else MSO_SHAPE.RECTANGLE
        shape = page.shapes.add_shape(kind, *_places(box.frame))
        flatten(shape)
        if box.is_round:
            shape.adjustments[0] = 0.08
        paint(shape, box)
    shape.name = plain(box.name)
    describe(shape, box.alt)
    if box.lines:
        set_text(shape, box.lines, inset=box.inset, is_top=box.is_top)
    if box.lines and not box.wraps:
        _keep_lines(shape, box.spacing)
    return shape  # type: ignore[no-any-return]


def flatten(shape: Any) -> None:  # noqa: ANN401 - python-pptx has no type for it
    """Take the shadow away that the theme gives to shapes."""
    for effect in shape.element.iter(qn("a:effectRef")):
        effect.set("idx", "0")


def _keep_lines(shape: Any, spacing: float) -> None:  # noqa: ANN401 - as above
    """Let lines stay lines, close below each other."""
    shape.text_frame.word_wrap = False
    for paragraph in shape.text_frame.paragraphs:
        paragraph.line_spacing = spacing


def _places(frame: Frame) -> tuple[Length, Length, Length, Length]:
    return Inches(frame.left), Inches(frame.top), Inches(frame.width), Inches(frame.height)


def paint(shape: Any, box: Box | Path) -> None:  # noqa: ANN401 - as above
    """Give a shape its fill and its edge."""
    if box.fill is None:
        shape.fill.background()
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour_of(box.fill)
    if box.edge is None:
        shape.line.fill.background()
    else:
        shape.line.color.rgb = colour_of(box.edge)
        shape.line.width = Pt(box.edge_width)
        if box.is_dashed:
            shape.line.dash_style = MSO_LINE.DASH


def colour_of(text: str) -> RGBColor:
    """Return a colour from "#rrggbb"."""
    red, green, blue = (int(text[at : at + 2], 16) for at in (1, 3, 5))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]


def describe(shape: Any, alt: str) -> None:  # noqa: ANN401 - as above
    """Say what is read aloud in the place of a shape."""
    if alt:
        shape.element.xpath(".//p:cNvPr")[0].set("descr", plain(alt))


def set_text(shape: Any, lines: Sequence[Line], *, inset: float, is_top: bool) -> None:  # noqa: ANN401 - as above
    """Write paragraphs into a shape that neither grows nor shrinks with them."""
    frame: Any = shape.text_frame  # its methods have no types
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP if is_top else MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = Inches(inset)
    frame.margin_top = frame.margin_bottom = Inches(inset / 2)
    for position, said in enumerate(lines):
        paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
        paragraph.alignment = _ALIGN[said.align]
        paragraph.space_after = Pt(said.after)
        for run in said.runs:
            _write(paragraph.add_run(), run)
        if said.bullet:
            _bullet(paragraph)


def _write(target: Any, run: Run) -> None:  # noqa: ANN401 - as above
    target.text = " ".join(unbroken(plain(run.text)).split("\n"))
    target.font.name, target.font.size, target.font.bold = FONT, Pt(run.size), run.bold
    target.font.color.rgb = colour_of(run.colour)


def _bullet(paragraph: Any) -> None:  # noqa: ANN401 - as above
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-pptx knows no bullets
    properties.set("marL", str(Inches(0.22)))
    properties.set("indent", str(-Inches(0.22)))
    properties.append(parse_xml(f'<a:buFont {nsdecls("a")} typeface="{FONT}"/>'))
    properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def add_table(page: PptxSlide, table: Table) -> None:
    """Add a table with a header."""
    whole = Frame(table.left, table.top, sum(table.widths), sum(table.heights))
    places = _places(whole)
    graphic: Any = page.shapes.add_table(len(table.rows) + 1, len(table.widths), *places)
    graphic.name = plain(table.name)
    describe(graphic, table.alt)
    native = graphic.table
    native.horz_banding = False
    for position, width in enumerate(table.widths):
        native.columns[position].width = Inches(width)
    for position, height in enumerate(table.heights):
        native.rows[position].height = Inches(height)
    for row, cells in enumerate((table.header, *table.rows)):
        for column, cell in enumerate(cells):
            _fill_cell(native.cell(row, column), cell, table.size, is_header=row == 0)


def _fill_cell(target: Any, cell: Cell, size: float, *, is_header: bool) -> None:  # noqa: ANN401 - as above
    target.margin_left = target.margin_right = Inches(_CELL_SIDE)
    target.margin_top = target.margin_bottom = Inches(_CELL_TOP)
    target.vertical_anchor = MSO_ANCHOR.MIDDLE if is_header else MSO_ANCHOR.TOP
    target.fill.solid()
    target.fill.fore_color.rgb = colour_of(cell.fill or (_HEADER_FILL if is_header else "#ffffff"))
    paragraph = target.text_frame.paragraphs[0]
    paragraph.alignment = _ALIGN[cell.align]
    _write(paragraph.add_run(), Run(cell.text, size, cell.bold or is_header, cell.colour))
    _underline(target)


def _underline(target: Any) -> None:  # noqa: ANN401 - as above
    """Draw a thin line below a cell."""
    properties = target._tc.get_or_add_tcPr()  # noqa: SLF001 - python-pptx knows no borders
    border = (
        f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="B8B8B8"/></a:solidFill>'
        "</a:lnB>"
    )
    properties.insert(0, parse_xml(border))


def add_page_number(page: PptxSlide, frame: Frame, *, size: float, colour: str) -> None:
    """Add the number of the slide, which stays right when slides are moved."""
    shape: Any = page.shapes.add_textbox(*_places(frame))
    shape.name = "Slide number"
    set_text(shape, (), inset=0, is_top=False)
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    number = (
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f'<a:rPr lang="en-GB" sz="{round(size * 100)}"><a:solidFill>'
        f'<a:srgbClr val="{colour.removeprefix("#").upper()}"/></a:solidFill>'
        f'<a:latin typeface="{FONT}"/></a:rPr><a:t>0</a:t></a:fld>'
    )
    paragraph._p.append(parse_xml(number))  # noqa: SLF001 - python-pptx knows no fields
