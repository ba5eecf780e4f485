"""Erlang C and the waits that follow from it, against published figures."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmap.measure.load import Load, loads
from chainmap.measure.queueing import delay_probability, erlang_c, queue_wait
from chainmap.model import PartyId, Team, Variability
from tests.literal import HERE, handoff, organisation


@pytest.mark.parametrize(
    ("servers", "offered", "published"),
    [
        (1, 0.5, 0.5),
        (2, 1, 0.333333),
        (2, 1.6, 0.711111),
        (3, 2, 0.444444),
        (5, 4, 0.554113),
        (10, 8, 0.409180),
        (20, 18, 0.550769),
    ],
)
def test_q4_erlang_c(servers: int, offered: float, published: float) -> None:
    assert round(erlang_c(servers=servers, offered=offered), 6) == published


@given(st.integers(1, 60), st.floats(0.01, 0.99))
def test_the_recursion_is_the_formula_of_the_textbooks(servers: int, utilisation: float) -> None:
    offered = servers * utilisation
    last = offered**servers / math.factorial(servers) / (1 - utilisation)
    formula = last / (sum(offered**k / math.factorial(k) for k in range(servers)) + last)
    assert erlang_c(servers=servers, offered=offered) == pytest.approx(formula, rel=1e-9)


def test_a_thousand_million_servers_take_no_longer_and_give_a_probability() -> None:
    assert erlang_c(servers=10**9, offered=0.5e9) == 0
    assert 0.6 < erlang_c(servers=10**9, offered=0.99999e9) < 0.7
    assert erlang_c(servers=10**9, offered=1e9) == 1


def test_nobody_waits_where_nothing_comes_and_everybody_where_too_much_does() -> None:
    assert erlang_c(servers=3, offered=0) == 0
    assert erlang_c(servers=3, offered=3.5) == 1
    assert queue_wait(people=3, utilisation=1, process_time=1) is None


@pytest.mark.parametrize(("sent_back", "hours"), [(0, 1), (0.1, 1.25), (0.2, 1.66667), (0.3, 2.5)])
def test_q5_rework_feedback(sent_back: float, hours: float) -> None:
    found = load_of(volume=1, process_time=0.5, accuracy=1 - sent_back, people=1)
    assert found.arrival_rate == pytest.approx(1 / (1 - sent_back))
    assert found.throughput == 1
    assert found.arrival_rate is not None
    assert found.time_in_team is not None
    attempts = found.arrival_rate / found.throughput
    assert found.time_in_team * attempts == pytest.approx(hours, abs=1e-5)


def test_variability_multiplies_the_wait() -> None:
    even = queue_wait(
        people=2, utilisation=0.8, process_time=1, variability=Variability(arrivals=0.5, service=0)
    )
    chance = queue_wait(people=2, utilisation=0.8, process_time=1)
    assert chance == pytest.approx(0.711111 / (2 * 0.2), abs=1e-6)
    assert even is not None
    assert even == pytest.approx((chance or 0) / 4)


def test_availability_makes_the_work_take_longer() -> None:
    half = load_of(volume=1, process_time=0.25, people=1, availability=0.5)
    whole = load_of(volume=1, process_time=0.5, people=1)
    assert half.utilisation == whole.utilisation == pytest.approx(0.5)
    assert half.queue_wait == whole.queue_wait == pytest.approx(0.5)
    assert half.time_in_team == whole.time_in_team == pytest.approx(1)


def test_between_whole_people_the_wait_lies_between() -> None:
    waits = [delay_probability(people=n, utilisation=0.8) for n in (2, 2.25, 2.5, 3)]
    assert waits == sorted(waits, reverse=True)
    assert waits[2] == pytest.approx((waits[0] + waits[3]) / 2)
    assert delay_probability(people=0.5, utilisation=0.8) == pytest.approx(0.8)


@pytest.mark.parametrize("accuracy", [1e-320, 1e-300, 0])
@pytest.mark.parametrize("process_time", [0, 0.5])
def test_what_is_as_good_as_never_right_comes_back_for_ever(
    accuracy: float, process_time: float
) -> None:
    found = load_of(volume=1e9, process_time=process_time, accuracy=accuracy, people=1)
    figures = (found.arrival_rate, found.utilisation, found.process_time)
    assert all(figure is not None and math.isfinite(figure) for figure in figures)
    assert not found.complete


def load_of(*, people: float, availability: float = 1.0, **fields: Any) -> Load:
    team = Team(PartyId("Desk"), HERE, people=people, availability=availability)
    found = organisation(handoff("Desk", "Customer", "out", **fields), teams=[team])
    return loads(found)[team.name]
