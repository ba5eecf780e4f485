"""`chainmap gaps`: where do supplier and customer disagree?"""

from __future__ import annotations

from typing import Annotated

import typer

from chainmap.app.answers import gaps as answer
from chainmap.app.explaining import gaps_explained
from chainmap.cli.options import (
    DEFAULT_ORG,
    AsOfOption,
    ExplainOption,
    Format,
    FormatOption,
    OrgArgument,
)
from chainmap.cli.output import show


def gaps(
    as_of: AsOfOption,
    customer: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only gaps behind what this party receives."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Print every pair.")] = False,
    explain: ExplainOption = False,
    output_format: FormatOption = Format.TEXT,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Show who should talk to whom first, and about what."""
    found = answer(org, as_of=as_of, customer=customer)
    explained = gaps_explained(org, found, as_of) if explain else None
    if output_format is Format.JSON:
        from chainmap.report.explained.as_json import with_explained
        from chainmap.report.gaps_json import gaps_json

        show(with_explained(gaps_json(found.result, found.flow.organisation), explained))
        return
    from chainmap.report.explained.as_text import above
    from chainmap.report.story.footer import footer
    from chainmap.report.text.gaps import MAX_TALKS, as_text
    from chainmap.units import command

    source = found.flow.organisation.source
    all_of_them = command("gaps --all", source)
    most = None if everything else MAX_TALKS
    more = command("gaps --all --explain", source)
    show(
        as_text(
            found.result,
            found.flow.organisation,
            footer=above(footer(found.flow, as_of), explained, most=most, more=more),
            how_to_see_all=None if everything else all_of_them,
        )
    )
