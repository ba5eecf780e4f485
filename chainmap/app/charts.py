"""Charts and cards: a team's page, the matrix, routes of contacts, the weight of complaints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chainmap.app.answers import traced
from chainmap.app.looking_up import find_team, not_found
from chainmap.app.maps import asked_scope
from chainmap.app.views import MatrixOrder, Subject

if TYPE_CHECKING:
    from chainmap.analysis.trace import Traced
    from chainmap.diagram.canvas.drawing import Drawing


def sipoc(subject: Subject) -> tuple[Drawing, ...]:
    """Return the page of the team asked for, or of every team."""
    from chainmap.analysis.gaps import gaps
    from chainmap.analysis.team import team_card
    from chainmap.diagram.charts.sipoc import sipoc_view

    flow, named = subject.flow, subject.wanted.team
    organisation = flow.organisation
    teams = organisation.teams if named is None else (find_team(organisation, named),)
    if not teams:
        hint = "Write down a team first: chainmap init shows how."
        raise not_found(organisation, "no-teams", "There are no teams.", hint)
    found = gaps(flow, as_of=subject.as_of)
    cards = (team_card(flow, team) for team in teams)
    return tuple(sipoc_view(card, organisation, found, subject.frame) for card in cards)


def matrix(subject: Subject) -> tuple[Drawing, ...]:
    """Return who serves whom as a square."""
    from chainmap.analysis.gaps import gaps
    from chainmap.diagram.charts.matrix import matrix_view

    found = gaps(subject.flow, as_of=subject.as_of)
    partitioned = subject.wanted.order is MatrixOrder.PARTITION
    scope = asked_scope(subject)
    return (matrix_view(scope, found, subject.frame, partitioned=partitioned),)


def contacts(subject: Subject) -> tuple[Drawing, ...]:
    """Return the routes of the passed-around complaints selected."""
    from chainmap.diagram.charts.contacts import contacts_view, sent

    if found := sent(_complaints(subject)):
        return (contacts_view(found, subject.frame),)
    raise not_found(
        subject.flow.organisation,
        "no-contacts",
        "No complaint about being passed around says whom the customer was sent to.",
        "Write the route into such a complaint: contacts: [Switchboard, Courier, Dispatch].",
    )


def pareto(subject: Subject) -> tuple[Drawing, ...]:
    """Return the weight of the complaints selected."""
    from chainmap.diagram.charts.pareto import pareto_view

    if found := [traced for traced in _complaints(subject) if traced.weight > 0]:
        return (pareto_view(found, subject.frame),)
    raise not_found(
        subject.flow.organisation,
        "no-complaints",
        "There are no complaints to weigh.",
        "Write down what customers said, in complaints.yaml or complaints.csv.",
    )


def _complaints(subject: Subject) -> tuple[Traced, ...]:
    """Return the complaints selected, heaviest first."""
    found = traced(subject.flow, subject.wanted.selection).result.complaints
    return tuple(one for one in found if one.complaint is not None)
