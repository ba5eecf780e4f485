"""`chainmap survey`: what is expected of handoffs, what is perceived, and does it change?"""

from __future__ import annotations

from typing import Annotated

import typer

from chainmap.app.explaining import survey_explained
from chainmap.app.surveying import About
from chainmap.app.surveying import survey as answer
from chainmap.cli.options import (
    DEFAULT_ORG,
    AsOfOption,
    ExplainOption,
    Format,
    FormatOption,
    OrgArgument,
)
from chainmap.cli.output import show
from chainmap.survey import CutBy, Per

MOST = 10
"""Handoffs whose figures are explained; JSON has all."""


def survey(
    as_of: AsOfOption,
    customer: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only what this party receives.", show_default=False),
    ] = None,
    team: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only what this team supplies.", show_default=False),
    ] = None,
    cut_by: Annotated[
        CutBy, typer.Option("--cut-by", help="Where high importance and performance begin.")
    ] = CutBy.MEAN,
    per: Annotated[Per, typer.Option("--per", help="How long a period of the trend is.")] = (
        Per.QUARTER
    ),
    explain: ExplainOption = False,
    output_format: FormatOption = Format.TEXT,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Show what customers of handoffs expect and perceive."""
    found = answer(org, About(customer, team), as_of=as_of, cut_by=cut_by, per=per)
    explained = survey_explained(org, found) if explain else None
    if output_format is Format.JSON:
        from chainmap.report.explained.as_json import with_explained
        from chainmap.report.survey_json import survey_json

        told = survey_json(found.expectations, found.trend, found.flow.organisation)
        show(with_explained(told, explained))
        return
    from chainmap.report.explained.as_text import above
    from chainmap.report.story.footer import footer
    from chainmap.report.text.survey import as_text

    show(
        as_text(
            found.expectations,
            found.trend,
            found.flow.organisation,
            footer=above(
                footer(found.flow, as_of), explained, most=MOST, more="--team, --customer"
            ),
        )
    )
