"""What a log of cases says about handoffs: the result, as values.

Question: which teams hand cases to which, how long does it take, and where do cases come back?
The answers are found by an engine (`chainmap.evidence`), which fills these values; nothing is
computed here but what follows from two figures that stand beside each other.

All times are hours. A team is None where the log names none and that is counted as one team.
Assumes that who has the next event got the case from who had the one before. Source: handover of
work (van der Aalst, Process Mining). Cases E2, E3.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Team = str | None


class Missing(StrEnum):
    """What an event without a team means."""

    SKIP = "skip"
    DROP = "drop"
    KEEP = "keep"


class Role(StrEnum):
    """What a column of a log is read as."""

    CASE = "case"
    TEAM = "team"
    TIME = "time"
    START = "start"
    ORDER = "order"
    ACTIVITY = "activity"
    OUTCOME = "outcome"


class Reason(StrEnum):
    """Why an event was left out."""

    BROKEN_ROW = "row cannot be read"
    NO_CASE = "no case"
    NO_TIME = "no time"
    BAD_TIME = "time cannot be read"
    NO_TEAM = "no team"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that was read; `guessed` if nobody named it."""

    role: Role
    name: str
    guessed: bool


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that was left out: where, why, and how it begins."""

    path: str
    line: int
    reason: Reason
    text: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many rows were left out for one reason."""

    reason: Reason
    rows: int


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A name of a team that may stand for none, and the events that have it."""

    text: str
    events: int


@dataclass(frozen=True, slots=True)
class LogReading:
    """How a log was read: `read` = events used + rows left out, by reason.

    `time_format` says how times were understood, `zone` where times without a zone are from.
    `missing_events` are used events without a team; `tied_events` happened at the same time as the
    one before them in their case. `first` and `last` are days (2026-09-30).
    """

    sources: tuple[str, ...]
    read: int
    left_out: tuple[LeftOut, ...]
    unread: tuple[Unread, ...]
    columns: tuple[Column, ...]
    time_format: str
    zone: str | None
    missing: Missing
    missing_events: int
    placeholders: tuple[Placeholder, ...]
    tied_events: int
    ties_in_file_order: bool
    first: str | None
    last: str | None

    @property
    def left_out_rows(self) -> int:
        """The rows left out, for whatever reason."""
        return sum(left.rows for left in self.left_out)

    @property
    def used(self) -> int:
        """The events that the answers rest on."""
        return self.read - self.left_out_rows


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


@dataclass(frozen=True, slots=True)
class Observed:
    """What the log says.

    `returns` are A→B→A with nothing in between; `comebacks` are all stays of a team that had the
    case before, returns among them. `solved_first` counts cases that only ever had one team.
    `overlap` and `starts` are None where the log has no starts, `activities` and `outcomes` where
    it does not name them. Where time counts in working hours alone, `working_hours` says which, and
    a working day has `hours_a_day`.
    """

    reading: LogReading
    cases: int
    teams: int
    handoffs: int
    cases_with_handoff: int
    returns: Comebacks
    comebacks: Comebacks
    pairs: tuple[Pair, ...]
    by_team: tuple[ObservedTeam, ...]
    returning: tuple[Returning, ...]
    routes: Routes
    by_handoffs: tuple[ByHandoffs, ...]
    solved_first: int
    months: tuple[Month, ...]
    overlap: Overlap | None
    working_hours: str | None
    hours_a_day: float = 24.0
    activities: Activities | None = None
    outcomes: tuple[Outcome, ...] | None = None
    starts: Starts | None = None

    @property
    def events(self) -> int:
        """The events that were used."""
        return self.reading.used
