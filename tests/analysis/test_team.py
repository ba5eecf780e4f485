"""Team: one team's page."""

from __future__ import annotations

from chainmap.analysis.team import TeamCard, team_card
from chainmap.flow import Flow
from chainmap.model import Category, Complaint, Handoff, HandoffId, Team
from tests.literal import flow, handoff


def card(*handoffs: Handoff, about: set[str], team: str) -> TeamCard:
    """Return the page of a team where there are complaints about some deliverables."""
    known = flow(*handoffs)
    complaints = tuple(
        Complaint(h.deliverable, HandoffId(i), Category.LATE)
        for i, h in enumerate(known.handoffs)
        if h.deliverable in about
    )
    found = Flow(flow(*handoffs, complaints=complaints).organisation)
    party = next(t for t in found.organisation.teams if t.name == team)
    assert isinstance(party, Team)
    return team_card(found, party)


CHAIN = (
    handoff("A", "B", "part", 1),
    handoff("B", "C", "stocked", 1, stock=True),
    handoff("C", "Customer", "out", 1),
    handoff("B", "Customer", "own", 1),
    handoff("Other", "Customer", "else", 1),
    handoff("A", "Customer", "help", 1, support=True),
)


def test_complaints_are_those_downstream_through_stock_as_well() -> None:
    page = card(*CHAIN, about={"out", "own", "else"}, team="A")
    assert [complaint.id for complaint in page.complaints] == ["out", "own"]


def test_a_complaint_about_support_is_the_touchpoints() -> None:
    assert [c.id for c in card(*CHAIN, about={"help"}, team="A").complaints] == ["help"]
    assert card(*CHAIN, about={"help"}, team="B").complaints == ()


def test_reaches_are_the_fewest_handoffs_to_a_customer() -> None:
    page = card(*CHAIN, about=set(), team="A")
    assert [(reach.customer, reach.handoffs) for reach in page.reaches] == [("Customer", 2)]
