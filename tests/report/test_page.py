"""The page: complete, inert, the same each time, and readable without anything else."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest

from chainmap.analysis.bottlenecks import bottlenecks
from chainmap.analysis.certainty import Certainty, Weighed
from chainmap.analysis.findings import findings
from chainmap.analysis.gaps import gaps
from chainmap.analysis.rules import broken_rules
from chainmap.analysis.trace import trace, trace_deliveries
from chainmap.flow import Flow
from chainmap.issues import Issue, Location, Severity
from chainmap.measure.small_counts import Interval
from chainmap.model import Category, Complaint, Evidence, Handoff, Limits, PartyId, Rating, Team
from chainmap.report.page import PageContent, PagePicture, render_page
from chainmap.report.story.telling import stories
from tests.literal import HERE, delivery, handoff, organisation

AS_OF = date(2026, 11, 21)
SVG = (
    '<svg width="40pt" height="20pt" viewBox="0 0 40 20" xmlns="http://www.w3.org/2000/svg">'
    '<title>Chain</title><text id="a" x="1" style="fill:red">{}</text></svg>'
)
CHAIN = PagePicture(
    '<svg width="40pt" height="20pt" viewBox="0 0 40 20" xmlns="http://www.w3.org/2000/svg">'
    '<g class="node"><title>n1</title><text>Warehouse</text></g>'
    '<g class="node"><title>n2</title><text>Dispatch</text></g>'
    '<g class="edge"><title>n1&#45;&gt;n2</title><path d="M0,0C1,1 2,2 3,3"/></g></svg>',
    {"n1": PartyId("Warehouse"), "n2": PartyId("Dispatch")},
)
VOID = {"br", "input", "meta"}

NAMES = (
    "<script>alert(1)</script>",
    "R&D \"new\" 'old' &amp; <b>",
    "back\\slash: colon, x=y /> -->",
    "</style></title>{{ 7 * 7 }} {% raw %}",
    "W" * 200,
    "مكتب الطلبات",
    "订单部门",
    "🚚 Dispatch 👩🏽‍🔧",
)


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    inside: tuple[str, ...] = ()


@dataclass
class Page(HTMLParser):
    """The elements of a page with the text in them; refuses what is not nested properly."""

    html: str
    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in {tag}: {attrs}"
        element = Element(tag, dict(attrs), inside=tuple(e.tag for e in self.open))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def all(self, tag: str, **attributes: str) -> list[Element]:
        return [
            e
            for e in self.elements
            if e.tag == tag and all(e.attributes.get(k) == v for k, v in attributes.items())
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        (only,) = self.all(tag, **attributes)
        return only

    def with_id(self, name: str) -> Element:
        (only,) = [e for e in self.elements if e.attributes.get("id") == name]
        return only


def harbour() -> Flow:
    """Eight parties, four kinds of complaints, something to find for every section."""
    measured = Evidence.MEASURED
    warehouse = Team(PartyId("Warehouse"), HERE, "Operations", 4, 0.8, 0.2)
    found = organisation(
        handoff("Online shoppers", "Order Desk", "Order"),
        handoff("Order Desk", "Planning", "Pick request", 1, promise=2, need=2),
        handoff("Planning", "Warehouse", "Picking list", 3, promise=2, need=2, accuracy=0.85),
        handoff(
            "Warehouse", "Dispatch", "Packed parcel", 9, promise=4, need=4, process_time=0.2,
            stated_evidence=measured, accuracy=0.9, volume=15.0, asked=date(2025, 5, 12),
        ),
        handoff("Dispatch", "Customs Desk", "Shipment file", 2, promise=2, needed_at=None),
        handoff("Customs Desk", "Courier", "Cleared parcel", 7, promise=4, need=3),
        handoff(
            "Courier", "Online shoppers", "Delivered parcel", 5.2, step_promise=6, promise=16,
            need=16, stated_evidence=measured, accuracy=0.93,
        ),
        handoff("Courier", "Switchboard", "Status", 4, need=1),
        handoff("Switchboard", "Online shoppers", "Answer", 0.5, promise=2, rating=Rating(2, 5)),
        customers=["Online shoppers"],
        teams=[warehouse],
        limits=Limits(3, 0.8, 0.85, 365),
    )  # fmt: skip
    flow = Flow(found)
    parcel = delivery(flow, "Online shoppers", "Delivered parcel")
    answer = delivery(flow, "Online shoppers", "Answer")
    route = tuple(map(PartyId, ("Switchboard", "Courier", "Dispatch", "Courier")))
    late, passed = Category.LATE, Category.PASSED_AROUND
    complaints = (
        Complaint("C-17", parcel, late, date(2026, 9, 14), 14, 2, "Where is it?"),
        Complaint("C-18", parcel, late, date(2026, 8, 14), 3),
        Complaint("C-19", parcel, Category.INCOMPLETE, None, 4),
        Complaint("C-20", answer, passed, date(2026, 8, 1), 5, 1, "Four times.", route),
        Complaint("C-21", answer, Category.ATTITUDE, None, 2),
    )
    return Flow(replace(found, name="Harbour Parcels", complaints=complaints))


def hostile() -> Flow:
    """Everything is called as nobody would call it."""
    chain: list[Handoff] = [
        handoff(supplier, customer, f"{supplier} for {customer}", 5, promise=3, accuracy=0.8)
        for supplier, customer in pairwise(NAMES)
    ]
    chain.append(handoff(NAMES[-1], '"><img src=x>', "<i>it</i>", 6, promise=20))
    found = organisation(*chain, customers=['"><img src=x>'])
    target = delivery(Flow(found), '"><img src=x>')
    complaint = Complaint(
        id='C"1 <&', delivery=target, category=Category.LATE, said="</q><script>x</script>",
        contacts=(PartyId(NAMES[5]), PartyId(NAMES[6])),
    )  # fmt: skip
    return Flow(replace(found, name=NAMES[0], source="o<r>g", complaints=(complaint,)))


def content(flow: Flow) -> PageContent:
    told = stories(flow, trace(flow, flow.organisation.complaints))
    return PageContent(
        flow=flow,
        as_of=AS_OF,
        stories=told,
        pictures=(PagePicture(""),) * len(told),
        overview=PagePicture(""),
        bottlenecks=bottlenecks(flow),
        gaps=gaps(flow, as_of=AS_OF),
        findings=(*findings(flow, as_of=AS_OF), *broken_rules(flow, as_of=AS_OF)),
    )


@pytest.fixture(scope="module")
def page() -> Page:
    told = content(harbour())
    drawn = tuple(PagePicture(SVG.format(n)) for n in range(len(told.stories)))
    return Page(render_page(replace(told, pictures=drawn, overview=CHAIN)))


@pytest.fixture(scope="module")
def hostile_page() -> Page:
    return Page(render_page(replace(content(hostile()), pictures=(PagePicture(SVG.format("x")),))))


@pytest.fixture(scope="module", params=["page", "hostile_page"])
def either(request: pytest.FixtureRequest) -> Page:
    found: Page = request.getfixturevalue(request.param)
    return found


def test_it_is_one_document_with_landmarks(page: Page) -> None:
    assert page.html.startswith("<!DOCTYPE html>\n")
    assert page.one("html").attributes == {"lang": "en"}
    assert page.one("h1").text == "Why our external customers complain"
    assert page.all("title")[0].text == "Harbour Parcels: why our external customers complain"
    for landmark in ("header", "nav", "main", "footer"):
        page.one(landmark)


def test_the_sections_come_in_the_order_of_the_contents(page: Page) -> None:
    contents = [a.attributes["href"] for a in page.all("a") if "nav" in a.inside]
    sections = [e for e in page.all("section") if e.inside == ("html", "body", "main")]
    assert contents == [f"#{section.attributes['id']}" for section in sections]
    assert [s.attributes["id"] for s in sections] == [
        "summary", "chain", "complaints", "bottlenecks", "gaps", "talks", "teams", "missing",
        "method",
    ]  # fmt: skip


def test_headings_skip_no_level(either: Page) -> None:
    levels = [int(e.tag[1]) for e in either.elements if re.fullmatch("h[1-6]", e.tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_says_what_it_shows_and_scrolls_by_itself(either: Page) -> None:
    tables = either.all("table")
    assert len(tables) == len(either.all("caption"))
    assert all(table.inside[-1] == "div" for table in tables)
    assert all(th.attributes.get("scope") for th in either.all("th"))
    assert all(div.attributes["aria-label"] for div in either.all("div", role="group"))


def test_ids_are_unique_and_links_lead_somewhere(either: Page) -> None:
    ids = Counter(e.attributes["id"] for e in either.elements if "id" in e.attributes)
    assert [name for name, times in ids.items() if times > 1] == []
    links = [a.attributes["href"] or "" for a in either.all("a")]
    labels = [f"#{label.attributes['for']}" for label in either.all("label")]
    titled = [f"#{e.attributes['aria-labelledby']}" for e in either.elements
              if "aria-labelledby" in e.attributes]  # fmt: skip
    assert {target for target in (*links, *labels, *titled) if target[1:] not in ids} == set()


def test_nothing_is_loaded_and_no_markup_runs_or_styles(either: Page) -> None:
    forbidden = {"iframe", "img", "object", "embed", "form", "link", "base", "image"}
    assert forbidden.isdisjoint(e.tag for e in either.elements)
    for element in either.elements:
        for name, value in element.attributes.items():
            assert not name.startswith("on"), element
            assert name not in {"style", "src", "srcset", "action"}, element
            assert name != "href" or (value or "").startswith("#"), element


def test_the_policy_allows_one_style_sheet_and_one_script_and_nothing_else(either: Page) -> None:
    style, script = either.one("style").text, either.all("script")[-1].text
    policy = either.one("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"]
    assert policy == (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style
    assert "@import" not in style


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def test_the_script_is_the_one_file_written_by_hand_and_stays_small(either: Page) -> None:
    data, script = either.all("script")
    written = files("chainmap.report.page").joinpath("templates/page.js").read_text("utf-8")
    assert script.text == written
    assert len(written.encode()) < 15_000
    for dangerous in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "eval(",
        "Function(",
        "fetch(",
    ):
        assert dangerous not in written
    assert data.attributes["type"] == "application/json"
    assert re.fullmatch(r'[\d,\[\]{}:"a-z-]+', data.text)


def test_the_script_knows_the_flow_as_numbers(page: Page) -> None:
    data = json.loads(page.all("script")[0].text)
    order, supplied = data["handoffs"][4], data["handoffs"][6]
    names = [card.text for card in page.all("h3") if "article" in card.inside]
    parties = names[-len(data["departments"]) :]
    assert [parties[order[0]], parties[order[1]]] == ["Online shoppers", "Order Desk"]
    assert [parties[supplied[0]], parties[supplied[1]]] == ["Planning", "Warehouse"]
    inputs = data["recipes"][supplied[2]]
    assert [parties[data["handoffs"][i][0]] for i in inputs] == ["Order Desk"]
    assert data["departments"][parties.index("Warehouse")] == 0


def test_boxes_lead_to_cards_and_lines_say_whom_they_join(page: Page) -> None:
    links = [a for a in page.all("a") if "svg" in a.inside]
    assert [a.text for a in links] == ["Warehouse", "Dispatch"]
    targets = [page.with_id((a.attributes["href"] or "")[1:]) for a in links]
    assert [card.text.split("\n")[1] for card in targets] == ["Warehouse", "Dispatch"]
    numbers = [a.attributes["data-party"] for a in links]
    (line,) = [e for e in page.elements if "data-from" in e.attributes]
    assert [line.attributes["data-from"], line.attributes["data-to"]] == numbers


def test_a_card_tells_both_sides_of_a_team(page: Page) -> None:
    (card,) = [e for e in page.all("article") if e.text.startswith("\nWarehouse\n")]
    text = card.text.replace("\u00a0", " ")
    assert "Operations · 4 people · 80 % of their time · load" in card.text
    promised = (
        "Packed parcel to Dispatch: promised 4 h, needed within 4 h, takes 9 h, right in 90 %"
    )
    assert promised in text
    assert "Promise broken" in card.text
    assert "Picking list from Planning" in card.text
    assert "exposure, not cause" in card.text
    assert "Online shoppers: Delivered parcel, late, 17×" in card.text
    assert "“Where is it?”" not in card.text  # the quotation marks are those of the style sheet
    assert "Where is it?" in card.text


def test_a_card_has_the_findings_of_its_own_document() -> None:
    first, second = Location("teams.yaml", 1, 1), Location("teams.yaml", 9, 1)
    teams = [Team(PartyId("A"), first), Team(PartyId("B"), second)]
    found = organisation(handoff("A", "B", "x"), handoff("B", "Customer", "y"), teams=teams)
    note = Issue(Location("teams.yaml", 8, 3), Severity.NOTE, "one-sided", "A says so.")
    warning = Issue(Location("teams.yaml", 12, 3), Severity.WARNING, "cycle", "B goes round.")
    html = render_page(replace(content(Flow(found)), findings=(note, warning)))
    cards = {card.text.split("\n")[1]: card.text for card in Page(html).all("article")}
    assert "A says so." in cards["A"]
    assert "B goes round." not in cards["A"]
    assert "B goes round." in cards["B"]


def test_figures_are_sorted_by_their_value_not_their_text(page: Page) -> None:
    values = {
        td.text: td.attributes.get("data-value")
        for td in page.all("td")
        if td.attributes.get("class") == "number" and "article" in td.inside
    }
    assert values["9 h"] == "9"
    assert all(value is None for text, value in values.items() if text in {"", "–"})
    dates = [td.attributes for td in page.all("td") if td.text == "14 September 2026"]
    assert dates[0]["data-value"] == str(date(2026, 9, 14).toordinal())


def test_the_same_content_gives_the_same_bytes() -> None:
    assert render_page(content(harbour())) == render_page(content(harbour()))
    assert render_page(content(hostile())) == render_page(content(hostile()))


@pytest.mark.parametrize("name", NAMES)
def test_names_come_out_as_they_are(hostile_page: Page, name: str) -> None:
    assert name in {heading.text for heading in hostile_page.all("h3")} | {
        bdi.text for bdi in hostile_page.all("bdi")
    }


def test_names_that_may_disturb_what_stands_beside_them_are_isolated(hostile_page: Page) -> None:
    isolated = {bdi.text for bdi in hostile_page.all("bdi")}
    disturbing = {NAMES[5], *(name for name in NAMES if "W" * 20 in name)}
    assert isolated >= disturbing
    assert "订单部门" not in isolated


def test_what_customers_said_and_ids_come_out_as_they_are(hostile_page: Page) -> None:
    assert hostile_page.all("q")[0].text == "</q><script>x</script>"
    assert hostile_page.with_id("complaint-C-1").text.startswith('C"1 <&')
    assert hostile_page.all("title")[0].text.startswith("<script>alert(1)</script>: why")


def test_what_no_page_may_hold_is_replaced() -> None:
    found = hostile()
    (said,) = found.organisation.complaints
    complaints = (replace(said, said="a\x1b[31m\x00\x07\u0085\udcff\tb\nc"),)
    odd = Flow(replace(found.organisation, complaints=complaints))
    page = Page(render_page(content(odd)))
    assert page.all("q")[0].text == "a\ufffd[31m\ufffd\ufffd\ufffd\ufffd\tb\nc"


def test_names_from_right_to_left_are_isolated_within_sentences(hostile_page: Page) -> None:
    assert f"<bdi>{NAMES[5]}</bdi> promises <span" in hostile_page.html
    assert NAMES[5] not in re.sub("<bdi>.*?</bdi>", "", hostile_page.html)


def test_templates_in_names_are_not_filled_in(hostile_page: Page) -> None:
    assert "{{ 7 * 7 }} {% raw %}" in hostile_page.html
    assert "49" not in hostile_page.with_id("summary").text


def test_each_complaint_has_a_place_with_all_that_is_known_of_it(page: Page) -> None:
    row = page.with_id("complaint-C-17")
    assert row.tag == "tr"
    assert row.text == "C-17Where is it?142 of 314 September 2026"
    assert page.with_id("complaint-C-21").text == "C-2121 of 3–"


def test_a_story_has_its_answer_chain_bridge_suspects_and_next_steps(page: Page) -> None:
    story = page.with_id("story-1").text
    assert "Online shoppers about “Delivered parcel” from Courier: late" in story
    assert "They were promised 2 d and wait 3.4 d" in story
    assert "Warehouse → Dispatch" in story
    assert "of which 8 h 48 min waiting" in story
    assert "Where the 1.4 d come from" in story
    assert "share of the overrun" in story.lower()
    assert "Not known" in story


def test_the_bridge_as_printed_adds_up(page: Page) -> None:
    body = re.search(r"to what it takes</caption>.*?</table>", page.html, re.DOTALL)
    assert body is not None
    amounts = [
        float(text.replace("\N{MINUS SIGN}", "-"))
        for text in re.findall(r'class="number">([+\N{MINUS SIGN}][\d.]+) d<', body[0])
    ]
    assert len(amounts) > 2
    assert sum(amounts[:-1]) == pytest.approx(amounts[-1])


def test_the_route_of_a_customer_stands_beside_the_shortest(page: Page) -> None:
    story = page.with_id("story-2").text
    assert "Switchboard → Courier → Dispatch → Courier" in story
    assert "The shortest: Switchboard → Courier" in story


def test_what_a_bounded_search_found_is_at_least_so_everywhere() -> None:
    told = content(harbour())
    first = told.stories[0]
    behind = replace(first.group.behind, exact=False)
    traced = tuple(replace(found, behind=behind) for found in first.group.traced)
    unproven = replace(first, group=replace(first.group, traced=traced))
    story = (
        Page(render_page(replace(told, stories=(unproven, *told.stories[1:]))))
        .with_id("story-1")
        .text
    )
    for figure in ("at least 27.2 h = 3.4 d", "Where at least 1.4 d come from", "at least +1.4 d"):
        assert figure in story
    assert "A cycle made the search too large" in story


def test_several_routes_of_one_kind_are_one_section() -> None:
    flow = harbour()
    answer = delivery(flow, "Online shoppers", "Answer")
    routes = [
        tuple(map(PartyId, ("Switchboard", *way)))
        for way in (["Courier"], ["Warehouse", "Courier"])
    ]
    complaints = tuple(
        Complaint(f"C-{n}", answer, Category.PASSED_AROUND, None, n, contacts=route)
        for n, route in enumerate(routes, start=1)
    )
    page = Page(render_page(content(Flow(replace(flow.organisation, complaints=complaints)))))
    assert [a.attributes["id"] for a in page.all("article", **{"class": "story"})] == ["story-1"]
    story = page.with_id("story-1").text
    assert "Customers were sent along 2 routes." in story
    assert story.index("The route of C-2") < story.index("The route of C-1")
    assert story.count("Step by step") == 1
    assert "3 complaints, 100 % of all weight" in story


def test_pictures_are_part_of_the_page_and_scale(page: Page) -> None:
    drawn = [svg for svg in page.all("svg") if "aria-label" in svg.attributes]
    assert len(drawn) == 5
    assert all("figure" in svg.inside and "width" not in svg.attributes for svg in drawn)
    assert {svg.attributes["viewbox"] for svg in drawn} == {"0 0 40 20"}
    assert [svg.text for svg in drawn[1:]] == [f"Chain{n}" for n in (0, 1, 2, 3)]
    assert [svg.attributes["role"] for svg in drawn[:2]] == ["group", "img"]
    assert [svg.attributes["aria-label"] for svg in drawn[:3]] == [
        "Who serves whom in Harbour Parcels",
        "The slowest chain behind “Delivered parcel”. Arrows run supplier → customer.",
        "The route of the customer who asked for “Answer”, and the shortest.",
    ]


def test_without_pictures_the_page_says_why() -> None:
    html = render_page(replace(content(harbour()), picture_problem="Nothing can draw <here>."))
    page = Page(html)
    assert "Pictures are missing: Nothing can draw <here>." in page.with_id("chain").text
    assert page.all("figure") == []


def test_a_picture_is_asked_for_each_story() -> None:
    with pytest.raises(ValueError, match="zip"):
        render_page(replace(content(harbour()), pictures=(PagePicture(""),)))


def test_the_bottleneck_is_explained(page: Page) -> None:
    text = page.with_id("bottlenecks").text
    assert "Warehouse is first. With 50 % off its times “Delivered parcel” for Online" in text
    assert "Operations" in text


def test_gaps_are_told_by_talk_and_all_nine_kinds_explained(page: Page) -> None:
    text = page.with_id("gaps").text
    assert "Warehouse promises 4 h and takes 9 h." in text
    assert "They last spoke on 2025-05-12" in text
    assert "Online shoppers rates it 2/5." in text
    for kind in ("Need not promised", "Only the supplier says so", "Low rating"):
        assert kind in text


def test_findings_say_where_and_the_gravest_come_first() -> None:
    note = Issue(Location("org/a.yaml", 3, 5), Severity.NOTE, "one-sided", "A is alone.", "Ask.")
    warning = Issue(Location("org/<b>.yaml"), Severity.WARNING, "cycle", "Work goes round.")
    html = render_page(replace(content(harbour()), findings=(note, warning)))
    text = Page(html).with_id("missing").text
    assert "The check of the files has 1 warning, 1 note, the gravest first." in text
    assert text.index("Work goes round.org/<b>.yaml") < text.index("A is alone.Ask.org/a.yaml:3:5")


def test_handoffs_never_asked_about_are_counted_and_named(page: Page) -> None:
    text = page.with_id("missing").text
    assert "Of 8 handoffs nobody has noted when the two last spoke." in text
    assert "Shipment file to Customs Desk" in text


def test_without_complaints_the_page_still_helps() -> None:
    flow = Flow(replace(harbour().organisation, complaints=()))
    page = Page(render_page(content(flow)))
    assert "No complaint is written down." in page.with_id("summary").text
    assert "external customers get their delivery" in page.with_id("bottlenecks").text
    assert page.all("article", **{"class": "story"}) == []


def test_without_complaints_what_customers_receive_is_told_and_nothing_is_called_heaviest() -> None:
    flow = Flow(replace(harbour().organisation, complaints=()))
    told = stories(flow, trace_deliveries(flow, flow.deliveries))
    pictures = (PagePicture(""),) * len(told)
    page = Page(render_page(replace(content(flow), stories=told, pictures=pictures)))
    assert len(page.all("article", **{"class": "story"})) == len(told) > 0
    assert "Told instead is what external customers receive." in page.with_id("complaints").text
    assert "heaviest" not in page.with_id("summary").text


def test_an_empty_organisation_has_a_page() -> None:
    page = Page(render_page(content(Flow(organisation()))))
    assert "Nothing stands out." in page.with_id("summary").text
    assert "No gap was found." in page.with_id("gaps").text


def test_the_text_is_readable_on_its_ground(page: Page) -> None:
    style = page.one("style").text
    colours = dict(re.findall(r"--(\w+):(#[0-9a-f]+)", style))
    grounds = ("#ffffff", colours["soft"], "#fdf1f0", "#fff8e6")
    for name in ("ink", "quiet", "blue", "red"):
        assert all(_contrast(colours[name], ground) >= 4.5 for ground in grounds), name


def _contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_twelve_stories_with_their_pictures_stay_below_a_megabyte() -> None:
    flow = harbour()
    parcel = delivery(flow, "Online shoppers", "Delivered parcel")
    routes = [(PartyId("Switchboard"),) + (PartyId("Courier"), PartyId("Dispatch")) * n
              for n in range(1, 13)]  # fmt: skip
    complaints = tuple(
        Complaint(f"C-{n}", parcel, Category.PASSED_AROUND, contacts=route)
        for n, route in enumerate(routes)
    )
    flow = Flow(replace(flow.organisation, complaints=complaints))
    large = PagePicture(SVG.format("x" * 40_000))
    html = render_page(replace(content(flow), pictures=(large,) * 12, overview=large))
    assert html.count('class="canvas"') == 13
    assert len(html.encode()) < 1_000_000


def test_how_sure_the_order_is_stands_in_the_summary() -> None:
    suspects = (
        Weighed(PartyId("Warehouse"), 0.56, Interval(0.4, 0.71), 0.83, 0.55),
        Weighed(PartyId("Dispatch"), 0.33, Interval(0.2, 0.47), 0.15, 0.33),
    )
    told = replace(content(harbour()), order=Certainty(34, suspects, by_volume=True))
    found = Page(render_page(told)).with_id("summary").text
    assert "34 complaints together; exposure, not cause" in found
    assert "40–71 %" in found
    assert "Warehouse may be first by chance: its interval overlaps that of Dispatch." in found


@pytest.mark.parametrize("complaints", [0, 4])
def test_of_few_complaints_no_order_is_told(complaints: int) -> None:
    suspect = Weighed(PartyId("Warehouse"), 0.56, Interval(0.4, 0.71), 0.83, 0.55)
    told = Certainty(complaints, (suspect, suspect), by_volume=True)
    assert "How sure is the order?" not in render_page(replace(content(harbour()), order=told))
