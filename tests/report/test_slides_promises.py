"""Promises and chance on slides: one each, where the organisation says enough."""

from __future__ import annotations

from dataclasses import replace

from chainmap.analysis.budget import promise_budgets
from chainmap.analysis.chance import chance
from chainmap.deck.shapes import Slide, Table
from chainmap.flow import Flow
from chainmap.model import Time
from chainmap.report.slides.contents import deck
from chainmap.report.slides.promises import MAX_ROWS
from tests.literal import flow, handoff
from tests.report.test_workbook import answers

TOO_MUCH = flow(
    handoff("A", "B", "part", 3, promise=4),
    replace(handoff("B", "Customer", "it", step_promise=2, promise=5), lead_time=Time(1, 2, 6)),
)


def slides(found: Flow) -> dict[str, Slide]:
    told = replace(
        answers(found), budgets=promise_budgets(found), chance=chance(found, runs=1000, seed=1)
    )
    return {slide.title: slide for slide in deck(told).slides}


def table(slide: Slide) -> list[tuple[str, ...]]:
    (found,) = (item for item in slide.items if isinstance(item, Table))
    return [tuple(cell.text for cell in row) for row in found.rows]


def test_promises_that_do_not_add_up_have_a_slide() -> None:
    slide = slides(TOO_MUCH)["Promises"]
    assert table(slide) == [("Customer", "it", "5 h", "–", "6 h", "5 h 30 min", "1 h too much")]


def test_how_often_a_promise_is_kept_has_a_slide() -> None:
    ((customer, what, single, *within, limit, kept, ranges),) = table(
        slides(TOO_MUCH)["When times vary"]
    )
    assert (customer, what, limit, ranges) == ("Customer", "it", "promised 5 h", "1 of 2")
    assert single == "5.5 h"
    assert len(within) == 3
    assert 0 < int(kept.removesuffix(" %")) < 100


def test_where_nothing_varies_and_nothing_was_promised_there_is_neither() -> None:
    titles = slides(flow(handoff("A", "B", "part", 3), handoff("B", "Customer", "it", 1)))
    assert not {"Promises", "When times vary"} & titles.keys()


def test_more_deliveries_than_fit_are_in_the_notes() -> None:
    many = (handoff("B", "Customer", f"it {n}", 1, promise=n + 1) for n in range(MAX_ROWS + 3))
    slide = slides(flow(*many))["Promises"]
    assert len(table(slide)) == MAX_ROWS
    assert "it 10" in slide.notes
    assert "3 more deliveries in the notes" in str(slide.items)
