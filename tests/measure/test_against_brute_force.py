"""The fast answers against an enumeration of every chain, on small random organisations."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainmap.flow import Flow, Option
from chainmap.measure.accuracy import rolled_accuracies
from chainmap.measure.chains import longest_chains, slowest_chains
from chainmap.measure.cycles import cycles
from chainmap.measure.lead_time import lead_times
from chainmap.measure.promises import slowest_promises
from chainmap.measure.recalculation import Recalculation
from chainmap.measure.side_by_side import lead_times_of_each
from chainmap.measure.upstream import Upstream
from chainmap.model import Handoff, HandoffId, PartyKind, Time
from tests.literal import handoff, organisation

TEAMS = "ABCDEF"
HOURS = st.sampled_from([None, 0.0, 0.5, 1.0, 2.0, 3.5])
ACCURACY = st.sampled_from([None, 1.0, 0.9, 0.5, 0.25])


@st.composite
def flows(draw: st.DrawFn, *, acyclic: bool, alternatives: bool = False) -> Flow:
    """Return a flow of up to six teams, a customer who orders, and a vendor."""
    pairs = [(a, b) for a in TEAMS for b in TEAMS if (a < b if acyclic else a != b)]
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=9, unique=True))
    chosen += [("Customer", "A"), ("Vendor", draw(st.sampled_from(TEAMS)))]
    received: dict[str, list[str]] = {}
    for number, (_, customer) in enumerate(chosen):
        received.setdefault(customer, []).append(f"d{number}")
    last = draw(st.lists(st.sampled_from(TEAMS), min_size=1, max_size=2, unique=True))
    handoffs = [
        _handoff(draw, supplier, customer, f"d{number}", received.get(supplier, []), alternatives)
        for number, (supplier, customer) in enumerate(chosen)
    ]
    handoffs += [
        _handoff(draw, team, "Customer", f"out{team}", received.get(team, []), alternatives)
        for team in last
    ]
    return Flow(organisation(*handoffs))


def _handoff(
    draw: st.DrawFn, supplier: str, customer: str, name: str, inputs: list[str], alternatives: bool
) -> Handoff:
    made_from: list[str | dict[str, float]] | None = None
    if inputs and supplier in TEAMS and draw(st.booleans()):
        made_from = list(draw(st.lists(st.sampled_from(inputs), unique=True)))
        if alternatives and len(made_from) > 1:
            first, second, *rest = made_from
            made_from = [{str(first): 0.75, str(second): 0.25}, *rest]
    return handoff(
        supplier,
        customer,
        name,
        draw(HOURS),
        made_from=made_from,
        accuracy=draw(ACCURACY),
        stock=supplier in TEAMS and draw(st.integers(0, 7)) == 0,
    )


def feeders(found: Flow, current: HandoffId) -> list[HandoffId]:
    """Return what a handoff waits for, straight from the definition."""
    known = found.handoffs[current]
    parties = found.organisation.parties
    if known.stock or parties[known.supplier].kind is not PartyKind.TEAM:
        return []
    wanted = None
    if known.made_from is not None:
        wanted = {option.deliverable for entry in known.made_from for option in entry.options}
    return [
        HandoffId(i)
        for i, h in enumerate(found.handoffs)
        if h.customer == known.supplier and (wanted is None or h.deliverable in wanted)
    ]


def every_chain(found: Flow, end: HandoffId, *, simple: bool) -> Iterator[tuple[HandoffId, ...]]:
    """Yield every chain that cannot be made longer; with `simple` none visits a team twice."""

    def extend(chain: tuple[HandoffId, ...]) -> Iterator[tuple[HandoffId, ...]]:
        visited = {found.handoffs[h].supplier for h in chain} - {"Customer", "Vendor"}
        before = [
            h
            for h in feeders(found, chain[0])
            if not (simple and found.handoffs[h].supplier in visited)
        ]
        if not before:
            yield chain
        for h in before:
            yield from extend((h, *chain))

    yield from extend((end,))


def hours(found: Flow, chain: tuple[HandoffId, ...]) -> float:
    return sum(found.handoffs[h].time or 0.0 for h in chain)


def recursive_lead_time(found: Flow, current: HandoffId, visited: frozenset[str]) -> float:
    """Return the lead time by recursion over the definition."""
    known = found.handoffs[current]
    own = known.time or 0.0
    visited |= {known.supplier}
    before = {
        h: recursive_lead_time(found, h, visited)
        for h in feeders(found, current)
        if found.handoffs[h].supplier not in visited or found.handoffs[h].supplier == "Customer"
    }
    if known.made_from is None:
        return own + max(before.values(), default=0.0)
    waits = (
        sum(
            option.share * longest_of(found, before, option.deliverable) for option in entry.options
        )
        for entry in known.made_from
    )
    return own + max(waits, default=0.0)


def longest_of(found: Flow, before: dict[HandoffId, float], deliverable: str) -> float:
    times = (time for h, time in before.items() if found.handoffs[h].deliverable == deliverable)
    return max(times, default=0.0)


@given(found=flows(acyclic=True))
@settings(max_examples=150, deadline=None)
def test_chains_of_an_acyclic_flow_are_exact(found: Flow) -> None:
    longest = longest_chains(found, to=found.deliveries)
    slowest = slowest_chains(found, to=found.deliveries, k=4)
    for end in found.deliveries:
        every = list(every_chain(found, end, simple=False))
        by_length = min(every, key=lambda c: (-len(c), -hours(found, c), c))
        by_time = sorted(every, key=lambda c: (-hours(found, c), -len(c), c))[:4]
        assert longest[end].proven
        assert longest[end].chains[0].steps == by_length
        assert [chain.steps for chain in slowest[end].chains] == by_time
        assert [chain.hours for chain in slowest[end].chains] == pytest.approx(
            [hours(found, c) for c in by_time]
        )


@given(found=flows(acyclic=False))
@settings(max_examples=150, deadline=None)
def test_chains_behind_cycles_visit_no_team_twice(found: Flow) -> None:
    longest = longest_chains(found, to=found.deliveries)
    slowest = slowest_chains(found, to=found.deliveries, k=4)
    for end in found.deliveries:
        cyclic = end in found.behind_knots
        every = list(every_chain(found, end, simple=cyclic))
        best = sorted((hours(found, c) for c in every), reverse=True)[:4]
        assert longest[end].proven
        assert longest[end].chains[0].handoffs == max(len(c) for c in every) - 1
        assert [chain.hours for chain in slowest[end].chains] == pytest.approx(best)
        assert {chain.steps for chain in slowest[end].chains} <= set(every)


@given(found=flows(acyclic=True, alternatives=True))
@settings(max_examples=150, deadline=None)
def test_lead_time_follows_its_definition(found: Flow) -> None:
    lead = lead_times(found, to=found.deliveries)
    for end in found.deliveries:
        assert lead.values[end] == pytest.approx(recursive_lead_time(found, end, frozenset()))


@given(found=flows(acyclic=False, alternatives=True))
@settings(max_examples=100, deadline=None)
def test_lead_time_behind_cycles_follows_its_definition(found: Flow) -> None:
    lead = lead_times(found, to=found.deliveries)
    for end in found.deliveries:
        if end in found.behind_knots:
            expected = recursive_lead_time(found, end, frozenset())
            assert lead.values[end] == pytest.approx(expected)


@given(found=flows(acyclic=True, alternatives=True), factor=st.sampled_from([0.0, 0.5, 1.5]))
@settings(max_examples=100, deadline=None)
def test_recalculation_equals_calculating_everything_anew(found: Flow, factor: float) -> None:
    recalculated_as_anew(found, factor)


@given(found=flows(acyclic=False, alternatives=True), factor=st.sampled_from([0.0, 0.5]))
@settings(max_examples=60, deadline=None)
def test_recalculation_behind_cycles_equals_calculating_anew(found: Flow, factor: float) -> None:
    recalculated_as_anew(found, factor)


@given(found=flows(acyclic=False, alternatives=True), factor=st.sampled_from([0.0, 0.5, 1.5]))
@settings(max_examples=80, deadline=None)
def test_changes_side_by_side_give_the_very_figures_of_each_alone(
    found: Flow, factor: float
) -> None:
    targets = [*found.deliveries, HandoffId(0)]
    each = [_times_changed(found, team, factor) for team in TEAMS]
    together = lead_times_of_each(found, each, to=targets)
    for changes, values in zip(each, together, strict=True):
        hours = [changes.get(HandoffId(i), h.time or 0.0) for i, h in enumerate(found.handoffs)]
        alone = lead_times(found, to=targets, hours=hours).values
        assert values == {target: alone[target] for target in targets}


@given(found=flows(acyclic=False, alternatives=True))
@settings(max_examples=80, deadline=None)
def test_recalculation_is_the_same_when_carrying_on_takes_too_long(found: Flow) -> None:
    each = [_times_changed(found, team, 0.5) for team in TEAMS]
    patient = Recalculation(found, to=found.deliveries).after_each(each)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chainmap.measure.recalculation._EFFORT", -1)
        impatient = Recalculation(found, to=found.deliveries).after_each(each)
    assert impatient == patient


@given(found=flows(acyclic=False))
@settings(max_examples=150, deadline=None)
def test_the_shortest_cycle_through_each_team_is_named(found: Flow) -> None:
    fed = nx.DiGraph((b, HandoffId(h)) for h in found.graph for b in feeders(found, h))
    knots = [k for k in nx.strongly_connected_components(fed) if len(k) > 1]
    assert {frozenset(knot) for knot in knots} == set(found.knots)
    named = cycles(found)
    for knot in knots:
        firsts = {found.handoffs[h].supplier: h for h in sorted(knot, reverse=True)}
        for team, first in firsts.items():
            back = (
                nx.shortest_path_length(fed, after, first) for after in fed[first] if after in knot
            )
            lengths = [len(cycle.handoffs) for cycle in named if team in cycle.teams(found)]
            assert min(back) + 1 in lengths


def _times_changed(found: Flow, team: str, factor: float) -> dict[HandoffId, float]:
    return {
        HandoffId(i): (h.time or 0.0) * factor
        for i, h in enumerate(found.handoffs)
        if h.supplier == team
    }


def recalculated_as_anew(found: Flow, factor: float) -> None:
    recalculation = Recalculation(found, to=found.deliveries)
    for team in TEAMS:
        changes = _times_changed(found, team, factor)
        changed = [changes.get(HandoffId(i), h.time or 0.0) for i, h in enumerate(found.handoffs)]
        anew = lead_times(found, to=found.deliveries, hours=changed).values
        after = recalculation.after(changes)
        for end in found.deliveries:
            assert after.get(end, recalculation.before[end]) == pytest.approx(anew[end])


def mean_product(found: Flow, end: HandoffId) -> float:
    """Return the rolled accuracy by going through every way to choose among alternatives.

    Deliverables of a team with the same alternatives share one decision.
    """
    behind = found.upstream([end]) | {end}
    decisions = list({frozenset(o) for h in behind for o in found.recipe(h).alternatives})

    def total(position: int, chosen: dict[frozenset[Option], Option]) -> float:
        if position == len(decisions):
            return product(chosen)
        decision = decisions[position]
        return sum(
            option.share * total(position + 1, {**chosen, decision: option}) for option in decision
        )

    def product(chosen: dict[frozenset[Option], Option]) -> float:
        seen: set[HandoffId] = set()
        frontier = [end]
        while frontier:
            current = frontier.pop()
            if current not in seen:
                seen.add(current)
                recipe = found.recipe(current)
                frontier += recipe.required
                for options in recipe.alternatives:
                    frontier += chosen[frozenset(options)].handoffs
        judged = (found.handoffs[h].accuracy for h in seen)
        return math.prod(accuracy for accuracy in judged if accuracy is not None)

    return total(0, {})


@given(found=flows(acyclic=True, alternatives=True))
@settings(max_examples=150, deadline=None)
def test_rolled_accuracy_averages_over_every_choice(found: Flow) -> None:
    ends = found.deliveries
    rolled = rolled_accuracies(found, of=ends, upstream=Upstream(found, of=ends))
    for end in ends:
        assert rolled[end].proven
        assert rolled[end].share == pytest.approx(mean_product(found, end))


@given(found=flows(acyclic=False))
@settings(max_examples=150, deadline=None)
def test_upstream_of_many_is_the_upstream_of_each(found: Flow) -> None:
    targets = [HandoffId(i) for i in range(len(found.handoffs))]
    upstream = Upstream(found, of=targets)
    for target in targets:
        expected = found.upstream([target]) - {target}
        assert set(upstream.handoffs(target)) == expected
        suppliers = {found.handoffs[h].supplier for h in expected}
        bit = upstream.bit(target)
        assert {party for party, mask in upstream.suppliers.items() if mask & bit} == suppliers


@given(found=flows(acyclic=False), promises=st.lists(HOURS, min_size=14, max_size=14))
@settings(max_examples=100, deadline=None)
def test_the_slowest_chain_of_promises_is_found(found: Flow, promises: list[float | None]) -> None:
    given_out = [
        replace(h, promise=Time.of(hours) if hours is not None and not h.to_outside else None)
        for h, hours in zip(found.handoffs, promises, strict=False)
    ]
    promising = Flow(organisation(*given_out))
    slowest = slowest_promises(promising, to=promising.deliveries)
    for end in promising.deliveries:
        every = every_chain(promising, end, simple=end in promising.behind_knots)
        most = max(sum(_promised(promising.handoffs[h]) for h in chain) for chain in every)
        assert slowest[end].chains[0].hours == pytest.approx(most)


def _promised(known: Handoff) -> float:
    return known.time or 0.0 if known.own_promise is None else known.own_promise.hours
