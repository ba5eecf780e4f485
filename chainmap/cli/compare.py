"""`chainmap compare`: what changed between two states, and is it worse for customers?"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chainmap.app.comparing import compare as answer
from chainmap.cli.options import DEFAULT_ORG, AsOfOption
from chainmap.cli.output import show
from chainmap.issues import Issue, Severity

if TYPE_CHECKING:
    from chainmap.report.compare.compared import Compared


class CompareFormat(StrEnum):
    """How a comparison is printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def compare(
    as_of: AsOfOption,
    before: Annotated[
        Path, typer.Argument(metavar="BEFORE", help="A directory, or REVISION:DIRECTORY of git.")
    ],
    output_format: Annotated[
        CompareFormat,
        typer.Option("--format", help="For people, for programs, or for code review."),
    ] = CompareFormat.TEXT,
    fail_on: Annotated[
        Severity, typer.Option(help="The least that got worse to make the exit code 1.")
    ] = Severity.ERROR,
    everything: Annotated[bool, typer.Option("--all", help="Print every change.")] = False,
    after: Annotated[
        Path, typer.Argument(metavar="AFTER", help="The same, as it is now.")
    ] = DEFAULT_ORG,
) -> None:
    """Show what changed between two states, for customers first."""
    from chainmap.report.compare.findings import worse

    found = answer(before, after, as_of=as_of)
    issues = worse(found)
    show(_printed(found, issues, output_format, everything=everything))
    raise typer.Exit(int(any(issue.severity.rank <= fail_on.rank for issue in issues)))


def _printed(
    found: Compared, issues: tuple[Issue, ...], output_format: CompareFormat, *, everything: bool
) -> str:
    match output_format:
        case CompareFormat.GITHUB:
            from chainmap.report.issues import as_github

            return as_github(issues)
        case CompareFormat.JSON:
            from chainmap.report.compare.as_json import compare_json

            return compare_json(found, issues=issues)
        case CompareFormat.TEXT:
            from chainmap.report.compare.as_text import as_text

            calendar = found.result.after.organisation.calendar
            return as_text(
                found,
                issues=issues,
                footer=f"Working time, {calendar}.",
                everything=everything,
            )
