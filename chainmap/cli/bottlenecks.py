"""`chainmap bottlenecks`: which team's improvement would help complaining customers most?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from chainmap.app.answers import Moves
from chainmap.app.answers import bottlenecks as answer
from chainmap.app.explaining import bottlenecks_explained
from chainmap.cli.chances import ChanceOptions
from chainmap.cli.grouping import grouped
from chainmap.cli.options import (
    DEFAULT_ORG,
    AsOfOption,
    ExplainOption,
    Format,
    FormatOption,
    OrgArgument,
)
from chainmap.cli.output import show
from chainmap.cli.shares import share_reader

if TYPE_CHECKING:
    from chainmap.app.answers import Ranked
    from chainmap.report.explained import Explained

_SHARE = share_reader("50% or 0.5")


class Wait(StrEnum):
    """Whence waits come that nobody measured."""

    STATED = "stated"
    FORMULA = "formula"


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingOptions:
    """What teams are ranked by, and what is told beside it, as it was given."""

    cut: Annotated[
        float,
        typer.Option(
            metavar="SHARE",
            parser=_SHARE,
            show_default="50%",
            help="The share taken off a team's times.",
        ),
    ] = 0.5
    wait: Annotated[
        Wait,
        typer.Option(help="Where waits are not measured: as stated, or by formula (M/M/c)."),
    ] = Wait.STATED
    add_person: Annotated[
        bool, typer.Option("--add-person", help="Also: whose one more person would help most.")
    ] = False
    accuracy: Annotated[
        float | None,
        typer.Option(
            metavar="SHARE",
            parser=_SHARE,
            help="Also: whose work would help most if this share of it were right, as 99%.",
        ),
    ] = None

    @property
    def moves(self) -> Moves:
        """Which next moves teams are ranked by as well."""
        return Moves(self.add_person, self.accuracy)


@grouped
def bottlenecks(
    *,
    as_of: AsOfOption,
    ranking: RankingOptions,
    explain: ExplainOption = False,
    chances: ChanceOptions,
    output_format: FormatOption = Format.TEXT,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Rank teams by what customers gain if they improve."""
    found = answer(
        org,
        cut=ranking.cut,
        formula=ranking.wait is Wait.FORMULA,
        dice=chances.dice,
        moves=ranking.moves,
    )
    explained = bottlenecks_explained(org, found) if explain else None
    is_json = output_format is Format.JSON
    show(_as_json(found, explained) if is_json else _as_text(found, explained, as_of))


def _as_text(found: Ranked, explained: tuple[Explained, ...] | None, as_of: date) -> str:
    from chainmap.report.explained.as_text import above
    from chainmap.report.story.footer import footer
    from chainmap.report.text.bottlenecks import MAX_ROWS, as_text
    from chainmap.report.text.bottlenecks_next import next_text

    foot = above(footer(found.flow, as_of), explained, most=MAX_ROWS, more="--format json")
    following = next_text(found.result, found.flow, with_moves=found.moves is not None)
    return as_text(
        found.result,
        found.flow,
        footer="\n\n".join(filter(None, [*_also(found), following, foot])),
        doubts=found.doubts,
        by_formula=found.by_formula,
    )


def _as_json(found: Ranked, explained: tuple[Explained, ...] | None) -> str:
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
    return with_explained(ranked, explained)


def _also(found: Ranked) -> list[str]:
    """Return what was asked for beside the ranking: other moves, then chance."""
    told = []
    if found.moves:
        from chainmap.report.text.next_moves import moves_text

        told.append(moves_text(found.moves, found.result, found.flow.organisation.calendar))
    if found.chance:
        from chainmap.report.text.chance import teams_text

        told.append(teams_text(found.chance))
    return told
