"""The study of validity finds what is true, where that can be worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from simulated.cases import Cases
from simulated.observed import FEWEST, MOST, Told, declared, team_name
from simulated.picks import Answers, Ranking, first
from simulated.study import Pick, at_random, judged, study
from simulated.truth import COMPLAINING, Question, Truth, truth
from simulated.world import PLAIN_SPREAD, Needs, Step, World, world

from chainmap.flow import Flow
from chainmap.model import PartyId

DELIVERY, CASES, LIMIT = 2, 1000, 8.0
ALL = COMPLAINING * 100  # complaints if each of the 100 cases is late, or wrong
JOIN = Needs(required=(0, 1))


def joined(*first_two: Step, needs: Needs = JOIN) -> World:
    """Return teams 0 and 1, and team 2 that waits for them and takes an hour."""
    last = Step(2, None, 1, 0, promise=1, accuracy=1)
    return World(3, (*first_two, last), (Needs(), Needs(), needs), ((DELIVERY, 100),))


def found(made: World) -> Truth:
    return truth(Cases(made, cases=CASES, dice=np.random.default_rng(1)), {DELIVERY: LIMIT})


def certain(hours: float, *, by: int, promise: float, accuracy: float = 1) -> Step:
    return Step(by, 2, hours, 0, promise, accuracy)


BROKEN_PROMISE = joined(
    certain(10, by=0, promise=4), certain(6, by=1, promise=6, accuracy=0)
)  # 10 h and an hour are more than 8; 6 h and an hour are not


@pytest.mark.parametrize(
    ("question", "prevented"),
    [
        (Question.KEPT, [ALL, 0, 0]),
        (Question.KEPT_ON_AVERAGE, [ALL, 0, 0]),
        (Question.HALVED, [ALL, 0, 0]),
        (Question.RIGHT, [0, ALL, 0]),
    ],
)
def test_who_prevents_all_complaints(question: Question, prevented: Sequence[float]) -> None:
    assert found(BROKEN_PROMISE).prevented[question] == pytest.approx(prevented)


def test_who_stands_behind_each_complaint() -> None:
    known = found(BROKEN_PROMISE)
    assert known.behind_late == pytest.approx([1, 0, 0])
    assert known.behind_wrong == pytest.approx([0, 1, 0])


def test_of_two_that_are_late_side_by_side_neither_prevents_anything_alone() -> None:
    both = joined(certain(10, by=0, promise=4), certain(12, by=1, promise=4))
    known = found(both)
    assert known.prevented[Question.KEPT] == pytest.approx([0, 0, 0])
    assert known.behind_late == pytest.approx([0, 1, 0])


def test_of_two_that_always_go_wrong_neither_prevents_anything_alone() -> None:
    steps = (certain(1, by=team, promise=4, accuracy=0) for team in (0, 1))
    known = found(joined(*steps))
    assert known.prevented[Question.RIGHT] == pytest.approx([0, 0, 0])
    assert known.behind_wrong == pytest.approx([0.5, 0.5, 0])


def test_who_keeps_its_promise_on_average_only_prevents_by_keeping_it_in_every_case() -> None:
    made = joined(Step(0, 2, 4, 0.9, promise=5, accuracy=1), certain(1, by=1, promise=1))
    known = found(made)
    assert known.late[DELIVERY] > 0.05
    assert known.prevented[Question.KEPT][0] == pytest.approx(ALL * known.late[DELIVERY])
    assert known.prevented[Question.KEPT_ON_AVERAGE][0] == 0


def test_an_alternative_delays_the_cases_that_take_it() -> None:
    steps = certain(10, by=0, promise=4), certain(6, by=1, promise=6)
    known = found(joined(*steps, needs=Needs(either=(0, 1), first=0.3)))
    assert known.late[DELIVERY] == pytest.approx(0.3, abs=0.05)
    assert known.prevented[Question.KEPT][0] == pytest.approx(ALL * known.late[DELIVERY])


def test_halving_counts_by_chance_as_the_lognormal_distribution_says() -> None:
    steps = Step(0, 2, np.exp(2 + 0.5**2 / 2), 0.5, 9, 1), certain(0.1, by=1, promise=1)
    made = joined(*steps)
    cases = Cases(made, cases=100_000, dice=np.random.default_rng(1))
    known = truth(cases, {DELIVERY: 1 + np.exp(2.5)})  # one standard deviation above
    assert known.late[DELIVERY] == pytest.approx(0.1587, abs=0.005)
    after_halving = 0.0085  # a half is 1.386 standard deviations more
    prevented = known.prevented[Question.HALVED][0] / ALL
    assert prevented == pytest.approx(0.1587 - after_halving, abs=0.005)


def test_chainmap_names_the_team_from_what_the_files_say() -> None:
    known = found(BROKEN_PROMISE)
    described = declared(BROKEN_PROMISE, {DELIVERY: LIMIT}, known, np.random.default_rng(1))
    answers = Answers(Flow(described))
    late, wrong = Question.KEPT, Question.RIGHT
    assert first(answers.scores(late, Ranking.SUSPECTS)) == team_name(0)
    assert first(answers.scores(late, Ranking.RESTORE)) == team_name(0)
    assert first(answers.scores(late, Ranking.RESTORE_CHANCE)) == team_name(0)
    assert first(answers.scores(wrong, Ranking.SUSPECTS)) == team_name(1)


def test_every_promise_and_accuracy_of_a_made_organisation_is_possible() -> None:
    made = world(np.random.default_rng(3), teams=30)
    assert {step.supplier for step in made.steps} == set(range(30))
    assert all(step.promise > 0 and 0 <= step.accuracy <= 1 for step in made.steps)
    for team, needs in enumerate(made.needs):
        inputs = {*needs.required, *(needs.either or ())}
        assert all(made.steps[i].customer == team for i in inputs)
        assert all(made.steps[i].supplier < team for i in inputs)


def test_the_same_few_cases_are_told_in_three_ways() -> None:
    made = joined(Step(0, 2, 4, 0.9, promise=5, accuracy=1), certain(1, by=1, promise=1))
    known = found(made)
    extremes, single, logged = (
        declared(made, {DELIVERY: LIMIT}, known, np.random.default_rng(1), told=told).handoffs[0]
        for told in Told
    )
    assert extremes.lead_time is not None
    assert single.lead_time is not None
    assert logged.lead_time is not None
    assert not single.lead_time.is_range
    assert extremes.lead_time.low < logged.lead_time.low < logged.lead_time.likely
    assert extremes.lead_time.likely == logged.lead_time.likely < extremes.lead_time.high
    assert logged.measurement is not None
    assert FEWEST <= logged.measurement.handoffs <= MOST
    assert extremes.measurement is single.measurement is None


def test_plain_organisations_vary_little_and_have_no_alternatives() -> None:
    made = world(np.random.default_rng(3), teams=30, plain=True)
    assert all(needs.either is None for needs in made.needs)
    assert all(PLAIN_SPREAD[0] <= step.spread <= PLAIN_SPREAD[1] for step in made.steps)


def test_a_pick_is_worth_its_share_of_the_best() -> None:
    true = {PartyId("A"): 4.0, PartyId("B"): 1.0, PartyId("C"): 0.0, PartyId("D"): 0.0}
    assert judged(PartyId("A"), true) == Pick(right=1.0, worth=1.0)
    assert judged(PartyId("B"), true) == Pick(right=0.0, worth=0.25)
    assert judged(None, true) == Pick(right=0.0, worth=0.0)
    assert at_random(true) == Pick(right=0.25, worth=0.3125)


def test_the_same_seed_gives_the_same_study() -> None:
    once, again = (study(seed=1, number=4, teams=10, cases=200) for _ in range(2))
    assert once == again
    assert once != study(seed=2, number=4, teams=10, cases=200)
