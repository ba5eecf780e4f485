"""draw sipoc, matrix, contacts, pareto: as commands."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from chainmap.app.pages import joined
from chainmap.diagram.engine.render import render
from chainmap.issues import ChainmapError
from tests.calling import Call

pytestmark = pytest.mark.usefixtures("bakery")

COMPLAINTS = """\
- id: C-1
  customer: Eaters
  supplier: Shop
  category: passed-around
  contacts: [Shop, Baker, Shop]
- {id: C-2, customer: Eaters, supplier: Shop, category: late, count: 4}
"""


@pytest.fixture
def complained(bakery: Path) -> None:
    (bakery / "complaints.yaml").write_text(COMPLAINTS, encoding="utf-8")


def test_a_card_of_every_team_is_a_page_of_one_file(call: Call) -> None:
    assert call("draw", "sipoc", "-o", "cards.pdf").exit_code == 0
    pages = PdfReader("cards.pdf").pages
    assert len(pages) == 2
    assert "Baker" in pages[0].extract_text()
    assert "Shop: whom we serve" in pages[1].extract_text()


def test_the_same_cards_are_the_same_bytes(call: Call) -> None:
    for name in ("one.pdf", "two.pdf"):
        call("draw", "sipoc", "-o", name, "--as-of", "2026-11-21")
    assert Path("one.pdf").read_bytes() == Path("two.pdf").read_bytes()


def test_joined_pages_say_neither_when_nor_by_whom() -> None:
    page = render("digraph { a }", "pdf").data
    whole = PdfReader(BytesIO(joined([page, page])))
    assert not whole.metadata
    assert len(whole.pages) == 2


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_cards_do_not_fit_a_file_of_one_page(call: Call, ending: str) -> None:
    with pytest.raises(ChainmapError) as error:
        call("draw", "sipoc", "-o", f"cards.{ending}")
    (issue,) = error.value.issues
    assert issue.code == "several-pages"
    assert "2 pages" in issue.message
    assert ".pdf" in (issue.hint or "")
    assert "--team" in (issue.hint or "")
    assert not Path(f"cards.{ending}").exists()


def test_one_team_fits_any_file(call: Call) -> None:
    assert call("draw", "sipoc", "--team", "baker", "-o", "card.svg").exit_code == 0
    assert "Baker: whom we serve" in Path("card.svg").read_text(encoding="utf-8").replace(
        "&#160;", " "
    )


def test_a_customer_has_no_card(call: Call) -> None:
    with pytest.raises(ChainmapError, match="not a team"):
        call("draw", "sipoc", "--team", "Eaters", "-o", "card.svg")


@pytest.mark.parametrize("order", ["department", "partition"])
def test_the_matrix_can_be_ordered(call: Call, order: str) -> None:
    assert call("draw", "matrix", "--order", order, "-o", "matrix.svg").exit_code == 0


@pytest.mark.parametrize(
    ("view", "code"), [("contacts", "no-contacts"), ("pareto", "no-complaints")]
)
def test_without_complaints_it_says_what_to_write_down(call: Call, view: str, code: str) -> None:
    with pytest.raises(ChainmapError) as error:
        call("draw", view, "-o", "picture.svg")
    (issue,) = error.value.issues
    assert issue.code == code
    assert issue.hint


@pytest.mark.usefixtures("complained")
@pytest.mark.parametrize("view", ["contacts", "pareto"])
def test_complaints_are_drawn(call: Call, view: str) -> None:
    assert call("draw", view, "-o", "picture.svg").exit_code == 0
    assert call("draw", view, "--customer", "Eaters", "-o", "picture.svg").exit_code == 0


@pytest.mark.usefixtures("complained")
def test_a_complaint_of_another_kind_has_no_route(call: Call) -> None:
    with pytest.raises(ChainmapError, match="passed around"):
        call("draw", "contacts", "--complaint", "C-2", "-o", "picture.svg")
