"""The use case of a simulation: does the formula hold, and how long do items take?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chainmap.analysis.simulation import Simulation
    from chainmap.app.answers import Answer
    from chainmap.app.progress import Tell


@dataclass(frozen=True, slots=True)
class Length:
    """How often, from which seed, and how long: working hours or weeks, or as long as useful."""

    replications: int = 10
    seed: int = 1
    hours: float | None = None
    weeks: float | None = None


def simulate(root: Path, length: Length, *, tell: Tell) -> Answer[Simulation]:
    """Simulate the organisation below `root`.

    Raises:
        ChainmapError: nothing can wait there, it would take too long, or Ciw is not installed.
    """
    from chainmap.app.answers import Answer, open_flow
    from chainmap.app.packages import require_package

    require_package("ciw", "A simulation", extra="sim", place="chainmap simulate")
    from chainmap.analysis.simulation import simulate as analysis

    flow = open_flow(root)
    counted = length.hours
    if length.weeks is not None:
        counted = length.weeks * flow.organisation.calendar.hours_in("w")
    found = analysis(
        flow.organisation,
        replications=length.replications,
        seed=length.seed,
        counted=counted,
        tell=tell,
    )
    return Answer(flow, found)
