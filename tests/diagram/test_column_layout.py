"""Maps in columns: no line through a box, no words upon others, and legible on paper."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from random import Random

import pytest

from chainmap.analysis.observed import Observed
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.engine.dot import dot
from chainmap.diagram.engine.layout import layout
from chainmap.diagram.files.paper import size_of
from chainmap.diagram.looks.choices import Paper
from chainmap.diagram.maps.chain import chain_view
from chainmap.diagram.maps.column_layout import COLUMNS
from chainmap.diagram.maps.observed_map import observed_map
from chainmap.diagram.maps.overview import overview
from chainmap.diagram.maps.scope import whole_of
from chainmap.diagram.maps.seen import seen_log
from chainmap.diagram.parts.boxes import NOTE_SIZE
from chainmap.model import PartyId, Team
from tests.diagram.laws import crossing, overlapping
from tests.diagram.parcels import frame
from tests.literal import HERE, flow, handoff
from tests.observed import back, observed, pair

FRAME = Frame("log.csv", date(2026, 11, 22), "Times around the clock, 24 h a day")
_LEGIBLE = 7.0
"""Points of the smallest letters on A3."""


def picture(log: Observed) -> Drawing:
    seen = seen_log(log, name="log", source="log.csv")
    return observed_map(seen, whole_of(seen.organisation), FRAME)


def all_pairs(teams: int) -> Observed:
    dice = Random(teams)  # noqa: S311 - a picture, not a secret
    names = [f"Team {n}" for n in range(teams)]
    pairs = [
        pair(one, other, dice.randint(1, 200), dice.random() * 50)
        for one in names
        for other in names
        if one != other
    ]
    return observed(*pairs, returning=(back("Team 1", "Team 0", 5),))


def mixed(seed: int) -> Observed:
    dice = Random(seed)  # noqa: S311 - a picture, not a secret
    names = [f"Team {n}" for n in range(6 + 2 * seed)]
    ends = sorted({tuple(dice.sample(names, 2)) for _ in range(3 * len(names))})[:40]
    return observed(*(pair(a, b, dice.randint(1, 200), dice.random() * 50) for a, b in ends))


def by_name(drawing: Drawing) -> dict[str, float]:
    """Return how far right the middle of each party stands."""
    placed = layout(drawing).boxes
    return {p: (placed[box][0] + placed[box][2]) / 2 for box, p in drawing.parties.items()}


@pytest.mark.parametrize("teams", [2, 3, 4, 5, 8])
def test_of_few_teams_with_all_pairs_no_line_runs_through_a_box(teams: int) -> None:
    found = picture(all_pairs(teams))
    assert crossing(found) == []
    assert overlapping(found) == []


@pytest.mark.parametrize("seed", range(4))
def test_of_many_teams_no_line_runs_through_a_box(seed: int) -> None:
    found = picture(mixed(seed))
    assert crossing(found) == []
    assert overlapping(found) == []


@pytest.mark.parametrize("log", [all_pairs(8), mixed(3)], ids=["all pairs", "many teams"])
def test_the_smallest_letters_are_legible_on_a3(log: Observed) -> None:
    page = layout(picture(log))
    width, height = size_of(Paper.A3).points
    assert NOTE_SIZE * min(width / page.width, height / page.height) > _LEGIBLE


def test_a_long_chain_has_no_more_columns_than_fit() -> None:
    names = [f"Team {n:02}" for n in range(30)]
    steps = [pair(a, b, 5) for a, b in pairwise(names)]
    assert len({*by_name(picture(observed(*steps))).values()}) == COLUMNS


def test_who_begins_stands_just_before_whom_they_hand_to() -> None:
    log = observed(pair("A", "B"), pair("B", "C"), pair("C", "D"), pair("Late", "D"))
    across = by_name(picture(log))
    assert across["Late"] == across["C"] < across["D"]


def test_groups_that_no_arrow_links_stand_side_by_side() -> None:
    log = observed(pair("A", "B", 4), pair("B", "C", 3), pair("D", "E", 2), pair("F", "G"))
    across = by_name(picture(log))
    assert across["A"] < across["B"] < across["C"] < across["D"] < across["E"]


def test_an_arrow_back_ends_at_its_customer() -> None:
    found = picture(observed(pair("A", "B", 9), pair("B", "C", 9), pair("C", "A", 1)))
    placed = layout(found)
    for line in found.connectors:
        start, end = placed.lines[line.id][0], placed.lines[line.id][-1]
        for (x, y), box in ((start, line.supplier), (end, line.customer)):
            left, top, right, bottom = placed.boxes[box]
            assert left - 1 <= x <= right + 1
            assert top - 1 <= y <= bottom + 1
    assert dot(found).count("dir=back") == 2, "to the words and on from them"


def test_a_log_without_a_handoff_explains_no_arrows() -> None:
    found = picture(observed())
    assert found.heading.legend == ()


def test_customers_of_an_overview_are_the_last_column() -> None:
    teams = [Team(PartyId(name), HERE, name) for name in ("Sales", "Store", "Van")]
    steps = [handoff("Sales", "Store"), handoff("Store", "Van"), handoff("Van", "Home")]
    steps += [handoff("Store", "Shop"), handoff("Van", "Sales")]
    found = flow(*steps, teams=teams, customers=["Home", "Shop"])
    drawing = overview(whole_of(found.organisation), frame(found))
    across = by_name(drawing)
    assert across["Home"] == across["Shop"] == max(across.values())
    assert crossing(drawing) == []
    assert overlapping(drawing) == []


def test_a_line_to_a_vendor_starts_at_its_supplier_though_it_is_laid_out_the_other_way() -> None:
    found = flow(
        handoff("Control", "Vendor", "Order"),
        handoff("Vendor", "Press", "Steel"),
        handoff("Press", "Control", "Report"),
    )
    drawing = chain_view(found, frame(found))
    (line,) = (c for c in drawing.connectors if c.backwards and c.headless)
    places = layout(drawing)
    assert drawing.parties[line.supplier] == "Control"
    (x, y), (left, top, right, bottom) = places.lines[line.id][0], places.boxes[line.supplier]
    assert left - 1 <= x <= right + 1
    assert top - 1 <= y <= bottom + 1
