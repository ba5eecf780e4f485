"""What a page is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from chainmap.analysis.bottlenecks import Bottlenecks
from chainmap.analysis.gaps import Gaps
from chainmap.flow import Flow
from chainmap.issues import Issue
from chainmap.model import Organisation, PartyId
from chainmap.report.story.telling import Story


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture as SVG text of Graphviz, "" where it could not be drawn.

    `parties` says for the names of its nodes (their titles) whom they stand for.
    """

    svg: str
    parties: Mapping[str, PartyId] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageContent:
    """Results of all analyses, and the pictures.

    `pictures` has one entry for each story, in the same order; where one could not be drawn,
    `picture_problem` says why.
    """

    flow: Flow
    as_of: date
    stories: tuple[Story, ...]
    pictures: tuple[PagePicture, ...]
    overview: PagePicture
    bottlenecks: Bottlenecks
    gaps: Gaps
    findings: tuple[Issue, ...]
    picture_problem: str | None = None

    @property
    def organisation(self) -> Organisation:
        """The organisation that the page is about."""
        return self.flow.organisation
