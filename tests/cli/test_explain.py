"""`--explain`: every figure of an answer is traced to its inputs, with file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.calling import Call

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
    org = workplace / "org"
    org.mkdir()
    for name, text in FILES.items():
        (org / name).write_text(text, encoding="utf-8")
    return org


def explained(call: Call, *words: str) -> str:
    """Return what `--explain` adds, without the spaces that align it."""
    text: str = call(*words, "--explain").stdout
    return "\n".join(" ".join(line.split()) for line in text.splitlines())


def test_times_name_key_file_and_line(call: Call) -> None:
    told = explained(call, "trace", "--complaint", "C-1")
    bread = "Bakery → Kitchen “Bread” 4 h lead_time (estimated) = (2 + 4 × 4 + 6) / 6"
    assert f"1 {bread} org/bakery.yaml:4:12\n" in told
    assert "2 Kitchen → Guests “Meal” 1 h lead_time (measured) org/kitchen.yaml:7:16\n" in told
    assert "Together 4 + 1 = 5 h\n" in told


def test_the_input_that_decides_and_the_slack_of_the_others(call: Call) -> None:
    told = explained(call, "trace", "--complaint", "C-1")
    assert "Kitchen → Guests “Meal” Bakery → Kitchen “Bread” after 4 h latest\n" in told
    assert "Counter → Kitchen “Ticket” after 1 h 3 h slack\n" in told


def test_the_bridge_adds_up(call: Call) -> None:
    told = explained(call, "trace", "--complaint", "C-1")
    assert "Limit 4 h: promise of the delivery, org/kitchen.yaml:5:14\n" in told
    assert "Promises against limit: 3 − 4 = −1 h\n" in told
    assert "Beyond promises: 2 + 0 = +2 h\n" in told
    assert "Together +1 h = 5 − 4\n" in told


def test_weight_accuracy_and_shares(call: Call) -> None:
    told = explained(call, "trace", "--all")
    assert "C-1 3 × 2 × 2 = 12 org/complaints.yaml:1:8\n" in told
    assert "value of Guests: org/guests.yaml:2:8\n" in told
    assert "80 % Bakery → Kitchen “Bread” org/kitchen.yaml:11:51\n" in told
    assert "Product 68.4 %\n" in told
    assert "Bakery 2 / 2 100 %\n" in told
    assert "Bakery 0.2231 / 0.3798 59 %\n" in told


def test_shares_over_all_complaints_weigh_those_of_each(call: Call) -> None:
    told = explained(call, "trace")
    assert "Shares over all complaints: weight × share, of 14\n" in told
    assert "Bakery 94 % = 13.1751 / 14 = (12 × 100 % + 2 × 59 %) / 14\n" in told
    assert "Shares over all" not in explained(call, "trace", "--complaint", "C-1")


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
    assert "Bakery → Kitchen “Bread” after 4 h in 50 %\n" in told
    assert "alternatives weigh by their shares: the lead time is 3.5 h." in told
    assert "Alternatives are not all used: averaged by their shares 80.75 %\n" in told


def test_the_ranking_shows_before_and_after(call: Call) -> None:
    told = explained(call, "bottlenecks")
    assert "C-1 Kitchen → Guests “Meal” 12 org/complaints.yaml:1:8\n" in told
    assert "Kitchen → Guests “Meal” 14 × (5 − 3) = 28\n28 / 14 = 2 h\n" in told
    assert "exposure: 14 of 14 complaint weight = 100 %\n" in told
    assert "unavoidable: 0 of 14 complaint weight = 0 %\n" in told


def test_load_and_wait_show_their_terms(call: Call) -> None:
    told = explained(call, "bottlenecks")
    places = "volume org/bakery.yaml:9:13, process_time org/bakery.yaml:3:15"
    assert f"“Bread” 4/h / 80 % right × 0.1667 h = 0.8333 {places}\n" in told
    assert "work 0.8333 / (1 person × 100 % = 1) org/bakery.yaml:2:9\n" in told
    assert "0.8333 × 0.1667 / 0.1667 × 1 = 0.8333 h\n" in told


def test_times_by_formula_are_called_so(call: Call, kiosk: Path) -> None:
    busier = FILES["bakery.yaml"].replace("32/d", "36/d")
    (kiosk / "bakery.yaml").write_text(busier, encoding="utf-8")
    told = explained(call, "bottlenecks", "--wait", "formula")
    assert "Bread” 2.6667 h expected wait + process_time, by formula promise 2 h" in told


def test_routed_items_come_from_arrivals_and_shares(call: Call, kiosk: Path) -> None:
    routed = FILES["bakery.yaml"].replace("    volume: 32/d\n", "    share: 50%\n")
    text = routed.replace("people: 1\n", "people: 1\narrivals: 4/h\n")
    (kiosk / "bakery.yaml").write_text(text, encoding="utf-8")
    told = explained(call, "bottlenecks")
    assert "“Bread” 2/h / 80 % right × 0.1667 h = 0.4167 share org/bakery.yaml:10:12" in told
    assert "4/h reach the team, from arrivals and shares of all teams" in told


def test_a_backlog_has_no_wait(call: Call, kiosk: Path) -> None:
    busier = FILES["bakery.yaml"].replace("32/d", "48/d")
    (kiosk / "bakery.yaml").write_text(busier, encoding="utf-8")
    told = explained(call, "bottlenecks")
    assert "backlog: 1.5 items an hour more than its people can do\n" in told
    assert "wait by formula" not in told


def test_without_complaints_customers_weigh(call: Call, kiosk: Path) -> None:
    (kiosk / "complaints.yaml").unlink()
    told = explained(call, "bottlenecks")
    assert "Kitchen → Guests “Meal” 2 org/guests.yaml:2:8\nTogether 2\n" in told
    told = explained(call, "trace")
    assert "Where the figures of Kitchen → Guests “Meal” come from" in told


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
    assert "Shares: times the customer was passed on, of all\nCounter 2 / 3 67 %\n" in told


def test_where_no_complaint_matches_nothing_is_explained(call: Call) -> None:
    words = ("trace", "--category", "price", "--as-of", "2026-11-21")
    assert call(*words, "--explain").stdout == call(*words).stdout


def test_json_stays_as_it_is(call: Call) -> None:
    for command in ("trace", "bottlenecks"):
        plain = json.loads(call(command, "--format", "json").stdout)
        assert json.loads(call(command, "--format", "json", "--explain").stdout) == plain
