"""`chainmap gaps`: where do supplier and customer disagree?"""

from __future__ import annotations

from typing import Annotated

import typer

from chainmap.app.answers import gaps as answer
from chainmap.cli.options import DEFAULT_ORG, AsOfOption, Format, FormatOption, OrgArgument
from chainmap.cli.output import show


def gaps(
    as_of: AsOfOption,
    customer: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only gaps behind what this party receives."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Print every pair.")] = False,
    output_format: FormatOption = Format.TEXT,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Show who should talk to whom first, and about what."""
    found = answer(org, as_of=as_of, customer=customer)
    if output_format is Format.JSON:
        from chainmap.report.as_json import gaps_json

        show(gaps_json(found.result, found.flow.organisation))
        return
    from chainmap.report.story.telling import footer
    from chainmap.report.text.gaps import as_text
    from chainmap.units import command

    all_of_them = command("gaps --all", found.flow.organisation.source)
    show(
        as_text(
            found.result,
            footer=footer(found.flow, as_of),
            how_to_see_all=None if everything else all_of_them,
        )
    )
