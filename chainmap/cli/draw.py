"""`chainmap draw`: the chain as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar

import typer

from chainmap.app import pictures
from chainmap.app.answers import Selection
from chainmap.app.views import ColourBy, MatrixOrder, View, Wanted
from chainmap.cli.grouping import grouped
from chainmap.cli.logs import LogOptions
from chainmap.cli.making import MakingOptions
from chainmap.cli.options import (
    DEFAULT_ORG,
    AnonymityOptions,
    AsOfOption,
    ForceOption,
    file_option,
)
from chainmap.cli.output import progress, say_picture


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOptions:
    """What is to be shown, as it was given."""

    HEADING: ClassVar = "What is shown"

    complaint: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Behind this complaint."),
    ] = None
    customer: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Behind this customer's heaviest complaint."),
    ] = None
    to: Annotated[
        str | None,
        typer.Option(metavar="PARTY", help="Behind a party's slowest delivery."),
    ] = None
    team: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="sipoc: this team only, not all."),
    ] = None
    focus: Annotated[
        str | None,
        typer.Option(metavar="TEAM", help="Only what is near this team."),
    ] = None
    depth: Annotated[
        int,
        typer.Option(metavar="N", min=1, help="With --focus: how many handoffs away is near."),
    ] = 1
    department: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only this department and whom it deals with."),
    ] = None
    color: Annotated[
        ColourBy,
        typer.Option(help="What the fill of a team's box says."),
    ] = ColourBy.LOAD
    order: Annotated[
        MatrixOrder,
        typer.Option(help="matrix: how the teams are ordered."),
    ] = MatrixOrder.DEPARTMENT
    before: Annotated[
        Path | None,
        typer.Option(
            metavar="DIRECTORY", help="compare: as it was; also REVISION:DIRECTORY of git."
        ),
    ] = None
    arrows: Annotated[
        int,
        typer.Option(
            metavar="N", min=1, max=400, help="observed, agreement: at most so many, the widest."
        ),
    ] = 40

    def wanted(self, view: View, logs: LogOptions) -> Wanted:
        """Return what is to be drawn in this view."""
        return Wanted(
            view,
            Selection(complaint=self.complaint, customer=self.customer, to=self.to),
            team=self.team,
            focus=self.focus,
            depth=self.depth,
            department=self.department,
            colour_by=self.color,
            order=self.order,
            before=self.before,
            log=logs.request(),
            names=logs.names,
            arrows=self.arrows,
        )


@grouped
def draw(
    *,
    as_of: AsOfOption,
    view: Annotated[
        View, typer.Argument(metavar="VIEW", help="What to draw; the list stands above.")
    ],
    output: Annotated[Path | None, file_option(default="VIEW.svg")] = None,
    shown: ShownOptions,
    logs: LogOptions,
    how: MakingOptions,
    anonymous: AnonymityOptions,
    force: ForceOption = False,
    org: Annotated[
        Path | None,
        typer.Argument(
            metavar="ORG",
            help="The directory with the files of the organisation; observed needs none.",
            show_default=str(DEFAULT_ORG),
        ),
    ] = None,
) -> None:
    """Draw the chain, or what stands behind a complaint.

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
    observed  who hands cases to whom in a log (--log), how many, how long
    agreement what is declared against what a log (--log) shows

    The ending of FILE says what is written: .svg .png .pdf .pptx .drawio .mmd
    .graphml .dot.
    """  # noqa: D301  a real backspace: the list stands as it is in the help
    making = how.making(as_of=as_of, anonymity=anonymous.anonymity)
    file = output or Path(f"{view}.svg")
    root = org if org is not None or view is View.OBSERVED else DEFAULT_ORG
    wanted = shown.wanted(view, logs)
    with progress() as tell:
        drawn = pictures.draw(root, wanted, making, output=file, overwrite=force, tell=tell)
    say_picture(drawn)
