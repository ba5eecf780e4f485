"""`chainmap survey` on a small organisation, word for word."""

# ruff: noqa: E501 - what is printed, as wide as it is

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from chainmap.issues import ChainmapError
from tests.calling import Call
from tests.consoles import ROOT

AS_OF = ("--as-of", "2026-11-21")

HEAD = (
    "customer,supplier,date,respondent,dimension,expected,perceived,importance,scale,"
    "kano_with,kano_without\n"
)
ANSWERS = HEAD + "".join(
    f"{who},{supplier},{day},{number},{dimension},{marks},5,{kano}\n"
    for who, supplier, day, dimension, rows, kano in [
        (
            "Eaters",
            "Shop",
            "2026-08-03",
            "reliability",
            ("5,2,5", "5,3,5", "4,1,4", "5,2,5", "5,1,4"),
            "expect,dislike",
        ),
        (
            "Eaters",
            "Shop",
            "2026-08-03",
            "tangibles",
            ("3,4,2", "3,5,2", "3,4,3", "3,4,2", "2,4,1"),
            "like,neutral",
        ),
        ("Shop", "Baker", "2025-06-01", "empathy", ("4,4,3", "4,3,3"), ","),
    ]
    for number, marks in enumerate(rows, start=1)
)
COMPLAINTS = """\
- {id: C-1, customer: Eaters, category: late, count: 3, date: 2026-01-10}
- {id: C-2, customer: Eaters, category: attitude, date: 2026-08-01, count: 2}
"""


@pytest.fixture
def asked(bakery: Path) -> Path:
    (bakery / "surveys.csv").write_text(ANSWERS, encoding="utf-8")
    (bakery / "complaints.yaml").write_text(COMPLAINTS, encoding="utf-8")
    with (bakery / "chainmap.yaml").open("a", encoding="utf-8") as settings:
        settings.write("limits: {max_survey_age: 365d}\n")
    return bakery


TEXT = """\
What do the customers of a handoff expect, and what do they get?
12 answers by 7 people about 2 handoffs, 2025-06-01 to 2026-08-03. The best mark is 5.

Largest shortfall first (perceived − expected; negative: less than expected)
     Supplier → customer  Deliverable   gap  95 % interval  answers  worst in
  1  Shop → Eaters        Sandwich     −1.7  −2.5 to −0.8        10  reliability −3.0

1. Shop → Eaters, “Sandwich”   (last answer 2026-08-03, 110 days ago)
               answers  expected  perceived   gap  95 % interval  importance  advice             Kano
  reliability        5       4.8        1.8  −3.0  −3.9 to −2.1          4.6  concentrate here   must-be, 5 of 5
  tangibles          5       2.8        4.2  +1.4  +0.7 to +2.1          2.0  possible overkill  attractive, 5 of 5

2. Baker → Shop, “Bread”   (last answer 2025-06-01, 538 days ago, 2 of 2 older than the limit; not ranked: fewer than 5 answers to a question)
               answers  expected  perceived   gap  95 % interval  importance  advice             Kano
  empathy            2       4.0        3.5  −0.5  too few               3.0  –                  –

How to read it
  Advice: importance is high from 3.30, performance (perceived) from 3.00, the means of the 2 figures
    with 5 or more answers.
  Kano: must-be, its lack angers and having it pleases nobody; one-dimensional, the more the better;
    attractive, nobody misses it and having it delights.
  The gap of a handoff is over its dimensions with 5 or more answers, by their importance: a good one
    makes up for a bad one. Its interval adds up theirs and is rather too wide.

The five gaps (times: + is what the receiver loses; service in marks)
  Supplier → customer  knowledge  standards  delivery  communication  service
  Shop → Eaters                –        0 h      −3 h              –     −1.7
  Baker → Shop                 –          –         –              –     −0.5
  knowledge: belief − need; standards: promise − need; delivery: time − promise;
  communication: sum of the step promises − what the external customer was told.

Does it change? Per quarter
  quarter  complaints  weight  perceived   gap
  2025 Q2           –       –        3.5  −0.5
  2025 Q3           –       –          –     –
  2025 Q4           –       –          –     –
  2026 Q1           3       3          –     –
  2026 Q2           0       0          –     –
  2026 Q3           2       2        3.0  −0.8
  median            2       2        3.2  −0.7
  Whether it changes cannot be judged: fewer than 10 quarters with a figure are over. --per month has more points.
  The marks are about other handoffs from quarter to quarter: --team and --customer compare like with like.

Next
  1. Shop, Eaters: what does Eaters mean by reliability of “Sandwich”? 1.8 is perceived, 4.8 expected.   chainmap trace --to "Eaters"
  2. Ask whether effort can move from here: tangibles of “Sandwich” from Shop (good, matters less).
  3. Ask again: all answers about Baker → Shop are older than the limit.
  4. Ask 5 people or more about Baker → Shop; fewer make no ranking.

Not known
  Whether 2 answers still hold: older than 365 days, the limit (max_survey_age); they count.

Working time, 8 h a day, 5 days a week. org/, 2026-11-21.
"""


@pytest.mark.usefixtures("asked")
def test_word_for_word(call: Call) -> None:
    assert call("survey", *AS_OF).output == TEXT


@pytest.mark.usefixtures("asked")
def test_only_what_one_team_supplies(call: Call) -> None:
    text = call("survey", "--team", "baker", *AS_OF).output
    assert "Baker → Shop" in text
    assert "Shop → Eaters" not in text
    assert "complaints" in text


@pytest.mark.usefixtures("asked")
def test_only_what_one_customer_receives(call: Call) -> None:
    text = call("survey", "--customer", "Eaters", *AS_OF).output
    assert "10 answers by 5 people about 1 handoff, on 2026-08-03." in text
    assert "Baker" not in text


@pytest.mark.usefixtures("asked")
def test_a_party_nobody_was_asked_about(call: Call) -> None:
    text = call("survey", "--customer", "Baker", *AS_OF).output
    assert "Nobody was asked about this." in text


@pytest.mark.usefixtures("asked")
def test_nobody_was_asked_before_a_day(call: Call) -> None:
    text = call("survey", "--as-of", "2025-01-01").output
    assert "Nobody was asked about this." in text
    assert "not counted: 12 answers and 5 complaints" in text


@pytest.mark.usefixtures("asked")
def test_json(call: Call) -> None:
    found = json.loads(call("survey", "--format", "json", "--per", "month", *AS_OF).output)
    assert found["format"] == "chainmap.survey/1"
    assert (found["answers"], found["respondents"], found["scale"]) == (12, 7, 5)
    assert found["cut_points"] == {
        "by": "mean",
        "figures": 2,
        "importance": 3.3,
        "performance": 3.0,
    }
    first, second = found["handoffs"]
    assert (first["supplier"], first["ranked"], first["age_d"]) == ("Shop", True, 110)
    assert (second["supplier"], second["ranked"], second["outdated"]) == ("Baker", False, 2)
    assert first["gaps"]["service"]["weighted"] is True
    reliability, tangibles = first["dimensions"]
    assert reliability["gap"]["mean"] == pytest.approx(-3)
    assert reliability["quadrant"] == "concentrate here"
    assert reliability["kano"] == {
        "class": "must-be",
        "share": 1.0,
        "answers": 5,
        "tied": [],
        "counts": {"must-be": 5},
    }
    assert tangibles["quadrant"] == "possible overkill"
    assert [p["complaints"] for p in found["trend"]["periods"]][-8:] == [3, 0, 0, 0, 0, 0, 0, 2]
    assert found["trend"]["run_charts"]["complaints"]["judged"] is False


def test_without_a_survey_it_says_what_to_write(bakery: Path, call: Call) -> None:
    with pytest.raises(ChainmapError) as refused:
        call("survey", str(bakery))
    (issue,) = refused.value.issues
    assert issue.code == "no-survey"
    assert issue.hint is not None
    assert "surveys.csv" in issue.hint


def test_complaints_alone_have_a_trend(bakery: Path, call: Call) -> None:
    (bakery / "complaints.yaml").write_text(COMPLAINTS, encoding="utf-8")
    text = call("survey", *AS_OF).output
    assert "Nobody was asked about this." in text
    assert "  2026 Q1           3       3          –    –" in text
    assert "What external customers think of “Sandwich” from Shop: nobody was asked." in text


def test_hostile_names_do_not_steer_the_terminal(workplace: Path, call: Call) -> None:
    org = workplace / "org"
    org.mkdir()
    (org / "a.yaml").write_text(
        "team: '=cmd|A1 \u202egnirts'\nserves: [{customer: '<b>Eve</b>', delivers: '[red]x'}]\n"
        "---\ncustomer: <b>Eve</b>\n",
        encoding="utf-8",
    )
    row = "<b>Eve</b>,2026-01-01,reliability,5/5,1/5\n"
    text = "customer,date,dimension,expected,perceived\n" + row * 5
    (org / "my survey.csv").write_text(text, encoding="utf-8")
    output = call("survey", *AS_OF).output
    assert "\u202e" not in output
    assert "[red]x" in output
    assert "all alike" in output


def test_the_company_shipped_tells_its_story(call: Call) -> None:
    """Homeowners blame Commissioning; the largest shortfall is far upstream."""
    found = json.loads(call("survey", str(ROOT / "org"), "--format", "json", *AS_OF).output)
    first = found["handoffs"][0]
    assert (first["supplier"], first["customer"]) == ("Master Data", "Job Preparation")
    assert len(found["handoffs"]) == 10
    assert [h["supplier"] for h in found["handoffs"] if not h["ranked"]] == ["IT"]
    assert {h["age_d"] > 365 for h in found["handoffs"] if h["supplier"] == "IT"} == {True}


def voices(page: str) -> str:
    html = Path(page).read_text(encoding="utf-8")
    return html[html.index('<section id="voices"') : html.index('<section id="gaps"')]


@pytest.mark.usefixtures("asked")
def test_the_page_says_it_too(call: Call) -> None:
    call("report", "-o", "page.html", *AS_OF)
    told = voices("page.html")
    assert "Shop → Eaters, “Sandwich”, falls short most: 1.7 marks below what is expected" in told
    assert '<td class="number" data-value="1.4">+1.4</td><td class="word">+0.7 to +2.1</td>' in told
    assert "surveys.csv:2" in told


@pytest.mark.usefixtures("asked")
def test_without_real_names_the_page_has_the_same_figures(call: Call) -> None:
    for page, bare in (("named.html", ()), ("bare.html", ("--anonymise",))):
        call("report", "-o", page, *AS_OF, *bare)
    told = voices("bare.html")
    assert not [name for name in ("Shop", "Eaters", "Baker", "surveys.csv") if name in told]
    figures = re.compile(r'<td class="number" data-value="[^"]*">')
    assert figures.findall(told) == figures.findall(voices("named.html"))
