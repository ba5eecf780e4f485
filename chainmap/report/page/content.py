"""What a page is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chainmap.analysis.bottlenecks import Bottlenecks
from chainmap.analysis.gaps import Gaps
from chainmap.flow import Flow
from chainmap.issues import Issue
from chainmap.model import Organisation
from chainmap.report.story.telling import Story


@dataclass(frozen=True, slots=True)
class PageContent:
    """Results of all analyses, and the pictures as SVG text.

    `pictures` has one entry for each story, in the same order; a picture that could not be drawn
    is "", and `picture_problem` says why.
    """

    flow: Flow
    as_of: date
    stories: tuple[Story, ...]
    pictures: tuple[str, ...]
    overview: str
    bottlenecks: Bottlenecks
    gaps: Gaps
    findings: tuple[Issue, ...]
    picture_problem: str | None = None

    @property
    def organisation(self) -> Organisation:
        """The organisation that the page is about."""
        return self.flow.organisation
