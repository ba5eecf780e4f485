"""The results of all analyses of one organisation on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from chainmap.analysis.agreement import Agreement
from chainmap.analysis.bottlenecks import Bottlenecks
from chainmap.analysis.budget import Budgets
from chainmap.analysis.expectations import Expectations
from chainmap.analysis.gaps import Gaps
from chainmap.analysis.observed import Observed
from chainmap.flow import Flow
from chainmap.model import Organisation
from chainmap.report.story.telling import Story

if TYPE_CHECKING:  # it stands on numpy
    from chainmap.analysis.chance import Chance


@dataclass(frozen=True, slots=True)
class Log:
    """What a log of tickets shows, and how it agrees with what is declared."""

    observed: Observed
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Answers:
    """What a document that answers everything is made from; stories heaviest first.

    What is None is not told.
    """

    flow: Flow
    as_of: date
    stories: tuple[Story, ...]
    bottlenecks: Bottlenecks
    gaps: Gaps
    budgets: Budgets | None = None
    chance: Chance | None = None
    log: Log | None = None
    survey: Expectations | None = None

    @property
    def organisation(self) -> Organisation:
        """The organisation they are about."""
        return self.flow.organisation

    @property
    def weight(self) -> float:
        """The weight of all complaints, or of what was traced instead."""
        return sum(story.group.weight for story in self.stories)
