"""How the page works its figures out: each can be opened to its inputs, told where they stand."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from chainmap.analysis.budget import promise_budgets
from chainmap.analysis.trace import trace, trace_deliveries
from chainmap.app.explaining import awaited_in, behind_of, ranking_of
from chainmap.app.page_sources import page_chance
from chainmap.flow import Flow
from chainmap.issues import Location
from chainmap.model import Time
from chainmap.report.explained.inputs import Places
from chainmap.report.page import PageContent, render_page
from chainmap.report.page.content import Sources
from tests.literal import handoff, organisation
from tests.report.test_page import Page, content, harbour, hostile

PARCEL = ("Courier", "Online shoppers", "Delivered parcel")
PLACES: Places = {PARCEL: {"promise": Location("org/teams/courier.yaml", 7, 14)}}


def worked(flow: Flow) -> PageContent:
    """Return the content of a page with everything it can tell."""
    found = trace(flow, flow.organisation.complaints)
    sources = Sources(PLACES, awaited_in(found), ranking_of(flow), behind_of(flow))
    return replace(
        content(flow),
        sources=sources,
        budgets=promise_budgets(flow),
        chance=page_chance(flow, found),
    )


@pytest.fixture(scope="module")
def html() -> str:
    return render_page(worked(harbour()))


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def section(html: str, name: str) -> str:
    """Return the text of a section, without tags and with single spaces."""
    (found,) = re.findall(rf'<section id="{name}".*?(?=<section id|</main>)', html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_a_complaint_section_names_formula_numbers_and_places(html: str) -> None:
    told = section(html, "complaints")
    assert "time of the slowest chain 27.2 h: the times of its steps added" in told
    assert "7 Courier: Delivered parcel: 5.2 h, lead_time (measured)" in told
    assert "0 + 1 + 3 + 9 + 2 + 7 + 5.2 = 27.2 h" in told
    assert "Courier: Delivered parcel: 16 h, promise teams/courier.yaml:7" in told
    assert "Warehouse: 56 %, 5 / 9" in told


def test_what_deliveries_have_in_common_is_worked_out_once(html: str) -> None:
    told = section(html, "complaints")
    assert told.count("Courier: Delivered parcel: 16 h, promise") == 1
    assert told.count("The times, promises and accuracies behind it are worked out under") == 2


def test_every_team_gap_pair_and_promise_can_be_opened(page: Page) -> None:
    summaries = [e.text for e in page.all("summary")]
    assert "1. Warehouse" in summaries
    gaps = len(content(harbour()).gaps.gaps)
    talks = [talk for talk in content(harbour()).gaps.talks if talk.weight]
    assert summaries.count("Where from") == gaps + len(talks)
    assert "Online shoppers, Answer" in summaries
    assert "Online shoppers, Delivered parcel" in summaries


def test_load_is_worked_out_in_the_card(html: str) -> None:
    assert "16.6667/h" not in html
    told = section(html, "teams")
    assert "Warehouse: Packed parcel: 3.3333, = 15/h / 90 % right × 0.2 h" in told
    assert "3.3333 / (4 people × 80 % = 3.2) = 104 %" in told


def test_promises_have_a_section_with_a_proposal(html: str) -> None:
    told = section(html, "promises")
    assert "Of 2 deliveries the promises behind 2 do not fit" in told
    assert "2 d split over the chain that takes most, in proportion to the times." in told
    assert "16 − 20 = −4 h" in told


def test_a_promise_that_fits_needs_no_proposal() -> None:
    flow = Flow(
        organisation(
            handoff("A", "B", "part", 1, promise=1), handoff("B", "Customer", "it", 1, promise=9)
        )
    )
    told = section(render_page(worked(flow)), "promises")
    assert "The promises fit" in told
    assert "a proposal" not in told


def test_chance_has_a_section(html: str) -> None:
    told = section(html, "chance")
    assert "100 of 100 deliveries miss their promise or need, by weight." in told
    assert "Nothing varies: no time behind them is given as low, likely and high." in told


def test_chance_says_how_often_a_promise_is_kept() -> None:
    step = replace(handoff("A", "Customer", "it", promise=4), lead_time=Time(1, 3, 8))
    flow = Flow(organisation(step))
    drawn = page_chance(flow, trace_deliveries(flow, flow.deliveries))
    told = section(render_page(replace(worked(flow), chance=drawn)), "chance")
    assert "Times of 1 of 1 delivery vary." in told
    assert re.search(r"promised 4 h 6\d %", told)
    assert "1 of 1 step" in told


def test_without_sources_nothing_is_worked_out() -> None:
    html = render_page(content(harbour()))
    assert "is worked out" not in html
    assert 'id="promises"' not in html
    assert 'href="#chance"' not in html


def test_the_contents_name_the_sections(page: Page) -> None:
    links = [e.attributes["href"] for e in page.all("a") if "nav" in e.inside]
    assert links[4:6] == ["#promises", "#chance"]


def test_hostile_names_stay_text() -> None:
    html = render_page(worked(hostile()))
    assert "<script>alert" not in html
    assert "<img" not in html
    Page(html)


def test_an_anonymous_page_names_no_file(tmp_path: Path) -> None:
    from datetime import date  # noqa: PLC0415

    from chainmap.app.anonymity import Anonymity  # noqa: PLC0415
    from chainmap.app.reporting import report  # noqa: PLC0415

    org = tmp_path / "org"
    org.mkdir()
    (org / "secret.yaml").write_text(
        "team: Secret\npeople: 2\nprocess_time: 1h\n"
        "serves: [{customer: Client, delivers: Thing, promise: 2h, lead_time: 3h, volume: 1/h}]\n"
        "---\ncustomer: Client\n",
        encoding="utf-8",
    )
    report(
        org,
        output=tmp_path / "page.html",
        as_of=date(2026, 11, 21),
        overwrite=False,
        tell=lambda _: None,
        anonymity=Anonymity(None),
    )
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "How this is worked out" in html
    assert "ecret" not in html
