from __future__ import annotations

import re
from itertools import pairwise
from random import Random

from chainmap.analysis.gaps import GapKind, gaps
from chainmap.diagram.engine.dot import dot
from chainmap.diagram.looks.palette import FAINT
from chainmap.diagram.maps.fitting import MAX_TEAMS, scope_of
from chainmap.diagram.maps.gap_look import GRAVITY, colour, is_dashed, sign
from chainmap.diagram.maps.gap_map import gap_map
from chainmap.diagram.maps.map_layout import MOST_PLACED
from chainmap.flow import Flow
from chainmap.model import PartyId, Team
from tests.diagram.parcels import TODAY, frame
from tests.diagram.reading import drawn, texts, tooltips
from tests.literal import HERE, flow, handoff


def source(found: Flow) -> str:
    result = gaps(found, as_of=TODAY)
    return dot(gap_map(result, scope_of(found.organisation), frame(found)))


def quarrel() -> Flow:
    return flow(
        handoff("A", "B", "one", 5, promise=2, need=1),
        handoff("B", "C", "two", 1, promise=2, need=2),
        handoff("C", "Customer", "three", 1, needed_at=None, step_promise=2),
    )


def test_every_kind_has_a_place_in_the_order_a_letter_and_a_look() -> None:
    assert {*GRAVITY} == {*GapKind}
    assert len({sign(kind) for kind in GapKind}) == len(GapKind)
    assert len({(colour(kind), is_dashed(kind), sign(kind)) for kind in GapKind}) == len(GapKind)


def test_the_subtitle_counts_the_gaps_gravest_first() -> None:
    shown = texts(drawn(source(quarrel())))
    words = "2 of 3 handoffs have a gap: 1 promise broken, 1 promise weaker than need, "
    assert any(text.startswith(words + "1 only the supplier says so.") for text in shown)


def test_letters_stand_on_the_arrow_worst_first_and_the_legend_says_what_they_mean() -> None:
    shown = texts(drawn(source(quarrel())))
    assert "A C" in shown
    assert {"A promise broken", "C promise weaker than need"} <= {*shown}
    assert "A is the gravest gap, I the lightest" in shown
    assert "H promise nobody needs" not in shown


def test_what_has_no_gap_is_quiet() -> None:
    lines = [line for line in source(quarrel()).splitlines() if "B → C" in line and "->" in line]
    assert lines
    assert all(f'color="{FAINT}"' in line for line in lines)


def test_the_tooltip_says_what_does_not_fit() -> None:
    assert any(
        "A promises 2 h and takes 5 h." in said for said in tooltips(drawn(source(quarrel())))
    )


def test_an_arrow_that_a_large_map_would_hide_is_drawn_if_it_has_a_gap() -> None:
    steps = [handoff(f"T{i:02}", f"T{i + 1:02}") for i in range(30)]
    orders = [handoff("Customer", "T00", "order", 9, promise=2)]
    support = [handoff("IT", f"T{i:02}", "help", support=True, promise=1) for i in range(5)]
    found = source(flow(*steps, *orders, *support))
    assert re.search(r'labeltooltip="Customer → T00', found)
    assert re.search(r'labeltooltip="IT → T00 \(support\)', found)


def test_no_gaps_is_said_so() -> None:
    found = flow(handoff("A", "B", "one", 1, promise=2, need=2), vendors=[])
    assert "No gaps in 1 handoff." in texts(drawn(source(found)))


def test_where_departments_stand_for_teams_they_have_the_gaps_of_their_teams() -> None:
    teams = [Team(PartyId(f"T{n:03}"), HERE, f"D{n % 3}") for n in range(MAX_TEAMS + 2)]
    names = [team.name for team in teams]
    steps = [handoff(a, b, "x", 5, promise=1, need=1) for a, b in pairwise(names)]
    assert "A" in texts(drawn(source(flow(*steps, teams=teams))))


def test_very_many_teams_in_departments_that_serve_customers_are_drawn() -> None:
    names = [f"T{n:03}" for n in range(MOST_PLACED + 10)]
    teams = [Team(PartyId(name), HERE, f"Area {n // 14}") for n, name in enumerate(names)]
    dice = Random(5)  # noqa: S311 - a picture, not a secret
    last = len(names) - 1
    ends = {(n, dice.randint(n + 1, min(last, n + 25))) for n in range(last) for _ in "ab"}
    steps = [handoff(names[one], names[other], "x", 1) for one, other in sorted(ends)]
    ends_with = enumerate(names[-9:])
    customers = [f"Customer {n}" for n in range(3)]
    steps += [handoff(name, customers[n % 3], "y", 1) for n, name in ends_with]
    found = source(flow(*steps, teams=teams, customers=customers))
    assert "newrank=true" in found, "without, Graphviz fails on some such maps"
    assert "Area 11" in texts(drawn(found))


def test_no_gap_is_explained_where_an_arrow_has_none() -> None:
    assert "no gap" not in texts(drawn(source(flow(handoff("A", "Customer", "x", 5, promise=2)))))
    told = handoff("B", "Customer", "y", 1, step_promise=2, need=9, promise=9)
    shown = texts(drawn(source(flow(handoff("A", "B", "x", 5, promise=2), told))))
    assert "no gap" in shown
