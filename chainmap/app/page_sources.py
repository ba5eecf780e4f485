"""What the page tells besides stories and gaps: chance, surveys, and where figures come from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from chainmap.app.explaining import awaited_in, behind_of, figure_places, ranking_of

if TYPE_CHECKING:
    from chainmap.analysis.chance import Chance
    from chainmap.analysis.trace import Trace
    from chainmap.flow import Flow
    from chainmap.report.page.content import Sources, Survey
    from chainmap.survey import Answer

MOST_RUNS = 10_000
FEWEST_RUNS = 500
"""Runs of all times for the page: shares within a point, with the fewest within 4.4."""

EFFORT = 5_000_000
"""Handoffs drawn in all runs together; a large organisation gets fewer runs."""


def sources_of(root: Path | None, flow: Flow, trace: Trace) -> Sources:
    """Return what explains the figures; without a directory of their files no file is named."""
    from chainmap.report.page.content import Sources

    return Sources(
        places={} if root is None else figure_places(root),
        waits=awaited_in(trace),
        ranking=ranking_of(flow),
        behind=behind_of(flow),
    )


def page_chance(flow: Flow, trace: Trace) -> Chance | None:
    """Return the deliveries of a trace under chance; None where nothing is delivered outside."""
    from chainmap.app.answers import Dice, chance_of

    if not trace.complaints:
        return None
    runs = max(FEWEST_RUNS, min(MOST_RUNS, EFFORT // max(1, len(flow.handoffs))))
    return chance_of(flow, trace, Dice(runs))


def page_survey(flow: Flow, answers: Iterable[Answer], as_of: date) -> Survey | None:
    """Return what receivers say up to a day; None where nobody has answered."""
    from chainmap.analysis.expectations import expectations
    from chainmap.report.page.content import Survey

    known = [answer for answer in answers if answer.date <= as_of]
    if not known:
        return None
    found = expectations(flow, known, as_of=as_of)
    return Survey(found, tuple((flow.handoffs[answer.handoff], answer) for answer in known))
