"""`chainmap gaps`: where do supplier and customer disagree?"""

from __future__ import annotations

from typing import Annotated

import typer

from chainmap.app.answers import gaps as answer
from chainmap.cli.options import DEFAULT_ORG, AsOfOption, Format, FormatOption, OrgArgument
from chainmap.cli.output import show


def gaps(
    as_of: AsOfOption,
    everything: Annotated[bool, typer.Option("--all", help="Print every pair.")] = False,
    output_format: FormatOption = Format.TEXT,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Show who should talk to whom first, and about what."""
    found = answer(org, as_of=as_of)
    if output_format is Format.JSON:
        from chainmap.report.as_json import gaps_json

        show(gaps_json(found.result, found.flow.organisation))
        return
    from chainmap.report.story.telling import footer
    from chainmap.report.text.gaps import as_text

    show(as_text(found.result, footer=footer(found.flow, as_of), everything=everything))
