"""The use case of the page: read, have everything analysed and drawn, write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from chainmap.app.anonymity import Anonymity
from chainmap.app.paths import refusal, shown
from chainmap.app.progress import Tell
from chainmap.app.writing import MARK, write
from chainmap.diagram.looks.choices import EngineChoice
from chainmap.issues import ChainmapError

if TYPE_CHECKING:
    from chainmap.evidence.request import Request


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was written, what it tells of, and why pictures are missing, if they are.

    `sections` are the deliveries it tells of, by what is complained of.
    """

    path: Path
    complaints: int
    sections: int
    picture_problem: str | None


def report(  # noqa: PLR0913 - one keyword for each option of the command
    root: Path,
    *,
    output: Path,
    as_of: date,
    overwrite: bool,
    tell: Tell,
    anonymity: Anonymity | None = None,
    engine: EngineChoice = EngineChoice.AUTO,
    log: Request | None = None,
    names: Path | None = None,
) -> Page:
    """Write the page that answers everything about the organisation below `root`.

    With a `log` also what it shows; `names` is a table of what its teams are called here.

    Raises:
        ChainmapError: files or the log cannot be read, or the page cannot be written.
    """
    from chainmap.app.opening import opened
    from chainmap.app.page_content import page_content
    from chainmap.report.page import render_page

    _is_named_as_page(output)
    tell("Reading the files")
    known = opened(root, log, names, anonymity, tell=tell)
    sources = root if anonymity is None else None
    content = page_content(known, sources, as_of=as_of, engine=engine, tell=tell)
    page = render_page(content).replace("\n", f"\n<!-- {MARK} -->\n", 1)
    write(output, page, overwrite=overwrite)
    sections = len({story.section for story in content.stories})
    rows = content.organisation.complaint_rows
    return Page(output, rows, sections, content.picture_problem)


def _is_named_as_page(output: Path) -> None:
    """Refuse a name that no browser would open as a page, such as - or page.pdf."""
    if output.suffix.lower() not in {".html", ".htm"}:
        raise ChainmapError(
            refusal(
                "unknown-format",
                output,
                f"{shown(output)} is no name of a page.",
                hint="Write a name that ends in .html. Pictures: chainmap draw; slides and a "
                "workbook: chainmap export.",
            )
        )
