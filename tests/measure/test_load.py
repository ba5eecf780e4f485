"""Load: a team that can just do what comes in has a growing backlog, and no wait."""

from __future__ import annotations

import pytest

from chainmap.measure.load import Load, loads
from chainmap.model import PartyId, Team
from tests.literal import HERE, handoff, organisation

TEAM = PartyId("Team")


def load_of(*, people: float, availability: float, volume: float, minutes: float) -> Load:
    team = Team(TEAM, HERE, people=people, availability=availability)
    work = handoff("Team", "Customer", "x", volume=volume, process_time=minutes / 60)
    return loads(organisation(work, teams=[team], vendors=()))[TEAM]


@pytest.mark.parametrize(
    ("people", "availability", "volume", "minutes"),
    [
        (1, 1.0, 6, 10),
        (3, 0.8, 18, 8),  # 2.4 of 2.4000000000000004 hours
        (7, 0.1, 1.4, 30),  # 0.7 of 0.7000000000000001
        (3, 0.1, 3, 6),  # 0.30000000000000004, as 3 × 0.1 are
    ],
)
def test_all_of_the_time_is_all_of_it_however_it_is_rounded(
    people: float, availability: float, volume: float, minutes: float
) -> None:
    load = load_of(people=people, availability=availability, volume=volume, minutes=minutes)
    assert load.utilisation == 1.0
    assert load.queue_wait is None
    assert load.time_in_team is None
    assert load.growing_backlog == 0.0


def test_a_little_less_than_all_of_the_time_is_a_long_wait() -> None:
    load = load_of(people=1, availability=1.0, volume=6, minutes=9.999)
    assert load.utilisation == pytest.approx(0.9999)
    assert load.queue_wait == pytest.approx(0.9999 / 0.0001 * 9.999 / 60)
    assert load.growing_backlog is None
