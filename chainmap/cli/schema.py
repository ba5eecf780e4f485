"""`chainmap schema`: what may stand in a file, for editors that check while you type."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chainmap.app import starting
from chainmap.cli.output import show, written


def schema(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND",
            help="Print one: team, customer, vendor, chainmap, scenario or complaints.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Write all as DIR/KIND.json."),
    ] = None,
) -> None:
    """Print the rules of the files for editors, as JSON Schema."""
    if (kind is None) == (output is None):
        raise typer.BadParameter("Name one KIND to print, or a directory with --output for all.")
    if output is not None and str(output) == "-":
        raise typer.BadParameter("- is no directory. One KIND is printed without --output.")
    if output is not None:
        show(written(starting.write_schemas(output)))
    elif kind is not None:
        show(starting.schema(kind)[kind])
