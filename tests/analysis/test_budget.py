"""The promise budget: what fits, on which chain, and a split that adds up."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainmap.analysis.budget import kept_each, kept_together, promise_budgets
from chainmap.measure.splitting import split
from chainmap.model import Time
from tests.literal import flow, handoff

ORDER = handoff("Customer", "A", "Order")


def test_the_chain_that_promises_most_can_be_another_than_the_one_that_takes_most() -> None:
    found = flow(
        ORDER,
        handoff("A", "B", "quick", 1, promise=9),
        handoff("A", "C", "slow", 5, promise=2),
        handoff("B", "D", "b", 1, promise=1),
        handoff("C", "D", "c", 1, promise=1),
        handoff("D", "Customer", "out", 1, promise=8, need=12, step_promise=1),
    )
    (budget,) = promise_budgets(found).budgets
    assert [step.handoff.deliverable for step in budget.steps] == ["Order", "quick", "b", "out"]
    assert [step.handoff.deliverable for step in budget.split] == ["Order", "slow", "c", "out"]
    assert (budget.total, budget.taken) == (11, 7)
    assert not budget.one_chain
    assert (budget.headroom, budget.needed_headroom) == (-3, 1)
    assert budget.fits is False, "it fits the need, not the promise"


def test_a_step_without_a_promise_counts_with_its_time() -> None:
    found = flow(ORDER, handoff("A", "Customer", "out", 3, promise=8))
    (budget,) = promise_budgets(found).budgets
    assert (budget.total, budget.promises, budget.fits) == (3, 0, True)


def test_without_promise_and_need_there_is_nothing_to_fit() -> None:
    found = flow(ORDER, handoff("A", "Customer", "out", 3))
    (budget,) = promise_budgets(found).budgets
    assert (budget.fits, budget.limit, budget.headroom) == (None, None, None)
    assert [step.proposed for step in budget.split] == [None, None]


def test_what_fails_by_most_comes_first_and_what_has_no_limit_last() -> None:
    found = flow(
        handoff("A", "Customer", "a", 9, promise=8),
        handoff("B", "Customer", "b", 1),
        handoff("C", "Customer", "c", 9, need=2),
        handoff("D", "Customer", "d", 9, promise=10),
    )
    order = [budget.delivery.deliverable for budget in promise_budgets(found).budgets]
    assert order == ["c", "a", "d", "b"]


@pytest.mark.parametrize(
    ("promise", "time", "kind"),
    [
        (4, Time.of(2), "fine"),
        (4.1, Time.of(2), "padded"),
        (5, Time(1, 2, 6), "fine"),
        (6.5, Time(1, 2, 6), "padded"),
        (1.9, Time.of(2), "short"),
        (2, Time.of(2), "fine"),
        (1, Time.of(0), "padded"),
        (0, Time.of(0), "fine"),
    ],
)
def test_a_promise_is_held_against_the_time_of_its_step(
    promise: float, time: Time, kind: str
) -> None:
    step = replace(handoff("A", "B", "x", promise=promise), lead_time=time)
    result = promise_budgets(flow(ORDER, step, handoff("B", "Customer", "out", 1)))
    assert bool(result.padded) == (kind == "padded")
    assert bool(result.short) == (kind == "short")


def test_a_proposal_below_the_work_itself_is_marked() -> None:
    found = flow(
        ORDER,
        handoff("A", "B", "x", 10, process_time=8),
        handoff("B", "Customer", "out", 10, promise=10, process_time=1),
    )
    (budget,) = promise_budgets(found).budgets
    assert [step.proposed for step in budget.split] == [None, 5, 5]
    assert [step.below_work for step in budget.split] == [False, True, False]


def test_what_has_neither_promise_nor_time_is_listed() -> None:
    found = flow(ORDER, handoff("A", "B", "x"), handoff("B", "Customer", "out", 1, promise=2))
    assert [h.deliverable for h in promise_budgets(found).open_steps] == ["x"]


P2 = {
    "A": (2, ""),
    "B": (4, "A"),
    "C": (10, "B"),
    "D": (6, "C"),
    "E": (4, "C"),
    "F": (5, "E"),
    "G": (7, "D"),
    "H": (9, "EG"),
    "I": (7, "C"),
    "J": (8, "FI"),
    "K": (4, "J"),
    "L": (5, "J"),
    "M": (2, "H"),
    "N": (6, "KL"),
}
"""Reliable Construction: weeks, and what comes before."""


@pytest.mark.parametrize(("promise", "headroom"), [(47, 3), (40, -4)])
def test_p2_promise_check(promise: float, headroom: float) -> None:
    """The durations as promises: the same figures that P2 has for times."""
    handoffs = [
        handoff(before, step, f"{before}{step}", promise=P2[before][0])
        for step, (_, required) in P2.items()
        for before in required
    ]
    handoffs += [handoff(last, "Finish", last, promise=P2[last][0]) for last in "NM"]
    end = handoff("Finish", "Customer", "Plant", 0, promise=promise)
    (budget,) = promise_budgets(flow(*handoffs, end)).budgets
    assert "".join(step.handoff.supplier[0] for step in budget.steps) == "ABCEFJLNF"
    assert (budget.total, budget.headroom, budget.fits) == (44, headroom, headroom > 0)


def test_three_promises_of_95_percent_are_86() -> None:
    assert kept_together(3, each=0.95) == pytest.approx(0.857375)
    assert kept_each(3, together=0.857375) == pytest.approx(0.95)


durations = st.one_of(
    st.integers(0, 400).map(lambda minutes: minutes / 60),
    st.integers(1, 9).map(float),
    st.floats(0.001, 500, allow_nan=False),
)


@given(
    whole=durations,
    weights=st.lists(st.floats(0.01, 300, allow_nan=False), min_size=1, max_size=12),
)
@settings(max_examples=300, deadline=None)
def test_parts_add_up_and_stay_within_a_grain_of_their_share(
    whole: float, weights: list[float]
) -> None:
    parts = split(whole, weights)
    assert math.fsum(parts) == pytest.approx(whole, abs=1e-8)
    assert min(parts) >= 0
    seconds = [Fraction(round(part * 3600)) for part in parts]
    if whole * 3600 == round(whole * 3600) and all(p * 3600 == round(p * 3600) for p in parts):
        assert sum(seconds) == round(whole * 3600)
    total = math.fsum(weights)
    smallest = min(weights) / total * whole
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - weight / total * whole) <= max(smallest / 4, 2e-9)


@given(st.lists(st.integers(1, 50), min_size=1, max_size=8), st.integers(1, 80))
@settings(max_examples=100, deadline=None)
def test_a_proposal_adds_up_to_the_promise(times: list[int], promise: int) -> None:
    names = [f"T{number}" for number in range(len(times))]
    steps = [
        handoff(one, other, one, time, promise=promise if other == "Customer" else None)
        for one, other, time in zip(names, [*names[1:], "Customer"], times, strict=True)
    ]
    (budget,) = promise_budgets(flow(*steps)).budgets
    proposed = [round((step.proposed or 0.0) * 3600) for step in budget.split]
    assert sum(proposed) == promise * 3600


@given(st.lists(st.integers(1, 40), min_size=5, max_size=5), st.integers(20, 90))
@settings(max_examples=60, deadline=None)
def test_with_the_proportion_of_the_proposal_the_other_chains_fit_too(
    times: list[int], promise: int
) -> None:
    """Two ways to the customer; each step of either promises its time x promise / slowest."""
    a, b, c, d, end = times
    found = flow(
        handoff("A", "B", "ab", a),
        handoff("B", "E", "be", b),
        handoff("C", "D", "cd", c),
        handoff("D", "E", "de", d),
        handoff("E", "Customer", "out", end, promise=promise),
    )
    (budget,) = promise_budgets(found).budgets
    factor = promise / budget.taken
    for chain in ((a, b, end), (c, d, end)):
        assert sum(chain) * factor <= promise + 1e-9
