"""`chainmap simulate`: how long do items take and wait if chance decides?"""

from __future__ import annotations

from typing import Annotated

import typer

from chainmap.app.explaining import simulation_explained
from chainmap.app.simulating import Length
from chainmap.app.simulating import simulate as answer
from chainmap.cli.options import (
    DEFAULT_ORG,
    AsOfOption,
    ExplainOption,
    Format,
    FormatOption,
    OrgArgument,
)
from chainmap.cli.output import progress, show

SHORTEST = 0.01
"""Hours or weeks below which nobody simulates."""


def simulate(
    as_of: AsOfOption,
    replications: Annotated[
        int, typer.Option(min=10, max=1000, help="Runs with other dice; more narrow the intervals.")
    ] = 10,
    weeks: Annotated[
        float | None,
        typer.Option(
            min=SHORTEST,
            help="Working weeks counted in each run, after the warm-up.",
            show_default="as useful",
        ),
    ] = None,
    hours: Annotated[
        float | None,
        typer.Option(min=SHORTEST, help="The same length, in working hours.", show_default=False),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed throws the same dice.")] = 1,
    explain: ExplainOption = False,
    output_format: FormatOption = Format.TEXT,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Simulate waits and lead times, and check the formula."""
    if weeks is not None and hours is not None:
        raise typer.BadParameter("Give --weeks or --hours, not both.")
    with progress() as tell:
        found = answer(org, Length(replications, seed, hours, weeks), tell=tell)
    explained = simulation_explained(org, found) if explain else None
    if output_format is Format.JSON:
        from chainmap.report.explained.as_json import with_explained
        from chainmap.report.simulation_json import simulation_json

        show(with_explained(simulation_json(found.result, found.flow.organisation), explained))
        return
    from chainmap.report.explained.as_text import above
    from chainmap.report.story.footer import footer
    from chainmap.report.text.simulation import MAX_ROWS, as_text

    told = above(footer(found.flow, as_of), explained, most=MAX_ROWS, more="--format json")
    show(as_text(found.result, found.flow.organisation, footer=told))
