"""Which log is drawn, and what its teams are called: the options of commands that show one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

_LOGS = "What a log shows"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogOptions:
    """The options, each as it was given."""

    log: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="A log of tickets, or what observe --format json printed of one. Repeatable.",
            rich_help_panel=_LOGS,
            show_default=False,
        ),
    ] = None
    names: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv",
            help="Which name of the log (log) is which team (team).",
            rich_help_panel=_LOGS,
            show_default=False,
        ),
    ] = None

    @property
    def logs(self) -> tuple[Path, ...]:
        """The logs, in the order given."""
        return tuple(self.log or ())
