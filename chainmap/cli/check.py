"""`chainmap check`: is everything in the files right, and does the chain hang together?"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from chainmap import __version__, app
from chainmap.app.baselines import accepted, against
from chainmap.app.explaining import check_explained
from chainmap.app.paths import shown
from chainmap.cli.options import DEFAULT_ORG, AsOfOption, ExplainOption, OrgArgument
from chainmap.cli.output import say, show
from chainmap.issues import Severity
from chainmap.units import command

MOST = 20
"""Findings whose figures are explained; JSON has all."""


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
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Only findings that this file does not accept count."),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Accept all findings of today in this file."),
    ] = None,
    explain: ExplainOption = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file of --write-baseline.")
    ] = False,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Name what is wrong or odd in the files, and where."""
    if baseline and write_baseline:
        raise typer.BadParameter("Choose one: --baseline compares, --write-baseline accepts.")
    checked = app.check(org, as_of=as_of)
    if baseline:
        checked = against(checked, baseline)
    if write_baseline:
        checked = accepted(checked, write_baseline, overwrite=force)
        if checked.compared:
            say(f"Wrote {checked.compared.file}")
    how_to_see_all = None if everything else command("check --all", shown(org))
    printed = _printed(checked, output_format, how_to_see_all)
    show(_explained(printed, org, checked, output_format) if explain else printed)
    raise typer.Exit(_exit_code(checked, fail_on))


def _printed(checked: app.Checked, output_format: CheckFormat, how_to_see_all: str | None) -> str:
    from chainmap.report import issues as printer

    compared = checked.compared
    stale = compared.stale_notes if compared else ()
    match output_format:
        case CheckFormat.JSON:
            return printer.as_json(checked.issues, compared=compared)
        case CheckFormat.GITHUB:
            return printer.as_github([*checked.issues, *stale])
        case CheckFormat.SARIF:
            return printer.as_sarif(checked.issues, version=__version__, compared=compared)
        case CheckFormat.TEXT:
            lines = printer.as_text([*checked.issues, *stale], how_to_see_all)
            return lines + printer.closing_line(
                checked.issues,
                files=checked.files,
                organisation=checked.organisation,
                compared=compared,
            )


def _explained(printed: str, org: Path, checked: app.Checked, output_format: CheckFormat) -> str:
    """Return what is printed, and where the figures of broken rules come from, where it fits."""
    from chainmap.report.explained.as_json import with_explained
    from chainmap.report.explained.as_text import as_text

    match output_format:
        case CheckFormat.TEXT:
            told = as_text(check_explained(org, checked), most=MOST, more="--format json")
            return f"{printed}\n{told}\n" if told else printed
        case CheckFormat.JSON:
            return with_explained(printed, check_explained(org, checked))
        case _:
            return printed


def _exit_code(checked: app.Checked, fail_on: Severity) -> int:
    """0 fine, 1 (new) findings at or above `fail_on`, 2 errors in the files."""
    if checked.organisation is None:
        return 2
    return int(any(issue.severity.rank <= fail_on.rank for issue in checked.issues))
