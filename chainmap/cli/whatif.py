"""`chainmap whatif`: what would a change give each external customer?"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from chainmap.app.changing import whatif as answer
from chainmap.app.explaining import whatif_explained
from chainmap.cli.options import (
    DEFAULT_ORG,
    AsOfOption,
    ExplainOption,
    Format,
    FormatOption,
    OrgArgument,
)
from chainmap.cli.output import show


class Queues(StrEnum):
    """Whether lead times move where a load changes."""

    FORMULA = "formula"
    STATED = "stated"


def whatif(
    as_of: AsOfOption,
    scenario: Annotated[Path, typer.Argument(metavar="SCENARIO", help="A file with the changes.")],
    wait: Annotated[
        Queues,
        typer.Option(
            help="Where the load changes: waits change by formula (M/M/c), or stay as stated."
        ),
    ] = Queues.FORMULA,
    explain: ExplainOption = False,
    output_format: FormatOption = Format.TEXT,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Show what changes would give customers, before and after."""
    found = answer(scenario, org, queues=wait is Queues.FORMULA)
    explained = whatif_explained(org, found) if explain else None
    if output_format is Format.JSON:
        from chainmap.report.explained.as_json import with_explained
        from chainmap.report.whatif_json import whatif_json

        show(with_explained(whatif_json(found.scenario, found.result), explained))
        return
    from chainmap.report.explained.as_text import above
    from chainmap.report.story.footer import footer
    from chainmap.report.text.whatif import as_text
    from chainmap.report.text.whatif_tables import MAX_ROWS

    made_from = f"{footer(found.result.before, as_of)} {found.source}."
    told = above(made_from, explained, most=MAX_ROWS, more="--format json")
    show(as_text(found.scenario, found.result, footer=told))
