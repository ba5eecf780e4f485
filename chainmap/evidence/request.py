"""What is asked of a log: which one, which columns, and how to read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from chainmap.analysis.observed.reading import Missing, Role
from chainmap.evidence.conditions import Condition
from chainmap.evidence.hours import WorkingHours

MEMORY = "2GB"
"""What reading a log takes before it puts tables aside on disk, unless told otherwise."""

UNREADABLE = 0.01
"""The share of rows that may be unreadable, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Complained:
    """Which events complain, as it was written and as it was read; `by` is a column of strata."""

    text: str
    condition: Condition
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What to read, and how.

    `columns` are those that the user names; `unreadable` is the share of rows that may be left out
    because they cannot be read; `missing_values` are texts that stand for no team; time counts
    only in `working` hours if there are any; `memory` is what the engine may take; `called` says
    what a team of the log is called here: names that it makes one are one team; `complaint` says
    which cases are complained of, None if nobody asks; `engine` is what works on files, by URL,
    DuckDB if None.
    """

    sources: tuple[str, ...]
    columns: Mapping[Role, str] = field(default_factory=dict)
    time_format: str | None = None
    zone: str | None = None
    missing: Missing = Missing.SKIP
    missing_values: tuple[str, ...] = ()
    unreadable: float = UNREADABLE
    working: WorkingHours | None = None
    memory: str = MEMORY
    complaint: Complained | None = None
    engine: str | None = None
    called: Callable[[str], str] = str
