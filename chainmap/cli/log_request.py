"""What is asked of a log: the options of `observe` and `init --from-log`, as one request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

import typer

from chainmap.analysis.observed.reading import Missing, Role
from chainmap.app.observing import asked
from chainmap.cli.log_reading import (
    AllowUnreadableOption,
    EngineOfLogOption,
    MemoryOption,
    MissingOption,
    MissingValueOption,
    TimeFormatOption,
    TimeZoneOption,
    WorkingTimeOption,
    column,
)
from chainmap.evidence.request import MEMORY, UNREADABLE, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """How the events of a log are read, as it was given."""

    HEADING: ClassVar = "How the log is read"

    case: Annotated[str | None, column(Role.CASE)] = None
    team: Annotated[str | None, column(Role.TEAM)] = None
    time: Annotated[str | None, column(Role.TIME)] = None
    order: Annotated[str | None, column(Role.ORDER)] = None
    time_format: TimeFormatOption = None
    time_zone: TimeZoneOption = None
    working_time: WorkingTimeOption = None
    missing: MissingOption = Missing.SKIP
    missing_value: MissingValueOption = None

    def request(self, log: Sequence[str]) -> Request:
        """Return what is asked of the log.

        Raises:
            ChainmapError: what is wrong with the options.
        """
        return asked(self.columns_and_times(log), working_time=self.working_time)

    def columns_and_times(self, log: Sequence[str]) -> Request:
        """Return what is asked of the log, but for the working time, which is not read yet."""
        named = {
            Role.CASE: self.case,
            Role.TEAM: self.team,
            Role.TIME: self.time,
            Role.ORDER: self.order,
        }
        return Request(
            sources=tuple(log),
            columns=without_none(named),
            time_format=self.time_format,
            zone=self.time_zone,
            missing=self.missing,
            missing_values=tuple(self.missing_value or ()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailOptions:
    """Which columns say more than who had a case when."""

    HEADING: ClassVar = "What else the log says"

    start: Annotated[str | None, column(Role.START)] = None
    activity: Annotated[str | None, column(Role.ACTIVITY)] = None
    outcome: Annotated[str | None, column(Role.OUTCOME)] = None

    @property
    def columns(self) -> Mapping[Role, str]:
        """The columns that were named."""
        named = {Role.START: self.start, Role.ACTIVITY: self.activity, Role.OUTCOME: self.outcome}
        return without_none(named)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOptions:
    """What works on the log, and what it may do and leave out."""

    HEADING: ClassVar = "How it is worked out"

    allow_unreadable: AllowUnreadableOption = UNREADABLE
    memory: MemoryOption = MEMORY
    engine: EngineOfLogOption = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintOptions:
    """Which events complain, and within what they are compared."""

    HEADING: ClassVar = "With what complaints are associated"

    complaint: Annotated[
        str | None,
        typer.Option(
            metavar="CONDITION", help="Which events complain, such as \"made_sla = 'false'\"."
        ),
    ] = None
    by: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN",
            help="With --complaint: compare only cases that are alike in this column.",
        ),
    ] = None

    def require_both(self) -> None:
        """Refuse strata without complaints to compare.

        Raises:
            typer.BadParameter: there is nothing to compare.
        """
        if self.by is not None and self.complaint is None:
            raise typer.BadParameter("--by compares complaints: say which with --complaint.")


def without_none(named: Mapping[Role, str | None]) -> Mapping[Role, str]:
    """Return the columns that somebody named."""
    return {role: name for role, name in named.items() if name is not None}
