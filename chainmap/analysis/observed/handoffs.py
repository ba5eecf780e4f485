"""Who handed cases to whom, how long that took, and what each team had to do with them.

All times are hours.
"""

from __future__ import annotations

from dataclasses import dataclass

Team = str | None
"""None where the log names no team and that is counted as one."""


@dataclass(frozen=True, slots=True)
class Spread:
    """5th percentile, median, 85th and 95th percentile in hours, interpolated linearly."""

    p5: float
    median: float
    p85: float
    p95: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Handoffs from one team to another.

    `time` is from the supplier's first event of that stay to the customer's first event.
    """

    supplier: Team
    customer: Team
    handoffs: int
    cases: int
    time: Spread


@dataclass(frozen=True, slots=True)
class ObservedTeam:
    """What one team had to do with the cases.

    A stay is a run of events with one team. `time` sums the stays, each until the next team's
    first event, the last one until the case's last event; `touch` sums start to end of the events,
    where the log has starts. `passed_on` counts the stays of one event between two other teams.
    """

    team: Team
    cases: int
    stays: int
    events: int
    time: float
    share: float
    touch: float | None
    passed_on: int
    first_of: int
    solved_alone: int


@dataclass(frozen=True, slots=True)
class Returning:
    """Cases that went from a team to another and straight back."""

    team: Team
    by_way_of: Team
    count: int
    cases: int


@dataclass(frozen=True, slots=True)
class Comebacks:
    """How often it happened, and in how many cases."""

    count: int
    cases: int
