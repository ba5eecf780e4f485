"""`chainmap report`: the whole answer on one page."""

from __future__ import annotations

from pathlib import Path

from chainmap.app import pictures
from chainmap.cli.options import (
    DEFAULT_ORG,
    AnonymiseKeyOption,
    AnonymiseOption,
    AsOfOption,
    EngineOption,
    ForceOption,
    OrgArgument,
    OutputOption,
    anonymity,
)
from chainmap.cli.output import progress, say, show
from chainmap.diagram.looks.choices import EngineChoice
from chainmap.units import count


def report(
    as_of: AsOfOption,
    output: OutputOption = None,
    engine: EngineOption = EngineChoice.AUTO,
    anonymise: AnonymiseOption = False,
    anonymise_key: AnonymiseKeyOption = None,
    force: ForceOption = False,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Write one page with all answers, to send round."""
    with progress() as tell:
        page = pictures.report(
            org,
            output=output or Path("report.html"),
            as_of=as_of,
            overwrite=force,
            progress=tell,
            engine=engine,
            anonymity=anonymity(anonymise=anonymise, key=anonymise_key),
        )
    if page.picture_problem:
        say(f"Without pictures: {page.picture_problem}")
    told = count(page.stories, "delivery", "deliveries")
    if page.complaints:
        kinds = count(page.stories, "kind", "kinds")
        told = f"{count(page.complaints, 'complaint')} of {kinds}"
    show(f"Wrote {page.path}: {told} traced. Open it in any browser.\n")
