from __future__ import annotations

from itertools import pairwise
from typing import Any

from chainmap.analysis.comparison import comparison
from chainmap.diagram.engine.dot import dot
from chainmap.diagram.looks.palette import FAINT
from chainmap.diagram.maps.compare_map import both, compare_map
from chainmap.diagram.maps.fitting import MAX_TEAMS, scope_of
from chainmap.flow import Flow
from chainmap.model import PartyId, Team
from tests.diagram.parcels import frame
from tests.diagram.reading import drawn, texts, tooltips
from tests.literal import HERE, flow, handoff

SAME = handoff("Counter", "Customer", "Cake", 1)


def before() -> Flow:
    return flow(
        handoff("Desk", "Kitchen", "Slip", 1),
        handoff("Store", "Kitchen", "Flour", 2),
        handoff("Kitchen", "Counter", "Baked", 4),
        SAME,
        teams=[Team(PartyId("Desk"), HERE, people=2)],
    )


def after() -> Flow:
    return flow(
        handoff("Desk", "Kitchen", "Slip", 3),
        handoff("Garden", "Kitchen", "Berries", 2),
        handoff("Kitchen", "Counter", "Baked", 1),
        SAME,
        teams=[Team(PartyId("Desk"), HERE, people=5)],
    )


def source(one: Flow, other: Flow) -> str:
    found = comparison(before=one, after=other)
    return dot(compare_map(found, scope_of(both(found)), frame(other)))


def test_signs_say_what_became_of_each_arrow() -> None:
    shown = {*texts(drawn(source(before(), after())))}
    assert {"+", "−", "▼ +2 h", "▲ −3 h"} <= shown
    assert {"added +", "removed −", "2 → 5 people · ≠"} <= shown


def test_what_went_is_dashed_and_what_stayed_is_quiet() -> None:
    lines = [line for line in source(before(), after()).splitlines() if "->" in line]
    gone = [line for line in lines if "Store → Kitchen" in line]
    stayed = [line for line in lines if "Counter → Customer" in line]
    assert gone
    assert stayed
    assert all("style=dashed" in line for line in gone)
    assert all(f'color="{FAINT}"' in line for line in stayed)


def test_the_subtitle_counts_and_says_what_the_customer_gets() -> None:
    (told,) = [t for t in texts(drawn(source(before(), after()))) if t.startswith("1 party added")]
    assert "1 slower, 1 faster" in told
    assert "Customer, Cake: 7 h → 5 h." in told


def test_the_tooltip_has_both_figures() -> None:
    assert any(
        "Slip: time 1 h → 3 h" in said for said in tooltips(drawn(source(before(), after())))
    )


def test_a_renamed_team_is_one_box_marked_as_a_guess() -> None:
    renamed = flow(
        handoff("Desk", "Kitchens", "Slip", 1),
        handoff("Store", "Kitchens", "Flour", 2),
        handoff("Kitchens", "Counter", "Baked", 4),
        SAME,
        teams=[Team(PartyId("Desk"), HERE, people=2)],
    )
    shown = texts(drawn(source(before(), renamed)))
    assert any("perhaps Kitchen before" in text for text in shown)
    assert "Kitchen" not in shown


def test_two_equal_states_differ_in_nothing() -> None:
    assert "Nothing differs." in texts(drawn(source(before(), before())))


def test_where_departments_stand_for_teams_changes_are_summed() -> None:
    def large(hours: float) -> Flow:
        teams = [Team(PartyId(f"T{n:03}"), HERE, f"D{n % 3}") for n in range(MAX_TEAMS + 2)]
        names = [team.name for team in teams]
        return flow(*(handoff(a, b, "x", hours) for a, b in pairwise(names)), teams=teams)

    shown = texts(drawn(source(large(1), large(2))))
    assert "84 ▼" in shown
    assert any("this shows their departments" in text for text in shown)


def test_a_deliverable_that_seems_renamed_is_no_new_arrow_and_its_tooltip_says_so() -> None:
    now = flow(*before().handoffs[:2], handoff("Kitchen", "Counter", "Baked cake", 4), SAME)
    was = flow(*before().handoffs[:2], handoff("Kitchen", "Counter", "Baked", 4), SAME)
    told = drawn(source(was, now))
    assert any("1 handoff perhaps renamed" in text for text in texts(told))
    assert any("Baked cake: perhaps Baked before" in tip for tip in tooltips(told))


def test_a_change_that_has_no_figure_is_named_all_the_same() -> None:
    now = flow(*before().handoffs[:3], handoff("Counter", "Customer", "Cake", 1, stock=True))
    told = drawn(source(flow(*before().handoffs[:3], SAME), now))
    assert any("1 handoff changed otherwise." in text for text in texts(told))
    assert any("Cake: something else changed" in tip for tip in tooltips(told))


def test_where_only_a_promise_changed_the_subtitle_says_so() -> None:
    def promising(hours: float, **fields: Any) -> Flow:
        return flow(
            handoff("Desk", "Kitchen", "Slip", 1, promise=hours),
            handoff("Kitchen", "Customer", "Cake", 1, **fields),
        )

    told = drawn(source(promising(2, step_promise=3), promising(4)))
    assert any(text.startswith("2 promises changed.") for text in texts(told))
    assert any("Slip: promise 2 h → 4 h" in tip for tip in tooltips(told))
    assert any("Cake: promise for the step 3 h → –" in tip for tip in tooltips(told))


def test_where_only_a_team_changed_the_subtitle_says_so() -> None:
    more = flow(*before().handoffs, teams=[Team(PartyId("Desk"), HERE, people=5)])
    assert any(text.startswith("1 team changed.") for text in texts(drawn(source(before(), more))))
