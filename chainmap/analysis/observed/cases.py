"""Whole cases: the routes they take, how they end, month by month.

All times are hours.
"""

from __future__ import annotations

from dataclasses import dataclass

from chainmap.analysis.observed.handoffs import Spread, Team


@dataclass(frozen=True, slots=True)
class ObservedRoute:
    """A sequence of teams that cases took, with up to two of these as examples.

    `teams` holds the first of a very long route only; `handoffs` counts all.
    """

    teams: tuple[Team, ...]
    handoffs: int
    cases: int
    time: Spread
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Routes:
    """How many routes there are, and those that stand out."""

    count: int
    frequent: tuple[ObservedRoute, ...]
    longest: tuple[ObservedRoute, ...]
    slowest: tuple[ObservedRoute, ...]


@dataclass(frozen=True, slots=True)
class ByHandoffs:
    """The cases with so many handoffs, or (`or_more`) at least so many, and their total time."""

    handoffs: int
    or_more: bool
    cases: int
    time: Spread


@dataclass(frozen=True, slots=True)
class Month:
    """The cases whose first event is in a month (2026-09)."""

    month: str
    cases: int
    handoffs: int
    returns: int
    solved_first: int
    median: float


@dataclass(frozen=True, slots=True)
class Overlap:
    """Events that start before another of their case has ended: work in parallel."""

    events: int
    cases: int


@dataclass(frozen=True, slots=True)
class Starts:
    """Events without a touch time: no start that can be read, or one after the event's end."""

    missing: int
    after_end: int


@dataclass(frozen=True, slots=True)
class Activity:
    """What was done: the events that say so, and the cases that have any of them.

    After `handed_on` of these events the case went to another team; in `several_teams` of the
    cases more than one team did the same.
    """

    activity: str
    events: int
    cases: int
    handed_on: int
    several_teams: int


@dataclass(frozen=True, slots=True)
class Activities:
    """How many activities there are, and those with most events."""

    count: int
    most: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The cases that ended so, by the last of their events that says how; None where none does."""

    outcome: str | None
    cases: int
    handoffs: int
    returns: int
    solved_first: int
    time: Spread
