"""`chainmap draw`: the chain as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chainmap.app import pictures
from chainmap.app.answers import Selection
from chainmap.app.making import Making
from chainmap.app.views import ColourBy, MatrixOrder, View, Wanted
from chainmap.cli.options import (
    DEFAULT_ORG,
    AnonymiseKeyOption,
    AnonymiseOption,
    AsOfOption,
    EngineOption,
    ForceOption,
    OrgArgument,
    OutputOption,
    anonymity,
)
from chainmap.cli.output import say
from chainmap.diagram.looks.choices import EngineChoice, Paper, Theme, Tile
from chainmap.diagram.looks.words import Language

_SHOWN = "What is shown"
_MADE = "How it is made"


def draw(
    as_of: AsOfOption,
    view: Annotated[View, typer.Argument(help="What to draw; the list stands above.")],
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
            help="compare: as it was; also REVISION:DIRECTORY of git.",
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
    size: Annotated[
        Paper | None,
        typer.Option(
            help="Fit it to a sheet in landscape, or to a slide.",
            rich_help_panel=_MADE,
            show_default=False,
        ),
    ] = None,
    tile: Annotated[
        Tile | None,
        typer.Option(
            help=".pdf: cut a poster of --size into such sheets.",
            rich_help_panel=_MADE,
            show_default=False,
        ),
    ] = None,
    dpi: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=24,
            max=2400,
            help=".png: dots an inch, instead of what is sharp enough.",
            rich_help_panel=_MADE,
            show_default=False,
        ),
    ] = None,
    theme: Annotated[
        Theme, typer.Option(help="What the colours are for.", rich_help_panel=_MADE)
    ] = Theme.SCREEN,
    lang: Annotated[
        Language,
        typer.Option(help="The language of what is not a name.", rich_help_panel=_MADE),
    ] = Language.ENGLISH,
    engine: EngineOption = EngineChoice.AUTO,
    anonymise: AnonymiseOption = False,
    anonymise_key: AnonymiseKeyOption = None,
    force: ForceOption = False,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    r"""Draw the chain, or what stands behind a complaint.

    \b
    chain     who serves whom, departments as areas
    trace     the slowest chain behind a complaint, with its figures
    swimlane  the same through the lanes of the departments
    ladder    the same with its time line of waits and work
    sipoc     a card for each team: suppliers, customers, what they said
    matrix    who serves whom as a square
    contacts  the routes of customers who were passed around
    overview  handoffs between departments
    pareto    complaints by kind, customer and suspect
    compare   the organisation before and now
    gaps      where promise, need and practice differ

    The ending of FILE says what is written: .svg .png .pdf .pptx .drawio .mmd
    .graphml .dot.
    """
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
    making = Making(
        title=title,
        time_limit=time_limit,
        as_of=as_of,
        engine=engine,
        size=size,
        tile=tile,
        dpi=dpi,
        theme=theme,
        language=lang,
        anonymity=anonymity(anonymise=anonymise, key=anonymise_key),
    )
    drawn = pictures.draw(
        org, wanted, making, output=output or Path(f"{view}.svg"), overwrite=force
    )
    by = f", drawn by {drawn.engine}" if drawn.engine else ""
    say(f"Wrote {drawn.path}{by}.")
    for remark in drawn.remarks:
        say(remark)
