"""The chapter of a page that a log fills, and its pictures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from chainmap.app.log_views import Evidence, subject_of
from chainmap.app.logs import held_against
from chainmap.app.making import Making
from chainmap.app.views import View, Wanted, drawings
from chainmap.issues import ChainmapError

if TYPE_CHECKING:
    from chainmap.diagram.looks.choices import EngineChoice
    from chainmap.report.page import PagePicture
    from chainmap.report.page.content import Tickets


def tickets(evidence: Evidence, *, as_of: date, engine: EngineChoice) -> Tickets:
    """Return what the page tells of a log; pictures are empty where no engine can draw them."""
    from chainmap.report.page.content import Tickets

    declared = evidence.organisation
    if declared is None:
        raise ValueError("a page is of an organisation")
    seen, against = _pictures(evidence, as_of, engine)
    return Tickets(
        observed=evidence.observed,
        agreement=held_against(evidence.observed, declared, evidence.known),
        picture=seen,
        against=against,
    )


def _pictures(
    evidence: Evidence, as_of: date, engine: EngineChoice
) -> tuple[PagePicture, PagePicture]:
    from chainmap.diagram.engine.dot import dot
    from chainmap.diagram.engine.render import engines_for, render_all
    from chainmap.report.page import PagePicture

    making = Making(as_of=as_of)
    drawn = [
        drawings(subject_of(evidence, Wanted(view), making))[0]
        for view in (View.OBSERVED, View.AGREEMENT)
    ]
    try:
        rendered = render_all([dot(d) for d in drawn], "svg", engines=engines_for(engine))
    except ChainmapError:  # the page says why, as all its pictures are missing
        return PagePicture(""), PagePicture("")
    seen, against = (
        PagePicture(data.decode(), d.parties) for d, data in zip(drawn, rendered, strict=True)
    )
    return seen, against
