"""A deck as the bytes of a PPTX file, of native shapes that can be moved and edited."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from pptx import Presentation
from pptx.util import Inches

from chainmap.deck.connecting import add_connector
from chainmap.deck.grouping import add_group, add_path
from chainmap.deck.native import add_box, add_page_number, add_table, colour_of, set_text
from chainmap.deck.packing import packed_alike
from chainmap.deck.shapes import (
    HEIGHT,
    WIDTH,
    Box,
    Connector,
    Deck,
    Frame,
    Group,
    Item,
    Line,
    Path,
    Slide,
    Table,
    line,
)
from chainmap.deck.text import clipped, line_count
from chainmap.deck.theme import GREY, MARGIN, SMALLEST
from chainmap.plain import plain

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Pptx
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide as PptxSlide

TITLE = Frame(MARGIN, 0.32, WIDTH - 2 * MARGIN, 0.62)
TITLE_SIZES = (24.0, 22.0, 20.0)
"""Points: the largest at which a title stays on one line; at the last it is cut."""

_COVER, _COVER_SIZES = Frame(0.9, 2.1, WIDTH - 1.8, 1.5), (40.0, 32.0, 28.0)

_FOOTER = Frame(MARGIN, HEIGHT - 0.42, WIDTH - 2 * MARGIN - 1, 0.3)
_NUMBER = Frame(WIDTH - MARGIN - 1, HEIGHT - 0.42, 1, 0.3)
_COVER_LAYOUT, _TITLE_LAYOUT = 0, 5
_OLD_WIDTH, _OLD_HEIGHT = 10.0, 7.5
"""Inches of the template that python-pptx brings: its layouts are widened to the slides'."""


def pptx(deck: Deck) -> bytes:
    """Return the deck as a file."""
    made = Presentation()
    _widen(made, *deck.size)
    _describe(made, deck)
    for slide in deck.slides:
        _add_slide(made, slide, deck)
    file = BytesIO()
    made.save(file)
    return packed_alike(file.getvalue())


def _widen(made: Pptx, width: float, height: float) -> None:
    made.slide_width, made.slide_height = Inches(width), Inches(height)
    across, down = width / _OLD_WIDTH, height / _OLD_HEIGHT
    for page in (made.slide_master, *made.slide_layouts):
        for shape in page.shapes:
            if shape.width is not None and shape.element.xpath("./p:spPr/a:xfrm"):
                shape.left, shape.top = round(shape.left * across), round(shape.top * down)
                shape.width, shape.height = (
                    round(shape.width * across),
                    round(shape.height * down),
                )


def _describe(made: Pptx, deck: Deck) -> None:
    about, day = made.core_properties, datetime.combine(deck.day, datetime.min.time())
    about.title, about.author, about.last_modified_by = plain(deck.title)[:255], "chainmap", ""
    about.created = about.modified = day
    about.revision = 1


def _add_slide(made: Pptx, slide: Slide, deck: Deck) -> None:
    if slide.subtitle:
        _add_cover(made, slide)
        return
    page = made.slides.add_slide(made.slide_layouts[_TITLE_LAYOUT])
    _entitle(page, slide)
    if slide.paper is not None:
        page.background.fill.solid()
        page.background.fill.fore_color.rgb = colour_of(slide.paper)
    shapes = _Shapes(page)
    for item in slide.items:
        shapes.add(item)
    shapes.connect(slide)
    if slide.head is None:
        add_box(page, _footer(deck))
        add_page_number(page, _NUMBER, size=SMALLEST, colour=GREY)
    _note(page, slide)


def _entitle(page: PptxSlide, slide: Slide) -> None:
    title = page.shapes.title
    if title is None:
        return
    if slide.head is not None:
        _place(title, slide.head.frame)
        set_text(title, slide.head.lines, inset=0, is_top=False)
        return
    _place(title, TITLE)
    said = _fitted(slide.title, TITLE_SIZES, TITLE.width, lines=1)
    set_text(title, (said,), inset=0, is_top=False)


def _footer(deck: Deck) -> Box:
    said = clipped(deck.footer, SMALLEST, _FOOTER.width)
    return Box("", "Footer", _FOOTER, (line(said, SMALLEST, colour=GREY),), inset=0)


def _fitted(text: str, sizes: tuple[float, ...], room: float, *, lines: int) -> Line:
    """Return a title in the largest type in which it fits; in the smallest it is cut."""
    fitting = (s for s in sizes if line_count(text, s, room, bold=True) <= lines)
    size = next(fitting, sizes[-1])
    return line(clipped(text, size, room, lines=lines, bold=True), size, bold=True)


def _add_cover(made: Pptx, slide: Slide) -> None:
    page = made.slides.add_slide(made.slide_layouts[_COVER_LAYOUT])
    title, subtitle = page.shapes.title, page.placeholders[1]
    if title is not None:
        _place(title, _COVER)
        set_text(
            title,
            (_fitted(slide.title, _COVER_SIZES, _COVER.width, lines=2),),
            inset=0,
            is_top=False,
        )
    _place(subtitle, Frame(0.9, 3.75, WIDTH - 1.8, 2.2))
    room = WIDTH - 1.8
    said = [
        line(clipped(text, 18, room), 18, colour=GREY, after=6)
        for text in slide.subtitle.split("\n")
    ]
    set_text(subtitle, tuple(said), inset=0, is_top=True)
    for item in slide.items:
        if isinstance(item, Box):
            add_box(page, item)
    _note(page, slide)


class _Shapes:
    """The shapes on a slide: what connectors are glued to, and what these lie behind."""

    def __init__(self, page: PptxSlide) -> None:
        self._page = page
        self._glued: dict[str, BaseShape] = {}
        self._whole: dict[str, BaseShape] = {}
        self._boxes: dict[str, Box] = {}

    def add(self, item: Item) -> None:
        match item:
            case Box():
                shape = add_box(self._page, item)
                self._remember(item, shape, shape)
            case Group():
                whole, inside = add_group(self._page, item)
                for box, shape in inside:
                    self._remember(box, shape, whole)
            case Path():
                add_path(self._page, item)
            case Table():
                add_table(self._page, item)
            case Connector():
                pass

    def connect(self, slide: Slide) -> None:
        """Add the connectors behind all boxes: where one must cross a box, its text stays clear."""
        connectors = [item for item in slide.items if isinstance(item, Connector)]
        glued = {box for item in connectors for box in (item.supplier, item.customer)}
        first = next((whole for box, whole in self._whole.items() if box in glued), None)
        for item in connectors:
            line = add_connector(self._page, item, self._glued, self._boxes)
            if first is not None:
                first.element.addprevious(line.element)

    def _remember(self, box: Box, glued: BaseShape, whole: BaseShape) -> None:
        self._boxes[box.id], self._glued[box.id], self._whole[box.id] = box, glued, whole


def _place(shape: BaseShape, frame: Frame) -> None:
    shape.left, shape.top = Inches(frame.left), Inches(frame.top)
    shape.width, shape.height = Inches(frame.width), Inches(frame.height)


def _note(page: PptxSlide, slide: Slide) -> None:
    if slide.notes:
        frame = page.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = plain(slide.notes)
