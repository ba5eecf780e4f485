"""How a log was read: which columns, what was left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    one before them in their case. `first` and `last` are days (2026-09-30). In the files
    `mixed_ends` some lines end in CR LF and others in LF.
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
    mixed_ends: tuple[str, ...] = ()

    @property
    def left_out_rows(self) -> int:
        """The rows left out, for whatever reason."""
        return sum(left.rows for left in self.left_out)

    @property
    def used(self) -> int:
        """The events that the answers rest on."""
        return self.read - self.left_out_rows
