"""What a page is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from chainmap.analysis.agreement import Agreement
from chainmap.analysis.bottlenecks import Bottlenecks
from chainmap.analysis.budget import Budgets
from chainmap.analysis.expectations import Expectations
from chainmap.analysis.gaps import Gaps
from chainmap.analysis.observed import Observed
from chainmap.flow import Flow
from chainmap.issues import Issue
from chainmap.model import Handoff, Organisation, PartyId
from chainmap.report.explained.gaps import Behind
from chainmap.report.explained.inputs import Places
from chainmap.report.explained.ranking import Ranking
from chainmap.report.explained.trace import Waits
from chainmap.report.story.telling import Story
from chainmap.survey import Answer

if TYPE_CHECKING:  # it stands on numpy
    from chainmap.analysis.certainty import Certainty
    from chainmap.analysis.chance import Chance


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture as SVG text of Graphviz, "" where it could not be drawn.

    `parties` says for the names of its nodes (their titles) whom they stand for.
    """

    svg: str
    parties: Mapping[str, PartyId] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sources:
    """What explains the figures: where they stand in files, waits, weights, what is behind what."""

    places: Places
    waits: Waits
    ranking: Ranking
    behind: Behind


@dataclass(frozen=True, slots=True)
class Tickets:
    """What a log of tickets shows, how it agrees with what is declared, and a picture of each."""

    observed: Observed
    agreement: Agreement
    picture: PagePicture
    against: PagePicture


@dataclass(frozen=True, slots=True)
class Survey:
    """What receivers expect and perceive, and the answers, each with its handoff."""

    expectations: Expectations
    answers: tuple[tuple[Handoff, Answer], ...]


@dataclass(frozen=True, slots=True)
class PageContent:
    """Results of all analyses, and the pictures.

    `pictures` has one entry for each story, in the same order; where one could not be drawn,
    `picture_problem` says why. What is None is not told.
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
    tickets: Tickets | None = None
    sources: Sources | None = None
    budgets: Budgets | None = None
    chance: Chance | None = None
    order: Certainty | None = None
    survey: Survey | None = None

    @property
    def organisation(self) -> Organisation:
        """The organisation that the page is about."""
        return self.flow.organisation
