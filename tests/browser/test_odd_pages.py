"""Pages of odd organisations in a browser: hostile names, no complaints, no times, very many."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from chainmap.app.reporting import report
from tests.browser.conftest import AS_OF, PHONE, Open

HOSTILE = (
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(1)</script>",
    "'quotes' \"double\" `back` ${1+1} {{ 2*2 }}",
    "W" * 200,
    "مكتب الطلبات",
    "\u2067Right\u2069 to left",
    "🚚 Dispatch 👩🏽‍🔧",
    "__proto__",
)
CUSTOMER = "=1+1&customer=<b>"


def written(root: Path, documents: Iterable[dict[str, Any]], **more: Any) -> Path:
    """Write an organisation and its page; return the page. JSON is YAML."""
    root.joinpath("chainmap.yaml").write_text(json.dumps(more or {"organisation": "Odd"}), "utf-8")
    lines = (json.dumps(document, ensure_ascii=False) for document in documents)
    root.joinpath("all.yaml").write_text("\n---\n".join(lines), "utf-8")
    page = root / "report.html"
    report(root, output=page, as_of=AS_OF, overwrite=True, tell=lambda _: None)
    return page


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    chain = [*HOSTILE, CUSTOMER]
    documents: list[dict[str, Any]] = [
        {
            "team": supplier,
            "department": f"<i>{supplier[:9]}</i>",
            "serves": [{"customer": customer, "delivers": f"<u>{n}</u>", "lead_time": "5h"}],
        }
        for n, (supplier, customer) in enumerate(pairwise(chain))
    ]
    documents.append({"customer": CUSTOMER})
    complaint = {"id": "<C> #1&x=", "customer": CUSTOMER, "category": "late", "count": 3}
    said = {"said": "</q></script><script>alert(1)</script>", "supplier": HOSTILE[-1]}
    root.joinpath("complaints.yaml").write_text(json.dumps([complaint | said]), "utf-8")
    return written(root, documents, organisation="</title><script>alert(1)</script>")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_found_and_shown_as_they_are(
    open_page: Open, hostile: Path, name: str
) -> None:
    page = open_page(hostile)
    page.get_by_role("searchbox").fill(name)
    page.keyboard.press("Enter")
    shown = page.locator("dialog[open] h3").evaluate("e => e.textContent")
    assert shown == name
    assert page.locator("script").count() == 2
    assert page.locator("img").count() == 0


def test_hostile_filters_survive_the_address(open_page: Open, hostile: Path) -> None:
    page = open_page(hostile)
    page.get_by_label("Customer", exact=True).select_option(CUSTOMER)
    page.get_by_label("Complaint", exact=True).select_option(index=1)
    told = f"Only complaint <C> #1&x=, customer {CUSTOMER}:"
    expect(page.locator("#shown")).to_contain_text(told)
    again = open_page(hostile, fragment=page.url.removeprefix(hostile.as_uri()))
    expect(again.locator("#shown")).to_contain_text(told)


def test_hostile_names_light_up(open_page: Open, hostile: Path) -> None:
    page = open_page(hostile)
    boxes = page.locator("#drawing-overview a[data-party]")
    assert boxes.count() == len(HOSTILE) + 1
    boxes.first.focus()
    expect(page.locator("#drawing-overview.lit")).to_have_count(1)


def test_hostile_names_break_neither_the_phone_nor_a_screen_reader(
    open_page: Open, hostile: Path
) -> None:
    page = open_page(hostile, size=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("searchbox").fill("W")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('#card').scrollWidth") <= PHONE[0]
    assert Axe().run(page).response["violations"] == []


def test_without_complaints_and_times_everything_still_works(
    open_page: Open, tmp_path: Path
) -> None:
    documents: list[dict[str, Any]] = [
        {"team": "A", "serves": ["B"]},
        {"team": "B", "serves": ["C"]},
        {"customer": "C"},
    ]
    page = open_page(written(tmp_path, documents))
    expect(page.get_by_label("Complaint", exact=True)).to_have_count(0)
    page.get_by_label("Customer", exact=True).select_option("C")
    expect(page.locator("#shown")).to_contain_text("Only customer C: 1 of 1 stories")
    page.locator("#drawing-overview a[data-party]").first.click()
    expect(page.get_by_role("dialog", name="A")).to_contain_text("the work to B")
    assert Axe().run(page).response["violations"] == []


def test_an_empty_organisation_has_a_page_that_works(open_page: Open, tmp_path: Path) -> None:
    page = open_page(written(tmp_path, [{"team": "Alone"}]))
    page.get_by_role("searchbox").fill("alone")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Alone")).to_be_visible()
    assert Axe().run(page).response["violations"] == []


def test_three_hundred_teams_light_up_and_filter(open_page: Open, tmp_path: Path) -> None:
    size = 300
    documents = [
        {
            "team": f"Team {n}",
            "department": f"Department {n % 7}",
            "serves": [f"Team {after}" for after in (n + 1, n + 5) if after < size] or ["Customer"],
        }
        for n in range(size)
    ]
    page = open_page(written(tmp_path, [*documents, {"customer": "Customer"}]))
    page.locator("#drawing-overview a[data-party]").first.focus()
    expect(page.locator("#drawing-overview .told")).to_contain_text("downstream (solid)")
    page.get_by_label("Department", exact=True).select_option("Department 3")
    rows = page.locator(".index li:not([hidden])")
    expect(rows).to_have_count(len(range(3, size, 7)))
