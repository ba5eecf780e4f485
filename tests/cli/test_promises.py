from __future__ import annotations

import json
from pathlib import Path

import pytest

from chainmap.issues import ChainmapError
from tests.calling import Call
from tests.cli.on_disk import written_org

FILES = {
    "chainmap.yaml": "organisation: Press\n",
    "desk.yaml": """\
team: Desk
serves: [{customer: Layout, delivers: Manuscript, promise: 4h, lead_time: 3h}]
needs: [{supplier: Authors, delivers: Text}]
""",
    "layout.yaml": """\
team: Layout
serves:
  - {customer: Printer, delivers: Pages, promise: 4h, lead_time: 9h, evidence: measured}
  - {customer: Desk, delivers: Queries, promise: 8h, lead_time: 1h, rework: true}
needs: [{supplier: Desk, delivers: Manuscript}]
""",
    "printer.yaml": """\
team: Printer
serves:
  - {customer: Readers, delivers: Book, promise: 10h, step_promise: 6h, lead_time: 2h}
needs: [{supplier: Layout, delivers: Pages}]
""",
    "readers.yaml": """\
customer: Readers
needs: [{supplier: Printer, delivers: Book, within: 15h}]
""",
    "authors.yaml": "customer: Authors\nserves: [{customer: Desk, delivers: Text}]\n",
}

TEXT = """\
It does not fit: the steps promise more time together than the external customer was promised \
or needs.

Readers, “Book” from Printer
  They were promised 10 h and need it within 15 h. The steps promise 14 h together: 4 h too much \
for the promise; fits, 1 h to spare for the need.
  A proposal: 10 h split over the chain that takes most, in proportion to the times
                                   promise  takes  beyond promise    proposed  the time is
    Authors → Desk     Text              –      –                           –
    Desk → Layout      Manuscript      4 h    3 h            −1 h         2 h  estimated
    Layout → Printer   Pages           4 h    9 h            +5 h  6 h 30 min  measured
    Printer → Readers  Book            6 h    2 h            −4 h  1 h 30 min  estimated
    together                          14 h   14 h                        10 h
  The chain takes 14 h: to keep it, each step would have to take 29 % less time.
  It has no slack; beyond their promises: Layout 5 h. Below their promises: Printer 4 h, Desk 1 h.
  If each of the 3 promises is kept in 95 % of cases (assumed, independently), all are kept in 86 %:
  to keep all in 95 %, each must be kept in 98.3 %. Early steps can make up for late ones.

Short promises: below the time of the step
  Layout → Printer  Pages  promises 4 h, takes 9 h  measured

Padded promises: more than 2 × the time of the step, and beyond its longest
  Printer → Readers  Book  promises 6 h, takes 2 h  3 ×  estimated

Next
  1. Whoever promised Readers 10 h: no plan reaches it while the steps promise 14 h. Agree on a \
split, or on another promise.
  2. Layout, Printer: which is right, the promise of 4 h or the 9 h it takes?

Working time, 8 h a day, 5 days a week. org/, 2026-11-21.
"""


@pytest.fixture
def press(workplace: Path) -> Path:
    return written_org(workplace, FILES)


@pytest.mark.usefixtures("press")
def test_the_budget_as_text(call: Call) -> None:
    assert call("promises", "--as-of", "2026-11-21").output == TEXT


@pytest.mark.usefixtures("press")
def test_how_often_promises_are_kept_is_an_assumption_to_change(call: Call) -> None:
    told = call("promises", "--kept", "99%").output
    assert "each of the 3 promises is kept in 99 % of cases (assumed" in told
    assert "all are kept in 97 %" in told


@pytest.mark.usefixtures("press")
def test_the_budget_as_json(call: Call) -> None:
    found = json.loads(call("promises", "--format", "json", "--customer", "readers").output)
    assert found["format"] == "chainmap.promises/1"
    (budget,) = found["budgets"]
    assert (budget["limit_h"], budget["sum_h"], budget["headroom_h"]) == (10, 14, -4)
    assert budget["all_kept"] == pytest.approx(0.857375)
    proposed = [step["proposed_h"] for step in budget["proposal"]]
    assert proposed[0] is None
    assert sum(proposed[1:]) == pytest.approx(10)
    assert [known["delivers"] for known in found["padded"]] == ["Book"]
    assert [known["delivers"] for known in found["short"]] == ["Pages"]


@pytest.mark.usefixtures("press")
def test_another_party_than_an_external_customer_is_no_one_to_promise_to(call: Call) -> None:
    with pytest.raises(ChainmapError, match="Layout is no external customer"):
        call("promises", "--customer", "Layout")


@pytest.mark.usefixtures("bakery")
def test_what_has_no_time_to_split_is_left_alone(call: Call) -> None:
    told = call("promises", "--as-of", "2026-11-21").output
    assert told.startswith(
        "It fits: behind the one delivery to external customers the steps promise no more time "
        "together than the customer was promised and needs.\n"
    )


@pytest.mark.usefixtures("press")
@pytest.mark.parametrize("share", ["100%", "0", "often"])
def test_a_share_that_is_none_is_refused(call: Call, share: str) -> None:
    done = call("promises", "--kept", share)
    assert done.exit_code == 2
    assert "Write 95% or 0.95." in done.output


MANY = "team: Clerk\nserves:\n" + "".join(
    f"  - {{customer: Readers, delivers: Letter {number:02}, promise: 1h, step_promise: 2h}}\n"
    for number in range(25)
)


def test_of_many_deliveries_the_worst_are_told_and_the_rest_counted(
    call: Call, press: Path
) -> None:
    (press / "clerk.yaml").write_text(MANY, encoding="utf-8")
    told = call("promises", "--customer", "Readers").output
    assert told.startswith("26 of 26 deliveries do not fit:")
    assert "  … 6 more\n" in told
    head, book, letter = told.splitlines()[2:5]
    assert head.endswith("takes  all kept")
    assert "  86 %  " in book, "three promises in a row"
    assert "  –  " in letter, "a single promise"
    assert "all kept: if each of its promises is kept in 95 % of cases (assumed" in told
    assert told.count("They were promised") == 3
    assert '23 more deliveries in full: chainmap promises --all --customer "Readers"\n' in told
    assert call("promises", "--all").output.count("They were promised") == 26
