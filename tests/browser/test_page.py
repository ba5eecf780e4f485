"""The page in a browser: every action that a reader can take, and that nothing leaves the file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Open

CHAIN = "#drawing-overview"
STORY = "#drawing-1-1"


def box(page: Page, name: str, *, within: str = CHAIN) -> Locator:
    """Return the box of a party in a picture."""
    return page.locator(f"{within} a[data-party]").filter(has_text=re.compile(f"^{name}")).first


def data(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.locator("#chain-data").inner_text())
    return found


def names(page: Page) -> list[str]:
    """Return the names of the parties by number."""
    return page.locator(".cards > .card h3").all_text_contents()


def column(page: Page, table: str, number: int) -> list[str]:
    """Return the cells of a column as they are shown."""
    rows = page.locator(f"{table} tbody tr")
    cells: list[str] = rows.evaluate_all(
        "(all, n) => all.map(row => row.cells[n].innerText.trim())", number
    )
    return cells


def view_box(page: Page, drawing: str = CHAIN) -> list[float]:
    text = page.locator(f"{drawing} .canvas > svg").get_attribute("viewBox") or ""
    return [float(part) for part in text.split()]


def expected_sides(page: Page, name: str) -> tuple[set[str], set[str]]:
    """Return who is up- and downstream of a party, worked out another way than the script's."""
    known, called = data(page), names(page)
    party = called.index(name)
    handoffs = known["handoffs"]
    flowing = [i for i, (_, _, recipe) in enumerate(handoffs) if recipe >= 0]
    feeds = {(i, h) for h in flowing for i in known["recipes"][handoffs[h][2]]}

    def closure(start: set[int], pairs: set[tuple[int, int]]) -> set[int]:
        more = start | {b for a, b in pairs if a in start}
        return start if more == start else closure(more, pairs)

    up = closure({i for i in flowing if handoffs[i][1] == party}, {(b, a) for a, b in feeds})
    down = closure({i for i in flowing if handoffs[i][0] == party}, feeds)
    before = {called[handoffs[i][0]] for i in up}
    after = {called[handoffs[i][1]] for i in down}
    return before - {name}, after - {name}


def parties(page: Page, boxes: str) -> set[str]:
    """Return the names of the parties of some boxes."""
    numbers = page.locator(boxes).evaluate_all("all => all.map(e => Number(e.dataset.party))")
    called = names(page)
    return {called[number] for number in numbers}


def lit(page: Page, side: str) -> set[str]:
    return parties(page, f"{CHAIN}.lit a.{side}")


def dimmed(page: Page) -> set[str]:
    return parties(page, f"{CHAIN} a.dim")


def drawn(page: Page) -> set[str]:
    return parties(page, f"{CHAIN} a[data-party]")


# The whole chain


def test_hover_lights_the_chain_up_and_downstream(page: Page) -> None:
    box(page, "Unit Assembly").hover()
    up, down = expected_sides(page, "Unit Assembly")
    assert lit(page, "up") == up & drawn(page)
    assert lit(page, "down") == down & drawn(page)
    assert {"Order Desk", "Goods In"} <= up
    assert {"Final Test", "Homeowners"} <= down
    assert "Final Test" not in up
    told = page.locator(f"{CHAIN} .told")
    expect(told).to_have_text(
        f"Unit Assembly: {len(up)} upstream (dashed), {len(down)} downstream (solid)"
    )
    page.mouse.move(5, 5)
    expect(page.locator(f"{CHAIN}.lit")).to_have_count(0)
    expect(told).to_have_text("")


def test_lines_of_the_chain_light_up_not_all_lines_between_lit_teams(page: Page) -> None:
    box(page, "Unit Assembly").hover()
    called, known = names(page), data(page)
    lines = page.locator(f"{CHAIN} .up[data-from]").evaluate_all(
        "all => all.map(e => [Number(e.dataset.from), Number(e.dataset.to)])"
    )
    assert lines
    up, _ = expected_sides(page, "Unit Assembly")
    assert {called[supplier] for supplier, _ in lines} <= up
    assert {tuple(line) for line in lines} <= {tuple(h[:2]) for h in known["handoffs"] if h[2] >= 0}
    assert len(lines) < page.locator(f"{CHAIN} [data-from]").count()


def test_upstream_and_downstream_differ_not_by_colour_alone(page: Page) -> None:
    box(page, "Unit Assembly").hover()
    look = "e => getComputedStyle(e).strokeDasharray"
    assert page.locator(f"{CHAIN} .up[data-from] path").first.evaluate(look) != "none"
    assert page.locator(f"{CHAIN} .down[data-from] path").first.evaluate(look) == "none"


def test_what_is_not_on_the_chain_is_dimmed(page: Page) -> None:
    box(page, "Unit Assembly").hover()
    page.wait_for_timeout(200)  # the dimming takes 120 ms
    opacity = "e => getComputedStyle(e).opacity"
    assert box(page, "Payroll").evaluate(opacity) == "0.15"
    assert box(page, "Final Test").evaluate(opacity) == "1"


def test_keyboard_focus_lights_the_chain_and_escape_puts_it_out(page: Page) -> None:
    box(page, "Unit Assembly").focus()
    expect(page.locator(f"{CHAIN}.lit")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(f"{CHAIN}.lit")).to_have_count(0)


def test_the_chain_of_a_story_lights_up_too(page: Page) -> None:
    page.locator(f"{STORY} a[data-party]").nth(3).hover()
    expect(page.locator(f"{STORY}.lit a.self")).to_have_count(1)
    assert page.locator(f"{STORY}.lit a.up").count() > 0


def test_a_route_of_a_customer_is_no_chain_and_stays_as_it_is(page: Page) -> None:
    routed = page.locator(".drawing:not(.flow)").first
    routed.locator("a[data-party]").first.hover()
    expect(page.locator(".drawing.lit")).to_have_count(0)


# Cards


def test_click_shows_the_card_of_the_team(page: Page) -> None:
    box(page, "Master Data").click()
    card = page.get_by_role("dialog", name="Master Data")
    expect(card).to_be_visible()
    for text in ("Engineering", "people", "load", "Serves", "Needs", "exposure, not cause"):
        expect(card).to_contain_text(text)
    expect(card.get_by_role("link", name="Homeowners: Running heat pump").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(box(page, "Master Data")).to_be_focused()


def test_enter_shows_the_card_and_its_button_closes_it(page: Page) -> None:
    box(page, "Master Data").focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog")
    expect(card).to_be_visible()
    card.get_by_role("button", name="Close the card").click()
    expect(card).to_be_hidden()


def test_a_card_leads_to_other_cards_and_to_the_complaints(page: Page) -> None:
    page.locator("#bottlenecks").get_by_role("link", name="Master Data").last.click()
    card = page.get_by_role("dialog")
    card.get_by_role("link", name="System Design").first.click()
    expect(page.get_by_role("dialog", name="System Design")).to_be_visible()
    card.get_by_role("link", name="Homeowners: Running heat pump").first.click()
    expect(card).to_be_hidden()
    expect(page.locator("#story-1")).to_be_in_viewport()


def test_back_closes_a_card_or_leads_to_the_card_before(page: Page) -> None:
    box(page, "Master Data").click()
    page.get_by_role("dialog").get_by_role("link", name="System Design").first.click()
    expect(page.get_by_role("dialog", name="System Design")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("dialog", name="Master Data")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_back_returns_from_a_complaint_to_the_card_that_led_there(page: Page) -> None:
    box(page, "Master Data").click()
    card = page.get_by_role("dialog", name="Master Data")
    card.get_by_role("link", name="Homeowners: Running heat pump").first.click()
    expect(page.locator("#story-1")).to_be_in_viewport()
    page.go_back()
    expect(card).to_be_visible()


def test_a_card_that_was_closed_is_no_step_back(page: Page) -> None:
    page.get_by_role("navigation").get_by_role("link", name="Bottlenecks").click()
    for name in ("Master Data", "Dispatch"):
        page.locator("#bottlenecks").get_by_role("link", name=name, exact=True).last.click()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        page.wait_for_function("!history.state")
    page.go_back()
    assert "#" not in page.url
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_from_anywhere_a_link_leads_to_the_contents(page: Page) -> None:
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    page.get_by_role("link", name="Contents").click()
    expect(page.get_by_role("navigation", name="Contents")).to_be_in_viewport()


def test_customers_and_vendors_have_cards_too(page: Page) -> None:
    box(page, "Homeowners").click()
    expect(page.get_by_role("dialog", name="Homeowners")).to_contain_text("What it complained of")


def test_a_link_to_a_card_from_outside_opens_it(open_page: Open, org_report: Path) -> None:
    page = open_page(org_report, fragment="#party-0")
    expect(page.get_by_role("dialog")).to_be_visible()


# Search


@pytest.mark.parametrize(
    ("sought", "hit", "kind"),
    [
        ("unit ass", "Unit Assembly", "team"),
        ("HOMEOWN", "Homeowners", "external customer"),
        ("kessel", "Kessel Compressors", "vendor"),
        ("survey file", "Survey file", "deliverable"),
        ("c-40", "C-40", "complaint"),
    ],
)
def test_search_finds_teams_customers_deliverables_complaints(
    page: Page, sought: str, hit: str, kind: str
) -> None:
    page.get_by_role("searchbox").fill(sought)
    first = page.locator("#hits li").first
    expect(first).to_have_text(f"{hit} {kind}")
    count = page.locator("#hits li").count()
    expect(page.locator("#found")).to_have_text(f"{count} {'hit' if count == 1 else 'hits'}")
    expect(page.get_by_role("status").first).to_contain_text("hit")


def test_search_is_done_by_keyboard(page: Page) -> None:
    page.get_by_role("searchbox").focus()
    page.keyboard.type("desk")
    hits = page.locator("#hits a")
    assert hits.count() > 2
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(hits.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("searchbox").focus()
    page.keyboard.press("Escape")
    expect(hits).to_have_count(0)
    expect(page.locator("#found")).to_have_text("")


def test_enter_in_the_search_box_goes_to_the_first_hit(page: Page) -> None:
    page.get_by_role("searchbox").fill("C-17")
    page.keyboard.press("Enter")
    expect(page.locator("#complaint-C-17")).to_be_in_viewport()


def test_search_without_a_hit_says_so(page: Page) -> None:
    page.get_by_role("searchbox").fill("no such thing")
    expect(page.locator("#found")).to_have_text("0 hits")


def test_search_says_how_many_hits_are_not_shown(page: Page) -> None:
    page.get_by_role("searchbox").fill("e")
    expect(page.locator("#hits li")).to_have_count(20)
    expect(page.locator("#found")).to_contain_text("the first 20 shown")


# Filters


def visible(page: Page, selector: str) -> list[str]:
    found: list[str] = page.locator(f"{selector}:not([hidden])").evaluate_all(
        "all => all.map(e => e.innerText)"
    )
    return found


def test_filter_by_complaint(page: Page) -> None:
    page.get_by_label("Complaint", exact=True).select_option("C-40")
    (story,) = visible(page, "article[data-story]")
    assert "C-40" in story
    assert len(visible(page, "#complaints > .scroll tbody tr")) == 1
    expect(page.locator("#complaint-C-01")).to_be_hidden()
    expect(page.locator("#complaint-C-40")).to_be_visible()
    behind, _ = expected_sides(page, "Homeowners")
    teams = column(page, "#bottlenecks", 1)
    assert 0 < len(visible(page, "#bottlenecks tbody tr")) < len(teams)
    assert 0 < len(visible(page, "#gaps tbody tr")) < page.locator("#gaps tbody tr").count()
    assert 0 < len(visible(page, "#talks tbody tr")) < page.locator("#talks tbody tr").count()
    expect(box(page, "Payroll")).to_have_class("dim")
    expect(box(page, "Commissioning")).not_to_have_class("dim")
    assert "Commissioning" in behind


def test_filter_by_customer(page: Page) -> None:
    page.get_by_label("Customer", exact=True).select_option("Homeowners")
    told = visible(page, "article[data-story]")
    assert told
    assert all(text.startswith("Homeowners about") for text in told)
    assert all("Homeowners" in row for row in visible(page, "#complaints > .scroll tbody tr"))
    behind, _ = expected_sides(page, "Homeowners")
    shown = page.locator("#bottlenecks tbody tr:not([hidden]) th a")
    assert set(shown.all_inner_texts()) <= behind
    assert dimmed(page) == drawn(page) - behind - {"Homeowners"}


def test_filter_by_department(page: Page) -> None:
    page.get_by_label("Department", exact=True).select_option("Factory")
    rows = visible(page, "#bottlenecks tbody tr")
    assert rows
    assert all("Factory" in row for row in rows)
    expect(box(page, "Unit Assembly")).not_to_have_class("dim")
    expect(box(page, "Dispatch")).to_have_class("dim")


def test_filters_add_up_are_shown_and_can_be_cleared(page: Page) -> None:
    page.get_by_label("Customer", exact=True).select_option("Homeowners")
    alone = len(visible(page, "#bottlenecks tbody tr"))
    page.get_by_label("Department", exact=True).select_option("Factory")
    both = len(visible(page, "#bottlenecks tbody tr"))
    assert 0 < both < alone
    expect(page.locator("#shown")).to_contain_text("Only customer Homeowners, department Factory:")
    expect(page.locator("#shown")).to_contain_text(f"{both} of ")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#state")).to_be_hidden()
    assert page.locator("tr[hidden], article[hidden]").count() == 0
    assert page.locator(".dim").count() == 0
    assert "#" not in page.url


def test_a_filter_is_kept_in_the_address(page: Page, open_page: Open, org_report: Path) -> None:
    page.get_by_label("Customer", exact=True).select_option("Public buildings")
    kept = page.url.removeprefix(org_report.as_uri())
    assert kept == "#customer=Public+buildings"
    again = open_page(org_report, fragment=kept)
    expect(again.locator("#shown")).to_contain_text("Only customer Public buildings")
    assert visible(again, "#bottlenecks tbody tr") == visible(page, "#bottlenecks tbody tr")


def test_a_filter_outlasts_a_link_to_a_section(page: Page) -> None:
    page.get_by_label("Customer", exact=True).select_option("Public buildings")
    kept = visible(page, "#bottlenecks tbody tr")
    page.get_by_role("navigation").get_by_role("link", name="Bottlenecks").click()
    expect(page.get_by_label("Customer", exact=True)).to_have_value("Public buildings")
    expect(page.locator("#shown")).to_contain_text("Only customer Public buildings")
    assert visible(page, "#bottlenecks tbody tr") == kept


def test_an_address_with_an_unknown_filter_shows_everything(
    open_page: Open, org_report: Path
) -> None:
    page = open_page(org_report, fragment="#customer=Nobody&department=%3Cscript%3E")
    expect(page.locator("#state")).to_be_hidden()
    assert page.locator("article[hidden]").count() == 0


def test_a_link_to_what_a_filter_hides_shows_it(page: Page) -> None:
    page.get_by_label("Customer", exact=True).select_option("Public buildings")
    page.get_by_role("searchbox").fill("C-40")
    page.keyboard.press("Enter")
    expect(page.locator("#complaint-C-40")).to_be_in_viewport()


# Tables


def value(text: str) -> float:
    """Return hours of a duration as the page writes it, with 8 h a day; none is last."""
    match = re.fullmatch(r"([\d.,]+) (s|min|h|d|%)", text)
    if not match:
        return float("inf")
    size = {"s": 1 / 3600, "min": 1 / 60, "h": 1, "d": 8, "%": 1}[match[2]]
    return float(match[1].replace(",", "")) * size


def sort(page: Page, table: str, name: str) -> Locator:
    button = page.get_by_role("button", name=name, exact=True)
    head = page.locator(f"{table} >> th").filter(has=button)
    head.get_by_role("button").click()
    return head


def test_tables_sort_numbers_as_numbers(page: Page) -> None:
    head = sort(page, "#bottlenecks", "Restore")
    expect(head).to_have_attribute("aria-sort", "ascending")
    shown = column(page, "#bottlenecks", 3)
    assert {text.split()[-1] for text in shown} >= {"min", "h", "d", "–"}
    assert [value(text) for text in shown] == sorted(value(text) for text in shown)
    sort(page, "#bottlenecks", "Restore")
    expect(head).to_have_attribute("aria-sort", "descending")
    shown = [text for text in column(page, "#bottlenecks", 3) if text != "–"]
    assert [value(text) for text in shown] == sorted(map(value, shown), reverse=True)
    assert column(page, "#bottlenecks", 3)[-1] == "–"
    expect(page.locator("#said")).to_have_text("Sorted by Restore, descending.")


def test_tables_sort_names_as_names_and_only_one_column_at_a_time(page: Page) -> None:
    sort(page, "#bottlenecks", "Restore")
    sort(page, "#bottlenecks", "Team")
    shown = column(page, "#bottlenecks", 1)
    assert shown == sorted(shown, key=str.lower)
    assert page.locator("#bottlenecks th[aria-sort]").count() == 1


def test_rows_that_are_equal_keep_their_order(page: Page) -> None:
    sort(page, "#gaps", "Deliverable")
    by_name = column(page, "#gaps", 1)
    sort(page, "#gaps", "Gap")
    kinds, deliverables = column(page, "#gaps", 2), column(page, "#gaps", 1)
    assert by_name == sorted(by_name, key=str.lower)
    for kind in set(kinds):
        within = [d for k, d in zip(kinds, deliverables, strict=True) if k == kind]
        assert within == sorted(within, key=str.lower)


def test_dates_sort_as_dates_and_by_keyboard(page: Page) -> None:
    table = "#story-1 > .scroll >> nth=0"
    button = page.locator(f"{table} >> th").get_by_role("button", name="Date", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    dates = page.locator(f"{table} >> tbody tr td:last-child").evaluate_all(
        "all => all.map(e => Number(e.dataset.value))"
    )
    assert len(dates) > 5
    assert dates == sorted(dates)


# Pan and zoom


def test_buttons_zoom_and_fit(page: Page) -> None:
    whole = view_box(page)
    page.locator(CHAIN).get_by_role("button", name="Zoom in").click()
    x, y, width, height = view_box(page)
    assert width == pytest.approx(whole[2] / 1.4)
    assert height == pytest.approx(whole[3] / 1.4)
    assert (x, y) > (whole[0], whole[1])
    page.locator(CHAIN).get_by_role("button", name="Zoom out").click()
    assert view_box(page) == pytest.approx(whole)
    page.locator(CHAIN).get_by_role("button", name="Zoom out").click()
    assert view_box(page) == pytest.approx(whole)
    page.locator(CHAIN).get_by_role("button", name="Zoom in").click()
    page.locator(CHAIN).get_by_role("button", name="Fit the whole picture").click()
    assert view_box(page) == pytest.approx(whole)


def test_keys_zoom_and_pan(page: Page) -> None:
    canvas = page.locator(f"{CHAIN} .canvas")
    whole = view_box(page)
    canvas.focus()
    for _ in range(4):
        page.keyboard.press("+")
    before = view_box(page)
    assert before[2] < whole[2]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    after = view_box(page)
    assert after[0] > before[0]
    assert after[1] > before[1]
    page.keyboard.press("-")
    assert view_box(page)[2] > after[2]
    page.keyboard.press("0")
    assert view_box(page) == pytest.approx(whole)


def test_a_drag_pans_and_opens_no_card(page: Page) -> None:
    page.locator(CHAIN).scroll_into_view_if_needed()
    for _ in range(3):
        page.locator(CHAIN).get_by_role("button", name="Zoom in").click()
    before = view_box(page)
    area = page.locator(f"{CHAIN} .canvas").bounding_box()
    assert area is not None
    x, y = area["x"] + area["width"] / 2, area["y"] + min(area["height"], 500) / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 80, y - 40, steps=4)
    page.mouse.up()
    after = view_box(page)
    assert after[0] > before[0]
    assert after[1] > before[1]
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_wheel_zooms_with_ctrl_or_after_focus_else_the_page_scrolls(page: Page) -> None:
    canvas = page.locator(f"{CHAIN} .canvas")
    whole = view_box(page)
    canvas.hover()
    page.mouse.wheel(0, -100)
    assert view_box(page) == pytest.approx(whole)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    expect(canvas).to_have_class("canvas zoomed")
    page.keyboard.press("Escape")
    page.locator(CHAIN).get_by_role("button", name="Fit the whole picture").click()
    canvas.focus()
    canvas.hover()
    page.mouse.wheel(0, -100)
    expect(canvas).to_have_class("canvas zoomed")


def test_a_finger_pans_what_is_zoomed_and_else_scrolls_the_page(phone: Page) -> None:
    canvas = phone.locator(f"{CHAIN} .canvas")
    touch = "e => getComputedStyle(e).touchAction"
    assert "pan-y" in canvas.evaluate(touch)
    phone.locator(CHAIN).get_by_role("button", name="Zoom in").tap()
    assert canvas.evaluate(touch) == "pinch-zoom"
    before = view_box(phone)
    canvas.evaluate("""canvas => {
        const {left, top} = canvas.getBoundingClientRect();
        const fire = (type, x) => canvas.dispatchEvent(new PointerEvent(type, {
            pointerId: 7, clientX: left + x, clientY: top + 100, buttons: 1, bubbles: true,
            pointerType: 'touch', isPrimary: true }));
        canvas.setPointerCapture = () => {};
        fire('pointerdown', 100); fire('pointermove', 80); fire('pointerup', 80);
    }""")
    assert view_box(phone)[0] > before[0]


def test_arrow_keys_lead_from_box_to_box_and_one_of_them_is_a_tab_stop(page: Page) -> None:
    boxes = page.locator(f"{CHAIN} a[data-party]")
    assert page.locator(f"{CHAIN} a[tabindex='0']").count() == 1
    boxes.nth(0).focus()
    page.keyboard.press("ArrowRight")
    expect(boxes.nth(1)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(boxes.last).to_be_focused()
    assert page.locator(f"{CHAIN} a[tabindex='0']").count() == 1


def test_a_box_outside_the_view_comes_into_it_when_it_gets_the_focus(page: Page) -> None:
    for _ in range(6):
        page.locator(CHAIN).get_by_role("button", name="Zoom in").click()
    there = box(page, "Homeowners")
    there.focus()
    inside = there.evaluate("""node => {
        const [at, frame] = [node, node.closest('.canvas')].map(e => e.getBoundingClientRect());
        return at.left >= frame.left && at.right <= frame.right;
    }""")
    assert inside


# Everything by keyboard, for everybody, everywhere


def test_every_control_is_reached_by_tab_and_its_focus_is_seen(page: Page) -> None:
    page.locator("main > section:not(#chain)").evaluate_all("all => all.forEach(e => e.remove())")
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        found = page.evaluate("""() => {
            const e = document.activeElement, style = getComputedStyle(e);
            const called = e.id || e.value || (e.matches('.canvas') ? 'canvas' : '');
            return [e.tagName.toLowerCase() + called, style.outlineStyle];
        }""")
        if found[0].startswith("body"):
            break
        reached.add(found[0])
        assert found[1] != "none", found
    selects = {"selectby-complaint", "selectby-customer", "selectby-department"}
    assert {"inputfind", *selects, "button+", "button-", "button0", "divcanvas", "a"} <= reached


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {[node['html'][:120] for node in v['nodes'][:3]]}" for v in found]


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_axe_finds_nothing(open_page: Open, org_report: Path, size: tuple[int, int]) -> None:
    page = open_page(org_report, size=size)
    assert violations(page) == []


def test_axe_finds_nothing_with_a_card_open(page: Page) -> None:
    box(page, "Master Data").click()
    assert violations(page) == []


def test_axe_finds_nothing_after_search_filter_and_sort(page: Page) -> None:
    page.get_by_label("Department", exact=True).select_option("Factory")
    sort(page, "#bottlenecks", "Restore")
    page.get_by_role("searchbox").fill("desk")
    assert violations(page) == []


def test_boxes_have_names_for_screen_readers(page: Page) -> None:
    link = page.locator(CHAIN).get_by_role("link", name="Unit Assembly").first
    expect(link).to_have_attribute("href", re.compile("^#party-"))
    expect(page.get_by_role("group", name="The whole chain", exact=True)).to_have_count(1)


@pytest.mark.parametrize("width", [360, 420, 820, 1280])
def test_the_page_itself_never_scrolls_sideways(
    open_page: Open, org_report: Path, width: int
) -> None:
    page = open_page(org_report, size=(width, 800))
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_on_a_phone_search_and_cards_fit(phone: Page) -> None:
    phone.get_by_role("searchbox").fill("assembly")
    phone.locator("#hits a").first.tap()
    card = phone.get_by_role("dialog").bounding_box()
    assert card is not None
    assert card["x"] >= 0
    assert card["x"] + card["width"] <= PHONE[0]
    assert phone.evaluate("document.querySelector('#card').scrollWidth <= 360")


def test_without_script_everything_can_be_read(open_page: Open, org_report: Path) -> None:
    page = open_page(org_report, script=False)
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.locator(f"{CHAIN} button").first).to_be_hidden()
    expect(page.locator("#party-0")).to_be_visible()
    expect(page.locator(f"{CHAIN} svg").first).to_be_visible()


def test_in_print_controls_are_gone_and_cards_are_there(page: Page) -> None:
    page.locator(CHAIN).get_by_role("button", name="Zoom in").click()
    page.emulate_media(media="print")
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.locator(f"{CHAIN} button").first).to_be_hidden()
    expect(page.locator("#party-0")).to_be_visible()
    whole = view_box(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert view_box(page)[2] > whole[2]


def test_who_wants_no_motion_gets_none(browser: Browser, org_report: Path) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.goto(org_report.as_uri())
    look = "e => getComputedStyle(e).transitionDuration"
    took = page.locator("a[data-party]").first.evaluate(look)
    page.close()
    assert took == "0s"


def test_the_file_is_below_a_megabyte(org_report: Path) -> None:
    assert org_report.stat().st_size < 1_000_000


def open_all(page: Page) -> None:
    """Open every explanation of the page."""
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")


def test_an_explanation_opens_by_keyboard(page: Page) -> None:
    explained = page.locator("#story-1 details")
    summary = explained.locator("summary")
    line = explained.get_by_text("126 + 72 + 63 + 60 + 54 + 54 + 48 + 36 + 30 = 543")
    expect(line).to_be_hidden()
    summary.focus()
    page.keyboard.press("Enter")
    expect(line).to_be_visible()
    expect(explained.get_by_text("complaints.yaml:348")).to_be_visible()
    page.keyboard.press("Enter")
    expect(line).to_be_hidden()


def test_an_explanation_in_a_card_opens_in_the_dialog(page: Page) -> None:
    box(page, "Master Data").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("How its load is worked out").click()
    expect(dialog.get_by_text("0.739 / (2 people × 40 % = 0.8) = 92 %")).to_be_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_axe_finds_nothing_with_every_explanation_open(
    open_page: Open, org_report: Path, size: tuple[int, int]
) -> None:
    page = open_page(org_report, size=size)
    open_all(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_what_is_open_is_printed_and_what_is_closed_is_not(page: Page) -> None:
    first = page.locator("#story-1 details")
    first.locator("summary").click()
    page.emulate_media(media="print")
    expect(first.get_by_text("late +90 h")).to_be_visible()
    expect(page.locator("#story-2 details")).to_be_hidden()


def test_explanations_open_without_script(open_page: Open, org_report: Path) -> None:
    page = open_page(org_report, script=False)
    page.locator("#promises summary").first.click()
    expect(page.get_by_text("in proportion to the times").first).to_be_visible()
