"""Answers of a survey as values, what receivers expect and get, and how they may be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chainmap.issues import Location
from chainmap.model import HandoffId, Rating


class Dimension(StrEnum):
    """What a service is judged by: RATER (Zeithaml, Parasuraman and Berry 1990)."""

    RELIABILITY = "reliability"
    ASSURANCE = "assurance"
    TANGIBLES = "tangibles"
    EMPATHY = "empathy"
    RESPONSIVENESS = "responsiveness"


class Feeling(StrEnum):
    """What somebody says to having, or not having, a thing (Kano's questionnaire)."""

    LIKE = "like"
    EXPECT = "expect"
    NEUTRAL = "neutral"
    LIVE_WITH = "live-with"
    DISLIKE = "dislike"


class CutBy(StrEnum):
    """Which middle of the figures parts high from low."""

    MEAN = "mean"
    MEDIAN = "median"


class Per(StrEnum):
    """How long a period of a trend is."""

    QUARTER = "quarter"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one respondent said about one dimension of one handoff; None where not asked.

    `with_it` and `without_it` are the answers to Kano's two questions.
    """

    handoff: HandoffId
    dimension: Dimension
    date: date
    expected: Rating | None = None
    perceived: Rating | None = None
    importance: Rating | None = None
    with_it: Feeling | None = None
    without_it: Feeling | None = None
    respondent: str | None = None
    location: Location = Location("")

    @property
    def gap(self) -> float | None:
        """Perceived minus expected; negative is a shortfall."""
        if self.perceived is None or self.expected is None:
            return None
        return self.perceived.score - self.expected.score
