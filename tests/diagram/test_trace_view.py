from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from chainmap.analysis.trace import Traced, trace, trace_deliveries
from chainmap.diagram.chains.trace import MAX_STEPS_ON_MAP
from chainmap.flow import Flow
from chainmap.model import PartyId, Team
from tests.diagram.parcels import frame, late, parcels
from tests.diagram.reading import arrows, drawn, texts, trace_dot
from tests.literal import HERE, complaint, delivery, flow, handoff


def traced(found: Flow, category: str = "late", **fields: Any) -> Traced:
    return trace(found, [complaint(found, category, **fields)]).complaints[0]


def picture(found: Flow, of: Traced | None = None, **options: Any) -> list[str]:
    return texts(drawn(trace_dot(found, of or traced(found), frame(found), **options)))


def long_chain(length: int) -> Flow:
    names = [*(f"Team {i:02}" for i in range(length)), "Customer"]
    steps = [handoff(a, b, f"thing {a}", 2, promise=1) for a, b in pairwise(names)]
    aside = [handoff("Aside", "Team 03", "extra", 1)]
    teams = [Team(PartyId("Aside"), HERE, "Office"), Team(PartyId("Team 01"), HERE, "Sales")]
    return flow(*steps, *aside, teams=teams)


@pytest.fixture(params=[MAX_STEPS_ON_MAP, MAX_STEPS_ON_MAP + 4])
def chain(request: pytest.FixtureRequest) -> Flow:
    """A chain short enough for the map, and one that is set in rows."""
    return long_chain(request.param)


def test_the_title_says_which_complaint_and_the_subtitle_how_long() -> None:
    found = parcels()
    shown = picture(found, trace(found, [late(found)]).complaints[0])
    assert "C-1 Late: “Delivered parcel” from Dispatch" in shown
    subtitle = " ".join(shown)
    assert "Shoppers: 4 handoffs, 2.3 d, 12 min of it known to be work; promised 2 d" in subtitle
    assert "“Where is it?”" in subtitle


def test_a_very_long_id_does_not_widen_the_box_of_the_customer() -> None:
    found = flow(handoff("Team", "Customer", "thing", 2, promise=1))
    shown = picture(found, traced(found, id="W" * 200))
    (note,) = (text for text in shown if text.endswith(": late"))
    assert len(note) < 25


def test_without_a_complaint_the_title_names_the_delivery() -> None:
    found = parcels()
    asked = trace_deliveries(found, [delivery(found, "Shoppers")]).complaints[0]
    assert "“Delivered parcel” from Dispatch" in picture(found, asked)


def test_a_trace_to_a_team_ends_in_that_team() -> None:
    found = parcels()
    asked = trace_deliveries(found, [delivery(found, "Dispatch")]).complaints[0]
    assert "Dispatch" in picture(found, asked)


def test_the_boxes_of_the_chain_are_numbered(chain: Flow) -> None:
    shown = picture(chain)
    steps = traced(chain).behind.slowest[0].steps
    numbers = sorted(int(text) for text in shown if text.isdigit())
    assert numbers == list(range(1, len(steps) + 1))


def test_arrows_of_the_chain_run_from_supplier_to_customer(chain: Flow) -> None:
    dot = trace_dot(chain, traced(chain), frame(chain))
    steps = traced(chain).behind.slowest[0].steps
    expected = [f"{n}: {s.supplier} → {s.customer}" for n, s in enumerate(steps, start=1)]
    assert [arrow for arrow in arrows(dot) if ":" in arrow] == expected


def test_who_is_upstream_beside_the_chain_is_shown(chain: Flow) -> None:
    assert "Aside" in picture(chain)


def test_with_too_many_beside_it_the_chain_stands_alone_and_says_so(chain: Flow) -> None:
    shown = picture(chain, quiet=0)
    assert "Aside" not in shown
    assert any("1 more team upstream not drawn." in text for text in shown)


def test_a_suspect_off_the_chain_is_drawn_even_so() -> None:
    found = flow(
        handoff("Slow", "Touch", "a", 9, accuracy=1.0),
        handoff("Sloppy", "Touch", "b", 1, accuracy=0.5),
        handoff("Touch", "Customer", "c", 1),
    )
    shown = picture(found, traced(found, "wrong"), quiet=0)
    assert {"Sloppy", "◆ 100 % of the defects"} <= {*shown}


def test_a_data_box_has_work_wait_accuracy_and_load() -> None:
    found = flow(
        handoff("A", "Customer", "thing", 8, step_promise=4, process_time=0.5, accuracy=0.85,
                volume=1),
        teams=[Team(PartyId("A"), HERE, people=1)],
    )  # fmt: skip
    shown = picture(found)
    assert "PT 30 min | wait 7.5 h | %C&A 85 %" in [" ".join(text.split()) for text in shown]
    assert "takes 8 h, promised 4 h" in shown
    assert "load 59 %" in shown
    assert "◆ 100 % of the overrun" in shown


def test_times_that_nobody_says_are_not_told_as_none() -> None:
    found = flow(handoff("A", "B", "a"), handoff("B", "Customer", "b", promise=8))
    words = " ".join(picture(found))
    assert "Customer: 1 handoff, nobody says how long any step takes." in words
    assert "0 h" not in words


def test_what_nobody_knows_is_a_dash() -> None:
    shown = picture(flow(handoff("A", "Customer", "thing")))
    assert "PT – | wait – | %C&A –" in [" ".join(text.split()) for text in shown]
    assert "time not known" in shown


@pytest.mark.parametrize("more", [0, 6])
def test_a_team_twice_on_the_chain_carries_both_numbers(more: int) -> None:
    after = [*(f"Late {i}" for i in range(more)), "Customer"]
    found = flow(
        handoff("Desk", "Shop", "draft", 1, made_from=[]),
        handoff("Shop", "Desk", "proof", 1, made_from=["draft"]),
        handoff("Desk", after[0], "final", 1, made_from=["proof"]),
        *(handoff(a, b, f"from {a}", 1) for a, b in pairwise(after)),
    )
    assert "1 · 3" in picture(found)


def test_a_search_that_a_cycle_cut_short_says_at_least() -> None:
    found = parcels()
    known = trace(found, [late(found)]).complaints[0]
    unproven = replace(known, behind=replace(known.behind, exact=False))
    assert any("4 handoffs, at least 2.3 d" in text for text in picture(found, unproven))


def test_the_touchpoint_of_other_complaints_is_marked_as_such() -> None:
    found = parcels()
    other = complaint(found, "attitude", customer="Shoppers")
    assert "◆ touchpoint" in picture(found, trace(found, [other]).complaints[0])


def passed_around(*contacts: str) -> Traced:
    return traced(desks(), "passed-around", contacts=tuple(map(PartyId, contacts)))


def desks() -> Flow:
    return flow(handoff("A", "B"), handoff("B", "C"), handoff("C", "Customer", "answer"))


def test_being_passed_around_is_a_route_of_numbered_stops() -> None:
    found = desks()
    dot = trace_dot(found, passed_around("A", "B", "A", "B", "C"), frame(found))
    shown = texts(drawn(dot))
    assert {"1", "2", "3", "4", "5", "shortest way"} <= {*shown}
    assert "Customer: passed on 4 times; 2 would have been enough." in shown
    assert "Who passes on most" in shown


def test_a_route_without_a_shorter_way_accuses_nobody() -> None:
    found = desks()
    shown = picture(found, passed_around("A", "B"))
    assert "Customer: passed on once." in shown
    assert "Who passes on most" not in shown


def test_a_route_between_strangers_says_that_no_way_leads_there() -> None:
    found = flow(handoff("A", "Customer", "answer"), teams=[Team(PartyId("Island"), HERE)])
    contacts = (PartyId("A"), PartyId("Island"))
    shown = picture(found, traced(found, "passed-around", contacts=contacts))
    assert any("no way along the handoffs" in text for text in shown)
    assert "shortest way" not in shown


def test_a_complaint_of_being_passed_around_without_contacts_shows_the_chain() -> None:
    found = desks()
    assert "shortest way" not in picture(found, traced(found, "passed-around"))


def test_where_no_time_is_known_the_chain_is_called_the_longest() -> None:
    found = flow(handoff("A", "B", "part"), handoff("B", "Customer", "answer"))
    shown = picture(found)
    assert "longest chain, supplier → customer, numbered: no time is known" in shown
    assert not any("slowest" in text for text in shown)
    timed = flow(handoff("A", "B", "part", 1), handoff("B", "Customer", "answer"))
    assert "slowest chain, supplier → customer, numbered" in picture(timed)


def test_the_party_that_was_asked_for_stands_out_like_a_customer() -> None:
    found = flow(
        handoff("A", "B", "part", 1), handoff("Aside", "A", "extra", 1), handoff("B", "C", "x", 1)
    )
    (one,) = trace_deliveries(found, [delivery(found, "C")]).complaints
    dot = trace_dot(found, one, frame(found))
    (box,) = (line for line in dot.splitlines() if ">C<" in line and "[label=" in line)
    assert 'BORDER="2"' in box
    assert "also upstream" not in box
