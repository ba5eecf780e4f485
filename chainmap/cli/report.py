"""`chainmap report`: the whole answer on one page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from chainmap.app import reporting
from chainmap.cli.grouping import grouped
from chainmap.cli.logs import LogOptions
from chainmap.cli.options import (
    DEFAULT_ORG,
    AnonymityOptions,
    AsOfOption,
    EngineOption,
    ForceOption,
    OrgArgument,
    file_option,
)
from chainmap.cli.output import progress, say, show
from chainmap.diagram.looks.choices import EngineChoice
from chainmap.units import count


@grouped
def report(
    *,
    as_of: AsOfOption,
    output: Annotated[Path | None, file_option(default="report.html")] = None,
    logs: LogOptions,
    engine: EngineOption = EngineChoice.AUTO,
    anonymous: AnonymityOptions,
    force: ForceOption = False,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Write one page with all answers, to send round."""
    with progress() as tell:
        page = reporting.report(
            org,
            output=output or Path("report.html"),
            as_of=as_of,
            overwrite=force,
            tell=tell,
            engine=engine,
            anonymity=anonymous.anonymity,
            log=logs.request(),
            names=logs.names,
        )
    if page.picture_problem:
        say(f"Without pictures: {page.picture_problem}")
    told = f"{count(page.sections, 'delivery', 'deliveries')} traced"
    if page.complaints:
        sections = count(page.sections, "section", "sections")
        told = f"{count(page.complaints, 'complaint')} traced in {sections}"
    show(f"Wrote {page.path}: {told}. Open it in any browser.\n")
