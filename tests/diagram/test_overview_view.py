from __future__ import annotations

from chainmap.diagram.engine.dot import dot
from chainmap.diagram.maps.overview import MAX_ARROWS, MAX_GROUPS, overview
from chainmap.diagram.maps.scope import whole_of
from chainmap.flow import Flow
from chainmap.model import PartyId, Team
from tests.diagram.parcels import frame
from tests.diagram.reading import arrows, drawn, texts
from tests.literal import HERE, flow, handoff


def source(found: Flow) -> str:
    return dot(overview(whole_of(found.organisation), frame(found)))


def shop() -> Flow:
    teams = [
        Team(PartyId("Till"), HERE, "Front", people=2),
        Team(PartyId("Shelf"), HERE, "Front", people=3),
        Team(PartyId("Store"), HERE, "Back", people=1),
        Team(PartyId("Yard"), HERE, "Back"),
    ]
    return flow(
        handoff("Mill", "Yard", "sacks", volume=1),
        handoff("Yard", "Store", "bags", volume=1),
        handoff("Store", "Shelf", "boxes", volume=1, process_time=0.9),
        handoff("Store", "Till", "lists", volume=1),
        handoff("Shelf", "Till", "goods", volume=1),
        handoff("Till", "Customer", "bread", volume=1),
        teams=teams,
        vendors=["Mill"],
    )


def test_departments_with_teams_people_and_their_busiest_team() -> None:
    shown = texts(drawn(source(shop())))
    assert {"Front", "Back", "Customer", "Mill"} <= {*shown}
    assert "2 teams · 5 people" in shown
    assert "2 teams · ≥ 1 people" in shown  # nobody says how many there are in the yard
    assert "busiest: Store 90 % ▲" in shown


def test_handoffs_between_departments_are_summed_and_the_number_stands_on_the_arrow() -> None:
    found = source(shop())
    assert sorted(arrows(found)) == ["Back → Front", "Front → Customer", "Mill → Back"]
    assert texts(drawn(found)).count("2") == 1
    assert "1 handoff inside" in texts(drawn(found))


def test_without_departments_those_who_work_together_share_a_box_and_the_picture_says_so() -> None:
    one = [handoff(f"A{i}", f"A{j}") for i in range(12) for j in range(i)]
    other = [handoff(f"B{i}", f"B{j}") for i in range(12) for j in range(i)]
    found = flow(*one, *other, handoff("A1", "B1"))
    shown = texts(drawn(source(found)))
    assert sum(text.startswith("around ") for text in shown) == 2
    assert any("No departments are named" in text for text in shown)


def test_the_same_organisation_gives_the_same_source() -> None:
    assert source(shop()) == source(shop())


def test_too_many_departments_share_a_box() -> None:
    teams = [Team(PartyId(f"T{n}"), HERE, f"D{n:03}") for n in range(MAX_GROUPS + 10)]
    found = flow(handoff("T1", "T2"), teams=teams)
    shown = texts(drawn(source(found)))
    assert "other departments" in shown
    assert any("39 largest of 50 departments" in text for text in shown)


def test_of_too_many_arrows_each_customer_keeps_its_thickest() -> None:
    teams = [Team(PartyId(f"T{n:02}"), HERE, f"D{n:02}") for n in range(12)]
    names = [team.name for team in teams]
    steps = [handoff(a, b, volume=9) for a in names for b in names if a < b]
    found = flow(*steps, handoff("T03", "Customer", "goods", volume=0.1), teams=teams)
    assert len(steps) > MAX_ARROWS
    kept = arrows(source(found))
    assert len(kept) == MAX_ARROWS
    assert "D03 → Customer" in kept


def test_an_organisation_of_nobody_has_an_overview() -> None:
    assert texts(drawn(source(flow(customers=[], vendors=[]))))


def test_few_teams_without_departments_have_their_own_boxes() -> None:
    shown = texts(drawn(source(flow(handoff("Desk", "Kitchen"), handoff("Kitchen", "Counter")))))
    assert {"Desk", "Kitchen", "Counter"} <= {*shown}
    assert any("each team has its own box" in text for text in shown)
