"""`--explain`: every figure of an answer is traced to its inputs, with file and line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.calling import Call
from tests.cli.on_disk import written_org

FILES = {
    "guests.yaml": """\
customer: Guests
value: 2
serves: [{customer: Counter, delivers: Order}]
needs:
  - supplier: Kitchen
    delivers: Meal
    accuracy: 95%
""",
    "counter.yaml": """\
team: Counter
serves:
  - customer: Kitchen
    delivers: Ticket
    promise: 1h
needs: [{supplier: Guests, delivers: Order}]
""",
    "bakery.yaml": """\
team: Bakery
people: 1
process_time: 10m
lead_time: {low: 2h, likely: 4h, high: 6h}
serves:
  - customer: Kitchen
    delivers: Bread
    from: []
    volume: 32/d
    promise: 2h
""",
    "kitchen.yaml": """\
team: Kitchen
serves:
  - customer: Guests
    delivers: Meal
    promise: 4h
    step_promise: 1h
    lead_time: 1h
    evidence: measured
needs:
  - {supplier: Counter, delivers: Ticket, within: 30m, accuracy: 90%}
  - {supplier: Bakery, delivers: Bread, accuracy: 80%}
""",
    "complaints.yaml": """\
- {id: C-1, customer: Guests, supplier: Kitchen, category: late, count: 3, severity: 2}
- {id: C-2, customer: Guests, supplier: Kitchen, category: wrong}
""",
}


@pytest.fixture(autouse=True)
def kiosk(workplace: Path) -> Path:
    return written_org(workplace, FILES)


def explained(call: Call, *words: str) -> str:
    """Return what `--explain` adds, without the spaces that align it."""
    text: str = call(*words, "--explain").stdout
    return "\n".join(" ".join(line.split()) for line in text.splitlines())


def test_times_name_key_file_and_line(call: Call) -> None:
    told = explained(call, "trace", "--complaint", "C-1")
    bread = "Bakery → Kitchen “Bread” 4 h lead_time (estimated) = (2 + 4 × 4 + 6) / 6"
    assert f"1 {bread} org/bakery.yaml:4:12\n" in told
    assert "2 Kitchen → Guests “Meal” 1 h lead_time (measured) org/kitchen.yaml:7:16\n" in told
    assert "4 + 1 = 5 h\n" in told


def test_the_input_that_decides_and_the_slack_of_the_others(call: Call) -> None:
    told = explained(call, "trace", "--complaint", "C-1")
    meal = "before Kitchen → Guests “Meal”"
    assert f"Bakery → Kitchen “Bread” after 4 h latest, {meal}\n" in told
    assert f"Counter → Kitchen “Ticket” after 1 h 3 h slack, {meal}\n" in told


def test_the_bridge_adds_up(call: Call) -> None:
    told = explained(call, "trace", "--complaint", "C-1")
    assert "Kitchen → Guests “Meal” 4 h promise org/kitchen.yaml:5:14\n" in told
    assert "less the limit\n3 − 4 = −1 h\n" in told
    assert "2 + 0 = +2 h\n" in told
    assert "−1 + 2 = +1 h\n5 − 4 = +1 h\n" in told


def test_weight_accuracy_and_shares(call: Call) -> None:
    told = explained(call, "trace", "--all")
    assert "C-1 12 3 × 2 × 2 org/complaints.yaml:1:8\n" in told
    assert "value of Guests 2 org/guests.yaml:2:8\n" in told
    assert "Bakery → Kitchen “Bread” 80 % judged by Kitchen org/kitchen.yaml:11:51\n" in told
    assert "80 % × 90 % × 95 % = 68.4 %\n" in told
    assert "Bakery 100 % 2 / 2\n" in told
    assert "Bakery 59 % 0.2231 / 0.3798\n" in told
    assert "Bakery → Kitchen “Bread” 0.2231 −ln(80 %) org/kitchen.yaml:11:51\n" in told


def test_shares_over_all_complaints_weigh_those_of_each(call: Call) -> None:
    told = explained(call, "trace")
    assert "shares over all complaints 100 %: weight × share, of 14\n" in told
    assert "Bakery 94 % = 13.1751 / 14 = (12 × 100 % + 2 × 59 %) / 14\n" in told
    assert "shares over all" not in explained(call, "trace", "--complaint", "C-1")


def test_a_time_that_is_only_promised_says_so(call: Call, kiosk: Path) -> None:
    text = FILES["bakery.yaml"].replace("lead_time: {low: 2h, likely: 4h, high: 6h}\n", "")
    (kiosk / "bakery.yaml").write_text(text, encoding="utf-8")
    told = explained(call, "trace", "--complaint", "C-1")
    assert "2 h promise (as there is no lead_time) org/bakery.yaml:9:14\n" in told


def test_a_time_that_a_log_measured_names_the_log(call: Call, kiosk: Path) -> None:
    (kiosk / "observed.yaml").write_text(
        "observed: tickets.csv\nfirst: 2026-01-05\nlast: 2026-03-31\nhours_per_day: 8\n"
        "handoffs:\n- {supplier: Bakery, customer: Kitchen, lead_time: 3h, n: 40}\n",
        encoding="utf-8",
    )
    told = explained(call, "trace", "--complaint", "C-1")
    log = "(measured in tickets.csv, 2026-01-05 to 2026-03-31, n = 40)"
    assert f"3 h lead_time {log} org/observed.yaml:6:3\n" in told


def test_alternatives_weigh_by_share(call: Call, kiosk: Path) -> None:
    text = FILES["kitchen.yaml"].replace(
        "    delivers: Meal\n", "    delivers: Meal\n    from: [any: {Bread: 50%, Ticket: 50%}]\n"
    )
    (kiosk / "kitchen.yaml").write_text(text, encoding="utf-8")
    told = explained(call, "trace", "--complaint", "C-1")
    assert "Bakery → Kitchen “Bread” after 4 h in 50 %, before Kitchen → Guests" in told
    assert "lead time 3.5 h: each step" in told
    assert "alternatives weigh by their shares: less than the slowest chain, 5 h\n" in told
    assert "alternatives are not all used: averaged by their shares 80.75 %\n" in told


def test_the_ranking_shows_before_and_after(call: Call) -> None:
    told = explained(call, "bottlenecks")
    assert "C-1 Kitchen → Guests “Meal” 12 3 × 2 × 2 org/complaints.yaml:1:8\n" in told
    assert "Kitchen → Guests “Meal” 28 = 14 × (5 − 3)\n28 / 14 = 2 h\n" in told
    assert "of all\n14 of 14 = 100 %\n" in told
    assert "of all\n0 of 14 = 0 %\n" in told


def test_load_and_wait_show_their_terms(call: Call) -> None:
    told = explained(call, "bottlenecks")
    places = "org/bakery.yaml:9:13, org/bakery.yaml:3:15, org/kitchen.yaml:11:51"
    assert f"“Bread” 0.8333 = 4/h / 80 % right × 0.1667 h {places}\n" in told
    assert "people of Bakery 1 org/bakery.yaml:2:9\n" in told
    assert "availability of Bakery 100 % if not said\n" in told
    assert "0.8333 / (1 person × 100 % = 1) = 83 %\n" in told
    assert "0.8333 × 0.1667 / 0.1667 × 1 = 0.8333 h\n" in told


def test_times_by_formula_are_called_so(call: Call, kiosk: Path) -> None:
    busier = FILES["bakery.yaml"].replace("32/d", "36/d")
    (kiosk / "bakery.yaml").write_text(busier, encoding="utf-8")
    told = explained(call, "bottlenecks", "--wait", "formula")
    assert "Bread” 2.6667 h expected wait + process_time, by formula\n" in told


def test_routed_items_come_from_arrivals_and_shares(call: Call, kiosk: Path) -> None:
    routed = FILES["bakery.yaml"].replace("    volume: 32/d\n", "    share: 50%\n")
    text = routed.replace("people: 1\n", "people: 1\narrivals: 4/h\n")
    (kiosk / "bakery.yaml").write_text(text, encoding="utf-8")
    told = explained(call, "bottlenecks")
    assert "“Bread” 0.4167 = 2/h / 80 % right × 0.1667 h org/bakery.yaml:10:12" in told
    assert "4/h reach the team, from arrivals and shares of all teams" in told


def test_a_backlog_has_no_wait(call: Call, kiosk: Path) -> None:
    busier = FILES["bakery.yaml"].replace("32/d", "48/d")
    (kiosk / "bakery.yaml").write_text(busier, encoding="utf-8")
    told = explained(call, "bottlenecks")
    assert (
        "backlog 1.5 items an hour more than its people can do: arrivals × (1 − 1 / load)" in told
    )
    assert "7.5 × (1 − 1 / 1.25) = 1.5\n" in told
    assert "wait by formula" not in told


def test_without_complaints_customers_weigh(call: Call, kiosk: Path) -> None:
    (kiosk / "complaints.yaml").unlink()
    told = explained(call, "bottlenecks")
    assert "Kitchen → Guests “Meal” 2 org/guests.yaml:2:8\ntogether 2\n" in told
    told = explained(call, "trace")
    assert "\nKitchen → Guests “Meal”\nshares 100 %: hours beyond" in told


def test_without_deliveries_nothing_weighs(call: Call, kiosk: Path) -> None:
    for path in kiosk.iterdir():
        path.unlink()
    (kiosk / "a.yaml").write_text("team: A\nserves: [B]\n---\nteam: B\n", encoding="utf-8")
    assert "so nothing has a weight.\n" in explained(call, "bottlenecks")


def test_who_passed_the_customer_on(call: Call, kiosk: Path) -> None:
    (kiosk / "complaints.yaml").write_text(
        "- {id: C-1, customer: Guests, supplier: Kitchen, category: passed-around,\n"
        "   contacts: [Counter, Bakery, Counter, Kitchen]}\n",
        encoding="utf-8",
    )
    told = explained(call, "trace")
    assert (
        "times the customer was passed on, of all; exposure, not cause\nCounter 67 % 2 / 3" in told
    )


def test_where_no_complaint_matches_nothing_is_explained(call: Call) -> None:
    words = ("trace", "--category", "price", "--as-of", "2026-11-21")
    assert call(*words, "--explain").stdout == call(*words).stdout


COMMANDS = ("trace", "bottlenecks", "gaps", "team Bakery", "promises", "check")


@pytest.mark.parametrize("command", COMMANDS)
def test_json_has_the_same_answer_and_the_explanations(call: Call, command: str) -> None:
    words = (*command.split(), "--format", "json")
    told = json.loads(call(*words, "--explain").stdout)
    explained = told.pop("explained")
    assert told == json.loads(call(*words).stdout)
    for one in explained:
        assert set(one) == {
            *("about", "figure", "keys", "value", "text", "formula"),
            *("worked", "inputs", "missing"),
        }


INPUTS = frozenset(
    {"time_h", "promise_h", "process_time_h", "accuracy", "count", "severity", "ratio", "overrun_h"}
    | {"rows"}
)
"""Figures of steps and pairs: they stand in the answer with their own supplier and customer."""

NOT_OF_THE_FILES = frozenset({"hours_per_day", "days_per_week", "cut", "kept_assumed"})
"""What was asked for, or holds for every figure."""


def figures(document: object, key: str = "") -> Iterator[tuple[str, float]]:
    """Yield every number of an answer with its key."""
    if isinstance(document, dict):
        for name, value in document.items():
            yield from figures(value, name)
    elif isinstance(document, list):
        for value in document:
            yield from figures(value, key)
    elif isinstance(document, int | float) and not isinstance(document, bool):
        yield key, document


@pytest.mark.parametrize("command", ["trace", "bottlenecks", "promises"])
def test_every_figure_of_an_answer_is_explained_or_an_input(call: Call, command: str) -> None:
    told = json.loads(call(command, "--format", "json", "--explain").stdout)
    explained = told.pop("explained")
    keys = {part for one in explained for key in one["keys"] for part in key.split(".")}
    keys = {key.partition("[")[0] for key in keys}
    found = set(figures(told))
    missing = {key for key, _ in found} - keys - INPUTS - NOT_OF_THE_FILES
    assert missing <= {"teams", "hours", "share", "low", "high", "truly_first"} | EXPLAINED_TOGETHER
    values = {round(one["value"], 9) for one in explained if one["value"] is not None}
    values |= {
        round(known["value"], 9)
        for one in explained
        for known in one["inputs"]
        if known["value"] is not None
    }
    whole = {key for one in explained for key in one["keys"] if one["value"] is not None}
    for key, value in found:
        if key in whole and key not in EITHER:
            assert round(value, 9) in values, f"{key} {value}"


EXPLAINED_TOGETHER = frozenset({"case_by_case", "complaints"})
EITHER = frozenset({"promises", "each_to_keep"})
"""Keys whose figure stands in the formula of another."""
