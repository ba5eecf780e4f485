"""`chainmap promises`: do the promises between teams fit what customers were told?"""

from __future__ import annotations

from typing import Annotated

import typer

from chainmap.app.promising import promises as answer
from chainmap.cli.options import DEFAULT_ORG, AsOfOption, Format, FormatOption, OrgArgument
from chainmap.cli.output import show


def _share(text: str | float) -> float:
    """Read 95% or 0.95."""
    written = str(text).strip()
    try:
        value = float(written.removesuffix("%")) / (100 if written.endswith("%") else 1)
    except ValueError:
        value = -1.0
    if not 0 < value < 1:
        raise typer.BadParameter(f"{written} is no share below 100 %. Write 95% or 0.95.")
    return value


def promises(
    as_of: AsOfOption,
    customer: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only what is delivered to this external customer."),
    ] = None,
    kept: Annotated[
        float,
        typer.Option(
            metavar="SHARE", parser=_share, help="How often each promise is assumed to be kept."
        ),
    ] = 0.95,
    everything: Annotated[bool, typer.Option("--all", help="Tell every delivery in full.")] = False,
    output_format: FormatOption = Format.TEXT,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Show whether promises fit together, and how to split them."""
    found = answer(org, customer=customer)
    organisation = found.flow.organisation
    if output_format is Format.JSON:
        from chainmap.report.promises_json import promises_json

        show(promises_json(found.result, organisation, kept=kept))
        return
    from chainmap.report.story.telling import footer
    from chainmap.report.text.promises import as_text
    from chainmap.units import command, quoted

    only = f" --customer {quoted(customer)}" if customer else ""
    all_of_them = command(f"promises --all{only}", organisation.source)
    show(
        as_text(
            found.result,
            organisation.calendar,
            kept=kept,
            footer=footer(found.flow, as_of),
            how_to_see_all=None if everything else all_of_them,
        )
    )
