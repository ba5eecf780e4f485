"""`chainmap compare`: what changed between two states, and is it worse for customers?"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chainmap.app import pictures
from chainmap.app.comparing import compare as answer
from chainmap.app.explaining import compare_explained
from chainmap.app.making import format_of
from chainmap.app.views import View, Wanted
from chainmap.cli.grouping import grouped
from chainmap.cli.making import MakingOptions
from chainmap.cli.options import (
    DEFAULT_ORG,
    AsOfOption,
    ExplainOption,
    ForceOption,
    file_option,
)
from chainmap.cli.output import say_picture, show
from chainmap.issues import Issue, Severity

if TYPE_CHECKING:
    from chainmap.report.compare.compared import Compared
    from chainmap.report.explained import Explained

MOST = 10
"""Deliveries and teams whose figures are explained, unless all are asked for."""


class CompareFormat(StrEnum):
    """How a comparison is printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


@grouped
def compare(
    *,
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
    explain: ExplainOption = False,
    output: Annotated[
        Path | None,
        file_option(
            "Also draw it: .svg, .png, .pdf, .pptx and all that draw writes.", default=False
        ),
    ] = None,
    how: MakingOptions,
    force: ForceOption = False,
    after: Annotated[
        Path, typer.Argument(metavar="AFTER", help="The same, as it is now.")
    ] = DEFAULT_ORG,
) -> None:
    """Show what changed between two states, for customers first."""
    from chainmap.report.compare.findings import worse

    if output is not None:
        format_of(output)  # a wrong ending is said before anything is analysed
    elif how != MakingOptions():
        raise typer.BadParameter("Nothing is drawn: say where to with --output FILE.")
    found = answer(before, after, as_of=as_of)
    issues = worse(found)
    told = compare_explained(before, after, found) if explain else None
    drawn = output is not None
    show(_printed(found, issues, output_format, told, everything=everything, is_drawn=drawn))
    if output is not None:
        wanted, making = Wanted(View.COMPARE, before=before), how.making(as_of=as_of)
        say_picture(pictures.draw(after, wanted, making, output=output, overwrite=force))
    raise typer.Exit(int(any(issue.severity.rank <= fail_on.rank for issue in issues)))


def _printed(
    found: Compared,
    issues: tuple[Issue, ...],
    output_format: CompareFormat,
    explained: tuple[Explained, ...] | None,
    *,
    everything: bool,
    is_drawn: bool,
) -> str:
    match output_format:
        case CompareFormat.GITHUB:
            from chainmap.report.issues import as_github

            return as_github(issues)
        case CompareFormat.JSON:
            from chainmap.report.compare.as_json import compare_json
            from chainmap.report.explained.as_json import with_explained

            return with_explained(compare_json(found, issues=issues), explained)
        case CompareFormat.TEXT:
            from chainmap.report.compare.as_text import as_text
            from chainmap.report.explained.as_text import above

            calendar = found.result.after.organisation.calendar
            foot = f"Working time, {calendar}."
            return as_text(
                found,
                issues=issues,
                footer=above(foot, explained, most=None if everything else MOST, more="--all"),
                everything=everything,
                is_drawn=is_drawn,
            )
