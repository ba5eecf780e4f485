"""A browser without a network, and the pages that the tests drive in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from chainmap.app.reporting import report

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)
DESKTOP, PHONE = (1280, 900), (360, 740)
AS_OF = date(2026, 11, 21)

Open = Callable[..., Page]
"""Opens a page in a window: `open_page(path, size=PHONE, fragment="#x")`."""


@pytest.fixture(scope="session")
def browser(require: Callable[[str], Path]) -> Iterator[Browser]:
    """Return Chromium, as CHAINMAP_CHROMIUM names it or as it is on the PATH."""
    program = os.environ.get("CHAINMAP_CHROMIUM") or str(require("chromium"))
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield found
        found.close()


@pytest.fixture(scope="session")
def org_report(
    tmp_path_factory: pytest.TempPathFactory,
    browser: Browser,  # noqa: ARG001 - nothing is drawn where no browser can show it
) -> Path:
    """Return the page of the organisation that chainmap comes with."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    root = Path(__file__).parents[2] / "org"
    report(root, output=path, as_of=AS_OF, overwrite=False, tell=lambda _: None)
    return path


@dataclass
class Heard:
    """Everything that a page said or asked for."""

    pages: set[str] = field(default_factory=set)
    requests: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Note errors, messages and requests of the page."""
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("console", self._console)
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        self.said.append(message.text)

    def _request(self, request: Request) -> None:
        self.requests.add(request.url.split("#")[0])


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Return a function that opens a file; at the end nothing went wrong and nothing was loaded."""
    heard = Heard()
    contexts = []

    def opened(
        path: Path, *, size: tuple[int, int] = DESKTOP, fragment: str = "", script: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=script,
            has_touch=size == PHONE,
        )
        contexts.append(context)
        page = context.new_page()
        heard.listen(page)
        heard.pages.add(path.as_uri())
        page.goto(f"{path.as_uri()}{fragment}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert heard.said == []
    assert heard.requests == heard.pages


@pytest.fixture
def page(open_page: Open, org_report: Path) -> Page:
    """Return the report of `org/` on a desktop."""
    return open_page(org_report)


@pytest.fixture
def phone(open_page: Open, org_report: Path) -> Page:
    """Return the report of `org/` on a phone."""
    return open_page(org_report, size=PHONE)
