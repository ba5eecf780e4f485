"""`chainmap draw`: the chain as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chainmap.app import pictures
from chainmap.app.answers import Selection
from chainmap.app.pictures import View
from chainmap.cli.options import DEFAULT_ORG, AsOfOption, ForceOption, OrgArgument, OutputOption
from chainmap.cli.output import say


def draw(
    as_of: AsOfOption,
    view: Annotated[
        View,
        typer.Argument(help="chain: the whole organisation. trace: what is behind a complaint."),
    ],
    output: OutputOption = None,
    complaint: Annotated[
        str | None, typer.Option(metavar="ID", help="trace: behind this complaint.")
    ] = None,
    customer: Annotated[
        str | None, typer.Option(metavar="NAME", help="trace: behind this customer's heaviest.")
    ] = None,
    to: Annotated[
        str | None, typer.Option(metavar="PARTY", help="trace: behind a party's slowest delivery.")
    ] = None,
    time_limit: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="Give up drawing after this time.")
    ] = 20.0,
    force: ForceOption = False,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Draw the chain, or what stands behind a complaint."""
    drawn = pictures.draw(
        org,
        view,
        Selection(complaint=complaint, customer=customer, to=to),
        output=output or Path(f"{view}.svg"),
        as_of=as_of,
        time_limit=time_limit,
        overwrite=force,
    )
    by = f", drawn by {drawn.engine}" if drawn.engine else ""
    say(f"Wrote {drawn.path}{by}.")
