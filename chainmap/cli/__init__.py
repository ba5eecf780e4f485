"""The command line: one module a command, options -> one call of `app` -> print -> exit code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Annotated

import typer

from chainmap import __version__
from chainmap.cli.output import show


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, its module here (and the function in it), what help says of it."""

    name: str
    module: str
    says: str

    def load(self) -> Callable[..., None]:
        """Import the command; only the one that is asked for costs anything."""
        function: Callable[..., None] = getattr(
            import_module(f"chainmap.cli.{self.module}"), self.module
        )
        return function

    def mention(self) -> Callable[..., None]:
        """Return something to list in the help of all commands."""

        def mentioned() -> None:
            raise AssertionError(f"{self.name} was not imported")

        mentioned.__doc__ = self.says
        return mentioned


COMMANDS = (
    Command("init", "init", "Write a small organisation to start from."),
    Command("import", "import_table", "Make the files from a table of who serves whom."),
    Command("check", "check", "Name what is wrong or odd in the files, and where."),
    Command("trace", "trace", "Trace complaints to the chains and promises behind them."),
    Command("bottlenecks", "bottlenecks", "Rank teams by what customers gain if they improve."),
    Command("simulate", "simulate", "Simulate waits and lead times, and check the formula."),
    Command("gaps", "gaps", "Show who should talk to whom first, and about what."),
    Command("whatif", "whatif", "Show what changes would give customers, before and after."),
    Command("compare", "compare", "Show what changed between two states, for customers first."),
    Command("promises", "promises", "Show whether promises fit together, and how to split them."),
    Command("team", "team", "Show one team's customers, suppliers and complaints."),
    Command("observe", "observe", "Show what tickets say of handoffs, times and returns."),
    Command("survey", "survey", "Show what customers of handoffs expect and perceive."),
    Command("draw", "draw", "Draw the chain, or what stands behind a complaint."),
    Command("report", "report", "Write one page with all answers, to send round."),
    Command("export", "export", "Write all answers as a workbook or as slides."),
    Command("schema", "schema", "Print the rules of the files for editors, as JSON Schema."),
    Command("doctor", "doctor", "Say what works on this machine, and how to get the rest."),
)
"""Every command, in the order of `chainmap --help`."""


def _show_version(*, wanted: bool) -> None:
    if wanted:
        show(f"chainmap {__version__}\n")
        raise typer.Exit


def _chainmap(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Find the handoffs between teams that stand behind external complaints.

    Every command reads the *.yaml files of one directory, ./org unless you name another.
    """


def command_line(words: Sequence[str]) -> typer.Typer:
    """Return the command line for these words: the command they name is ready to run."""
    line = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # plain help: a third of a second faster, and fit for any terminal
        context_settings={"help_option_names": ["-h", "--help"]},
        callback=_chainmap,
    )
    asked = next((word for word in words if not word.startswith("-")), None)
    for command in COMMANDS:
        function = command.load() if command.name == asked else command.mention()
        line.command(command.name)(function)
    return line
