"""The answers on a small organisation, word for word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chainmap.issues import ChainmapError
from tests.calling import Call

AS_OF = ("--as-of", "2026-11-21")

COMPLAINTS = """\
- {id: C-1, customer: Eaters, category: late, count: 3, date: 2026-10-01, said: It was cold.}
- {id: C-2, customer: Eaters, category: attitude, date: 2026-03-01}
"""


pytestmark = pytest.mark.usefixtures("complaining")


@pytest.fixture
def complaining(bakery: Path) -> Path:
    (bakery / "complaints.yaml").write_text(COMPLAINTS, encoding="utf-8")
    return bakery


TRACE = """\
C-1  Eaters about “Sandwich” from Shop: late. 3 complaints.
      “It was cold.”

They were promised 8 h, and the slowest chain takes 5 h, 3 h to spare.

The slowest chain behind it has 2 handoffs.
  1  Eaters → Baker  Forecast    –
  2  Baker → Shop    Bread     4 h  estimated
  3  Shop → Eaters   Sandwich  1 h  estimated
       Together 5 h. 0 of 2 steps measured.

Where the 3 h to spare come from
    −3 h   the promises leave room: the steps promise 5 h together, the customer was told 8 h

Nobody upstream has judged what it receives.

Behind this (share of the time, as nobody overran a promise; exposure, not cause)
  Baker 80 %   Shop 20 %

Next slowest chains
  1 h  1 handoff  without Baker

Next
  1. Baker, Shop: why does “Bread” take 4 h?
  2. Ask Baker to measure “Bread”: its 4 h are an estimate.

Not known
  How often these are right (counted as always): “Bread” from Baker, “Sandwich” from Shop.
  What Baker says about “Forecast”: only Eaters lists it.

How sure is the order? (3 complaints; exposure, not cause)
  Too few complaints to rank teams: read the shares as questions to ask.

Working time, 8 h a day, 5 days a week. org/, 2026-11-21.
"""

BOTTLENECKS = """\
Which team's improvement would help the complaining customers most?

Baker: with its times cut by 50 % a complaining customer would gain 2 h on average. 1 delivery \
comes sooner; “Sandwich” from Shop for Eaters in 3 h instead of 5 h.
Its longest step: “Bread” to Shop, 4 h.
No team takes longer than it promises, as far as promises are known.

     Team   leverage  restore  exposure  unavoidable  arrivals  load  wait
  1  Baker       2 h      0 h     100 %          0 %         –     –     –
  2  Shop     30 min      0 h     100 %        100 %         –     –     –
"""

GAPS = """\
Where do supplier and customer disagree, or not know what one owes the other?

  1  Need not promised
  1  Only the supplier says so

Who should talk first (most complaint weight × gaps):

1. Baker → Shop   (complaint weight 4)
   Need not promised, “Bread”. Shop needs it within 2 h; Baker promises nothing.

2. Eaters → Baker   (complaint weight 4)
   Only the supplier says so, “Forecast”. Eaters says it delivers this; Baker does not list it.

Not known: 4 handoffs carry no date of the last talk (asked:).

Next
  1. Baker, Shop: agree on “Bread”, and write it into both files.   chainmap team "Baker"
  2. Show them all on one sheet:   chainmap draw gaps -o gaps.svg
  3. See whether the promises fit what customers were told:   chainmap promises

Working time, 8 h a day, 5 days a week. org/, 2026-11-21.
"""

TEAM = """\
Shop
External customers, nearest first: Eaters (1 handoff).
Load: not known (volume, process_time or people is missing).

We serve
  customer  deliverable  promised  needed  takes  right  rated
  Eaters    Sandwich     8 h       8 h     1 h    –      –

We need
  supplier  deliverable  needed  promised  takes  right  rated
  Baker     Bread        2 h     –         4 h    –      –
  Eaters    Order        –       –         –      –      –

2 complaints with this team upstream or as touchpoint (weight 4)
  C-1  Eaters  Sandwich  late      “It was cold.”
  C-2  Eaters  Sandwich  attitude

Next
  1. See what stands behind the heaviest complaint:   chainmap trace --complaint C-1
  2. Go through this page with both sides:   chainmap draw sipoc --team "Shop" -o sipoc.svg

Working time, 8 h a day, 5 days a week. org/, 2026-11-21.
"""


def test_trace_tells_a_story(call: Call) -> None:
    assert call("trace", "--complaint", "c-1", *AS_OF).stdout == TRACE


def test_bottlenecks_says_why_the_first_is_first(call: Call) -> None:
    assert call("bottlenecks", *AS_OF).stdout.startswith(BOTTLENECKS)


def test_gaps_says_who_should_talk_first(call: Call) -> None:
    assert call("gaps", *AS_OF).stdout == GAPS


def test_team_prints_a_page(call: Call) -> None:
    assert call("team", "shop", *AS_OF).stdout == TEAM


def test_the_heaviest_of_several_is_told_and_all_are_listed(call: Call) -> None:
    text = call("trace", *AS_OF).stdout
    assert text.startswith("What hurts, heaviest first")
    assert "C-2  Eaters" in text
    assert "The others in full: chainmap trace --all" in text
    assert "A trace of times and accuracy cannot explain this." not in text
    assert "cannot explain this." in call("trace", "--all", *AS_OF).stdout


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ((), ["C-1", "C-2"]),
        (("--category", "attitude"), ["C-2"]),
        (("--since", "2026-05-01"), ["C-1"]),
        (("--customer", " EATERS "), ["C-1", "C-2"]),
        (("--customer", "Eaters", "--since", "2026-12-01"), []),
        (("--to", "Shop"), [None, None]),
    ],
)
def test_trace_selects(call: Call, words: tuple[str, ...], ids: list[str | None]) -> None:
    result = json.loads(call("trace", *words, "--format", "json").stdout)
    assert [complaint["id"] for complaint in result["complaints"]] == ids


def test_json_has_the_keys_promised(call: Call) -> None:
    result = json.loads(call("trace", "--complaint", "C-1", "--format", "json").stdout)
    (found,) = result["complaints"]
    assert result["format"] == "chainmap.trace/1"
    assert found["upstream"] == {"teams": 1, "handoffs": 3}
    assert found["promise"]["limit_h"] == 8
    assert found["slowest_chains"][0]["teams"] == ["Eaters", "Baker", "Shop", "Eaters"]
    assert found["slowest_chains"][0]["steps"][0] == {
        "supplier": "Eaters",
        "customer": "Baker",
        "delivers": "Forecast",
        "time_h": None,
        "evidence": "none",
    }
    assert [suspect["team"] for suspect in found["suspects"]] == ["Baker", "Shop"]
    assert found["suspects"][0]["low"] == pytest.approx(0.2877, abs=1e-4)  # Wilson, 0.8 of 3
    assert found["suspects"][0]["high"] == pytest.approx(0.9754, abs=1e-4)
    assert result["together"]["ranking_claimed"] is False
    teams = json.loads(call("bottlenecks", "--cut", "25%", "--format", "json").stdout)
    assert teams["cut"] == 0.25
    assert [team["leverage_h"] for team in teams["teams"]] == [1, 0.25]
    gaps = json.loads(call("gaps", "--format", "json").stdout)
    assert [gap["kind"] for gap in gaps["gaps"]] == ["unpromised", "supplier_only"]
    card = json.loads(call("team", "Shop", "--format", "json").stdout)
    assert card["complaints"] == ["C-1", "C-2"]


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (("trace", "--complaint", "C-11"), "unknown-complaint", "Did you mean C-1?"),
        (("trace", "--to", "Shpo"), "unknown-party", "Did you mean Shop?"),
        (("trace", "--to", "e"), "unknown-party", "Did you mean Baker or Eaters?"),
        (("draw", "chain", "--focus", "ake"), "unknown-party", "Did you mean Baker?"),
        (("trace", "--category", "lat"), "unknown-category", "Did you mean late?"),
        (("team", "Eaters"), "not-a-team", "chainmap trace --to shows more."),
        (("draw", "chain", "-o", "x.bmp"), "unknown-format", None),
    ],
)
def test_what_is_not_there_is_said_with_what_to_do(
    call: Call, words: tuple[str, ...], code: str, hint: str | None
) -> None:
    with pytest.raises(ChainmapError) as error:
        call(*words)
    (issue,) = error.value.issues
    assert issue.code == code
    assert hint is None or issue.hint == hint


def test_wrong_options_are_explained(call: Call) -> None:
    together = call("trace", "--to", "Shop", "--complaint", "C-1")
    assert together.exit_code == 2
    assert "leave the others out" in together.stderr
    assert "Write 50% or 0.5" in call("bottlenecks", "--cut", "5x").stderr
