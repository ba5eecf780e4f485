from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from chainmap.diagram.maps.view import MANY_SUPPORTED, MAX_LABELS
from chainmap.flow import Flow
from chainmap.model import Customer, Limits, PartyId, Team, Vendor
from tests.diagram.parcels import frame, parcels
from tests.diagram.reading import arrows, chain_dot, drawn, texts, tooltips
from tests.literal import HERE, flow, handoff

GOLDEN = Path(__file__).with_name("parcels.dot")


def picture(found: Flow) -> list[str]:
    return texts(drawn(chain_dot(found, frame(found))))


def large() -> Flow:
    """Return a chain of teams too long for words on its arrows."""
    names = [f"Team {i:02}" for i in range(MAX_LABELS + 2)]
    steps = [handoff(a, b, f"{a} thing") for a, b in pairwise(names)]
    orders = handoff("Customer", names[0], "Order")
    support = [handoff("IT", name, "Systems", support=True) for name in names[:MANY_SUPPORTED]]
    return flow(*steps, orders, *support, handoff(names[-1], "Customer", "Goods"))


def test_the_dot_source_of_a_small_organisation() -> None:
    found = parcels()
    assert chain_dot(found, frame(found)) == GOLDEN.read_text(encoding="utf-8")


def test_the_same_organisation_gives_the_same_source_whatever_the_order_of_its_parties() -> None:
    found = parcels()
    parties = dict(reversed(list(found.organisation.parties.items())))
    turned = Flow(replace(found.organisation, parties=parties))
    assert chain_dot(turned, frame(turned)) == chain_dot(found, frame(found))


def test_every_handoff_is_an_arrow_from_supplier_to_customer() -> None:
    found = parcels()
    assert sorted(arrows(chain_dot(found, frame(found)))) == [
        "Carton maker → Warehouse",
        "Dispatch → Shoppers",
        "Dispatch → Warehouse (rework)",
        "Order Desk → Planning",
        "Planning → Warehouse",
        "Shoppers → Order Desk",
        "Warehouse → Dispatch",
    ]


def test_parallel_deliverables_are_one_arrow_that_lists_them() -> None:
    found = flow(handoff("A", "B", "one", volume=1), handoff("A", "B", "two"))
    dot = chain_dot(found, frame(found))
    assert arrows(dot) == ["A → B"]
    assert "A → B\none, 8/d\ntwo" in tooltips(drawn(dot))


def test_rework_and_support_are_dashed_and_do_not_bend_the_chain() -> None:
    found = flow(handoff("A", "B"), handoff("B", "A", "back", rework=True))
    lines = chain_dot(found, frame(found)).splitlines()
    pieces = [line for line in lines if "rework)" in line and "->" in line]
    assert len(pieces) == 2
    assert all("style=dashed" in line and "constraint=false" in line for line in pieces)


def test_the_head_says_what_from_where_when_and_in_which_calendar() -> None:
    shown = picture(parcels())
    assert "Literal" in shown
    assert "4 teams in 1 department, 7 handoffs, 1 external customer." in shown
    assert "org · 2026-11-21 · Working time, 8 h a day, 5 days a week · chainmap" in shown


def test_the_legend_says_which_way_arrows_run() -> None:
    assert any("supplier → customer, the way work flows" in text for text in picture(parcels()))


def test_the_title_and_subtitle_of_the_frame_win() -> None:
    found = parcels()
    own = replace(frame(found), title="As it is", subtitle="Before the move")
    shown = texts(drawn(chain_dot(found, own)))
    assert {"As it is", "Before the move"} <= {*shown}
    assert "Literal" not in shown


def test_customers_who_order_are_drawn_at_the_start_too() -> None:
    assert picture(parcels()).count("Shoppers") == 2


def test_in_a_large_picture_orders_and_broad_support_stand_in_the_boxes() -> None:
    found = large()
    shown = picture(found)
    assert "◂ Customer" in shown
    assert shown.count("Customer") == 1
    assert f"supports {MANY_SUPPORTED} teams" in shown
    assert not any("(support)" in arrow for arrow in arrows(chain_dot(found, frame(found))))


def test_a_team_at_its_limit_is_marked_by_a_sign_and_not_only_by_colour() -> None:
    steps = handoff("A", "B", volume=1, process_time=0.9)
    found = flow(steps, teams=[Team(PartyId("A"), HERE, people=1)])
    assert "1 person · load 90 % ▲" in picture(found)
    allowed = flow(
        steps, teams=[Team(PartyId("A"), HERE, people=1)], limits=Limits(max_utilisation=0.95)
    )
    assert "1 person · load 90 %" in picture(allowed)


def test_an_overloaded_team_has_a_double_sign() -> None:
    found = flow(
        handoff("A", "B", volume=2, process_time=0.9), teams=[Team(PartyId("A"), HERE, people=1)]
    )
    assert "1 person · load 180 % ▲▲" in picture(found)


def test_departments_are_labelled_areas_in_the_organisations_order() -> None:
    teams = [Team(PartyId(name), HERE, name.upper()) for name in "abc"]
    found = flow(handoff("a", "b"), handoff("b", "c"), teams=teams, departments=("C", "A"))
    dot = chain_dot(found, frame(found))
    assert [dot.index(f"<B>{name}</B>") for name in "CAB"] == sorted(
        dot.index(f"<B>{name}</B>") for name in "CAB"
    )


def test_what_a_team_hands_to_itself_stands_in_its_box() -> None:
    found = flow(handoff("A", "A", "record"), handoff("A", "B"))
    dot = chain_dot(found, frame(found))
    assert arrows(dot) == ["A → B"]
    assert "↻ 1 deliverable to itself" in texts(drawn(dot))


def test_a_vendor_without_a_handoff_is_named_and_not_drawn() -> None:
    shown = picture(flow(handoff("A", "B"), vendors=["Idle"]))
    assert "Idle" not in shown
    assert any("Vendors without a handoff: Idle." in text for text in shown)


def test_an_organisation_of_nobody_can_be_drawn() -> None:
    found = flow(customers=[], vendors=[])
    assert "0 teams, 0 handoffs." in picture(found)


def test_lone_parties_are_all_there() -> None:
    found = flow()
    lone = {PartyId(f"Team {i}"): Team(PartyId(f"Team {i}"), HERE) for i in range(12)}
    customer = Customer(PartyId("Customer"), HERE)
    vendor = Vendor(PartyId("Vendor"), HERE)
    parties = {**lone, customer.name: customer, vendor.name: vendor}
    found = Flow(replace(found.organisation, parties=parties))
    assert {*lone, "Customer"} <= {*picture(found)}
