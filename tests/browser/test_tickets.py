"""The page with what tickets say: nothing loaded, nothing for axe, no sideways scrolling."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from chainmap.app.reporting import report
from chainmap.evidence.request import Request
from tests.browser.conftest import AS_OF, DESKTOP, PHONE, Open
from tests.browser.test_page import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2] / "examples" / "it-help-desk"


@pytest.fixture(scope="session")
def ticket_report(
    tmp_path_factory: pytest.TempPathFactory,
    browser: Browser,  # noqa: ARG001 - nothing is drawn where no browser can show it
) -> Path:
    """Return the page of the help desk with its tickets."""
    path = tmp_path_factory.mktemp("report") / "tickets.html"
    report(
        ROOT,
        output=path,
        as_of=AS_OF,
        overwrite=False,
        tell=lambda _: None,
        log=Request((str(ROOT / "seen.json"),)),
    )
    return path


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    open_page: Open, ticket_report: Path, size: tuple[int, int]
) -> None:
    page = open_page(ticket_report, size=size)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_navigation_leads_to_the_tickets(open_page: Open, ticket_report: Path) -> None:
    page = open_page(ticket_report)
    page.get_by_role("link", name="What the tickets say").click()
    assert page.locator("#tickets h2").is_visible()
    assert page.locator("#drawing-tickets svg").is_visible()


def test_a_box_of_the_log_opens_the_card_of_its_team(open_page: Open, ticket_report: Path) -> None:
    page = open_page(ticket_report)
    page.locator("#drawing-tickets a[data-party]").first.click()
    assert page.locator("#card").is_visible()


def test_its_tables_sort(open_page: Open, ticket_report: Path) -> None:
    page = open_page(ticket_report)
    head = page.locator("#tickets th", has_text="Median")
    head.locator("button").click()
    cells = page.locator("#tickets table").first.locator("tbody tr td:nth-child(5)")
    values = [float(c.get_attribute("data-value") or "nan") for c in cells.all()]
    assert values == sorted(values) or values == sorted(values, reverse=True)
