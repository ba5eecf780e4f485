"""What the page is made from: the results of all analyses, and the pictures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from chainmap.analysis.bottlenecks import bottlenecks
from chainmap.analysis.budget import promise_budgets
from chainmap.analysis.findings import findings
from chainmap.analysis.gaps import gaps
from chainmap.analysis.rules import broken_rules
from chainmap.app.answers import Selection, traced
from chainmap.app.certainty import certainty_of
from chainmap.app.log_pages import tickets
from chainmap.app.opening import Opened
from chainmap.app.page_sources import page_chance, page_survey, sources_of
from chainmap.app.progress import Tell
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.chains.trace import trace_view
from chainmap.diagram.engine.dot import dot
from chainmap.diagram.engine.render import engines_for, render_all
from chainmap.diagram.looks.choices import EngineChoice
from chainmap.diagram.maps.chain import chain_view
from chainmap.flow import Flow
from chainmap.issues import ChainmapError
from chainmap.report.page import PageContent, PagePicture
from chainmap.report.story.telling import Story, stories


def page_content(
    known: Opened, sources: Path | None, *, as_of: date, engine: EngineChoice, tell: Tell
) -> PageContent:
    """Return everything there is to tell on a day of an organisation, its log and its surveys.

    `sources` is the directory whose files explain the figures; without one no file is named. Where
    no engine can draw the pictures, they are empty, and the content says why.
    """
    flow, evidence = known.flow, known.evidence
    tell("Tracing")
    found = traced(flow, Selection()).result
    told = stories(flow, found)
    tell(f"Drawing {len(told) + 1} pictures")
    overview, pictures, problem = _pictures(flow, told, as_of, engine)
    tell("Writing the page")
    return PageContent(
        flow=flow,
        as_of=as_of,
        stories=told,
        pictures=pictures,
        overview=overview,
        bottlenecks=bottlenecks(flow),
        gaps=gaps(flow, as_of=as_of),
        findings=(*findings(flow, as_of=as_of), *broken_rules(flow, as_of=as_of)),
        picture_problem=problem,
        sources=sources_of(sources, flow, found),
        budgets=promise_budgets(flow),
        chance=page_chance(flow, found),
        order=certainty_of(flow, found),
        survey=page_survey(flow, known.answers, as_of),
        tickets=None if evidence is None else tickets(evidence, as_of=as_of, engine=engine),
    )


def _pictures(
    flow: Flow, told: Sequence[Story], as_of: date, engine: EngineChoice
) -> tuple[PagePicture, tuple[PagePicture, ...], str | None]:
    """Return the overview, a picture for each story, and why they are empty, if they are."""
    frame = Frame.of(flow.organisation, as_of=as_of)
    drawn = [chain_view(flow, frame)]
    drawn += [trace_view(flow, story.group.first, frame) for story in told]
    try:
        rendered = render_all([dot(d) for d in drawn], "svg", engines=engines_for(engine))
    except ChainmapError as error:
        none, why = PagePicture(""), " ".join(issue.message for issue in error.issues)
        return none, (none,) * len(told), why
    overview, *pictures = (
        PagePicture(data.decode(), d.parties) for d, data in zip(drawn, rendered, strict=True)
    )
    return overview, tuple(pictures), None
