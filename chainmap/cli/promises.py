"""`chainmap promises`: do the promises between teams fit what customers were told?"""

from __future__ import annotations

from typing import Annotated

import typer

from chainmap.app.explaining import promises_explained
from chainmap.app.promising import promises as answer
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


def promises(
    as_of: AsOfOption,
    customer: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only what is delivered to this external customer."),
    ] = None,
    kept: Annotated[
        float,
        typer.Option(
            metavar="SHARE",
            parser=share_reader("95% or 0.95", whole=False),
            show_default="95%",
            help="How often each promise is assumed to be kept.",
        ),
    ] = 0.95,
    everything: Annotated[bool, typer.Option("--all", help="Tell every delivery in full.")] = False,
    explain: ExplainOption = False,
    output_format: FormatOption = Format.TEXT,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Show whether promises fit together, and how to split them."""
    found = answer(org, customer=customer)
    organisation = found.flow.organisation
    explained = promises_explained(org, found.result, kept) if explain else None
    if output_format is Format.JSON:
        from chainmap.report.explained.as_json import with_explained
        from chainmap.report.promises_json import promises_json

        show(with_explained(promises_json(found.result, organisation, kept=kept), explained))
        return
    from chainmap.report.explained.as_text import above
    from chainmap.report.story.footer import footer
    from chainmap.report.text.promises import MAX_BUDGETS, as_text
    from chainmap.units import command, quoted

    only = f" --customer {quoted(customer)}" if customer else ""
    all_of_them = command(f"promises --all{only}", organisation.source)
    told = above(
        footer(found.flow, as_of),
        explained,
        most=None if everything else MAX_BUDGETS,
        more=command(f"promises --all --explain{only}", organisation.source),
    )
    show(
        as_text(
            found.result,
            organisation.calendar,
            kept=kept,
            footer=told,
            how_to_see_all=None if everything else all_of_them,
        )
    )
