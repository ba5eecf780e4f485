"""`chainmap trace`: which chains, promises and teams stand behind a complaint?"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from chainmap.app.answers import Selection
from chainmap.app.answers import trace as answer
from chainmap.cli.options import (
    DEFAULT_ORG,
    AsOfOption,
    Format,
    FormatOption,
    OrgArgument,
    parse_date,
)
from chainmap.cli.output import show

STORIES = 1
"""Stories told in full when many complaints match."""


def trace(
    as_of: AsOfOption,
    complaint: Annotated[
        str | None, typer.Option(metavar="ID", help="Only the complaint with this id.")
    ] = None,
    customer: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only complaints of this customer.")
    ] = None,
    category: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="Only this kind of complaint, such as late or wrong."),
    ] = None,
    since: Annotated[
        date | None,
        typer.Option(metavar="DATE", parser=parse_date, help="Only complaints from this day on."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(metavar="PARTY", help="What stands behind a party, without a complaint."),
    ] = None,
    k: Annotated[int, typer.Option("-k", min=1, help="How many of the slowest chains.")] = 5,
    everything: Annotated[bool, typer.Option("--all", help="Tell every story in full.")] = False,
    output_format: FormatOption = Format.TEXT,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Trace complaints to the chains and promises behind them."""
    _only_one(to, complaint, customer, category, since)
    found = answer(org, Selection(complaint, customer, category, since, to), k=k)
    if output_format is Format.JSON:
        from chainmap.report.as_json import trace_json

        show(trace_json(found.result))
        return
    from chainmap.report.story.telling import footer, stories
    from chainmap.report.text.trace import as_text
    from chainmap.units import command

    told = stories(found.flow, found.result)
    whole = len(told) if everything else STORIES
    more = f"The others in full: {command('trace --all', found.flow.organisation.source)}"
    show(as_text(told, footer=footer(found.flow, as_of), whole=whole, how_to_see_more=more))


def _only_one(to: str | None, *filters: object) -> None:
    if to is not None and any(chosen is not None for chosen in filters):
        raise typer.BadParameter("--to asks for a party without a complaint: leave the others out.")
