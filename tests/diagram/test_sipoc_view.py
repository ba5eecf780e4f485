from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chainmap.analysis.gaps import gaps
from chainmap.analysis.team import team_card
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.charts.sipoc import MOST, sipoc_view
from chainmap.diagram.engine.dot import dot
from chainmap.flow import Flow
from chainmap.model import PartyId, Rating, Team, Time
from tests.diagram.laws import crossing, overlapping, shape, words_of
from tests.diagram.parcels import TODAY, frame, late, parcels
from tests.diagram.reading import drawn, texts
from tests.literal import HERE, flow, handoff, organisation


def card(found: Flow, name: str) -> Drawing:
    (team,) = [team for team in found.organisation.teams if team.name == name]
    return sipoc_view(
        team_card(found, team), found.organisation, gaps(found, as_of=TODAY), frame(found)
    )


def picture(found: Flow, name: str) -> list[str]:
    return texts(drawn(dot(card(found, name))))


def judged(**fields: Any) -> Flow:
    return flow(
        handoff("Mill", "Baker", "Flour", 6, promise=4),
        handoff("Baker", "Shop", "Bread", 5, promise=4, process_time=0.5, volume=1, **fields),
        handoff("Shop", "Customer", "Sandwich", promise=8),
        teams=[Team(PartyId("Baker"), HERE, "Bakery", people=2, availability=0.5)],
    )


def test_a_team_sees_what_its_customers_need_beside_what_it_promised() -> None:
    found = judged(need=Time.of(2), wants="sliced", accuracy=0.85, rating=Rating(3, 5))
    words = picture(found, "Baker")
    assert "Shop: Bread" in words
    assert "needs 2 h · promised 4 h · takes 5 h" in words
    assert {"wants: sliced", "%C&A 85 % · rated 3/5"} <= {*words}


def test_a_gap_has_a_sign_and_a_name_gravest_first() -> None:
    words = picture(judged(need=Time.of(2)), "Baker")
    assert "! promise broken, promise weaker than need" in " ".join(words)
    assert "!" in words


def test_suppliers_stand_left_of_the_team_and_customers_right() -> None:
    places = {b.party: b.at for b in card(judged(), "Baker").boxes if b.party and b.at}
    assert places[PartyId("Mill")][0] < places[PartyId("Baker")][0] < places[PartyId("Shop")][0]


def test_what_nobody_asked_says_so() -> None:
    words = picture(flow(handoff("A", "B")), "B")
    assert "not asked yet: need, wants, %C&A, rating" in words
    assert "not asked yet: whom do we serve with what?" in words
    assert words.count("not asked yet") == 3  # people, load, work


def test_the_day_they_last_spoke_is_there() -> None:
    assert "asked 2026-05-12" in picture(judged(asked=date(2026, 5, 12)), "Baker")


def test_the_middle_has_people_load_and_work_and_whom_it_reaches() -> None:
    words = picture(judged(), "Baker")
    assert {"2", "50 %", "30 min", "Customer, after 2 handoffs"} <= {*words}


def test_complaints_are_quoted_as_exposure_and_not_cause() -> None:
    found = parcels()
    complaints = (late(found),)
    told = Flow(
        organisation(
            *found.handoffs, customers=["Shoppers"], vendors=["Carton maker"],
            complaints=complaints,
        )
    )  # fmt: skip
    words = picture(told, "Warehouse")
    assert "What they said: 14 complaints" in words
    assert "“Where is it?”" in words
    assert "Upstream of 100 % of the complaint weight: exposure, not cause." in " ".join(words)
    assert sum("exposure, not cause" in text for text in words) == 2


def crowd(size: int) -> Flow:
    steps = [handoff("Hub", f"Team {n:02}", f"Report {n:02}", 1) for n in range(size)]
    return flow(*steps, *(handoff(f"Team {n:02}", "Hub", "Data", 1) for n in range(3)))


@pytest.mark.parametrize("size", [1, 3, 6, MOST + 1, 20, 60])
def test_a_team_with_many_customers_has_a_page_like_every_other(size: int) -> None:
    drawing = card(crowd(size), "Hub")
    assert overlapping(drawing) == []
    assert crossing(drawing) == []
    assert 1.6 < shape(drawing) < 1.95


def test_what_has_no_room_is_counted_and_named() -> None:
    (rest,) = [words_of(b) for b in card(crowd(20), "Hub").boxes if "more:" in words_of(b)]
    assert rest.startswith(f"+ {20 - MOST} more: Team 09, Team 10")
    assert not any("more:" in text for text in picture(crowd(MOST + 1), "Hub"))


def test_a_very_long_name_stays_in_its_card_and_is_whole_in_the_tooltip() -> None:
    name = "W" * 300
    drawing = card(flow(handoff("A", name, "x" * 300, wants="y " * 300)), "A")
    assert overlapping(drawing) == []
    assert 1.5 < shape(drawing) < 2
    assert any(name in line for box in drawing.boxes for line in box.tooltip)


def test_where_there_is_little_room_letters_get_smaller_before_facts_are_left_out() -> None:
    found = judged(need=Time.of(2), wants="sliced " * 8, accuracy=0.85, rating=Rating(3, 5))
    more = [handoff("Baker", f"Kiosk {n}", "Rolls", 1) for n in range(4)]
    crowded = flow(*found.handoffs, *more, teams=found.organisation.teams)
    words = picture(crowded, "Baker")
    assert "%C&A 85 % · rated 3/5" in words
    assert any("promise broken" in text for text in words)
