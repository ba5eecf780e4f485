"""Pictures and the page: analyse, draw, write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from chainmap.app.answers import Selection, open_flow, traced
from chainmap.app.files import shown, write_aside
from chainmap.app.views import Subject, Wanted, drawings
from chainmap.issues import ChainmapError, Issue, Location, Severity

if TYPE_CHECKING:
    from chainmap.flow import Flow
    from chainmap.report.story.telling import Story

Progress = Callable[[str], None]
"""Is told what is being done now."""

MARK = "made by chainmap"
"""In every text file that is drawn: such a file may be replaced, any other only when asked."""


class PictureFormat(StrEnum):
    """How it can be written, by the ending of the file."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"
    DOT = "dot"


@dataclass(frozen=True, slots=True)
class Making:
    """How a picture is made: whatever it shows."""

    title: str | None = None
    time_limit: float = 20.0
    as_of: date = date.min


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was written, and by which engine it was drawn (None: not drawn, DOT)."""

    path: Path
    engine: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was written, what it tells of, and why pictures are missing, if they are."""

    path: Path
    complaints: int
    stories: int
    picture_problem: str | None


def draw(root: Path, wanted: Wanted, making: Making, *, output: Path, overwrite: bool) -> Picture:
    """Draw a view of the organisation below `root` into a file.

    If no engine can draw it, the DOT is written beside, and the ChainmapError says so.
    """
    from chainmap.diagram.dot import dot
    from chainmap.diagram.frame import Frame
    from chainmap.diagram.render import render

    form = _format(output)
    flow = open_flow(root)
    frame = Frame.of(flow.organisation, as_of=making.as_of, title=making.title)
    (drawing,) = drawings(Subject(flow, wanted, frame, making.as_of))
    source = f"// {MARK}\n{dot(drawing)}"
    if form is PictureFormat.DOT:
        _write(output, source, overwrite=overwrite)
        return Picture(output, None)
    try:
        rendered = render(source, form, time_limit=making.time_limit)
    except ChainmapError as error:
        aside = output.with_suffix(".dot")
        _write(aside, source, overwrite=overwrite)
        raise ChainmapError(*error.issues, _dot_instead(aside)) from error
    _write(output, _marked(rendered.data, form), overwrite=overwrite)
    return Picture(output, rendered.engine)


def report(root: Path, *, output: Path, as_of: date, overwrite: bool, progress: Progress) -> Page:
    """Write the page that answers everything about the organisation below `root`."""
    from chainmap.analysis.bottlenecks import bottlenecks
    from chainmap.analysis.findings import findings
    from chainmap.analysis.gaps import gaps
    from chainmap.report.page import PageContent, render_page
    from chainmap.report.story.telling import stories

    progress("Reading the files")
    flow = open_flow(root)
    progress("Tracing")
    told = stories(flow, traced(flow, Selection()).result)
    progress(f"Drawing {len(told) + 1} pictures")
    overview, pictures, problem = _pictures(flow, told, as_of)
    progress("Writing the page")
    content = PageContent(
        flow=flow,
        as_of=as_of,
        stories=told,
        pictures=pictures,
        overview=overview,
        bottlenecks=bottlenecks(flow),
        gaps=gaps(flow, as_of=as_of),
        findings=findings(flow, as_of=as_of),
        picture_problem=problem,
    )
    page = render_page(content).replace("\n", f"\n<!-- {MARK} -->\n", 1)
    _write(output, page, overwrite=overwrite)
    return Page(output, len(flow.organisation.complaints), len(told), problem)


def _pictures(
    flow: Flow, told: Sequence[Story], as_of: date
) -> tuple[str, tuple[str, ...], str | None]:
    """Return the overview, a picture for each story, and why they are empty, if they are."""
    from chainmap.diagram.chain import chain_view
    from chainmap.diagram.dot import dot
    from chainmap.diagram.frame import Frame
    from chainmap.diagram.render import render_all
    from chainmap.diagram.trace import trace_view

    frame = Frame.of(flow.organisation, as_of=as_of)
    drawn = [chain_view(flow, frame)]
    drawn += [trace_view(flow, story.group.first, frame) for story in told]
    try:
        overview, *pictures = (d.decode() for d in render_all([dot(d) for d in drawn], "svg"))
    except ChainmapError as error:
        return "", ("",) * len(told), " ".join(issue.message for issue in error.issues)
    return overview, tuple(pictures), None


def _format(output: Path) -> PictureFormat:
    ending = output.suffix.removeprefix(".").lower()
    if ending in set(PictureFormat):
        return PictureFormat(ending)
    raise ChainmapError(
        Issue(
            Location(shown(output)),
            Severity.ERROR,
            "unknown-format",
            f"{output.name} does not say what to draw: its ending is none of those known.",
            f"Write a name that ends in .{', .'.join(PictureFormat)}.",
        )
    )


def _dot_instead(path: Path) -> Issue:
    return Issue(
        Location(shown(path)),
        Severity.NOTE,
        "dot-written",
        f"The picture is in {shown(path)} as DOT.",
        "Any Graphviz can draw it: dot -Tsvg -O FILE.dot",
    )


def _marked(picture: bytes, form: PictureFormat) -> bytes:
    """Return an SVG with the mark; the other formats have no place for one."""
    if form is not PictureFormat.SVG:
        return picture
    prolog, tag, rest = picture.partition(b"<svg")
    return b"%s<!-- %s -->\n%s%s" % (prolog, MARK.encode(), tag, rest)


def _write(path: Path, content: bytes | str, *, overwrite: bool) -> None:
    write_aside(path, content, overwrite=overwrite or _is_ours(path))


def _is_ours(path: Path) -> bool:
    """Whether the file was drawn by chainmap, so that drawing it anew loses nothing."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return MARK.encode() in file.read(2000)
    except OSError:
        return False
