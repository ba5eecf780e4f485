"""`chainmap bottlenecks`: which team's improvement would help complaining customers most?"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from chainmap.app.answers import Dice, Moves
from chainmap.app.answers import bottlenecks as answer
from chainmap.app.explaining import bottlenecks_explained
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
)
from chainmap.cli.output import show
from chainmap.cli.shares import share_reader

_SHARE = share_reader("50% or 0.5")


class Wait(StrEnum):
    """Whence waits come that nobody measured."""

    STATED = "stated"
    FORMULA = "formula"


def bottlenecks(
    as_of: AsOfOption,
    cut: Annotated[
        float,
        typer.Option(metavar="SHARE", parser=_SHARE, help="The share taken off a team's times."),
    ] = 0.5,
    wait: Annotated[
        Wait,
        typer.Option(help="Where waits are not measured: as stated, or by formula (M/M/c)."),
    ] = Wait.STATED,
    add_person: Annotated[
        bool, typer.Option("--add-person", help="Also: whose one more person would help most.")
    ] = False,
    accuracy: Annotated[
        float | None,
        typer.Option(
            metavar="SHARE",
            parser=_SHARE,
            help="Also: whose work, right in this share, would help most.",
        ),
    ] = None,
    explain: ExplainOption = False,
    chance: ChanceOption = False,
    runs: RunsOption = 100_000,
    seed: SeedOption = 1,
    output_format: FormatOption = Format.TEXT,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Rank teams by what customers gain if they improve."""
    dice = Dice(runs, seed) if chance else None
    found = answer(
        org, cut=cut, formula=wait is Wait.FORMULA, dice=dice, moves=Moves(add_person, accuracy)
    )
    explained = bottlenecks_explained(org, found) if explain else None
    if output_format is Format.JSON:
        from chainmap.report.bottlenecks_json import bottlenecks_json
        from chainmap.report.explained.as_json import with_explained

        ranked = bottlenecks_json(
            found.result,
            found.flow.organisation,
            doubts=found.doubts,
            by_formula=found.by_formula,
            chance=found.chance,
            moves=found.moves,
        )
        show(with_explained(ranked, explained))
        return
    from chainmap.report.explained.as_text import above
    from chainmap.report.story.telling import footer
    from chainmap.report.text.bottlenecks import MAX_ROWS, as_text

    told = above(footer(found.flow, as_of), explained, most=MAX_ROWS, more="--format json")
    if found.chance:
        from chainmap.report.text.chance import teams_text

        told = f"{teams_text(found.chance)}\n\n{told}"
    if found.moves:
        from chainmap.report.text.next_moves import moves_text

        calendar = found.flow.organisation.calendar
        told = f"{moves_text(found.moves, found.result, calendar)}\n\n{told}"
    show(
        as_text(
            found.result,
            found.flow,
            footer=told,
            doubts=found.doubts,
            by_formula=found.by_formula,
        )
    )
