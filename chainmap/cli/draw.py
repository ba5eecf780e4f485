"""`chainmap draw`: the chain as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chainmap.app import pictures
from chainmap.app.answers import Selection
from chainmap.app.pictures import Making
from chainmap.app.views import ColourBy, MatrixOrder, View, Wanted
from chainmap.cli.options import DEFAULT_ORG, AsOfOption, ForceOption, OrgArgument, OutputOption
from chainmap.cli.output import say

_SHOWN = "What is shown"
_MADE = "How it is made"


def draw(
    as_of: AsOfOption,
    view: Annotated[View, typer.Argument(help="What to draw; see the list above.")],
    output: OutputOption = None,
    complaint: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Behind this complaint.", rich_help_panel=_SHOWN),
    ] = None,
    customer: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Behind this customer's heaviest complaint.",
            rich_help_panel=_SHOWN,
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            metavar="PARTY", help="Behind a party's slowest delivery.", rich_help_panel=_SHOWN
        ),
    ] = None,
    team: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="sipoc: this team only, not all.", rich_help_panel=_SHOWN
        ),
    ] = None,
    focus: Annotated[
        str | None,
        typer.Option(metavar="TEAM", help="Only what is near this team.", rich_help_panel=_SHOWN),
    ] = None,
    depth: Annotated[
        int,
        typer.Option(
            metavar="N", min=1, help="How many handoffs away is near.", rich_help_panel=_SHOWN
        ),
    ] = 1,
    department: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Only this department and whom it deals with.",
            rich_help_panel=_SHOWN,
        ),
    ] = None,
    color: Annotated[
        ColourBy,
        typer.Option(help="What the fill of a team's box says.", rich_help_panel=_SHOWN),
    ] = ColourBy.LOAD,
    order: Annotated[
        MatrixOrder,
        typer.Option(help="matrix: how the teams are ordered.", rich_help_panel=_SHOWN),
    ] = MatrixOrder.DEPARTMENT,
    before: Annotated[
        Path | None,
        typer.Option(
            metavar="DIRECTORY",
            help="compare: the organisation as it was.",
            rich_help_panel=_SHOWN,
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="The title, instead of its own.", rich_help_panel=_MADE),
    ] = None,
    time_limit: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            min=0.1,
            help="Show less if drawing takes longer.",
            rich_help_panel=_MADE,
        ),
    ] = 20.0,
    force: ForceOption = False,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Draw the chain, or what stands behind a complaint."""
    wanted = Wanted(
        view,
        Selection(complaint=complaint, customer=customer, to=to),
        team=team,
        focus=focus,
        depth=depth,
        department=department,
        colour_by=color,
        order=order,
        before=before,
    )
    making = Making(title=title, time_limit=time_limit, as_of=as_of)
    drawn = pictures.draw(
        org, wanted, making, output=output or Path(f"{view}.svg"), overwrite=force
    )
    by = f", drawn by {drawn.engine}" if drawn.engine else ""
    say(f"Wrote {drawn.path}{by}.")
