"""What a log of cases says about handoffs: the result, as values.

Question: which teams hand cases to which, how long does it take, and where do cases come back?
The answers are found by an engine (`chainmap.evidence`), which fills these values; nothing is
computed here but what follows from two figures that stand beside each other.

All times are hours. A team is None where the log names none and that is counted as one team.
Assumes that who has the next event got the case from who had the one before. Source: handover of
work (van der Aalst, Process Mining). Cases E2, E3.
"""

from __future__ import annotations

from dataclasses import dataclass

from chainmap.analysis.observed.cases import (
    Activities,
    ByHandoffs,
    Month,
    Outcome,
    Overlap,
    Routes,
    Starts,
)
from chainmap.analysis.observed.handoffs import Comebacks, ObservedTeam, Pair, Returning
from chainmap.analysis.observed.reading import LogReading


@dataclass(frozen=True, slots=True)
class Observed:
    """What the log says.

    `returns` are A→B→A with nothing in between; `comebacks` are all stays of a team that had the
    case before, returns among them. `solved_first` counts cases that only ever had one team.
    `overlap` and `starts` are None where the log has no starts, `activities` and `outcomes` where
    it does not name them. Where time counts in working hours alone, `working_hours` says which, and
    a working day has `hours_a_day`.
    """

    reading: LogReading
    cases: int
    teams: int
    handoffs: int
    cases_with_handoff: int
    returns: Comebacks
    comebacks: Comebacks
    pairs: tuple[Pair, ...]
    by_team: tuple[ObservedTeam, ...]
    returning: tuple[Returning, ...]
    routes: Routes
    by_handoffs: tuple[ByHandoffs, ...]
    solved_first: int
    months: tuple[Month, ...]
    overlap: Overlap | None
    working_hours: str | None
    hours_a_day: float = 24.0
    activities: Activities | None = None
    outcomes: tuple[Outcome, ...] | None = None
    starts: Starts | None = None

    @property
    def events(self) -> int:
        """The events that were used."""
        return self.reading.used
