"""The shares of suspects in worlds that the files admit, against single figures and by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from chainmap.flow import Flow
from chainmap.measure.possible_shares import CASES, WORLDS, possible_shares
from chainmap.measure.suspects import Basis
from chainmap.model import Evidence, Handoff, Measurement, PartyId, Time
from tests.literal import HERE, delivery, flow, handoff

COLUMNS = {PartyId("A"): 0, PartyId("B"): 1}


def shares(known: Flow, basis: Basis = Basis.OVERRUN, *, seed: int = 1) -> np.ndarray:
    """Return the shares of A, of B and of all others in each world."""
    asked = (delivery(known), basis)
    dice = np.random.default_rng(seed)
    return possible_shares(known, [asked], columns=COLUMNS, dice=dice)[asked]


def certain(step: Handoff) -> Handoff:
    """Return a step of which a log found countless cases, all alike."""
    seen = Measurement("log.csv", date(2026, 1, 1), date(2026, 3, 31), 1_000_000, HERE)
    return replace(step, measurement=seen, stated_evidence=Evidence.MEASURED)


def in_a_row(*, a: float, b: float, **fields: Any) -> Sequence[Handoff]:
    return (
        handoff("A", "B", "x", a, promise=1, **fields),
        handoff("B", "Customer", "out", b, step_promise=1, promise=4, **fields),
    )


def test_certain_figures_give_the_shares_of_the_slowest_chain_in_every_world() -> None:
    found = shares(flow(*map(certain, in_a_row(a=4, b=2))))
    assert found == pytest.approx(np.tile([0.75, 0.25, 0], (WORLDS, 1)))


def test_where_nobody_promised_anything_times_count() -> None:
    steps = [replace(certain(step), promise=None, step_promise=None) for step in in_a_row(a=3, b=1)]
    assert shares(flow(*steps), Basis.TIME) == pytest.approx(np.tile([0.75, 0.25, 0], (WORLDS, 1)))


def test_shares_of_a_world_add_up_and_worlds_differ_the_more_the_less_is_known() -> None:
    spread = []
    for evidence in (Evidence.MEASURED, Evidence.ESTIMATED, Evidence.GUESS):
        found = shares(flow(*in_a_row(a=4, b=2, stated_evidence=evidence)))
        assert found.sum(axis=1) == pytest.approx(np.ones(WORLDS))
        assert found.min() >= 0
        spread.append(found[:, 0].std())
    assert spread == sorted(spread)
    assert spread[0] > 0


def test_of_two_side_by_side_each_is_the_slower_now_and_then() -> None:
    """The slowest chain on average knows only A."""
    first = replace(handoff("A", "C", "x", promise=2), lead_time=Time(2, 6, 10))
    second = replace(handoff("B", "C", "y", promise=2), lead_time=Time(2, 5.9, 9.8))
    last = handoff("C", "Customer", "out", 0)
    found = shares(flow(first, second, last)).mean(axis=0)
    assert found == pytest.approx([0.5, 0.5, 0], abs=0.06)


def test_late_cases_count_not_all() -> None:
    """A is always an hour over; only B's rare delays make the customer wait too long."""
    first = certain(handoff("A", "B", "x", 2, promise=1))
    rare = replace(
        handoff("B", "Customer", "out", step_promise=20, promise=42),
        lead_time=Time(1, 20, 39),
        stated_evidence=Evidence.MEASURED,
    )
    every = shares(flow(first, replace(rare, promise=None)))[:, 1].mean()
    late = shares(flow(first, rare))[:, 1].mean()
    assert late > 0.9 > every


def test_alternatives_are_taken_by_their_shares() -> None:
    steps = (
        certain(handoff("A", "C", "x", 9, promise=1)),
        certain(handoff("B", "C", "y", 9, promise=1)),
        certain(handoff("C", "Customer", "out", 0, made_from=[{"x": 0.3, "y": 0.7}])),
    )
    assert shares(flow(*steps)).mean(axis=0) == pytest.approx([0.3, 0.7, 0], abs=0.03)


def test_the_same_seed_gives_the_same_worlds() -> None:
    known = flow(*in_a_row(a=4, b=2))
    assert (shares(known) == shares(known)).all()
    assert (shares(known) != shares(known, seed=2)).any()


def test_few_cases_do_not_make_the_worlds_differ() -> None:
    """One log of countless cases is one world, however its cases vary."""
    steps = [
        replace(certain(step), lead_time=Time(1, step.time or 0, 2 * (step.time or 0) - 1))
        for step in in_a_row(a=4, b=4)
    ]
    found = shares(flow(*steps))[:, 0]
    of_few_cases = 0.2 / np.sqrt(CASES)
    assert found.mean() == pytest.approx(0.5, abs=0.02)
    assert found.std() < of_few_cases


def lossy(**accuracies: float) -> Flow:
    return flow(
        *(handoff(team, "Last", team, accuracy=right) for team, right in accuracies.items()),
        handoff("Last", "Customer", "out"),
    )


def test_losses_are_drawn_around_their_shares() -> None:
    """Case A1: the shares of -ln(accuracy), the last two having one column."""
    found = shares(lossy(A=0.95, B=0.9, C=0.98, D=0.97), Basis.ACCURACY)
    assert found.sum(axis=1) == pytest.approx(np.ones(WORLDS))
    assert found.mean(axis=0) == pytest.approx([0.247, 0.508, 0.244], abs=0.07)
    assert found[:, 1].std() > 0.1


def test_nothing_can_be_drawn_against_what_is_never_right() -> None:
    known = lossy(A=0, B=0.9)
    asked = (delivery(known), Basis.ACCURACY)
    assert not possible_shares(known, [asked], columns=COLUMNS, dice=np.random.default_rng(1))


def test_what_lies_behind_a_cycle_is_left_out() -> None:
    steps = (
        handoff("A", "B", "x", 4, promise=1),
        handoff("B", "A", "y", 2, promise=1),
        handoff("B", "Customer", "out", 1, promise=4),
    )
    known = flow(*steps)
    asked = (delivery(known), Basis.OVERRUN)
    assert not possible_shares(known, [asked], columns=COLUMNS, dice=np.random.default_rng(1))


def test_a_rule_without_figures_has_no_worlds() -> None:
    known = flow(*in_a_row(a=4, b=2))
    asked = (delivery(known), Basis.CONTACTS)
    assert not possible_shares(known, [asked], columns=COLUMNS, dice=np.random.default_rng(1))
