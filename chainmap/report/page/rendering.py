"""Fill the templates. Everything is escaped; only the page's own script runs, nothing is loaded."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from chainmap import __version__
from chainmap.report.page.budgets import budget_table
from chainmap.report.page.cards import cards, counted_kinds
from chainmap.report.page.chain_data import chain_data
from chainmap.report.page.chapters import Chapter, chapters, spoken
from chainmap.report.page.content import PageContent
from chainmap.report.page.directory import Directory
from chainmap.report.page.findings import found, gravest_first
from chainmap.report.page.names import Sentences, isolated
from chainmap.report.page.places import in_files
from chainmap.report.page.summary import summary
from chainmap.report.page.svg import Picture, embedded
from chainmap.report.page.talks import gap_lines, kind_lines, never_asked, talk_lines
from chainmap.report.page.teams import team_table
from chainmap.report.page.tickets import ticket_chapter
from chainmap.report.page.voices import voice_table
from chainmap.report.page.worked import Worked
from chainmap.report.story.footer import footer
from chainmap.units import count, percent

if TYPE_CHECKING:
    from chainmap.report.page.chances import ChanceTable
    from chainmap.report.page.order import OrderTable

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no page may hold, such as an escape in what a customer said."""


def render_page(content: PageContent) -> str:
    """Return the page as HTML text; the same content gives the same text."""
    organisation = content.organisation
    directory = Directory(organisation)
    told = chapters(content, directory)
    overview = _overview(content, directory)
    environment = _environment(directory)
    tickets = ticket_chapter(content, directory)
    sizes = [*_sizes(told, overview), *(tickets.pictures if tickets else ())]
    style = Markup(environment.get_template("page.css").render(sizes=sizes))  # noqa: S704
    script = _as_written(environment, "page.js")
    known = cards(content, directory, told)
    total = sum(story.group.weight for story in content.stories)
    page = environment.get_template("page.html").render(
        as_of=content.as_of,
        budgets=content.budgets and budget_table(content.budgets, organisation.calendar),
        cards=known,
        chance=_chance(content),
        chain_data=Markup(chain_data(content.flow, directory, told)),  # noqa: S704 - numbers only
        chapters=told,
        calendar=str(organisation.calendar),
        counted_cards=counted_kinds(known),
        day=spoken(content.as_of),
        directory=directory,
        findings=gravest_first(content.findings),
        footer=footer(content.flow, content.as_of),
        found=found(content.findings),
        gaps=gap_lines(content.gaps, content.flow, total=total),
        kinds=kind_lines(content.gaps),
        never_asked=never_asked(content.gaps.never_asked),
        never_asked_count=len(content.gaps.never_asked),
        order=_order(content),
        organisation=organisation,
        overview=overview,
        picture_problem=content.picture_problem,
        script=script,
        script_hash=_hash(script),
        source=organisation.source.rstrip("/") + "/",
        style=style,
        style_hash=_hash(style),
        summary=summary(content, told),
        table=team_table(content.bottlenecks, organisation),
        talks=talk_lines(content.gaps, content.flow, total=total),
        tickets=tickets,
        version=__version__,
        voices=voice_table(content),
        worked=Worked(content, told),
    )
    return _NO_TEXT.sub("\ufffd", page)


def _chance(content: PageContent) -> ChanceTable | None:
    if content.chance is None:
        return None
    from chainmap.report.page.chances import chance_table  # noqa: PLC0415  stands on numpy

    return chance_table(content.chance, content.organisation.calendar)


def _order(content: PageContent) -> OrderTable | None:
    if content.order is None:
        return None
    from chainmap.report.page.order import order_table  # noqa: PLC0415  stands on numpy

    return order_table(content.order)


def _environment(directory: Directory) -> Environment:
    environment = Environment(
        loader=PackageLoader("chainmap.report.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    sentences = Sentences(directory.organisation)
    environment.filters.update(
        card=directory.link,
        counted=count,
        isolating=sentences.isolating,
        name=isolated,
        percent=percent,
        places=in_files,
        sentence=sentences,
    )
    return environment


def _as_written(environment: Environment, name: str) -> Markup:
    """Return a file beside the templates as it is: the script is shipped as it was written."""
    loader = environment.loader
    source = loader.get_source(environment, name)[0] if loader else ""
    return Markup(source)  # noqa: S704 - our own


def _overview(content: PageContent, directory: Directory) -> Picture | None:
    if not content.overview.svg:
        return None
    return embedded(
        content.overview.svg,
        prefix="overview",
        label=f"Who serves whom in {content.organisation.name}",
        parties=directory.marked(content.overview.parties),
    )


def _sizes(told: Sequence[Chapter], overview: Picture | None) -> list[tuple[str, Picture]]:
    """Return the pictures with the names by which the style sheet gives them their size."""
    named = [(f"{c.number}-{n}", t.picture) for c in told for n, t in enumerate(c.tellings, 1)]
    named.append(("overview", overview))
    return [(name, picture) for name, picture in named if picture is not None]


def _hash(text: str) -> str:
    """Return what the content security policy knows a style sheet or a script by."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
