"""The command line: one module a command, options -> one call of `app` -> print -> exit code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Annotated

import typer

from chainmap import __version__
from chainmap.cli.helping import HeadedCommand
from chainmap.cli.output import look_at_window, show


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, its module here (and the function in it), what help says of it.

    The example is what somebody types who knows the company of `chainmap init --demo`.
    """

    name: str
    module: str
    says: str
    example: str

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
    Command("init", "init", "Write a small organisation to start from.", "init --demo"),
    Command(
        "import",
        "import_table",
        "Make the files from a table of who serves whom.",
        "import handoffs.csv org",
    ),
    Command(
        "check",
        "check",
        "Name what is wrong or odd in the files, and where.",
        "check --fail-on warning",
    ),
    Command(
        "trace",
        "trace",
        "Trace complaints to the chains and promises behind them.",
        "trace --complaint C-40",
    ),
    Command(
        "bottlenecks",
        "bottlenecks",
        "Rank teams by what customers gain if they improve.",
        "bottlenecks --cut 30% --add-person",
    ),
    Command(
        "simulate",
        "simulate",
        "Simulate waits and lead times, and check the formula.",
        "simulate --replications 20 --weeks 10",
    ),
    Command(
        "gaps",
        "gaps",
        "Show who should talk to whom first, and about what.",
        "gaps --customer Homeowners",
    ),
    Command(
        "whatif",
        "whatif",
        "Show what changes would give customers, before and after.",
        "whatif one-more-person.yaml",
    ),
    Command(
        "compare",
        "compare",
        "Show what changed between two states, for customers first.",
        "compare main~20:org org -o changes.svg",
    ),
    Command(
        "promises",
        "promises",
        "Show whether promises fit together, and how to split them.",
        "promises --customer Homeowners --kept 90%",
    ),
    Command(
        "team", "team", "Show one team's customers, suppliers and complaints.", 'team "Order Desk"'
    ),
    Command(
        "observe",
        "observe",
        "Show what tickets say of handoffs, times and returns.",
        'observe incidents.csv --working-time "Mon-Fri 09:00-17:00"',
    ),
    Command(
        "survey",
        "survey",
        "Show what customers of handoffs expect and perceive.",
        "survey --customer Homeowners --per month",
    ),
    Command(
        "draw",
        "draw",
        "Draw the chain, or what stands behind a complaint.",
        "draw swimlane --complaint C-40 --size a3 -o swimlane.pdf",
    ),
    Command(
        "report",
        "report",
        "Write one page with all answers, to send round.",
        "report -o report.html",
    ),
    Command(
        "export",
        "export",
        "Write all answers as a workbook or as slides.",
        "export -o actions.xlsx",
    ),
    Command(
        "schema",
        "schema",
        "Print the rules of the files for editors, as JSON Schema.",
        "schema team",
    ),
    Command(
        "doctor", "doctor", "Say what works on this machine, and how to get the rest.", "doctor"
    ),
)
"""Every command, in the order of `chainmap --help`."""


def _show_version(*, wanted: bool) -> None:
    if wanted:
        show(f"chainmap {__version__}\n")
        raise typer.Exit


def _chainmap(
    *,
    version: Annotated[  # noqa: ARG001  its callback has obeyed it
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Find the handoffs between teams that stand behind external complaints.

    Most commands read the *.yaml files of one directory, ./org unless you name another. COMMAND
    --help says more of each. To look around: chainmap init --demo, then chainmap report.
    """
    look_at_window()


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
        example = f"Example: chainmap {command.example}"
        line.command(command.name, cls=HeadedCommand, epilog=example)(function)
    return line
