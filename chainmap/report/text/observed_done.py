"""What was done and how cases ended, as text."""

from __future__ import annotations

from collections.abc import Sequence

from chainmap.analysis.observed.cases import Activities, Outcome
from chainmap.model import Calendar
from chainmap.report.text.blocks import indented
from chainmap.report.text.observed_tables import cut, spread_cells
from chainmap.units import percent

NO_OUTCOME = "(none said)"


def activity_lines(activities: Activities | None, most: int | None) -> list[str]:
    """Return what was done most, and after what cases were handed on."""
    if activities is None or not activities.most:
        return []
    head = ("Activity", "events", "cases", "handed on after it", "done by several teams")
    rows = [
        head,
        *(
            (
                done.activity,
                f"{done.events:,}",
                f"{done.cases:,}",
                percent(done.handed_on / done.events),
                f"{percent(done.several_teams / done.cases)} of cases",
            )
            for done in activities.most
        ),
    ]
    left = activities.count - len(activities.most)
    rarer = [f"{left:,} rarer ones are not counted here."] if left else []
    return ["What was done, most first", *cut(rows, most), *indented(rarer)]


def outcome_lines(
    outcomes: Sequence[Outcome] | None, most: int | None, clock: Calendar
) -> list[str]:
    """Return how cases ended, with their handoffs and times."""
    if not outcomes:
        return []
    head = ("Outcome", "cases", "handoffs a case", "returns", "one team only")
    rows = [
        (*head, "median", "85 %", "95 %"),
        *(
            (
                NO_OUTCOME if ended.outcome is None else ended.outcome,
                f"{ended.cases:,}",
                f"{ended.handoffs / ended.cases:.2f}",
                f"{ended.returns:,}",
                percent(ended.solved_first / ended.cases),
                *spread_cells(ended.time, clock),
            )
            for ended in outcomes
        ),
    ]
    return ["How cases ended, most first", *cut(rows, most)]
