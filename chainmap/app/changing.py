"""What-if: read an organisation and a scenario, analyse both states alike."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chainmap.app.paths import shown
from chainmap.issues import ChainmapError, Issue, Location, Severity
from chainmap.units import command

if TYPE_CHECKING:
    from chainmap.analysis.whatif import WhatIf
    from chainmap.model import Organisation
    from chainmap.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Changed:
    """A scenario, where it stands, and what it would change.

    `stated` has the figures that the scenario itself says, before queues move any.
    """

    scenario: Scenario
    source: str
    result: WhatIf
    stated: Organisation


def whatif(scenario: Path, root: Path, *, queues: bool = True) -> Changed:
    """Return what a scenario file would change; without `queues` only stated times count."""
    from chainmap.analysis.whatif import whatif as analysis
    from chainmap.app.answers import open_flow
    from chainmap.app.files import read_file
    from chainmap.source.decoding import SourceFile
    from chainmap.source.scenario import read_scenario

    if scenario.is_dir():
        raise ChainmapError(_no_scenario(scenario))
    file = read_file(scenario)
    flow = open_flow(root)
    read = read_scenario(SourceFile(file.name, file.content), flow.organisation)
    if read.scenario is None or read.applied is None:
        raise ChainmapError(*read.issues)
    applied = read.applied
    found = analysis(flow, applied.organisation, became=applied.became, queues=queues)
    return Changed(read.scenario, file.name, found, applied.organisation)


def _no_scenario(directory: Path) -> Issue:
    """Return what somebody is told who names only the organisation, as for other commands."""
    name = shown(directory)
    return Issue(
        Location(name),
        Severity.ERROR,
        "no-scenario",
        f"{name} is a directory, where a file with the changes belongs.",
        f"Name the file first: {command('whatif SCENARIO', name)}",
    )
