from __future__ import annotations

from typing import Any

import pytest

from chainmap.analysis.gaps import gaps
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.charts.matrix import MAX_TEAMS, matrix_view
from chainmap.diagram.engine.dot import dot
from chainmap.diagram.maps.scope import whole_of
from chainmap.flow import Flow
from chainmap.model import PartyId, Rating, Team
from tests.diagram.laws import overlapping, shape, words_of
from tests.diagram.parcels import TODAY, frame, parcels
from tests.diagram.reading import drawn, texts
from tests.diagram.test_layout import generated
from tests.literal import HERE, flow, handoff


def matrix(found: Flow, *, partitioned: bool = False) -> Drawing:
    scope = whole_of(found.organisation)
    return matrix_view(scope, gaps(found, as_of=TODAY), frame(found), partitioned=partitioned)


def picture(found: Flow, **options: Any) -> list[str]:
    return texts(drawn(dot(matrix(found, **options))))


def cells(drawing: Drawing) -> dict[str, str]:
    """Return the words of each mark by the pair it stands for."""
    found = {}
    for box in drawing.boxes:
        if box.tooltip and " → " in box.tooltip[0]:
            found[box.tooltip[0].split(" (")[0]] = words_of(box)
    return found


def places(drawing: Drawing) -> dict[str, tuple[float, float]]:
    return {words_of(box): box.at for box in drawing.boxes if box.at is not None}


def test_every_pair_with_a_handoff_has_a_mark_with_their_number() -> None:
    found = flow(handoff("A", "B", "x"), handoff("A", "B", "y"), handoff("B", "C", "z"))
    assert cells(matrix(found)) == {"A → B": "2", "B → C": "1"}


def test_the_marks_of_all_pairs_add_up_to_all_handoffs() -> None:
    found = generated()
    marks = cells(matrix(found))
    assert sum(int(words.rstrip("◂!")) for words in marks.values()) == len(found.handoffs)


def test_the_row_serves_the_column_and_the_legend_says_so() -> None:
    found = flow(handoff("A", "B", "x"))
    drawing = matrix(found)
    at = places(drawing)
    row = next(b.at for b in drawing.boxes if b.party == "A" and words_of(b) == "A")
    column = next(b.at for b in drawing.boxes if b.party == "B" and words_of(b) == "2 B")
    mark = next(b.at for b in drawing.boxes if b.tooltip[:1] == ("A → B",))
    assert row is not None and column is not None and mark is not None  # noqa: PT018
    assert mark[1] == pytest.approx(row[1], abs=1)
    assert mark[0] == pytest.approx(column[0], abs=1)
    assert any("row serves column" in text for text in picture(found))
    assert at


def test_what_runs_back_has_a_sign_and_is_counted() -> None:
    found = flow(handoff("A", "B"), handoff("B", "C"), handoff("C", "A", "back", rework=True))
    assert cells(matrix(found))["C → A"] == "1◂"
    assert any("1 run back, below the diagonal" in text for text in picture(found))


def test_support_below_the_diagonal_is_not_called_work_that_runs_back() -> None:
    found = flow(handoff("A", "B"), handoff("B", "A", "help", support=True))
    assert cells(matrix(found))["B → A"] == "1"


def test_a_grave_gap_has_a_sign() -> None:
    found = flow(handoff("A", "B", "x", 5, promise=2), handoff("B", "C", rating=Rating(5, 5)))
    assert cells(matrix(found)) == {"A → B": "1!", "B → C": "1"}


def test_departments_stand_together_in_the_organisations_order() -> None:
    teams = [Team(PartyId(n), HERE, d) for n, d in (("a", "X"), ("b", "Y"), ("c", "X"))]
    found = flow(handoff("a", "b"), handoff("b", "c"), teams=teams, departments=("Y", "X"))
    at = places(matrix(found))
    assert at["b"][1] < at["a"][1] < at["c"][1]
    assert at["Y"][1] < at["X"][1]


def test_partitioning_boxes_who_feeds_each_other_in_a_circle() -> None:
    steps = [handoff("D", "B"), handoff("B", "C"), handoff("C", "B", "back"), handoff("C", "A")]
    found = flow(*steps)
    at = places(matrix(found, partitioned=True))
    assert at["D"][1] < at["B"][1] < at["C"][1] < at["A"][1]
    words = " ".join(picture(found, partitioned=True))
    assert "1 coupled block of 2 teams." in words
    assert "coupled" not in " ".join(picture(found))


def test_customers_and_vendors_stand_outside_the_square() -> None:
    drawing = matrix(parcels())
    rows = {b.party: b.at for b in drawing.boxes if b.party and words_of(b) == b.party and b.at}
    assert rows[PartyId("Carton maker")][1] < rows[PartyId("Warehouse")][1]
    heads = [b for b in drawing.boxes if b.party and b.at and b.at[1] < 46]
    last = max(heads, key=lambda b: b.at[0] if b.at else 0)
    assert last.party == "Shoppers"


def test_many_teams_are_drawn_as_departments_and_every_handoff_is_counted() -> None:
    found = generated(MAX_TEAMS + 10, departments=4)
    marks = cells(matrix(found))
    teams = {team.name: team.department for team in found.organisation.teams}
    across = [h for h in found.handoffs if teams[h.supplier] != teams.get(h.customer)]
    assert sum(int(words.rstrip("◂!")) for words in marks.values()) == len(across)
    assert any("this shows their departments" in text for text in picture(found))


def test_many_teams_without_departments_are_cut_and_it_says_so() -> None:
    steps = [handoff(f"Team {n:03}", f"Team {n + 1:03}") for n in range(MAX_TEAMS + 20)]
    words = " ".join(picture(flow(*steps)))
    assert f"{MAX_TEAMS} of {MAX_TEAMS + 21} teams with most handoffs" in words


@pytest.mark.parametrize("partitioned", [False, True])
def test_nothing_lies_upon_anything_and_the_page_has_the_shape_of_a_slide(
    partitioned: bool,
) -> None:
    for found in (parcels(), generated(), generated(30, 3)):
        drawing = matrix(found, partitioned=partitioned)
        assert overlapping(drawing) == []
        assert 1.3 < shape(drawing) < 2.2


def test_an_organisation_of_nobody_has_an_empty_matrix() -> None:
    assert any("0 teams" in text for text in picture(flow(customers=[], vendors=[])))
