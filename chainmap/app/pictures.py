"""The use case of a picture: analyse, draw, write; less of it where drawing takes too long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from chainmap.app.answers import open_flow
from chainmap.app.making import SEVERAL_PAGES, Making, PictureFormat, format_of, require_sense
from chainmap.app.paths import refusal, shown
from chainmap.app.progress import Tell
from chainmap.app.views import Subject, View, Wanted, coarser, drawings, has_coarser
from chainmap.app.writing import dot_source, is_of_engine, is_timeout, made, write
from chainmap.issues import ChainmapError, Issue, Location, Severity

if TYPE_CHECKING:
    from chainmap.diagram.canvas.drawing import Drawing
    from chainmap.diagram.engine.render import Rendered

_SHARE = 0.6
"""Of the time limit for all that was asked for; the rest is for showing less."""

_LEAST = 0.1
"""Seconds that showing less has at least."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was written, and by which engine it was drawn (None: not drawn, DOT).

    `remarks` say what would read better, and what was left out to keep the time limit.
    """

    path: Path
    engine: str | None
    remarks: tuple[str, ...] = ()


def draw(  # noqa: PLR0913 - what is drawn, how, where to, and who is told
    root: Path | None,
    wanted: Wanted,
    making: Making,
    *,
    output: Path,
    overwrite: bool,
    tell: Tell = lambda _: None,
) -> Picture:
    """Draw a view of the organisation below `root` into a file; a log needs no organisation.

    A view that takes too long shows less. If no engine can draw it, the DOT is written beside, and
    the ChainmapError says so.
    """
    form = format_of(output)
    require_sense(form, making, output)
    subject = _subject(root, wanted, making, tell)
    pages = _themed(drawings(subject), making)
    if len(pages) > 1 and form not in SEVERAL_PAGES:
        raise ChainmapError(_one_page_only(output, wanted, len(pages)))
    try:
        pages, drawn = _made(subject, pages, form, making)
    except ChainmapError as error:
        if not is_of_engine(error):
            raise
        aside = output.with_suffix(".dot")
        write(aside, dot_source(pages, making), overwrite=overwrite)
        raise ChainmapError(*error.issues, _dot_instead(aside)) from error
    write(output, drawn.data, overwrite=overwrite)
    remarks = dict.fromkeys(page.hint for page in pages if page.hint is not None)
    return Picture(output, drawn.engine or None, tuple(remarks))


def _subject(root: Path | None, wanted: Wanted, making: Making, tell: Tell) -> Subject:
    """Return what is to be drawn, without real names if that is wanted."""
    from chainmap.app import log_views

    log_views.require_log(wanted)
    if wanted.log is not None:
        return log_views.subject_of_log(root, wanted, wanted.log, making, tell=tell)
    if root is None:
        raise ValueError("only a log is drawn without an organisation")
    return _subject_of_files(root, wanted, making)


def _subject_of_files(root: Path, wanted: Wanted, making: Making) -> Subject:
    from chainmap.app.anonymising import asked_for, renamed
    from chainmap.diagram.canvas.frame import Frame
    from chainmap.diagram.looks.languages import words_in
    from chainmap.pseudonyms import pseudonyms

    flow = open_flow(root)
    before = None if wanted.before is None else open_flow(wanted.before)
    if making.anonymity is not None:
        states = [flow, *([] if before is None else [before])]
        by = pseudonyms([state.organisation for state in states], key=making.anonymity.key)
        wanted = asked_for(wanted, flow.organisation, by)
        flow, before = renamed(flow, by), None if before is None else renamed(before, by)
    frame = Frame.of(
        flow.organisation, as_of=making.as_of, title=making.title, words=words_in(making.language)
    )
    return Subject(flow, wanted, frame, making.as_of, before)


def _themed(pages: Iterable[Drawing], making: Making) -> list[Drawing]:
    from chainmap.diagram.looks.theme import themed

    return [themed(page, making.theme) for page in pages]


def _made(
    subject: Subject, pages: list[Drawing], form: PictureFormat, making: Making
) -> tuple[list[Drawing], Rendered]:
    """Return the pages and the content of the file; if it takes too long, of a coarser view."""
    organisation = subject.flow.organisation
    if not has_coarser(subject.wanted.view):
        return pages, made(pages, form, making, organisation)
    first = replace(making, time_limit=making.time_limit * _SHARE)
    started = monotonic()
    try:
        return pages, made(pages, form, first, organisation)
    except ChainmapError as error:
        if not is_timeout(error):
            raise
        limit = f"{first.time_limit:g}"
        less = _themed((_said(page, subject, limit) for page in coarser(subject)), making)
        rest = max(making.time_limit - (monotonic() - started), _LEAST)
        return less, made(less, form, replace(making, time_limit=rest), organisation)


def _said(page: Drawing, subject: Subject, limit: str) -> Drawing:
    """Return a coarser page that says why it is one."""
    remark = subject.frame.words(
        "All of it took longer than {limit} s to draw: this shows less.", limit=limit
    )
    heading = replace(page.heading, subtitle=f"{page.heading.subtitle} {remark}")
    return replace(page, heading=heading, hint=remark)


def _one_page_only(output: Path, wanted: Wanted, pages: int) -> Issue:
    hint = "Write a .pdf, which has a page for each"
    one = ", or choose one with --team NAME." if wanted.view is View.SIPOC else "."
    ending = output.suffix.removeprefix(".").lower()
    message = f"These are {pages} pages; a .{ending} file has one."
    return refusal("several-pages", output, message, hint=hint + one)


def _dot_instead(path: Path) -> Issue:
    return Issue(
        Location(shown(path)),
        Severity.NOTE,
        "dot-written",
        f"The picture is in {shown(path)} as DOT.",
        "Any Graphviz can draw it: dot -Tsvg -O FILE.dot",
    )
