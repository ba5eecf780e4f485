"""Chance: lead times that vary, promises kept, who is on the slowest chain, what is prevented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chainmap.analysis.chance import BATCH, Chance, DeliveryChance, chance
from chainmap.flow import Flow
from chainmap.model import Calendar, Category, Complaint, Handoff, HandoffId, Time
from tests.literal import complaint, flow, handoff

WEEK = Calendar().hours_in("w")

ESTIMATES = {
    "A": (1, 2, 3), "B": (2, 3.5, 8), "C": (6, 9, 18), "D": (4, 5.5, 10), "E": (1, 4.5, 5),
    "F": (4, 4, 10), "G": (5, 6.5, 11), "H": (5, 8, 17), "I": (3, 7.5, 9), "J": (3, 9, 9),
    "K": (4, 4, 4), "L": (1, 5.5, 7), "M": (1, 2, 3), "N": (5, 5.5, 9),
}  # fmt: skip
BEFORE = "B:A C:B D:C E:C F:E G:D H:EG I:C J:FI K:J L:J M:H N:KL"


def reliable_construction(*, promise: float = 47) -> Flow:
    """P2 with three-point estimates; what an activity hands to several is one piece of work."""
    steps = [
        (before, after)
        for after, needed in (entry.split(":") for entry in BEFORE.split())
        for before in needed
    ]
    steps += [("M", "Handover"), ("N", "Handover")]
    handoffs = [ranged(one, other, f"{one} done", ESTIMATES[one]) for one, other in steps]
    handoffs.append(handoff("Handover", "Customer", "House", 0, promise=promise * WEEK))
    return flow(*handoffs)


def ranged(
    supplier: str, customer: str, deliverable: str, weeks: tuple[float, float, float]
) -> Handoff:
    known = handoff(supplier, customer, deliverable)
    return with_time(known, Time(*(week * WEEK for week in weeks)))


def with_time(known: Handoff, time: Time) -> Handoff:
    return replace(known, lead_time=time)


def critical(found: Chance) -> dict[str, float]:
    return {team.team: team.criticality for team in found.teams}


def only(found: Chance) -> DeliveryChance:
    (delivery,) = found.deliveries
    return delivery


def test_p2_the_promise_of_47_weeks_is_kept_in_82_percent() -> None:
    house = only(chance(reliable_construction(), improve=False))
    assert house.single / WEEK == pytest.approx(44)
    assert house.mean / WEEK == pytest.approx(44.3, abs=0.05)
    assert house.promise_kept == pytest.approx(0.817, abs=0.005)
    assert house.optimism / WEEK == pytest.approx(0.3, abs=0.05)


def test_p2_who_is_never_and_who_is_always_on_the_slowest_chain() -> None:
    found = critical(chance(reliable_construction(), runs=20_000))
    assert [found[name] for name in ("A", "B", "C", "Handover")] == [1, 1, 1, 1]
    assert found["N"] + found["M"] == pytest.approx(1)  # the handover waits for the later of them
    assert found["K"] + found["L"] == pytest.approx(found["N"])
    assert found["F"] + found["I"] == pytest.approx(found["J"])
    assert found["D"] < 0.2 < found["J"]


def test_a_single_chain_has_the_mean_and_the_variance_of_its_steps() -> None:
    time = Time(0, 4, 20)
    known = flow(
        with_time(handoff("A", "B", "a"), time),
        with_time(handoff("B", "Customer", "b", promise=12), time),
    )
    found = only(chance(known))
    assert found.mean == pytest.approx(2 * 6, abs=3 * found.mean_error)
    alpha, beta = 1 + 4 * 4 / 20, 1 + 4 * 16 / 20
    variance = 2 * 400 * alpha * beta / ((alpha + beta) ** 2 * (alpha + beta + 1))
    assert found.mean_error == pytest.approx(1.96 * (variance / 100_000) ** 0.5, rel=0.02)
    assert found.percentiles[0] < found.percentiles[1] < found.percentiles[2]


def test_the_same_seed_gives_the_same_answer_and_another_seed_another() -> None:
    known = reliable_construction()
    first, again = (chance(known, runs=BATCH + 7, seed=3) for _ in range(2))
    assert first == again
    assert chance(known, runs=BATCH + 7, seed=4) != first


FORK = (
    handoff("Slow", "Join", "s", 10, promise=6),
    handoff("Fast", "Join", "f", 7),
    handoff("Join", "Customer", "out", 2, promise=9),
)


def complained(*handoffs: Handoff) -> Flow:
    known = flow(*handoffs)
    return flow(*handoffs, complaints=[complaint(known)])


def test_figures_that_are_certain_stay_what_they_are() -> None:
    found = chance(complained(*FORK), runs=500)
    out = only(found)
    assert (out.mean, out.single, out.varies, out.promise_kept) == (12, 12, False, 0)
    assert found.late == 1
    assert critical(found) == {"Slow": 1, "Join": 1, "Fast": 0}


def test_who_prevents_late_deliveries_by_a_cut_and_by_keeping_promises() -> None:
    teams = {str(team.team): team for team in chance(complained(*FORK), runs=500).teams}
    assert (teams["Slow"].prevented_by_cut, teams["Slow"].prevented_by_promise) == (1, 1)
    assert (teams["Join"].prevented_by_cut, teams["Join"].prevented_by_promise) == (0, 0)


def test_prevented_is_a_probability_weighed_by_complaints() -> None:
    step = with_time(handoff("A", "B", "a", promise=3), Time(0, 2, 10))
    known = flow(
        step,
        handoff("B", "Customer", "late", 1, promise=4, made_from=["a"]),
        handoff("C", "Customer", "fine", 1, promise=4),
    )
    complaints = [
        Complaint(f"C-{h.deliverable}", HandoffId(i), Category.LATE, count=count)
        for i, h in enumerate(known.handoffs)
        for count in [{"late": 3, "fine": 1}.get(h.deliverable)]
        if count
    ]
    found = chance(flow(*known.handoffs, complaints=tuple(complaints)), runs=50_000)
    kept = {known.delivery.deliverable: known.promise_kept or 0 for known in found.deliveries}
    assert kept["fine"] == 1
    over = 1 - kept["late"]
    assert found.late == pytest.approx(over * 3 / 4)
    first = found.teams[0]
    assert first.team == "A"
    assert first.prevented_by_promise == pytest.approx(over * 3 / 4)  # 3 h promised + 1 h fit in 4


def test_each_run_takes_one_alternative_by_its_share() -> None:
    known = flow(
        handoff("Quick", "Join", "q", 1),
        handoff("Long", "Join", "l", 9),
        handoff("Join", "Customer", "out", 1, made_from=[{"q": 0.75, "l": 0.25}], promise=5),
    )
    found = chance(known, runs=40_000)
    out = only(found)
    assert out.single == pytest.approx(4)
    assert out.mean == pytest.approx(4, abs=0.1)
    assert out.promise_kept == pytest.approx(0.75, abs=0.01)
    assert list(out.percentiles) == [2, 10, 10]
    shares = critical(found)
    assert shares["Long"] == pytest.approx(0.25, abs=0.01)
    assert shares["Quick"] == pytest.approx(1 - shares["Long"])


def test_what_one_team_hands_to_several_is_drawn_once() -> None:
    time = Time(0, 1, 20)
    known = flow(
        with_time(handoff("Plan", "Left", "plan"), time),
        with_time(handoff("Plan", "Right", "plan"), time),
        handoff("Left", "Join", "l", 0),
        handoff("Right", "Join", "r", 0),
        handoff("Join", "Customer", "out", 0),
    )
    out = only(chance(known))
    assert out.optimism == pytest.approx(0, abs=3 * out.mean_error)


def test_what_comes_from_stock_does_not_wait() -> None:
    known = flow(
        handoff("A", "B", "a", 9),
        handoff("B", "Customer", "out", 1, stock=True),
    )
    assert only(chance(known, runs=200)).mean == 1


def test_a_delivery_behind_a_cycle_is_left_out_and_named() -> None:
    known = flow(
        handoff("A", "B", "draft", 4),
        handoff("B", "A", "comments", 2),
        handoff("B", "Customer", "report", 2),
    )
    found = chance(known, runs=200)
    assert found.deliveries == ()
    assert [h.deliverable for h in found.behind_cycles] == ["report"]


def test_without_any_limit_nothing_can_be_late() -> None:
    found = chance(flow(handoff("A", "Customer", "out", 1)), runs=200)
    assert found.late is None
    assert found.teams[0].prevented_by_cut is None
