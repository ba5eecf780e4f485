"""`chainmap team`: one team's page."""

from __future__ import annotations

from typing import Annotated

import typer

from chainmap.app.answers import team as answer
from chainmap.app.explaining import team_explained
from chainmap.cli.options import (
    DEFAULT_ORG,
    AsOfOption,
    ExplainOption,
    Format,
    FormatOption,
    OrgArgument,
)
from chainmap.cli.output import show


def team(
    as_of: AsOfOption,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The team's name.")],
    explain: ExplainOption = False,
    output_format: FormatOption = Format.TEXT,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Show one team's customers, suppliers and complaints."""
    found = answer(org, name)
    explained = team_explained(org, found) if explain else None
    if output_format is Format.JSON:
        from chainmap.report.explained.as_json import with_explained
        from chainmap.report.team_json import team_json

        show(with_explained(team_json(found.result, found.flow.organisation), explained))
        return
    from chainmap.report.explained.as_text import above
    from chainmap.report.story.footer import footer
    from chainmap.report.text.team import as_text

    show(as_text(found.result, found.flow, footer=above(footer(found.flow, as_of), explained)))
