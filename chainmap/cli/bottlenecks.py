"""`chainmap bottlenecks`: which team's improvement would help complaining customers most?"""

from __future__ import annotations

from typing import Annotated

import typer

from chainmap.app.answers import bottlenecks as answer
from chainmap.cli.options import DEFAULT_ORG, AsOfOption, Format, FormatOption, OrgArgument
from chainmap.cli.output import show


def _share(text: str | float) -> float:
    """Read 50% or 0.5."""
    written = str(text).strip()
    try:
        value = float(written.removesuffix("%")) / (100 if written.endswith("%") else 1)
    except ValueError:
        value = -1.0
    if not 0 < value <= 1:
        raise typer.BadParameter(f"{written} is no share. Write 50% or 0.5.")
    return value


def bottlenecks(
    as_of: AsOfOption,
    cut: Annotated[
        float,
        typer.Option(metavar="SHARE", parser=_share, help="The share taken off a team's times."),
    ] = 0.5,
    output_format: FormatOption = Format.TEXT,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Rank teams by what customers gain if they improve."""
    found = answer(org, cut=cut)
    if output_format is Format.JSON:
        from chainmap.report.as_json import bottlenecks_json

        show(bottlenecks_json(found.result, found.flow.organisation))
        return
    from chainmap.report.story.telling import footer
    from chainmap.report.text.bottlenecks import as_text

    show(as_text(found.result, found.flow, footer=footer(found.flow, as_of)))
