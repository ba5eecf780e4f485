"""The pictures among the slides: the departments, and what a log shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chainmap.app.making import Making
from chainmap.app.views import Subject, View, Wanted, drawings
from chainmap.issues import ChainmapError

if TYPE_CHECKING:
    from datetime import date

    from chainmap.app.log_views import Evidence
    from chainmap.deck.shapes import Slide
    from chainmap.diagram.canvas.drawing import Drawing
    from chainmap.report.story.answers import Answers

_OVERVIEW = "Who works for whom"

_MAX_LINES = 40
"""With more lines the slide would be a tangle; the table of departments says the same."""

_ARROWS = (16, 12, 9, 6)
"""Pairs of a log on its slide, those with most cases: as many of these as fit on one."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The slides of a picture; why there is none, if it could not be drawn."""

    slides: tuple[Slide, ...] = ()
    problem: str | None = None


def overview(answers: Answers) -> Drawn:
    """Return the departments and what runs between them."""
    from chainmap.diagram.canvas.frame import Frame

    frame = Frame.of(answers.organisation, as_of=answers.as_of, title=_OVERVIEW)
    found = drawings(Subject(answers.flow, Wanted(View.OVERVIEW), frame, answers.as_of))
    return _drawn(d for d in found if 0 < len(list(d.connectors)) <= _MAX_LINES)


def observed(evidence: Evidence | None, *, as_of: date) -> Drawn:
    """Return who hands cases to whom in a log, if there is one, on one slide where that can be."""
    if evidence is None or not evidence.observed.pairs:
        return Drawn()
    for most in _ARROWS:
        found = _drawn([_observed(evidence, most, as_of)])
        if len(found.slides) <= 1:
            return found
    return Drawn()  # its boxes are too many, the table says the same


def _observed(evidence: Evidence, most: int, as_of: date) -> Drawing:
    from chainmap.app.log_views import subject_of
    from chainmap.report.slides.tickets import tickets_said, tickets_title

    wanted = Wanted(View.OBSERVED, arrows=most)
    (picture,) = drawings(subject_of(evidence, wanted, Making(as_of=as_of)))
    found = evidence.observed
    told = tickets_said(found, shown=min(most, len(found.pairs)))
    heading = replace(picture.heading, title=tickets_title(found), subtitle=told)
    return replace(picture, heading=heading)


def _drawn(pictures: Iterable[Drawing]) -> Drawn:
    from chainmap.diagram.engine.layout import layout
    from chainmap.diagram.files.slides import picture_slides

    try:
        found = [picture_slides(picture, layout(picture)) for picture in pictures]
    except ChainmapError as error:
        return Drawn(problem=" ".join(issue.message for issue in error.issues))
    return Drawn(tuple(slide for pictured in found for slide in pictured.slides))
