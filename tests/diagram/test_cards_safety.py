"""Whatever stands in a name, it does nothing in a card, a matrix, a route or a bar either."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chainmap.analysis.gaps import gaps
from chainmap.analysis.team import team_card
from chainmap.analysis.trace import trace
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.charts.contacts import contacts_view, sent
from chainmap.diagram.charts.matrix import matrix_view
from chainmap.diagram.charts.pareto import pareto_view
from chainmap.diagram.charts.sipoc import sipoc_view
from chainmap.diagram.engine.dot import dot
from chainmap.diagram.engine.render import render
from chainmap.diagram.maps.scope import whole_of
from chainmap.model import PartyId
from tests.diagram.parcels import TODAY, frame
from tests.diagram.reading import drawn, tooltips
from tests.diagram.test_safety import NAME, check_inert
from tests.literal import complaint, flow, handoff


def views(name: str) -> Iterator[Drawing]:
    found = flow(
        handoff("Vendor", name, f"For {name}", 3, promise=1, volume=1),
        handoff(name, "Customer", name, 5, promise=4, accuracy=0.9, wants=name),
    )
    around = (frame(found), gaps(found, as_of=TODAY))
    (team,) = [team for team in found.organisation.teams if team.name == name]
    yield sipoc_view(team_card(found, team), found.organisation, around[1], around[0])
    yield matrix_view(whole_of(found.organisation), around[1], around[0], partitioned=True)
    contacts = tuple(map(PartyId, (name, "Vendor", name)))
    passed = complaint(found, "passed-around", said=name, contacts=contacts)
    late = complaint(found, "late", id=name)
    traced = trace(found, [passed, late]).complaints
    yield contacts_view(sent(traced), around[0])
    yield pareto_view(traced, around[0])


@NAME
def test_nothing_acts_and_the_whole_name_can_be_pointed_at(name: str) -> None:
    for drawing in views(name):
        source = dot(drawing)
        check_inert(render(source, "svg").data)
        assert any(name in tooltip for tooltip in tooltips(drawn(source)))
        assert PartyId(name) in drawing.parties.values()


@pytest.mark.parametrize("name", ["x" * 200, "word " * 40])
def test_a_very_long_name_can_be_drawn_everywhere(name: str) -> None:
    for drawing in views(name.strip()):
        assert render(dot(drawing), "svg").data
