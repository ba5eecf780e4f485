"""`chainmap survey`: what is expected of handoffs, what is perceived, and does it change?"""

from __future__ import annotations

from typing import Annotated

import typer

from chainmap.app.surveying import About
from chainmap.app.surveying import survey as answer
from chainmap.cli.options import DEFAULT_ORG, AsOfOption, Format, FormatOption, OrgArgument
from chainmap.cli.output import show
from chainmap.survey import CutBy, Per


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
    output_format: FormatOption = Format.TEXT,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Show what customers of handoffs expect and perceive."""
    found = answer(org, About(customer, team), as_of=as_of, cut_by=cut_by, per=per)
    if output_format is Format.JSON:
        from chainmap.report.survey_json import survey_json

        show(survey_json(found.expectations, found.trend, found.flow.organisation))
        return
    from chainmap.report.story.telling import footer
    from chainmap.report.text.survey import as_text

    show(
        as_text(
            found.expectations,
            found.trend,
            found.flow.organisation,
            footer=footer(found.flow, as_of),
        )
    )
