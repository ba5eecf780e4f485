"""Which log is drawn, how it is read, what its teams are called: options of commands that show one.

What `observe` calls --X is --log-X here: a picture has a --team, an --order and an --engine itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from typer.models import OptionInfo

from chainmap.analysis.observed.reading import Missing, Role
from chainmap.app.observing import asked
from chainmap.cli import log_reading as says
from chainmap.evidence.request import MEMORY, UNREADABLE, Request

_LOGS = "What a log shows"
_READING = "How the log is read"


def _option(metavar: str | None, about: str, *, panel: str = _READING) -> OptionInfo:
    option: OptionInfo = typer.Option(
        metavar=metavar, help=about, rich_help_panel=panel, show_default=False
    )
    return option


def _column(role: Role) -> OptionInfo:
    return _option("COLUMN", says.ROLES[role])


@dataclass(frozen=True, slots=True, kw_only=True)
class LogOptions:
    """The options, each as it was given."""

    log: Annotated[
        list[str] | None,
        _option(
            "LOG",
            "A log of tickets, a table (URL#TABLE), or what observe --format json printed. "
            "Repeatable.",
            panel=_LOGS,
        ),
    ] = None
    names: Annotated[
        Path | None,
        _option(
            "FILE.csv",
            "A table of names: as the log has it (log), as the team is called here (team).",
            panel=_LOGS,
        ),
    ] = None
    log_case: Annotated[str | None, _column(Role.CASE)] = None
    log_team: Annotated[str | None, _column(Role.TEAM)] = None
    log_time: Annotated[str | None, _column(Role.TIME)] = None
    log_start: Annotated[str | None, _column(Role.START)] = None
    log_order: Annotated[str | None, _column(Role.ORDER)] = None
    log_activity: Annotated[str | None, _column(Role.ACTIVITY)] = None
    log_outcome: Annotated[str | None, _column(Role.OUTCOME)] = None
    log_time_format: Annotated[str | None, _option("FORMAT", says.TIME_FORMAT)] = None
    log_time_zone: Annotated[str | None, _option("ZONE", says.TIME_ZONE)] = None
    log_working_time: Annotated[str | None, _option("HOURS", says.WORKING_TIME)] = None
    log_missing: Annotated[Missing, _option(None, says.MISSING)] = Missing.SKIP
    log_missing_value: Annotated[list[str] | None, _option("TEXT", says.MISSING_VALUE)] = None
    log_allow_unreadable: Annotated[
        float,
        typer.Option(
            metavar="SHARE",
            parser=says.SHARE_OF_ROWS,
            help=says.UNREADABLE_ROWS,
            rich_help_panel=_READING,
            show_default=False,
        ),
    ] = UNREADABLE
    log_memory: Annotated[str, _option("SIZE", says.MEMORY_TAKEN)] = MEMORY
    log_engine: Annotated[str | None, _option("URL", says.ENGINE)] = None

    def request(self) -> Request | None:
        """Return what is asked of the logs, None if none is named.

        Raises:
            typer.BadParameter: it is said how to read a log, but not which.
            ChainmapError: what is wrong with the options.
        """
        plain = Request(
            sources=tuple(self.log or ()),
            columns={role: name for role, name in self._columns() if name is not None},
            time_format=self.log_time_format,
            zone=self.log_time_zone,
            missing=self.log_missing,
            missing_values=tuple(self.log_missing_value or ()),
            unreadable=self.log_allow_unreadable,
            memory=self.log_memory,
            engine=self.log_engine,
        )
        request = asked(plain, working_time=self.log_working_time)
        if self.log:
            return request
        if request != Request(sources=()):
            raise typer.BadParameter("How a log is read is said with the log: --log LOG.")
        return None

    def _columns(self) -> tuple[tuple[Role, str | None], ...]:
        return (
            (Role.CASE, self.log_case),
            (Role.TEAM, self.log_team),
            (Role.TIME, self.log_time),
            (Role.START, self.log_start),
            (Role.ORDER, self.log_order),
            (Role.ACTIVITY, self.log_activity),
            (Role.OUTCOME, self.log_outcome),
        )
