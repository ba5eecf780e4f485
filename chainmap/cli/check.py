"""`chainmap check`: is everything in the files right, and does the chain hang together?"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from chainmap import __version__, app
from chainmap.cli.options import DEFAULT_ORG, AsOfOption, OrgArgument
from chainmap.cli.output import show
from chainmap.issues import Severity
from chainmap.units import command


class CheckFormat(StrEnum):
    """How the findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def check(
    as_of: AsOfOption,
    output_format: Annotated[
        CheckFormat,
        typer.Option("--format", help="For people, for programs, or for code review."),
    ] = CheckFormat.TEXT,
    fail_on: Annotated[
        Severity, typer.Option(help="The least finding that makes the exit code 1.")
    ] = Severity.ERROR,
    everything: Annotated[
        bool, typer.Option("--all", help="Print all notes, however many are alike.")
    ] = False,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Name what is wrong or odd in the files, and where."""
    checked = app.check(org, as_of=as_of)
    how_to_see_all = None if everything else command("check --all", app.shown(org))
    show(_printed(checked, output_format, how_to_see_all))
    raise typer.Exit(_exit_code(checked, fail_on))


def _printed(checked: app.Checked, output_format: CheckFormat, how_to_see_all: str | None) -> str:
    from chainmap.report import issues as printer

    match output_format:
        case CheckFormat.JSON:
            return printer.as_json(checked.issues)
        case CheckFormat.GITHUB:
            return printer.as_github(checked.issues)
        case CheckFormat.SARIF:
            return printer.as_sarif(checked.issues, version=__version__)
        case CheckFormat.TEXT:
            return printer.as_text(checked.issues, how_to_see_all) + printer.closing_line(
                checked.issues, files=checked.files, organisation=checked.organisation
            )


def _exit_code(checked: app.Checked, fail_on: Severity) -> int:
    """0 fine, 1 findings at or above `fail_on`, 2 errors in the files."""
    if checked.organisation is None:
        return 2
    return int(any(issue.severity.rank <= fail_on.rank for issue in checked.issues))
