from __future__ import annotations

import json
import re
from collections.abc import Sequence

import pytest

from chainmap.analysis.trace import Traced, trace
from chainmap.diagram.canvas.connected import in_one_piece
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.charts.pareto import pareto_view
from chainmap.diagram.engine.dot import dot
from chainmap.flow import Flow
from chainmap.model import Category, Complaint, Customer, PartyId
from chainmap.report.trace_json import trace_json
from tests.diagram.laws import crossing, overlapping, shape
from tests.diagram.parcels import frame
from tests.diagram.reading import drawn, texts
from tests.literal import HERE, delivery, flow, handoff


def shop() -> Flow:
    return flow(
        handoff("Slow", "Desk", "a", 9, promise=2, accuracy=0.9),
        handoff("Late", "Desk", "b", 3, promise=2),
        handoff("Desk", "Anna", "c", 1, promise=2),
        handoff("Desk", "Bert", "d", 1, promise=2),
        customers=["Anna", "Bert"],
    )


def said(found: Flow, customer: str, category: Category, count: float, name: str) -> Complaint:
    return Complaint(name, delivery(found, customer), category, count=count)


def some(found: Flow) -> Sequence[Complaint]:
    return [
        said(found, "Anna", Category.LATE, 7, "C-1"),
        said(found, "Bert", Category.WRONG, 2, "C-2"),
        said(found, "Anna", Category.PASSED_AROUND, 1, "C-3"),
    ]


def picture(found: Flow, complaints: Sequence[Complaint]) -> tuple[Drawing, Sequence[Traced]]:
    traced = trace(found, complaints).complaints
    return pareto_view(traced, frame(found)), traced


def shown(found: Flow, complaints: Sequence[Complaint]) -> list[str]:
    return texts(drawn(dot(picture(found, complaints)[0])))


def bars(drawing: Drawing) -> list[tuple[str, float, float]]:
    """Return what each bar says when pointed at: name, weight; and how long it is."""
    found = []
    for box in drawing.boxes:
        look = box.content.rows[0].cells[0].look
        match = re.fullmatch(r"(.+): ([\d.,]+) \(.*\)", box.tooltip[0] if box.tooltip else "")
        if match and "BGCOLOR" in look:
            weight = float(match[2].replace(",", ""))
            found.append((match[1], weight, float(look["WIDTH"])))
    return found


def test_three_panels_each_with_the_largest_bar_first() -> None:
    found = shop()
    drawing, _ = picture(found, some(found))
    names = [name for name, _, _ in bars(drawing)]
    assert names[:5] == ["late", "wrong", "passed around", "Anna", "Bert"]
    words = shown(found, some(found))
    assert {"By kind", "By customer", "By suspect"} <= {*words}


def test_bars_are_as_long_as_they_weigh() -> None:
    found = shop()
    drawing, _ = picture(found, some(found))
    (_, seven, long), (_, two, short), *_ = bars(drawing)
    assert (seven, two) == (7, 2)
    assert long / short == pytest.approx(3.5, rel=0.05)


def test_each_panel_weighs_what_the_trace_says() -> None:
    found = shop()
    drawing, traced = picture(found, some(found))
    total = sum(
        one["weight"] for one in json.loads(trace_json(trace(found, some(found))))["complaints"]
    )
    weights = [weight for _, weight, _ in bars(drawing)]
    assert sum(weights[:3]) == pytest.approx(total)
    assert sum(weights[3:5]) == pytest.approx(total)
    assert sum(weights[5:]) == pytest.approx(total, abs=0.3)
    assert sum(one.weight for one in traced) == total


def test_the_line_ends_at_all_of_it_in_every_panel() -> None:
    found = shop()
    words = shown(found, some(found))
    assert words.count("100 %") == 3
    assert words.count("so far") == 3
    assert words.count("80 %") >= 3


def test_suspects_are_called_exposure_and_not_cause() -> None:
    words = shown(shop(), some(shop()))
    assert any("exposure, not cause" in text for text in words)
    assert "nobody to name" in words  # of the complaint without a route


def test_few_complaints_say_that_the_order_may_be_chance() -> None:
    found = shop()
    few = [said(found, "Anna", Category.LATE, 4, "C-1")]
    assert any("Only 4 complaints: the order may be chance." in t for t in shown(found, few))
    assert not any("chance" in text for text in shown(found, some(found)))


def test_the_value_of_a_customer_weighs() -> None:
    found = shop()
    parties = dict(found.organisation.parties)
    parties[PartyId("Bert")] = Customer(PartyId("Bert"), HERE, value=10)
    valued = Flow(type(found.organisation)(
        "Literal", "org", parties=parties, handoffs=found.handoffs
    ))  # fmt: skip
    drawing, _ = picture(valued, some(valued))
    assert [name for name, _, _ in bars(drawing)][:2] == ["wrong", "late"]


def test_bars_stand_for_parties() -> None:
    drawing, _ = picture(shop(), some(shop()))
    assert {"Anna", "Bert", "Slow"} <= {*drawing.parties.values()}


def test_no_words_lie_upon_others_and_the_page_has_the_shape_of_a_slide() -> None:
    drawing, _ = picture(shop(), some(shop()))
    assert overlapping(drawing) == []
    assert crossing(drawing) == []
    assert 1.6 < shape(drawing) < 2.1


@pytest.mark.parametrize(
    "counts", [(1,), (9, 1), (4, 1), (8, 1, 1), (79, 21), (81, 19), (50, 29, 20, 1)]
)
def test_no_line_runs_through_a_bar_or_a_word(counts: tuple[int, ...]) -> None:
    found = shop()
    kinds = list(Category)
    complaints = [
        said(found, "Anna", kind, count, f"C-{count}")
        for kind, count in zip(kinds, counts, strict=False)
    ]
    assert crossing(picture(found, complaints)[0]) == []


def test_the_points_of_the_line_stay_points_where_formats_draw_lines_themselves() -> None:
    drawing, _ = picture(shop(), some(shop()))
    assert in_one_piece(drawing) == drawing
