"""Fill the templates. Everything is escaped; nothing on the page runs or loads anything."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from chainmap import __version__
from chainmap.issues import Issue, Severity
from chainmap.report.page.chapters import Chapter, chapters, spoken
from chainmap.report.page.content import PageContent
from chainmap.report.page.names import Sentences, isolated
from chainmap.report.page.summary import summary
from chainmap.report.page.svg import Picture, embedded
from chainmap.report.page.talks import kind_lines, never_asked, talk_lines
from chainmap.report.page.teams import team_table
from chainmap.report.story.telling import footer
from chainmap.units import count, percent

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no page may hold, such as an escape in what a customer said."""


def render_page(content: PageContent) -> str:
    """Return the page as HTML text; the same content gives the same text."""
    told = chapters(content)
    overview = _overview(content)
    organisation = content.organisation
    environment = _environment(Sentences(organisation))
    style = _style(environment, told, overview)
    total = sum(chapter.story.group.weight for chapter in told)
    page = environment.get_template("page.html").render(
        as_of=content.as_of,
        chapters=told,
        calendar=str(organisation.calendar),
        day=spoken(content.as_of),
        findings=_gravest_first(content.findings),
        footer=footer(content.flow, content.as_of),
        found=_found(content.findings),
        kinds=kind_lines(content.gaps),
        never_asked=never_asked(content.gaps.never_asked),
        never_asked_count=len(content.gaps.never_asked),
        organisation=organisation,
        overview=overview,
        picture_problem=content.picture_problem,
        source=organisation.source.rstrip("/") + "/",
        style=style,
        style_hash=_hash(style),
        summary=summary(content, told),
        table=team_table(content.bottlenecks, organisation),
        talks=talk_lines(content.gaps, total=total),
        version=__version__,
    )
    return _NO_TEXT.sub("\ufffd", page)


def _environment(sentences: Sentences) -> Environment:
    environment = Environment(
        loader=PackageLoader("chainmap.report.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(counted=count, name=isolated, percent=percent, sentence=sentences)
    return environment


def _overview(content: PageContent) -> Picture | None:
    if not content.overview:
        return None
    label = f"Who serves whom in {content.organisation.name}"
    return embedded(content.overview, prefix="overview", label=label)


def _style(environment: Environment, told: Iterable[Chapter], overview: Picture | None) -> Markup:
    """Return the style sheet, with the natural size of each picture."""
    pictures = [(chapter.link.anchor, chapter.picture) for chapter in told]
    pictures.append(("overview", overview))
    sizes = [(name, picture.width) for name, picture in pictures if picture is not None]
    return Markup(environment.get_template("page.css").render(sizes=sizes))  # noqa: S704


def _hash(style: str) -> str:
    """Return what the content security policy knows the style sheet by."""
    digest = hashlib.sha256(style.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _found(issues: Iterable[Issue]) -> str:
    """Return how many findings of each severity there are, "" where there is none."""
    counted = Counter(issue.severity for issue in issues)
    return ", ".join(
        count(counted[severity], severity) for severity in Severity if counted[severity]
    )


def _gravest_first(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    return tuple(sorted(issues, key=lambda issue: (issue.severity.rank, *issue.sort_key)))
