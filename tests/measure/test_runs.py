"""Many runs at once answer like one run after the other, worked out by recursion."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainmap.flow import Flow
from chainmap.measure.runs import Network, Runs
from chainmap.measure.sampling import Sample, pert
from chainmap.model import Alternative, Handoff, HandoffId, Ingredient, PartyId, Time
from tests.literal import delivery, flow, handoff

RUNS = 40
TEAMS = "ABCDE"


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Teams in a row, each serving some of the later ones; the last serves the customer."""
    handoffs: list[Handoff] = []
    for number, team in enumerate(TEAMS):
        received = [h.deliverable for h in handoffs if h.customer == team]
        customers = [c for c in TEAMS[number + 1 :] if draw(st.integers(0, 3))]
        customers += ["Customer"] if team == TEAMS[-1] else []
        handoffs += [draw(steps(team, customer, received)) for customer in customers]
    return flow(*handoffs)


times = st.sampled_from([None, Time.of(3), Time.of(0), Time(1, 2, 9), Time(0, 0, 5)])


@st.composite
def steps(draw: st.DrawFn, supplier: str, customer: str, received: list[str]) -> Handoff:
    return replace(
        handoff(supplier, customer, f"{supplier} for {customer}"),
        made_from=draw(recipes(received)),
        stock=draw(st.integers(0, 9)) == 9,
        lead_time=draw(times),
    )


@st.composite
def recipes(draw: st.DrawFn, received: list[str]) -> tuple[Ingredient, ...] | None:
    if len(received) < 2 or draw(st.booleans()):
        return None
    first, second, *rest = draw(st.permutations(received))
    either = Ingredient((Alternative(first, 0.25), Alternative(second, 0.75)))
    return (either, *map(Ingredient.required, rest))


@settings(deadline=None, max_examples=60)
@given(flows())
def test_ready_times_and_slowest_chains_run_by_run(known: Flow) -> None:
    end = delivery(known)
    sample = Sample(known, runs=RUNS, dice=np.random.default_rng(1))
    runs = Runs(Network(known, to=[end]), sample)
    flags = runs.on_slowest_chain(end)
    for run in range(RUNS):
        hours, chain = followed(known, sample, end, run)
        assert runs.ready[end][run] == pytest.approx(hours)
        on_chain = {team for team, flag in flags.items() if flag[run]}
        assert on_chain == {known.handoffs[h].supplier for h in chain}


def followed(
    known: Flow, sample: Sample, handoff: HandoffId, run: int
) -> tuple[float, list[HandoffId]]:
    """One run: the hours until a handoff is there, and the chain that took longest."""
    recipe = known.awaited(handoff)
    needed = list(recipe.required)
    for options in recipe.alternatives:
        needed += options[int(sample.choice(options)[run])].handoffs
    best: tuple[float, list[HandoffId]] = (0.0, [])
    for feeder in sorted(set(needed)):
        found = followed(known, sample, feeder, run)
        if not best[1] or found[0] > best[0]:
            best = found
    own = sample.hours[handoff]
    return best[0] + float(own if isinstance(own, float) else own[run]), [*best[1], handoff]


@settings(deadline=None, max_examples=30)
@given(flows(), st.sampled_from(TEAMS))
def test_changed_times_give_what_a_new_calculation_gives(known: Flow, team: str) -> None:
    end = delivery(known)
    sample = Sample(known, runs=RUNS, dice=np.random.default_rng(2))
    network = Network(known, to=[end])
    supplied = [h for h in network.order if known.handoffs[h].supplier == PartyId(team)]
    before = Runs(network, sample)
    was = before.ready[end].copy()
    halved = {h: sample.hours[h] * 0.5 for h in supplied}
    after = before.after(halved, network.downstream(supplied))
    sample.hours = tuple(halved.get(HandoffId(h), own) for h, own in enumerate(sample.hours))
    assert after.get(end, was) == pytest.approx(Runs(network, sample).ready[end])
    assert (before.ready[end] == was).all()


@pytest.mark.parametrize("points", [(1, 2, 3), (4, 4, 10), (3, 9, 9), (0, 1, 100)])
def test_beta_pert_has_the_mean_and_stays_in_its_range(points: tuple[float, ...]) -> None:
    time = Time(*points)
    drawn = pert(time, runs=200_000, dice=np.random.default_rng(7))
    assert time.low <= drawn.min() <= drawn.max() <= time.high
    assert drawn.mean() == pytest.approx(time.hours, rel=0.01)
