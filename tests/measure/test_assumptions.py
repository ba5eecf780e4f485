"""Which assumption of the formula broke."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chainmap.measure.assumptions import Assumption, Broken, Facts, broken
from chainmap.measure.estimate import Estimate
from chainmap.measure.network import Station, network
from chainmap.model import PartyId, Team, Variability
from tests.literal import HERE, handoff, organisation

PLAIN = Variability()


def facts(
    hours: float, *, people: float = 1, variability: Variability = PLAIN, unevenness: float = 1
) -> Facts:
    """A team busy 70 % of the time whose items wait so long in the simulation, nearly for sure."""
    team = Team(
        PartyId("Desk"),
        HERE,
        people=people,
        arrivals=7,
        process_time=0.1 * people,
        variability=variability,
    )
    step = handoff("Desk", "Customer", process_time=0.1 * people)
    (station,) = network(organisation(step, teams=[team])).stations
    wait = Estimate(hours, hours * 0.99, hours * 1.01)
    return Facts(station, wait, unevenness, behind_backlog=False, settled=True)


def formula(found: Facts) -> float:
    return found.station.load.queue_wait or 0.0


def told(found: Facts) -> Broken:
    broke = broken(found)
    assert broke is not None
    return broke


def test_up_to_20_percent_apart_nothing_broke() -> None:
    assert formula(facts(0)) == pytest.approx(0.7 / 3)
    assert broken(facts(0.7 / 3 * 1.19)) is None
    assert broken(facts(0.7 / 3 * 0.81)) is None


def test_waits_of_seconds_after_hours_of_work_are_the_same() -> None:
    light = Variability(0.001, 0.001)
    assert broken(facts(0.0008, variability=light)) is None


def test_what_cannot_keep_up_before_it_comes_first() -> None:
    found = replace(facts(0.01), behind_backlog=True, settled=False)
    assert told(found) == Broken(Assumption.STEADY_STATE, shown=True)


def test_a_run_too_short_to_settle_or_to_tell() -> None:
    assert told(replace(facts(0.1), settled=False)).assumption is Assumption.SETTLED
    unsure = replace(facts(0.4), wait=Estimate(0.4, 0.1, 0.7))
    assert told(unsure) == Broken(Assumption.LONG_ENOUGH, shown=True)
    once = replace(facts(0.4), wait=Estimate(0.4))
    assert told(once).assumption is Assumption.LONG_ENOUGH


def test_arrivals_more_even_than_stated_are_shown_by_calculating_again() -> None:
    half = facts(0.7 / 6, unevenness=0.01)
    assert told(half) == Broken(Assumption.ARRIVALS, shown=True)


def test_a_part_of_a_person_is_shown_by_calculating_with_whole_ones() -> None:
    apart = facts(0.175, people=1.1)
    assert formula(apart) == pytest.approx(0.2292, abs=1e-4)
    assert told(apart) == Broken(Assumption.WHOLE_PEOPLE, shown=True)


@pytest.mark.parametrize(
    ("fields", "likely"),
    [
        ({}, Assumption.INDEPENDENT),
        ({"variability": Variability(service=3)}, Assumption.INDEPENDENT),  # exact for one person
        ({"variability": Variability(service=3), "people": 3}, Assumption.EXACT_FACTOR),
        ({"variability": Variability(arrivals=3), "unevenness": 3}, Assumption.EXACT_FACTOR),
    ],
)
def test_what_is_left_is_only_likely(fields: dict[str, float], likely: Assumption) -> None:
    found = facts(2, **fields)  # type: ignore[arg-type]  # figures only
    assert told(found) == Broken(likely, shown=False)


def test_items_without_a_process_time_are_a_likely_reason() -> None:
    found = facts(2)
    load = replace(found.station.load, complete=False)
    station: Station = replace(found.station, load=load)
    assert told(replace(found, station=station)).assumption is Assumption.COMPLETE


def test_where_all_is_pure_chance_the_formula_is_exact_and_only_chance_is_left() -> None:
    assert told(replace(facts(2), pure_chance=True)) == Broken(Assumption.LONG_ENOUGH, shown=True)
    part = replace(facts(0.175, people=1.1), pure_chance=True)
    assert told(part).assumption is Assumption.WHOLE_PEOPLE
