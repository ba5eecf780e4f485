"""What customers of handoffs say, on the page: the answer, each figure with its evidence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

from chainmap.analysis.bottlenecks import bottlenecks
from chainmap.analysis.expectations import expectations
from chainmap.analysis.gaps import gaps
from chainmap.app.explaining import behind_of, ranking_of
from chainmap.app.page_sources import page_survey
from chainmap.flow import Flow
from chainmap.model import HandoffId
from chainmap.report.page import PageContent, PagePicture, render_page
from chainmap.report.page.content import Sources, Survey
from chainmap.report.page.voices import MAX_HANDOFFS
from chainmap.survey import Answer
from tests.analysis.test_expectations import CHAIN, PART, THING, TODAY, asked
from tests.literal import flow, handoff
from tests.report.test_page import NAMES

SHORT = asked(THING, [(5, 2, 5), (5, 3, 5), (4, 1, 4), (5, 2, 5), (5, 1, 4)])
KIND = asked(THING, [(3, 4, 2), (3, 5, 2), (3, 4, 3), (3, 4, 2), (2, 4, 1)], "empathy")
FEW = asked(PART, [(4, 4, 3), (4, 3, 3)], date=date(2025, 6, 1))


def content(on: Flow, answers: list[Answer]) -> PageContent:
    found = expectations(on, answers, as_of=TODAY)
    return PageContent(
        flow=on,
        as_of=TODAY,
        stories=(),
        pictures=(),
        overview=PagePicture(""),
        bottlenecks=bottlenecks(on),
        gaps=gaps(on, as_of=TODAY),
        findings=(),
        survey=Survey(found, tuple((on.handoffs[a.handoff], a) for a in answers)),
    )


def section(answers: list[Answer], on: Flow = CHAIN) -> str:
    html = render_page(content(on, answers))
    return html[html.index('<section id="voices"') : html.index('<section id="gaps"')]


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def rows(html: str) -> list[list[str]]:
    found = re.findall(r"<tr[^>]*>(.*?)</tr>", html, re.DOTALL)
    return [[words(cell) for cell in re.split(r"</t[hd]>", row)[:-1]] for row in found]


def test_the_largest_shortfall_comes_first_with_its_interval() -> None:
    told = words(section([*SHORT, *FEW]))
    assert told.startswith(
        "What customers of handoffs say B → Customer, “thing”, falls short most: 3.0 marks below "
        "what is expected ( 95 % : −3.9 to −2.1). 1 of 1 handoff with enough answers falls short. "
        "7 answers about 2 handoffs, 2025-06-01 to 2026-11-01. The best mark is 5."
    )


def test_each_gap_has_its_answers_and_interval() -> None:
    found = rows(section([*SHORT, *KIND, *FEW]))
    assert found[1] == [
        *("B → Customer", "thing", "−1.7", "−2.5 to −0.8", "10", "reliability −3.0"),
        "2026-11-01",
    ]
    assert found[2][2:5] == ["−0.5", "not ranked: fewer than 5 answers to a question", "2"]
    assert found[2][6] == "2025-06-01, 2 of 2 answers older than the limit"
    reliability = next(row for row in found if row[0] == "reliability")
    assert reliability[1:7] == ["5", "4.8", "1.8", "−3.0", "−3.9 to −2.1", "4.6"]
    assert reliability[7] == "concentrate here"


def test_what_to_do_and_what_nobody_was_asked_follow() -> None:
    told = words(section(FEW))
    assert "Ask 5 people or more about A → B; fewer make no ranking." in told
    assert "What external customers think of “thing” from B: nobody was asked." in told


def test_the_figures_open_to_the_answers_they_are_made_from() -> None:
    sources = Sources({}, {}, ranking_of(CHAIN), behind_of(CHAIN))
    html = render_page(replace(content(CHAIN, SHORT), sources=sources))
    told = words(html[html.index('<section id="voices"') : html.index('<section id="gaps"')])
    assert "reliability −3: means over those who gave a mark" in told
    assert "2026-11-01: expected 5/5, perceived 2/5, importance 5/5" in told


def test_of_many_handoffs_the_first_are_shown() -> None:
    many = flow(*(handoff("B", "Customer", f"it {n:02}", 1) for n in range(MAX_HANDOFFS + 2)))
    answers = [a for n in range(MAX_HANDOFFS + 2) for a in asked(HandoffId(n), [(5, 4, 3)])]
    told = words(section(answers, many))
    assert "2 more handoffs: chainmap survey" in told
    assert "it 16" not in told


def test_names_cannot_break_out() -> None:
    hostile = flow(*(handoff(name, "Customer", name, 1) for name in NAMES))
    answers = [a for n in range(len(NAMES)) for a in asked(HandoffId(n), [(5, 4, 3)] * 5)]
    html = section(answers, hostile)
    assert "<script>" not in html
    assert "</style></title>" not in html


def test_without_answers_there_is_no_section() -> None:
    html = render_page(replace(content(CHAIN, FEW), survey=None))
    assert 'id="voices"' not in html
    assert "#voices" not in html


def test_answers_after_the_day_of_the_page_do_not_count() -> None:
    assert page_survey(CHAIN, SHORT, date(2026, 10, 31)) is None
    known = page_survey(CHAIN, [*SHORT, *FEW], date(2026, 10, 31))
    assert known is not None
    assert known.expectations.answers == len(FEW)
