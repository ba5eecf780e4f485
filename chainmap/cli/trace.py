"""`chainmap trace`: which chains, promises and teams stand behind a complaint?"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from chainmap.app.answers import Dice, Selection, chance_of
from chainmap.app.answers import trace as answer
from chainmap.app.certainty import certainty_of, stability_of
from chainmap.app.explaining import trace_explained
from chainmap.app.explaining_chance import Unsure
from chainmap.cli.options import (
    DEFAULT_ORG,
    AsOfOption,
    ChanceOption,
    ExplainOption,
    Format,
    FormatOption,
    OrgArgument,
    RunsOption,
    SeedOption,
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
    explain: ExplainOption = False,
    chance: ChanceOption = False,
    runs: RunsOption = 100_000,
    seed: SeedOption = 1,
    output_format: FormatOption = Format.TEXT,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Trace complaints to the chains and promises behind them."""
    _only_one(to, complaint, customer, category, since)
    found = answer(org, Selection(complaint, customer, category, since, to), k=k)
    drawn = chance_of(found.flow, found.result, Dice(runs, seed)) if chance else None
    sure = certainty_of(found.flow, found.result)
    stable = stability_of(found.flow, found.result, seed=seed) if chance else None
    from chainmap.report.story.telling import footer, stories

    told = stories(found.flow, found.result)
    groups = [story.group for story in told]
    unsure = Unsure(sure, stable, drawn)
    explained = trace_explained(org, found, groups, unsure) if explain else None
    if output_format is Format.JSON:
        from chainmap.report.explained.as_json import with_explained
        from chainmap.report.trace_json import trace_json

        answer_json = trace_json(found.result, chance=drawn, certainty=sure, stable=stable)
        show(with_explained(answer_json, explained))
        return
    from chainmap.report.explained.as_text import above
    from chainmap.report.text.trace import as_text
    from chainmap.units import command

    whole = len(told) if everything else STORIES
    source = found.flow.organisation.source
    more = f"The others in full: {command('trace --all', source)}"
    foot = above(
        footer(found.flow, as_of),
        explained,
        most=whole,
        more=command("trace --all --explain", source),
    )
    if sure and sure.suspects:
        from chainmap.report.text.certainty import certainty_text

        foot = f"{certainty_text(sure, stable=stable)}\n\n{foot}"
    if drawn:
        from chainmap.report.text.chance import deliveries_text

        foot = f"{deliveries_text(drawn, found.flow.organisation.calendar)}\n\n{foot}"
    show(as_text(told, footer=foot, whole=whole, how_to_see_more=more))


def _only_one(to: str | None, *filters: object) -> None:
    if to is not None and any(chosen is not None for chosen in filters):
        raise typer.BadParameter("--to asks for a party without a complaint: leave the others out.")
