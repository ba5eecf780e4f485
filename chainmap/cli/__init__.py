"""The command line: one module a command, options -> one call of `app` -> print -> exit code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from chainmap import __version__
from chainmap.cli.bottlenecks import bottlenecks
from chainmap.cli.check import check
from chainmap.cli.draw import draw
from chainmap.cli.gaps import gaps
from chainmap.cli.import_table import import_table
from chainmap.cli.init import init
from chainmap.cli.output import show
from chainmap.cli.report import report
from chainmap.cli.schema import schema
from chainmap.cli.team import team
from chainmap.cli.trace import trace

COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("init", init),
    ("import", import_table),
    ("check", check),
    ("trace", trace),
    ("bottlenecks", bottlenecks),
    ("gaps", gaps),
    ("team", team),
    ("draw", draw),
    ("report", report),
    ("schema", schema),
)
"""Every command by its name, in the order of `chainmap --help`."""


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


def command_line() -> typer.Typer:
    """Return the command line with all its commands."""
    line = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # plain help: a third of a second faster, and fit for any terminal
        context_settings={"help_option_names": ["-h", "--help"]},
        callback=_chainmap,
    )
    for name, function in COMMANDS:
        line.command(name)(function)
    return line
