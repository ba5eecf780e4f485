"""`chainmap team`: one team's page."""

from __future__ import annotations

from typing import Annotated

import typer

from chainmap.app.answers import team as answer
from chainmap.cli.options import DEFAULT_ORG, AsOfOption, Format, FormatOption, OrgArgument
from chainmap.cli.output import show


def team(
    as_of: AsOfOption,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The team's name.")],
    output_format: FormatOption = Format.TEXT,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Show one team's customers, suppliers and complaints."""
    found = answer(org, name)
    if output_format is Format.JSON:
        from chainmap.report.as_json import team_json

        show(team_json(found.result, found.flow.organisation))
        return
    from chainmap.report.story.telling import footer
    from chainmap.report.text.team import as_text

    show(as_text(found.result, found.flow, footer=footer(found.flow, as_of)))
