"""Starts of events: touch time, work in parallel, and what to do with starts that make no sense."""

from __future__ import annotations

from chainmap.analysis.observed.cases import Overlap, Starts
from chainmap.analysis.observed.reading import Missing
from chainmap.evidence.hours import parse_hours
from tests.evidence.conftest import See

LOG = """\
case,team,start,end
1,A,2026-01-05 08:00,2026-01-05 09:00
1,B,2026-01-05 10:00,2026-01-05 09:30
2,A,soon,2026-01-05 09:00
2,B,2026-01-05 09:00,2026-01-05 09:30
2,C,,2026-01-05 10:30
"""


def test_a_start_after_its_end_takes_nothing_away(see: See) -> None:
    observed = see(LOG)
    touch = {team.team: team.touch for team in observed.by_team}
    assert touch == {"A": 1.0, "B": 0.5, "C": 0.0}
    assert {team.team: team.share for team in observed.by_team} == {
        "A": 2 / 3,
        "B": 1 / 3,
        "C": 0.0,
    }
    assert observed.overlap == Overlap(0, 0)


def test_events_without_a_start_that_can_be_read_are_counted(see: See) -> None:
    assert see(LOG).starts == Starts(missing=2, after_end=1)
    assert see(LOG, missing=Missing.DROP, missing_values=("B",)).starts == Starts(2, 0)
    assert see("case,team,time\n1,A,2026-01-05\n").starts is None


def test_work_at_night_is_in_parallel_too_where_working_time_counts(see: See) -> None:
    log = """\
case,team,start,end
1,A,2026-01-05 20:00,2026-01-05 22:00
1,B,2026-01-05 21:00,2026-01-05 23:00
1,C,2026-01-06 08:00,2026-01-06 09:00
"""
    observed = see(log, working=parse_hours("Mon-Fri 09:00-17:00"))
    assert observed.overlap == Overlap(1, 1) == see(log).overlap
    assert {team.touch for team in observed.by_team} == {0.0}
