"""What a log says, as documents: the keys of `chainmap.observed/1`.

Keys that are not known are left alone: later versions may add some, and none changes its meaning.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

from chainmap.source.answer_values import (
    AtLeastOne,
    Count,
    Day,
    Hours,
    HoursADay,
    Share,
    TeamName,
    Text,
    wrong_value,
)
from chainmap.source.wording import shown


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class SpreadAnswer(_Answer):
    """Percentiles of a time, in hours."""

    p5_h: Hours
    median_h: Hours
    p85_h: Hours
    p95_h: Hours


class PairAnswer(SpreadAnswer):
    """Handoffs from one team to another."""

    supplier: TeamName | None
    customer: TeamName | None
    handoffs: AtLeastOne
    cases: AtLeastOne


def _once(value: tuple[PairAnswer, ...]) -> tuple[PairAnswer, ...]:
    """Two pairs of the same teams would be two arrows for one."""
    seen = set()
    for one in value:
        key = (one.supplier, one.customer)
        if key in seen:
            names = " → ".join(shown(name or "(no team)") for name in key)
            raise wrong_value(f"{names} stands there twice.")
        seen.add(key)
    return value


class HowOften(_Answer):
    """How often, and in how many cases."""

    count: Count
    cases: Count


class FirstLine(_Answer):
    """The cases that only ever had one team."""

    cases: Count


class TeamAnswer(_Answer):
    """What one team had to do with the cases."""

    team: TeamName | None
    cases: Count
    stays: Count
    events: Count
    time_h: Hours
    touch_h: Hours | None = None
    share: Share
    passed_on: Count
    first_of: Count
    solved_alone: Count


class ReturningAnswer(HowOften):
    """Cases that went from a team to another and straight back."""

    team: TeamName | None
    by_way_of: TeamName | None


class RouteAnswer(SpreadAnswer):
    """A sequence of teams that cases took."""

    teams: tuple[TeamName | None, ...]
    handoffs: Count
    cases: Count
    examples: tuple[Text, ...] = ()


class RoutesAnswer(_Answer):
    """How many routes there are, and those that stand out."""

    count: Count
    frequent: tuple[RouteAnswer, ...] = ()
    longest: tuple[RouteAnswer, ...] = ()
    slowest: tuple[RouteAnswer, ...] = ()


class ByHandoffsAnswer(SpreadAnswer):
    """The cases with so many handoffs."""

    handoffs: Count
    or_more: bool
    cases: Count


class MonthAnswer(_Answer):
    """The cases that begin in a month."""

    month: Text
    cases: Count
    handoffs: Count
    returns: Count
    first_line: Count
    median_h: Hours


class OverlapAnswer(_Answer):
    """Work in parallel."""

    events: Count
    cases: Count


class LeftOutAnswer(_Answer):
    """Rows left out for a reason."""

    reason: Text
    rows: Count


class ColumnAnswer(_Answer):
    """A column that was read."""

    role: Text
    name: Text
    guessed: bool


class PlaceholderAnswer(_Answer):
    """A name that may stand for no team."""

    text: Text
    events: Count


class ReadingAnswer(_Answer):
    """How the log was read."""

    sources: tuple[Text, ...]
    read: Count
    left_out: tuple[LeftOutAnswer, ...] = ()
    columns: tuple[ColumnAnswer, ...] = ()
    time_format: Text
    time_zone: Text | None = None
    missing: Literal["skip", "drop", "keep"]
    missing_events: Count
    placeholders: tuple[PlaceholderAnswer, ...] = ()
    tied_events: Count = 0
    ties_in_file_order: bool = True
    mixed_line_ends: tuple[Text, ...] = ()
    first: Day | None
    last: Day | None


class ObservedAnswer(_Answer):
    """What a log says."""

    cases: AtLeastOne
    teams: Count
    handoffs: Count
    cases_with_handoff: Count
    returns: HowOften
    comebacks: HowOften
    first_line: FirstLine
    pairs: Annotated[tuple[PairAnswer, ...], AfterValidator(_once)]
    by_team: tuple[TeamAnswer, ...]
    returning: tuple[ReturningAnswer, ...]
    routes: RoutesAnswer
    by_handoffs: tuple[ByHandoffsAnswer, ...]
    months: tuple[MonthAnswer, ...]
    overlap: OverlapAnswer | None
    working_hours: Text | None
    hours_a_day: HoursADay
    reading: ReadingAnswer
