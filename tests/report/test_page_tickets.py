"""What the page says of tickets: the answer first, figures, pictures, what to do, with care."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from chainmap.analysis.bottlenecks import bottlenecks
from chainmap.analysis.gaps import gaps
from chainmap.analysis.observed import Observed
from chainmap.analysis.observed.cases import Overlap
from chainmap.analysis.observed.reading import Missing
from chainmap.app.logs import held_against
from chainmap.flow import Flow
from chainmap.model import Calendar, PartyId
from chainmap.report.page import PageContent, PagePicture, render_page
from chainmap.report.page.content import Tickets
from tests.literal import handoff, organisation
from tests.observed import back, observed, pair, reading
from tests.report.test_page import AS_OF, CHAIN, NAMES

NO_PICTURE = PagePicture("")
LOG = observed(
    pair("Desk", "Apps", 90, 0.25),
    pair("Apps", "Desk", 40, 5),
    pair("Apps", "Print", 10, 60),
    pair("Print", None, 2, 9),
    returning=(back("Desk", "Apps", 30),),
    cases=200,
    cases_with_handoff=90,
    solved_first=110,
)
ORG = replace(
    organisation(
        handoff("Desk", "Apps", "Ticket", promise=0.25),
        handoff("Apps", "Desk", "Fix", promise=20),
        handoff("Print", "Desk", "Print-out"),
        handoff("Desk", "Shop", "Not in the log"),
    ),
    calendar=Calendar(24.0, 7.0),
)


def page(log: Observed = LOG, picture: PagePicture = NO_PICTURE) -> str:
    flow = Flow(ORG)
    tickets = Tickets(log, held_against(log, ORG, None), picture, picture)
    content = PageContent(
        flow=flow,
        as_of=AS_OF,
        stories=(),
        pictures=(),
        overview=NO_PICTURE,
        bottlenecks=bottlenecks(flow),
        gaps=gaps(flow, as_of=AS_OF),
        findings=(),
        tickets=tickets,
    )
    return render_page(content)


def section(log: Observed = LOG, picture: PagePicture = NO_PICTURE) -> str:
    html = page(log, picture)
    return html[html.index('<section id="tickets"') : html.index('<section id="complaints"')]


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def rows(html: str) -> list[list[str]]:
    found = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    return [[words(cell) for cell in re.split(r"</t[hd]>", row)[:-1]] for row in found]


def test_the_answer_comes_first() -> None:
    assert words(section()).startswith(
        "What the tickets say 45 % of 200 cases are handed on. Most of all Desk hands on to Apps: "
        "90 cases, half of them begun there within 15 min . 30 cases ( 15 % ) went straight back"
    )


def test_the_key_figures_say_what_they_are_of() -> None:
    told = words(section())
    assert "Cases 200 3 teams" in told
    assert "Handoffs a case 0.71 142 in all" in told
    assert "Solved by the first team 55 % never handed on" in told
    assert "Sent straight back 15 % of the cases, 30 times (A → B → A)" in told


def test_pairs_stand_most_cases_first_with_their_times() -> None:
    table = rows(section())
    assert table[1] == ["Desk → Apps", "90", "90", "–", "15 min", "30 min"]
    assert table[2] == ["Apps → Desk", "40", "40", "75 %", "5 h", "10 h"]
    assert table[4] == ["Print → (no team)", "2", "2", "–", "9 h", "18 h"]


def test_what_differs_stands_before_what_agrees() -> None:
    table = rows(section())
    states = [row[1] for row in table[6:]]
    assert states == [
        "seen, not declared",
        "promise not kept",
        "declared, never seen",
        "declared and seen",
    ]
    assert table[7] == ["Desk → Apps", "promise not kept", "90", "30 min", "15 min"]


def test_there_is_something_to_do_next_about_each_difference() -> None:
    told = words(section())
    assert "Ask Apps and Print about the 10 handoffs from one to the other" in told
    assert "Desk promises Apps 15 min ; 85 % of the handoffs take up to 30 min ." in told
    assert "Print declares a handoff to Desk that the log never shows." in told


def test_recall_and_precision_are_told_and_explained() -> None:
    told = words(section())
    assert "2 of 3 pairs seen in the log are declared: recall 67 %" in told
    assert "2 of 3 declared pairs that could be seen were: precision 67 %" in told
    assert "Recall The share of the pairs seen that are declared." in told


def test_figures_are_to_be_read_with_care() -> None:
    told = words(section())
    assert "Hard cases travel more" in told
    assert "whether teams work in parallel is not known" in told
    assert "1 declared pair lies outside" in told
    parallel = replace(
        LOG, overlap=Overlap(3, 2), reading=reading(missing=Missing.SKIP, missing_events=4)
    )
    told = words(section(parallel))
    assert "3 events in 2 cases begin before an earlier one has ended" in told
    assert "4 events without a team: no handoff leads to or from them." in told


def test_known_teams_lead_to_their_cards_and_unknown_ones_nowhere() -> None:
    html = section(observed(pair("Desk", "Nowhere", 3)))
    assert re.search(r'<a href="#party-\d+">Desk</a>', html)
    assert "Nowhere</a>" not in html
    assert "Say who Nowhere may be" in words(html)


def test_its_pictures_lead_to_cards_too() -> None:
    picture = PagePicture(CHAIN.svg, {"n1": PartyId("Desk"), "n2": PartyId("Nowhere")})
    html = section(LOG, picture)
    assert html.count("<svg") == 2
    assert 'id="drawing-tickets"' in html
    assert 'id="drawing-declared"' in html
    assert page(LOG, picture).count("#drawing-declared svg{") == 1


def test_the_navigation_lists_it_only_where_it_is() -> None:
    assert '<li><a href="#tickets">' in page()


@pytest.mark.parametrize("name", NAMES)
def test_hostile_names_stay_text(name: str) -> None:
    html = section(observed(pair(name, "Desk", 3), pair("Desk", name, 2)))
    assert "<script" not in html
    assert " ".join(name.split()) in words(html)


def test_a_log_in_which_nobody_hands_over_is_told_too() -> None:
    told = words(section(observed()))
    assert "0 % of 1 case are handed on." in told
    assert "No team that is known hands over to another in the log." in told
