"""Numbers published elsewhere, reproduced to the digits printed there."""

from __future__ import annotations

import math
from datetime import date

import pytest

from chainmap.analysis.bottlenecks import bottlenecks
from chainmap.analysis.findings import findings
from chainmap.analysis.trace import trace
from chainmap.flow import Flow
from chainmap.measure.chains import longest_chains, slowest_chains
from chainmap.measure.load import loads
from chainmap.measure.suspects import Basis
from chainmap.model import Calendar, Handoff, PartyId, Team, Time
from tests.literal import HERE, complaint, delivery, flow, handoff, organisation

WEEK = Calendar().hours_in("w")

DURATIONS = {
    "A": 2, "B": 4, "C": 10, "D": 6, "E": 4, "F": 5, "G": 7,
    "H": 9, "I": 7, "J": 8, "K": 4, "L": 5, "M": 2, "N": 6,
}  # fmt: skip
BEFORE = "B:A C:B D:C E:C F:E G:D H:EG I:C J:FI K:J L:J M:H N:KL"


def reliable_construction(*, promise: float = 47) -> Flow:
    """P2: every activity hands on to its successors, M and N to the handover."""
    handoffs = [
        handoff(before, after, f"{before} for {after}", DURATIONS[before] * WEEK)
        for after, needed in (entry.split(":") for entry in BEFORE.split())
        for before in needed
    ]
    handoffs += [handoff(last, "Handover", last, DURATIONS[last] * WEEK) for last in "MN"]
    handoffs.append(handoff("Handover", "Customer", "House", 0, promise=promise * WEEK))
    return flow(*handoffs)


def test_p2_all_six_chains_with_their_weeks() -> None:
    found = reliable_construction()
    end = delivery(found)
    chains = slowest_chains(found, to=[end], k=10)[end].chains
    named = [
        (round(chain.hours / WEEK), "".join(team[0] for team in chain.teams(found)[:-2]))
        for chain in chains
    ]
    assert named == [
        (44, "ABCEFJLN"),
        (43, "ABCEFJKN"),
        (42, "ABCIJLN"),
        (41, "ABCIJKN"),
        (40, "ABCDGHM"),
        (31, "ABCEHM"),
    ]


def test_p2_weeks_saved_by_halving_one_activity() -> None:
    saved = {team.team: team.leverage / WEEK for team in bottlenecks(reliable_construction()).teams}
    expected = {"C": 5, "J": 4, "N": 3, "B": 2, "E": 2, "F": 2, "A": 1, "L": 1}
    assert saved == pytest.approx({**dict.fromkeys(DURATIONS, 0), "Handover": 0, **expected})


def test_p2_slack_is_what_an_activity_can_lose_before_the_house_is_later() -> None:
    slack = {**dict.fromkeys("ABCEFJLN", 0), "D": 4, "G": 4, "H": 4, "M": 4, "I": 2, "K": 1}
    for activity, weeks in slack.items():
        assert weeks_with_longer(activity, by=weeks) == pytest.approx(44)
        assert weeks_with_longer(activity, by=weeks + 1) == pytest.approx(45)


def weeks_with_longer(activity: str, *, by: float) -> float:
    longer = {**DURATIONS, activity: DURATIONS[activity] + by}
    handoffs = [
        handoff(h.supplier, h.customer, h.deliverable, longer.get(h.supplier, 0) * WEEK)
        for h in reliable_construction().handoffs
    ]
    found = flow(*handoffs)
    return trace(found, [complaint(found)]).complaints[0].behind.lead_time / WEEK


@pytest.mark.parametrize(("promise", "headroom"), [(47, 3), (40, -4)])
def test_p2_promise_check(promise: float, headroom: float) -> None:
    found = reliable_construction(promise=promise)
    budget = trace(found, [complaint(found)]).complaints[0].behind.promise
    assert budget.fits is (headroom >= 0)
    assert budget.late == pytest.approx(-headroom * WEEK)
    assert budget.budget_gap == pytest.approx(-headroom * WEEK)


def test_p3_rolled_throughput_yield() -> None:
    yields = [math.exp(-defects) for defects in (0.10, 0.05, 0.008)]
    assert [round(share, 6) for share in yields] == [0.904837, 0.951229, 0.992032]
    found = flow(
        handoff("A", "B", "a", accuracy=yields[0]),
        handoff("B", "C", "b", accuracy=yields[1]),
        handoff("C", "Customer", "c", accuracy=yields[2]),
    )
    behind = trace(found, [complaint(found)]).complaints[0].behind
    assert round(behind.rolled_accuracy, 6) == 0.853850
    assert round(behind.slowest[0].accuracy, 6) == 0.853850


def layered(layers: int, width: int) -> Flow:
    """P5: fully connected layers of teams between a source and a sink."""
    handoffs = [handoff("Source", f"1.{i}", "start", 1) for i in range(width)]
    for layer in range(1, layers):
        for i in range(width):
            for j in range(width):
                name = f"{layer}.{i}-{j}"
                handoffs.append(handoff(f"{layer}.{i}", f"{layer + 1}.{j}", name, 1 + i))
    handoffs += [handoff(f"{layers}.{i}", "Sink", f"last {i}", 1) for i in range(width)]
    handoffs.append(handoff("Sink", "Customer", "end", 1))
    return flow(*handoffs)


def test_p5_chains_are_found_without_counting_them() -> None:
    found = layered(13, 3)
    end = delivery(found)
    paths = {h: 1 for h in found.graph if not list(found.graph.predecessors(h))}
    for h in found.order:
        paths.setdefault(h, sum(paths[feeder] for feeder in found.graph.predecessors(h)))
    assert paths[end] == 1_594_323
    longest = longest_chains(found, to=[end])[end]
    slowest = slowest_chains(found, to=[end], k=5)[end]
    assert longest.proven
    assert slowest.proven
    assert longest.chains[0].handoffs == 14
    best = 1 + 12 * 3 + 1 + 1
    assert [c.hours for c in slowest.chains] == [best, best, best, best - 1, best - 1]


def test_q8_load_of_b_is_125_percent_and_its_backlog_grows() -> None:
    week = 2400 / 60
    minutes = {"A": (15, 10), "B": (15, 30), "C": (15, 5), "D": (15, 5)}
    demand = {"P": 100 / week, "Q": 50 / week}
    handoffs: list[Handoff] = []
    for team, times in minutes.items():
        for product, minute in zip("PQ", times, strict=True):
            handoffs.append(
                handoff(
                    team,
                    "Customer",
                    f"{product} by {team}",
                    process_time=minute / 60,
                    volume=demand[product],
                )
            )
    teams = [Team(PartyId(name), HERE, people=1) for name in minutes]
    found = organisation(*handoffs, teams=teams, calendar=Calendar(8, 5))
    load = loads(found)
    assert load[PartyId("B")].utilisation == pytest.approx(1.25)
    assert [n for n, known in load.items() if known.growing_backlog is not None] == ["B"]
    issues = findings(Flow(found), as_of=date(2026, 11, 1))
    (backlog,) = [issue for issue in issues if issue.code == "growing-backlog"]
    assert "B gets more work than its people can do (125 %)" in backlog.message


def test_a1_shares_of_a_quality_complaint() -> None:
    defects = (0.05, 0.10, 0.02, 0.03)
    chain = ["A", "B", "C", "D", "Customer"]
    handoffs = [
        handoff(supplier, customer, f"by {supplier}", accuracy=1 - p)
        for supplier, customer, p in zip(chain, chain[1:], defects, strict=False)
    ]
    found = flow(*handoffs)
    traced = trace(found, [complaint(found, "wrong")]).complaints[0]
    shares = {suspect.team: suspect.share for suspect in traced.suspects}
    assert traced.basis is Basis.ACCURACY
    published = {"A": 0.24741, "B": 0.50821, "C": 0.09745, "D": 0.14692}
    assert shares == pytest.approx(published, abs=1e-5)  # A is .247416, printed cut off
    total = -math.log(traced.behind.rolled_accuracy)
    parts = [round(share * (1 - math.exp(-total)), 6) for share in _exact_shares(defects)]
    assert parts == [0.046325, 0.095156, 0.018246, 0.027509]


def _exact_shares(defects: tuple[float, ...]) -> list[float]:
    losses = [-math.log(1 - p) for p in defects]
    return [loss / sum(losses) for loss in losses]


def test_three_point_estimates_count_with_their_pert_mean() -> None:
    assert Time(1, 2, 3).hours == 2
    assert Time(2, 3.5, 8).hours == 4
    assert Time(3, 9, 9).hours == 8
