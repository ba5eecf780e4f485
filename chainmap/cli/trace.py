"""`chainmap trace`: which chains, promises and teams stand behind a complaint?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from chainmap.app.answers import Selection, chance_of
from chainmap.app.answers import trace as answer
from chainmap.app.certainty import certainty_of, stability_of
from chainmap.app.explaining import trace_explained
from chainmap.app.explaining_chance import Unsure
from chainmap.cli.chances import ChanceOptions
from chainmap.cli.grouping import grouped
from chainmap.cli.options import (
    DEFAULT_ORG,
    AsOfOption,
    ExplainOption,
    Format,
    FormatOption,
    OrgArgument,
    parse_date,
)
from chainmap.cli.output import show

if TYPE_CHECKING:
    from chainmap.analysis.trace import Trace
    from chainmap.flow import Flow
    from chainmap.model import Calendar
    from chainmap.report.explained import Explained

STORIES = 1
"""Stories told in full when many complaints match."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutOptions:
    """Which complaints are traced, or which party without one."""

    HEADING: ClassVar = "What is traced"

    complaint: Annotated[
        str | None, typer.Option(metavar="ID", help="Only the complaint with this id.")
    ] = None
    customer: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only complaints of this customer.")
    ] = None
    category: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="Only this kind of complaint, such as late or wrong."),
    ] = None
    since: Annotated[
        date | None,
        typer.Option(metavar="DATE", parser=parse_date, help="Only complaints from this day on."),
    ] = None
    to: Annotated[
        str | None,
        typer.Option(metavar="PARTY", help="What stands behind a party, without a complaint."),
    ] = None

    @property
    def selection(self) -> Selection:
        """What is traced.

        Raises:
            typer.BadParameter: a party and complaints are asked for at once.
        """
        filters = (self.complaint, self.customer, self.category, self.since)
        if self.to is not None and any(chosen is not None for chosen in filters):
            raise typer.BadParameter(
                "--to asks for a party without a complaint: leave the others out."
            )
        return Selection(*filters, self.to)


@grouped
def trace(
    *,
    as_of: AsOfOption,
    about: AboutOptions,
    k: Annotated[
        int, typer.Option("-k", min=1, help="How many of the slowest chains are told.")
    ] = 5,
    everything: Annotated[bool, typer.Option("--all", help="Tell every story in full.")] = False,
    explain: ExplainOption = False,
    chances: ChanceOptions,
    output_format: FormatOption = Format.TEXT,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Trace complaints to the chains and promises behind them."""
    from chainmap.report.story.footer import footer
    from chainmap.report.story.telling import stories

    found = answer(org, about.selection, k=k)
    unsure = _unsure(found.flow, found.result, chances)
    told = stories(found.flow, found.result)
    groups = [story.group for story in told]
    explained = trace_explained(org, found, groups, unsure) if explain else None
    if output_format is Format.JSON:
        show(_as_json(found.result, unsure, explained))
        return
    from chainmap.report.explained.as_text import above
    from chainmap.report.text.trace import as_text
    from chainmap.units import command

    whole = len(told) if everything else STORIES
    source = found.flow.organisation.source
    foot = above(
        footer(found.flow, as_of),
        explained,
        most=whole,
        more=command("trace --all --explain", source),
    )
    foot = "\n\n".join([*_how_sure(unsure, found.flow.organisation.calendar), foot])
    more = f"The others in full: {command('trace --all', source)}"
    show(as_text(told, footer=foot, whole=whole, how_to_see_more=more))


def _unsure(flow: Flow, result: Trace, chances: ChanceOptions) -> Unsure:
    """Return how sure the answer is; what needs many draws only if they are asked for."""
    sure = certainty_of(flow, result)
    dice = chances.dice
    if dice is None:
        return Unsure(sure)
    drawn = chance_of(flow, result, dice)
    return Unsure(sure, stability_of(flow, result, seed=dice.seed), drawn)


def _as_json(result: Trace, unsure: Unsure, explained: tuple[Explained, ...] | None) -> str:
    from chainmap.report.explained.as_json import with_explained
    from chainmap.report.trace_json import trace_json

    told = trace_json(
        result, chance=unsure.chance, certainty=unsure.certainty, stable=unsure.stable
    )
    return with_explained(told, explained)


def _how_sure(unsure: Unsure, calendar: Calendar) -> list[str]:
    """Return what stands between the stories and the footer: chance, then the order's certainty."""
    told = []
    if unsure.chance:
        from chainmap.report.text.chance import deliveries_text

        told.append(deliveries_text(unsure.chance, calendar))
    if unsure.certainty and unsure.certainty.suspects:
        from chainmap.report.text.certainty import certainty_text

        told.append(certainty_text(unsure.certainty, stable=unsure.stable))
    return told
