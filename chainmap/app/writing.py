"""Drawings as the content of a file, in each of the formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from chainmap.app.making import Making, PictureFormat
from chainmap.app.saving import write_aside
from chainmap.issues import ChainmapError

if TYPE_CHECKING:
    from chainmap.diagram.canvas.drawing import Drawing
    from chainmap.diagram.engine.render import Rendered
    from chainmap.model import Organisation

MARK = "made by chainmap"
"""In every file that is drawn: such a file may be replaced, any other only when asked."""

_LOOKED_AT = 2000
"""Bytes at the beginning and at the end of a file in which the mark is looked for."""

_LEAST = 0.1
"""Seconds that drawing has at least."""

_OF_ENGINE = frozenset({"no-renderer", "no-such-engine", "render-failed", "render-timeout"})


def made(
    pages: Sequence[Drawing], form: PictureFormat, making: Making, organisation: Organisation
) -> Rendered:
    """Return the content of the file, and the engine that drew it ("" where none did).

    More than one page needs a format that can have them. ChainmapError says why it cannot be made.
    """
    from chainmap.diagram.engine.render import Rendered

    if form in {PictureFormat.SVG, PictureFormat.PNG, PictureFormat.PDF}:
        return _picture(pages, form, making)
    if form is PictureFormat.DOT:
        return Rendered(dot_source(pages, making).encode(), "")
    if form is PictureFormat.PPTX:
        return Rendered(_pptx(pages, making, organisation), "")
    (page,) = pages
    return Rendered(_OTHERS[form](page, making, organisation).encode(), "")


def dot_source(pages: Sequence[Drawing], making: Making) -> str:
    """Return the pages as DOT, one below the other."""
    from chainmap.diagram.engine.dot import dot

    return "\n".join(f"// {MARK}\n{dot(_sized(page, making))}" for page in pages)


def is_of_engine(error: ChainmapError) -> bool:
    """Whether no engine could draw, so that the DOT is worth keeping for another."""
    return any(issue.code in _OF_ENGINE for issue in error.issues)


def is_timeout(error: ChainmapError) -> bool:
    """Whether drawing took too long."""
    return any(issue.code == "render-timeout" for issue in error.issues)


def write(path: Path, content: bytes | str, *, overwrite: bool) -> None:
    """Write a file; one that chainmap has drawn is replaced without being asked to."""
    write_aside(path, content, overwrite=overwrite or _is_ours(path))


def _picture(pages: Sequence[Drawing], form: PictureFormat, making: Making) -> Rendered:
    from chainmap.diagram.engine.dot import dot
    from chainmap.diagram.engine.render import Rendered, engines_for, render_each
    from chainmap.diagram.engine.resolution import with_resolution

    engines, limit = engines_for(making.engine), making.time_limit
    started = monotonic()
    sized = [_sized(page, making) for page in pages]
    if form is PictureFormat.PNG:
        sized = [
            with_resolution(page, making.dpi, making.size, time_limit=limit, engines=engines)
            for page in sized
        ]
        limit = max(limit - (monotonic() - started), _LEAST)
    drawn = render_each([dot(page) for page in sized], form, time_limit=limit, engines=engines)
    data = _FINISHES[form]([page.data for page in drawn], pages, making)
    return Rendered(data, drawn[0].engine)


def _sized(page: Drawing, making: Making) -> Drawing:
    from chainmap.diagram.files.paper import fitted

    return page if making.size is None else fitted(page, making.size)


def _svg(drawn: Sequence[bytes], _: Sequence[Drawing], making: Making) -> bytes:
    from chainmap.diagram.files.paper import with_exact_size

    (picture,) = drawn
    sized = picture if making.size is None else with_exact_size(picture, making.size)
    prolog, tag, rest = sized.partition(b"<svg")
    return b"%s<!-- %s -->\n%s%s" % (prolog, MARK.encode(), tag, rest)


def _png(drawn: Sequence[bytes], _: Sequence[Drawing], __: Making) -> bytes:
    from chainmap.diagram.engine.png import with_remark

    (picture,) = drawn
    return with_remark(picture, MARK)


def _pdf(drawn: Sequence[bytes], pages: Sequence[Drawing], making: Making) -> bytes:
    from chainmap.app.pages import joined

    posters = [_cut(poster, page, making) for poster, page in zip(drawn, pages, strict=True)]
    whole = joined(posters) if len(posters) > 1 else posters[0]
    return b"%s\n%% %s\n" % (whole.rstrip(), MARK.encode())  # a remark behind its end


def _cut(poster: bytes, page: Drawing, making: Making) -> bytes:
    from chainmap.diagram.engine.render import engines_for
    from chainmap.diagram.files.poster import cut
    from chainmap.diagram.looks.languages import words_in

    if making.size is None or making.tile is None:
        return poster
    return cut(
        poster,
        making.size,
        making.tile,
        title=page.heading.title,
        words=words_in(making.language),
        time_limit=making.time_limit,
        engines=engines_for(making.engine),
    )


def _pptx(pages: Sequence[Drawing], making: Making, organisation: Organisation) -> bytes:
    from chainmap.app.packages import require_package
    from chainmap.diagram.engine.layout import layout
    from chainmap.diagram.engine.render import engines_for

    require_package("pptx", "Writing .pptx")
    from chainmap.deck.writing import pptx
    from chainmap.diagram.files.slides import picture_deck

    engines, limit = engines_for(making.engine), making.time_limit
    placed = [
        (page, layout(page, time_limit=limit, engines=engines, marked=page.is_page))
        for page in pages
    ]
    return pptx(picture_deck(placed, organisation, as_of=making.as_of))


def _mermaid(page: Drawing, _: Making, __: Organisation) -> str:
    from chainmap.diagram.files.mermaid import mermaid

    return mermaid(page, remark=MARK)


def _drawio(page: Drawing, making: Making, _: Organisation) -> str:
    from chainmap.diagram.engine.layout import layout
    from chainmap.diagram.engine.render import engines_for
    from chainmap.diagram.files.drawio import drawio

    places = layout(page, time_limit=making.time_limit, engines=engines_for(making.engine))
    return drawio(page, places, agent=MARK)


def _graphml(page: Drawing, making: Making, organisation: Organisation) -> str:
    from chainmap.diagram.engine.layout import layout
    from chainmap.diagram.engine.render import engines_for
    from chainmap.diagram.files.graphml import graphml

    places = layout(page, time_limit=making.time_limit, engines=engines_for(making.engine))
    return graphml(page, places, organisation, remark=MARK)


_FINISHES: Mapping[PictureFormat, Callable[[Sequence[bytes], Sequence[Drawing], Making], bytes]] = {
    PictureFormat.SVG: _svg,
    PictureFormat.PNG: _png,
    PictureFormat.PDF: _pdf,
}

_OTHERS: Mapping[PictureFormat, Callable[[Drawing, Making, Organisation], str]] = {
    PictureFormat.MERMAID: _mermaid,
    PictureFormat.DRAWIO: _drawio,
    PictureFormat.GRAPHML: _graphml,
}


def _is_ours(path: Path) -> bool:
    """Whether the file was drawn by chainmap, so that drawing it anew loses nothing."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
            file.seek(max(path.stat().st_size - _LOOKED_AT, 0))
            return MARK.encode() in head + file.read()
    except OSError:
        return False
