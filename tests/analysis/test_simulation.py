"""The simulation: published cases within its intervals, backlogs, and what broke."""

from __future__ import annotations

from typing import Any

import pytest

from chainmap.analysis.simulation import LeadTime, SimulatedTeam, Simulation, simulate
from chainmap.issues import ChainmapError
from chainmap.measure.assumptions import Assumption
from chainmap.measure.estimate import Estimate
from chainmap.model import Organisation, PartyId, Team, Variability
from tests.literal import HERE, handoff, organisation
from tests.measure.test_traffic import jackson


def run(org: Organisation, *, hours: float = 200, seed: int = 1, **fields: Any) -> Simulation:
    return simulate(org, replications=10, seed=seed, counted=hours, **fields)


def team_of(found: Simulation, name: str) -> SimulatedTeam:
    (only,) = (team for team in found.teams if team.team == name)
    return only


def sure(value: Estimate | None) -> Estimate:
    assert value is not None
    return value


def of_all(found: Simulation) -> LeadTime:
    assert found.lead_time is not None
    return found.lead_time


def one_team(arrivals: float, **fields: Any) -> Organisation:
    """One team that takes 6 minutes for an item."""
    known = {"people": 1, "process_time": 0.1, **fields}
    accuracy = known.pop("accuracy", None)
    team = Team(PartyId("Desk"), HERE, arrivals=arrivals, **known)
    step = handoff("Desk", "Customer", process_time=0.1, accuracy=accuracy)
    return organisation(step, teams=[team])


@pytest.mark.parametrize("seed", [1, 2026])
def test_q1_open_jackson_network_within_its_intervals(seed: int) -> None:
    found = run(jackson(), hours=300, seed=seed)
    known = {"A": (5, 0.5, 1, 0.2), "B": (10, 0.5, 4 / 3, 0.133333), "C": (7.5, 0.75, 3, 0.4)}
    for name, (rate, utilisation, number, hours) in known.items():
        team = team_of(found, name)
        assert sure(team.rate).holds(rate)
        assert sure(team.utilisation).holds(utilisation)
        assert sure(team.number).holds(number)
        assert sure(team.time).holds(hours)
        assert team.broken is None
    assert of_all(found).mean.holds(2 / 3)
    assert found.formula == pytest.approx(2 / 3)


def test_mm1_whose_times_are_exponential_to_the_last_percentile() -> None:
    times = of_all(run(one_team(7), hours=400))
    assert times.mean.holds(1 / 3)
    known = (0.231049, 0.632373, 0.998577)  # -ln(0.5), -ln(0.15), -ln(0.05) times 1/3 h
    assert [value.holds(hours) for value, hours in zip(times.percentiles, known, strict=True)] == [
        True
    ] * 3


def test_mmc_waits_by_erlang_c() -> None:
    desk = team_of(run(one_team(16, people=2)), "Desk")
    assert desk.formula.queue_wait == pytest.approx(0.711111 * 0.1 / (2 - 1.6), abs=1e-6)
    assert sure(desk.wait).holds(desk.formula.queue_wait or 0)


@pytest.mark.parametrize(("accuracy", "hours"), [(0.9, 1.25), (0.8, 1.66667), (0.7, 2.5)])
def test_q5_rework_feedback(accuracy: float, hours: float) -> None:
    team = Team(PartyId("Desk"), HERE, people=1, arrivals=1, process_time=0.5)
    step = handoff("Desk", "Customer", process_time=0.5, accuracy=accuracy)
    found = run(organisation(step, teams=[team]), hours=1500)
    assert of_all(found).mean.holds(hours)


def test_a_team_that_cannot_keep_up_gets_a_backlog_and_no_times() -> None:
    org = organisation(
        handoff("Desk", "Lab", share=1, process_time=0.1),
        handoff("Lab", "Customer", process_time=0.05),
        handoff("Shop", "Customer", "Cake", volume=2, process_time=0.1),
        teams=[
            Team(PartyId("Desk"), HERE, people=1, arrivals=15, process_time=0.1),
            Team(PartyId("Lab"), HERE, people=1, process_time=0.05),
            Team(PartyId("Shop"), HERE, people=1, process_time=0.1),
        ],
    )
    found = run(org, hours=150)
    desk, lab = team_of(found, "Desk"), team_of(found, "Lab")
    assert desk.formula.growing_backlog == pytest.approx(5)
    assert sure(desk.growth).holds(5)
    assert (desk.wait, desk.time, desk.number, desk.broken) == (None, None, None, None)
    assert sure(lab.rate).mean == pytest.approx(10, rel=0.02)
    assert lab.broken is not None
    assert lab.broken.assumption is Assumption.STEADY_STATE
    assert found.lead_time is None
    assert found.formula is None
    assert [times.last for times in found.by_last] == ["Shop"]


def test_work_that_waits_for_ever_is_not_sent_back() -> None:
    desk = team_of(run(one_team(15, accuracy=0.5), hours=100), "Desk")
    assert desk.formula.growing_backlog == pytest.approx(20)  # counts 30 an hour
    assert sure(desk.growth).mean == pytest.approx(10, rel=0.1)  # 15, and 5 of 10 sent back
    assert desk.broken is not None
    assert desk.broken.assumption is Assumption.STEADY_STATE


def test_even_arrivals_from_the_team_before_break_the_formula() -> None:
    even = Variability(arrivals=0, service=0)
    org = organisation(
        handoff("Robot", "Desk", share=1, process_time=0.1),
        handoff("Desk", "Customer", process_time=0.1),
        teams=[
            Team(PartyId("Robot"), HERE, people=1, arrivals=8, process_time=0.1, variability=even),
            Team(
                PartyId("Desk"),
                HERE,
                people=1,
                process_time=0.1,
                variability=Variability(service=0.5),
            ),
        ],
    )
    desk = team_of(run(org), "Desk")
    assert desk.wait_apart is not None
    assert desk.wait_apart < -0.5
    assert desk.unevenness == pytest.approx(0, abs=1e-9)
    assert desk.broken is not None
    assert desk.broken.assumption in {Assumption.ARRIVALS, Assumption.INDEPENDENT}


def test_lead_times_by_the_team_that_had_the_item_last_customers_first() -> None:
    org = organisation(
        handoff("Desk", "Lab", share=0.75, process_time=0.1),
        handoff("Desk", "Customer", process_time=0.1),
        handoff("Lab", "Archive", "File", process_time=0.02),
        teams=[
            Team(PartyId("Desk"), HERE, people=1, arrivals=5, process_time=0.1),
            Team(PartyId("Lab"), HERE, people=1, process_time=0.02),
        ],
    )
    found = run(org)
    assert [(times.last, times.to, times.customers) for times in found.by_last] == [
        ("Desk", ("Customer",), True),
        ("Lab", ("Archive",), False),
    ]
    assert sum(times.items for times in found.by_last) == of_all(found).items
    assert found.by_last[1].items / of_all(found).items == pytest.approx(0.75, abs=0.02)
    assert found.by_last[1].mean.mean > found.by_last[0].mean.mean
    assert found.unfinished == 0


def test_the_same_seed_gives_the_same_result_and_another_another() -> None:
    first, again, other = (run(one_team(5), hours=30, seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first.teams != other.teams


def test_it_tells_how_far_it_is() -> None:
    told: list[str] = []
    run(one_team(5), hours=10, tell=told.append)
    assert told[0] == "Replication 1 of 10"
    assert len(told) == 10


def test_nothing_to_simulate_says_what_to_add() -> None:
    with pytest.raises(ChainmapError) as caught:
        run(organisation(handoff("Desk", "Customer", hours=4)))
    (issue,) = caught.value.issues
    assert issue.code == "nothing-to-simulate"
    assert "arrivals and share" in (issue.hint or "")


def test_what_would_take_hours_is_refused() -> None:
    with pytest.raises(ChainmapError) as caught:
        run(jackson(), hours=1e9)
    (issue,) = caught.value.issues
    assert issue.code == "simulation-too-long"
