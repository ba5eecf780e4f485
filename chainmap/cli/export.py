"""`chainmap export`: all answers as a workbook or as slides."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chainmap.app import exporting
from chainmap.cli.grouping import grouped
from chainmap.cli.logs import LogOptions
from chainmap.cli.options import (
    DEFAULT_ORG,
    AnonymityOptions,
    AsOfOption,
    OrgArgument,
    file_option,
)
from chainmap.cli.output import progress, say, show


@grouped
def export(
    *,
    as_of: AsOfOption,
    output: Annotated[
        Path, file_option("Write to this file: .xlsx is a workbook, .pptx are slides.")
    ],
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The title of the slides.")
    ] = None,
    logs: LogOptions,
    anonymous: AnonymityOptions,
    force: Annotated[
        bool,
        typer.Option("--force", help="Replace the file, and what people have written into it."),
    ] = False,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Write all answers as a workbook or as slides."""
    with progress() as tell:
        made = exporting.export(
            org,
            output=output,
            as_of=as_of,
            overwrite=force,
            tell=tell,
            title=title,
            anonymity=anonymous.anonymity,
            log=logs.request(),
            names=logs.names,
        )
    if made.picture_problem:
        say(f"Without pictures: {made.picture_problem}")
    parts = "sheets" if made.form is exporting.OfficeFormat.XLSX else "slides"
    show(f"Wrote {made.path}: {made.parts} {parts}.\n")
