"""A poster in pages of an ordinary printer, with marks to cut along and room for glue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING

from graphviz import Digraph

from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.markup import Style
from chainmap.diagram.canvas.text import wrap
from chainmap.diagram.engine.engines import Engine
from chainmap.diagram.engine.render import ENGINES, TIME_LIMIT, render_all
from chainmap.diagram.files.paper import POINTS_PER_INCH, size_of
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.choices import Paper, Tile
from chainmap.diagram.looks.words import ENGLISH, Words

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import IndirectObject

_MM = POINTS_PER_INCH / 25.4
_RIM = 12 * _MM
"""What is cut off all round: printers leave some of it white, marks and numbers stand there."""

_GLUE = 10 * _MM
"""What each page repeats of the next one, right and below: it goes under that page."""

_MARK = 6 * _MM
"""The length of a cutting mark, which stays off the picture."""

_DRAWING = {"layout": "nop", "splines": "line", "margin": "0", "pad": "0"}


@dataclass(frozen=True, slots=True)
class Cut:
    """How a poster is cut: pages of a width and height in points, in columns and rows.

    The poster lies in the middle of the pages when they are glued.
    """

    poster: tuple[float, float]
    width: float
    height: float
    columns: int
    rows: int

    @classmethod
    def of(cls, poster: tuple[float, float], sheet: tuple[float, float]) -> Cut:
        """Return the cut with fewer pages: upright or landscape, landscape where both are equal."""
        upright = sheet[1], sheet[0]
        cuts = [cls(poster, *page, *_needed(poster, page)) for page in (sheet, upright)]
        return min(cuts, key=lambda cut: cut.columns * cut.rows)

    @property
    def inside(self) -> tuple[float, float]:
        """The width and height that is left of a page when it is cut."""
        return self.width - 2 * _RIM, self.height - 2 * _RIM

    def corner(self, column: int, row: int) -> tuple[float, float]:
        """Return where on the poster, from its top left, the inside of a page begins."""
        (left, top), (width, height) = self._slack, self.inside
        return column * (width - _GLUE) - left, row * (height - _GLUE) - top

    @property
    def _slack(self) -> tuple[float, float]:
        """How much is left over on each side of the poster."""
        (wide, high), (width, height) = self.poster, self.inside
        across = _GLUE + self.columns * (width - _GLUE) - wide
        return across / 2, (_GLUE + self.rows * (height - _GLUE) - high) / 2

    @property
    def pages(self) -> Iterator[tuple[int, int]]:
        """Column and row of each page, row by row."""
        return ((column, row) for row in range(self.rows) for column in range(self.columns))


def cut(  # noqa: PLR0913 - a poster, its sizes, and how its marks are drawn
    poster: bytes,
    paper: Paper,
    tile: Tile,
    *,
    title: str,
    words: Words = ENGLISH,
    time_limit: float = TIME_LIMIT,
    engines: Sequence[Engine] = ENGINES,
) -> bytes:
    """Return a PDF of one page as a PDF of many smaller pages.

    Each page names its place in the margin, outside the cut.
    """
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - only posters need it

    found = Cut.of(size_of(paper).points, size_of(tile).points)
    sources = [_marks(found, page, title, words) for page in found.pages]
    marks = render_all(sources, "pdf", time_limit=time_limit, engines=engines)
    writer = PdfWriter()
    picture = _form(writer, PdfReader(BytesIO(poster)).pages[0])
    for page, drawn in zip(found.pages, marks, strict=True):
        over = _form(writer, PdfReader(BytesIO(drawn)).pages[0])
        _add_page(writer, found, _content(found, page), {"/Poster": picture, "/Marks": over})
    writer.metadata = None
    whole = BytesIO()
    writer.write(whole)
    return whole.getvalue()


def _needed(poster: tuple[float, float], page: tuple[float, float]) -> tuple[int, int]:
    """Return how many columns and rows of such pages cover the poster."""
    columns, rows = (
        max(ceil((length - _GLUE) / (side - 2 * _RIM - _GLUE)), 1)
        for length, side in zip(poster, page, strict=True)
    )
    return columns, rows


def _form(writer: PdfWriter, page: PageObject) -> IndirectObject:
    """Return the page's content as something that other pages can show a part of."""
    from pypdf.generic import ArrayObject, DecodedStreamObject, FloatObject, NameObject  # noqa: PLC0415

    form = DecodedStreamObject()
    contents = page.get_contents()
    form.set_data(b"" if contents is None else contents.get_data())
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject(FloatObject(side) for side in page.mediabox)
    form[NameObject("/Resources")] = page["/Resources"].clone(writer)
    return writer._add_object(form.flate_encode())  # noqa: SLF001 - pypdf has no other door


def _content(found: Cut, page: tuple[int, int]) -> bytes:
    """Return the drawing commands of a page: a window on the poster, the marks over it."""
    left, top = found.corner(*page)
    wide, high = found.inside
    right, up = _RIM - left, found.height - _RIM + top - found.poster[1]
    window = f"{_RIM:.3f} {_RIM:.3f} {wide:.3f} {high:.3f} re W n"
    moved = f"1 0 0 1 {right:.3f} {up:.3f} cm"
    return f"q {window} {moved} /Poster Do Q q /Marks Do Q".encode()


def _add_page(
    writer: PdfWriter, found: Cut, content: bytes, shown: dict[str, IndirectObject]
) -> None:
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject  # noqa: PLC0415

    page = writer.add_blank_page(found.width, found.height)
    stream = DecodedStreamObject()
    stream.set_data(content)
    forms = DictionaryObject({NameObject(name): form for name, form in shown.items()})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): forms})
    page[NameObject("/Contents")] = writer._add_object(stream)  # noqa: SLF001 - as above


def _marks(found: Cut, page: tuple[int, int], title: str, words: Words) -> str:
    """Return the DOT of what is drawn over a page: marks at the corners of the cut, its place."""
    graph = Digraph(
        graph_attr={
            **_DRAWING,
            "bgcolor": "transparent",
            "viewport": f"{found.width:.3f},{found.height:.3f},1,"
            f"{found.width / 2:.3f},{found.height / 2:.3f}",
        },
        node_attr={"shape": "plain", "fontname": palette.FONT},
        edge_attr={"arrowhead": "none", "penwidth": "0.5", "color": palette.INK},
    )
    for number, (start, end) in enumerate(_strokes(found, page)):
        for at, (x, y) in zip("ab", (start, end), strict=True):
            graph.node(f"{at}{number}", label="", shape="point", width="0", style="invis",
                       pos=f"{x:.3f},{y:.3f}")  # fmt: skip
        graph.edge(f"a{number}", f"b{number}")
    label = markup.label(markup.text(_place(found, page, title, words), Style(size=8)))
    graph.node("place", label=label, pos=f"{found.width / 2:.3f},{_RIM / 2:.3f}")
    return str(graph.source)


def _place(found: Cut, page: tuple[int, int], title: str, words: Words) -> str:
    column, row = page
    (shown,) = wrap(title, limit=30, lines=1)
    place = words(
        "page {page} of {pages}: row {row} of {rows}, column {column} of {columns}",
        page=row * found.columns + column + 1,
        pages=found.columns * found.rows,
        row=row + 1,
        rows=found.rows,
        column=column + 1,
        columns=found.columns,
    )
    return f"{shown} · {place}"


Stroke = tuple[tuple[float, float], tuple[float, float]]


def _strokes(found: Cut, page: tuple[int, int]) -> Iterator[Stroke]:
    """Yield the marks of a page: where to cut, and where the next pages will lie over it."""
    column, row = page
    wide, high = found.width, found.height
    gap = _RIM - _MARK
    across = [_RIM, high - _RIM] + ([_RIM + _GLUE] if row + 1 < found.rows else [])
    along = [_RIM, wide - _RIM] + ([wide - _RIM - _GLUE] if column + 1 < found.columns else [])
    for y in across:
        yield (gap / 2, y), (gap / 2 + _MARK, y)
        yield (wide - gap / 2 - _MARK, y), (wide - gap / 2, y)
    for x in along:
        yield (x, gap / 2), (x, gap / 2 + _MARK)
        yield (x, high - gap / 2 - _MARK), (x, high - gap / 2)
