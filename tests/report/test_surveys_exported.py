"""Surveys in the workbook and on a slide: each gap with its answers and its interval."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from chainmap.analysis.expectations import expectations
from chainmap.deck.shapes import Table
from chainmap.report.slides.contents import deck
from chainmap.report.story.answers import Answers
from chainmap.report.workbook.contents import workbook
from chainmap.report.workbook.writing import xlsx
from chainmap.survey import Answer
from tests.analysis.test_expectations import CHAIN, TODAY
from tests.report.test_page_voices import FEW, KIND, SHORT
from tests.report.test_workbook import answers, rows


def told(*known: Answer) -> Answers:
    return replace(answers(CHAIN), survey=expectations(CHAIN, known, as_of=TODAY))


def test_the_workbook_has_every_dimension_with_answers_and_interval() -> None:
    book = load_workbook(BytesIO(xlsx(workbook(told(*SHORT, *KIND, *FEW)))))
    first, second, third = rows(book, "Surveys")
    assert (first["Supplier"], first["Dimension"], first["Answers"]) == ("B", "reliability", 5)
    assert (first["Expected"], first["Perceived"]) == (4.8, 1.8)
    assert first["Gap (perceived − expected)"] == pytest.approx(-3)
    assert first["Gap: 95 % from"] == pytest.approx(-3.878, abs=0.001)
    assert second["Gap: 95 % to"] == pytest.approx(2.080, abs=0.001)
    assert (third["Ranked: enough answers"], third["Gap: 95 % from"]) == ("no", None)


def test_a_slide_has_the_handoffs_that_are_ranked() -> None:
    slides = {slide.title: slide for slide in deck(told(*SHORT, *KIND, *FEW)).slides}
    slide = slides["What customers of handoffs say"]
    (table,) = (item for item in slide.items if isinstance(item, Table))
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["B", "Customer", "thing", "−1.7", "−2.5 to −0.8", "10", "reliability −3.0"]
    ]
    assert "Ask 5 people or more about A → B" in slide.notes


def test_too_few_answers_make_no_slide() -> None:
    titles = [slide.title for slide in deck(told(*FEW)).slides]
    assert "What customers of handoffs say" not in titles
