"""What the files say about routed work: shares, variability, work in process."""

from __future__ import annotations

from chainmap.issues import Location
from chainmap.model import PartyId, Team, Variability
from tests.source.inline import codes, only_issue, organisation, read


def team(text: str) -> Team:
    found = organisation(f"team: A\n{text}\nserves: [B]\n", "team: B\nneeds: [A]\n")
    party = found.parties[PartyId("A")]
    assert isinstance(party, Team)
    return party


def test_variability_is_read_as_squared_coefficients() -> None:
    assert team("variability: {arrivals: 0.5, service: 2}").variability == Variability(0.5, 2)
    assert team("variability: {service: 0}").variability == Variability(1, 0)
    assert team("people: 2").variability == Variability(1, 1)


def test_work_in_process_is_a_number_of_items() -> None:
    assert team("wip: 12").wip == 12
    assert team("people: 2").wip is None


CIRCLE = """\
team: {name}
serves:
  - {{customer: {customer}, delivers: {name} item, share: {share}}}
  - {{customer: Shop, delivers: Result, share: {rest}}}
"""


def test_routing_that_never_leaves_is_an_error_that_names_the_teams() -> None:
    issue = only_issue(
        CIRCLE.format(name="A", customer="B", share="100%", rest="0%"),
        CIRCLE.format(name="B", customer="C", share="33.33%", rest="0%")
        + "  - {customer: A, delivers: Back, share: 66.67%}\n",
        CIRCLE.format(name="C", customer="A", share="100%", rest="0%"),
        "customer: Shop\nneeds: []\n",
    )
    assert issue.code == "routing-never-leaves"
    assert issue.location == Location("0.yaml", 3, 44)
    assert "A, B or C never leaves" in issue.message


def test_only_the_circle_is_named_not_who_feeds_it() -> None:
    issue = only_issue(
        CIRCLE.format(name="Z", customer="A", share="100%", rest="0%"),
        CIRCLE.format(name="A", customer="B", share="100%", rest="0%"),
        CIRCLE.format(name="B", customer="A", share="100%", rest="0%"),
        "customer: Shop\n",
    )
    assert "reaches A or B never" in issue.message


def test_a_circle_with_a_way_out_is_fine() -> None:
    texts = [
        CIRCLE.format(name="A", customer="B", share="100%", rest="0%"),
        CIRCLE.format(name="B", customer="A", share="99%", rest="1%"),
        "customer: Shop\n",
    ]
    assert codes(read(*texts)) == []
    left_over = CIRCLE.format(name="B", customer="A", share="99%", rest="0%")
    assert codes(read(texts[0], left_over, texts[2])) == []


def test_an_order_by_a_customer_goes_round_nowhere() -> None:
    texts = [
        "customer: Shop\nserves: [{customer: A, delivers: Order, share: 100%}]\n",
        "team: A\nserves: [{customer: Shop, delivers: Result, share: 100%}]\n",
    ]
    assert codes(read(*texts)) == []
