"""`--explain` of every command: the whole explanation of a small organisation, to the line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.calling import Call
from tests.cli.on_disk import written_org
from tests.cli.test_explain import FILES

LIMITS = """\
organisation: Kiosk
limits: {max_handoffs: 1, min_rolled_accuracy: 70%, max_utilisation: 80%}
"""
SCENARIO = """\
scenario: Quicker bread
changes:
  - {team: Bakery, people: +1}
  - {supplier: Bakery, customer: Kitchen, delivers: Bread, lead_time: 2h}
"""
SURVEY = """\
customer,supplier,delivers,date,dimension,expected,perceived,importance,scale
Kitchen,Bakery,Bread,2026-05-01,reliability,5,3,4,5
Kitchen,Bakery,Bread,2026-06-01,reliability,4,3,5,5
"""
TITLE = "Where these figures come from (in hours, rounded only here)\n"
AS_OF = ("--as-of", "2026-11-21")


@pytest.fixture(autouse=True)
def kiosk(workplace: Path) -> Path:
    return written_org(workplace, FILES)


def explained(call: Call, *words: str) -> str:
    """Return the explanation without the spaces that align it and without the footer."""
    text: str = call(*words, *AS_OF, "--explain").stdout
    lines = (" ".join(line.split()) for line in text.partition(TITLE)[2].splitlines())
    return "\n".join(lines).partition("\n\nWorking time")[0].strip()


LOAD = """\
arrivals 5/h: items an hour over accuracy, as under load: what is sent back comes again
load 83 %: items an hour × process_time, over people × availability
Bakery → Kitchen “Bread” 0.8333 = 4/h / 80 % right × 0.1667 h \
org/bakery.yaml:9:13, org/bakery.yaml:3:15, org/kitchen.yaml:11:51
people of Bakery 1 org/bakery.yaml:2:9
availability of Bakery 100 % if not said
0.8333 / (1 person × 100 % = 1) = 83 %
wait by formula 0.8333 h: P(all busy) × process_time / (people × availability) / (1 − load) \
× variability (M/M/c)
0.8333 × 0.1667 / 0.1667 × 1 = 0.8333 h"""

WEIGHT = """\
weight of the deliveries 14: count × severity × value of the customer, added up
C-1 Kitchen → Guests “Meal” 12 3 × 2 × 2 org/complaints.yaml:1:8
C-2 Kitchen → Guests “Meal” 2 1 × 1 × 2 org/complaints.yaml:2:8
together 14"""

BEHIND = """\
complaint weight 14: of the deliveries behind which the heaviest of these handoffs stands
Kitchen → Guests “Meal” 14"""


def test_gaps(call: Call) -> None:
    assert (
        explained(call, "gaps")
        == f"""\
{WEIGHT}

Bakery → Kitchen
{BEHIND}
Promise broken, “Bread”: lead time beyond the promise
Bakery → Kitchen “Bread” 2 h promise org/bakery.yaml:10:14
Bakery → Kitchen “Bread” 4 h lead_time (estimated) org/bakery.yaml:4:12
4 − 2 = +2 h
Promise nobody needs, “Bread”: promise is stated, within is not
Bakery → Kitchen “Bread” 2 h promise org/bakery.yaml:10:14

Kitchen → Guests
{BEHIND}
Promise broken, “Meal”: lead time beyond the promise
Kitchen → Guests “Meal” 1 h step_promise org/kitchen.yaml:6:19
Kitchen → Guests “Meal” 1 h lead_time (measured) org/kitchen.yaml:7:16
Kitchen → Guests “Meal” 4 h promise org/kitchen.yaml:5:14
the whole chain 5 h traced from order to delivery (chainmap trace --explain)
5 − 4 = +1 h
Promise nobody needs, “Meal”: promise is stated, within is not
Kitchen → Guests “Meal” 4 h promise org/kitchen.yaml:5:14

Counter → Kitchen
{BEHIND}
Promise weaker than the need, “Ticket”: promise beyond within
Counter → Kitchen “Ticket” 1 h promise org/counter.yaml:5:14
Counter → Kitchen “Ticket” 0.5 h within org/kitchen.yaml:10:51
1 − 0.5 = +0.5 h"""
    )


def test_gaps_that_are_no_times(call: Call, kiosk: Path) -> None:
    text = FILES["kitchen.yaml"].replace("80%}", "80%, rating: 2/5, asked: 2025-01-02}")
    (kiosk / "kitchen.yaml").write_text(text, encoding="utf-8")
    limits = "organisation: Kiosk\nlimits: {max_survey_age: 365d}\n"
    (kiosk / "chainmap.yaml").write_text(limits, encoding="utf-8")
    told = explained(call, "gaps")
    assert "asked 2025-01-02 org/kitchen.yaml:11:76\n" in told
    assert "max_survey_age 365 days limit org/chainmap.yaml:2:26\n" in told
    assert "2026-11-21 − 2025-01-02 = 688 days\n" in told
    assert "rating 2/5 judged by Kitchen org/kitchen.yaml:11:64\n2/5 = 40 % < 60 %" in told


def test_of_many_gaps_the_first_are_explained(call: Call, kiosk: Path) -> None:
    serves = "".join(f"\n  - {{customer: T{n:02}, promise: 1h}}" for n in range(12))
    others = "".join(f"---\nteam: T{n:02}\n" for n in range(12))
    (kiosk / "many.yaml").write_text(f"team: Many\nserves:{serves}\n{others}", encoding="utf-8")
    assert "Explained like these: 5 more: chainmap gaps --all --explain" in explained(call, "gaps")
    assert "Explained like these" not in explained(call, "gaps", "--all")


def test_team(call: Call) -> None:
    assert (
        explained(call, "team", "Bakery")
        == f"""\
Bakery
{LOAD}

We serve: Bakery → Kitchen “Bread”
figures as the two sides state them
promise 2 h promise org/bakery.yaml:10:14
lead_time 4 h (estimated) = (2 + 4 × 4 + 6) / 6 org/bakery.yaml:4:12
accuracy 80 % judged by Kitchen org/kitchen.yaml:11:51

Distance
handoffs to Guests 2 handoffs: the fewest one after another until it has the work, along what is \
made from what

Complaints
weight 14: count × severity × value of the customer, of those with the team upstream or touchpoint
C-1 Kitchen → Guests “Meal” 12 3 × 2 × 2 org/complaints.yaml:1:8
C-2 Kitchen → Guests “Meal” 2 1 × 1 × 2 org/complaints.yaml:2:8
12 + 2 = 14"""
    )


def test_promises(call: Call) -> None:
    assert (
        explained(call, "promises")
        == """\
Kitchen → Guests “Meal”
steps promise 3 h: the own promises on the chain whose steps promise most, without one the time
Bakery → Kitchen “Bread” 2 h promise org/bakery.yaml:10:14
Kitchen → Guests “Meal” 1 h step_promise org/kitchen.yaml:6:19
2 + 1 = 3 h
left of the promise +1 h: what the customer was promised less what the steps promise; negative: \
too much
Kitchen → Guests “Meal” 4 h promise org/kitchen.yaml:5:14
4 − 3 = +1 h
takes 5 h: the times on the chain that takes most
Bakery → Kitchen “Bread” 4 h lead_time (estimated) = (2 + 4 × 4 + 6) / 6 org/bakery.yaml:4:12
Kitchen → Guests “Meal” 1 h lead_time (measured) org/kitchen.yaml:7:16
4 + 1 = 5 h
proposal 4 h: limit × time / times together, in amounts people agree on; what rounding leaves goes \
to the largest remainders
Bakery → Kitchen “Bread” 3.1667 h 4 × 4 / 5 = 3.2, rounded
Kitchen → Guests “Meal” 0.8333 h 4 × 1 / 5 = 0.8, rounded
3.1667 + 0.8333 = 4 h
all promises kept 90.25 %: each of the 2 promises kept in 95 % (assumed, independently)
95 % to the power of 2 = 90.25 %
95 % to the power of 1/2 = 97.4679 % each, to keep them all

Promises that do not go with times
Bakery → Kitchen “Bread” 0.5 ×: promise over the time of the step
promise 2 h promise org/bakery.yaml:10:14
time 4 h lead_time (estimated) = (2 + 4 × 4 + 6) / 6 org/bakery.yaml:4:12
2 / 4"""
    )


def test_check(call: Call, kiosk: Path) -> None:
    (kiosk / "chainmap.yaml").write_text(LIMITS, encoding="utf-8")
    assert (
        explained(call, "check")
        == f"""\
org/bakery.yaml:1:7 Bakery is busy 83 % of its hours; the limit is 80 %.
{LOAD}
limit 80 %: limits: max_utilisation
max_utilisation 80 % limit org/chainmap.yaml:2:70

org/kitchen.yaml:3:15 “Meal” from Kitchen for Guests is right the first time in 68 %; the limit \
is at least 70 %.
right the first time 68.4 %: accuracy of the delivery and of all handoffs upstream, multiplied
Bakery → Kitchen “Bread” 80 % judged by Kitchen org/kitchen.yaml:11:51
Counter → Kitchen “Ticket” 90 % judged by Kitchen org/kitchen.yaml:10:66
Kitchen → Guests “Meal” 95 % judged by Guests org/guests.yaml:7:15
80 % × 90 % × 95 % = 68.4 %
1 handoff without a judgement, counts as 100 %: Guests → Counter “Order”
limit 70 %: limits: min_rolled_accuracy
min_rolled_accuracy 70 % limit org/chainmap.yaml:2:48

org/kitchen.yaml:3:15 “Meal” from Kitchen for Guests has a chain of 2 handoffs behind it; the \
limit is 1.
longest chain 2 handoffs: the most steps one after another, less the delivery
1 Guests → Counter “Order” 0 h no time said: counts as 0 org/guests.yaml:3:21
2 Counter → Kitchen “Ticket” 1 h promise (as there is no lead_time) org/counter.yaml:5:14
3 Kitchen → Guests “Meal” 1 h lead_time (measured) org/kitchen.yaml:7:16
3 − 1 = 2
0 + 1 + 1 = 2 h
limit 1: limits: max_handoffs
max_handoffs 1 limit org/chainmap.yaml:2:24"""
    )


def test_check_without_a_broken_rule_explains_nothing(call: Call) -> None:
    assert call("check", *AS_OF, "--explain").stdout == call("check", *AS_OF).stdout


def test_check_of_files_with_errors_explains_nothing(call: Call, kiosk: Path) -> None:
    (kiosk / "bad.yaml").write_text("team: Bad\npeople: many\n", encoding="utf-8")
    assert call("check", *AS_OF, "--explain").stdout == call("check", *AS_OF).stdout


def test_whatif(call: Call, workplace: Path) -> None:
    (workplace / "s.yaml").write_text(SCENARIO, encoding="utf-8")
    told = explained(call, "whatif", "s.yaml")
    assert told.startswith(
        "gain of a complaining customer +2 h: complaint weight × (lead time before − after) of "
        "each delivery, over all weight\n"
        "Kitchen → Guests “Meal” 28 = 14 × (5 − 3)\n"
        "28 / 14 = +2 h\n\n"
        "Kitchen → Guests “Meal”\n"
        "lead time today 5 h: the times on its slowest chain added\n"
    )
    assert (
        """
lead time then 3 h: the times on its slowest chain added
Bakery → Kitchen “Bread” 2 h by the scenario, s.yaml
Kitchen → Guests “Meal” 1 h lead_time (measured) org/kitchen.yaml:7:16
2 + 1 = 3 h
"""
        in told
    )
    assert "4 − 5 = −1 h\n" in told
    assert "4 − 3 = +1 h\n" in told
    assert f"Bakery, today\n{LOAD}\n" in told
    assert "people of Bakery 2 by the scenario, today 1\n" in told


def test_whatif_says_what_a_queue_moves(call: Call, workplace: Path) -> None:
    text = "scenario: Help\nchanges: [{team: Bakery, people: +1}]\n"
    (workplace / "s.yaml").write_text(text, encoding="utf-8")
    moved = "lead_time moved by what the wait for people changes, by formula"
    assert f"Bakery → Kitchen “Bread” 3.2017 h {moved}\n" in explained(call, "whatif", "s.yaml")


def test_compare_names_the_files_of_both_states(call: Call, workplace: Path) -> None:
    new = workplace / "new"
    new.mkdir()
    for name, text in FILES.items():
        later = text.replace("lead_time: 1h", "lead_time: 3h").replace("people: 1", "people: 2")
        (new / name).write_text(later, encoding="utf-8")
    told = explained(call, "compare", "org", "new")
    assert "Kitchen → Guests “Meal” 1 h lead_time (measured) org/kitchen.yaml:7:16\n" in told
    assert "Kitchen → Guests “Meal” 3 h lead_time (measured) new/kitchen.yaml:7:16\n" in told
    assert "4 + 3 = 7 h\n" in told
    assert "4 − 7 = −3 h\n" in told
    assert f"Bakery, before\n{LOAD}\n" in told
    assert "people of Bakery 2 new/bakery.yaml:2:9\n" in told


def test_compare_of_the_same_explains_nothing(call: Call) -> None:
    words = ("compare", "org", "org", *AS_OF)
    assert call(*words, "--explain").stdout == call(*words).stdout
    told = json.loads(call(*words, "--explain", "--format", "json").stdout)
    assert told["explained"] == []


def test_survey(call: Call, kiosk: Path) -> None:
    (kiosk / "surveys.csv").write_text(SURVEY, encoding="utf-8")
    assert (
        explained(call, "survey")
        == """\
Bakery → Kitchen “Bread”
service gap −1.5: perceived − expected over the dimensions, weighted by importance
(4.5 × −1.5) / 4.5 = −1.5
reliability −1.5: means over those who gave a mark; gap: perceived − expected of those who gave both
2026-05-01 expected 5/5, perceived 3/5, importance 4/5 answer org/surveys.csv:2:1
2026-06-01 expected 4/5, perceived 3/5, importance 5/5 answer org/surveys.csv:3:1
expected 4.5 of 2 marks, ± 6.3531 (Student's t, 95 %)
perceived 3 of 2 marks
gap −1.5 of 2 marks, ± 6.3531 (Student's t, 95 %)
importance 4.5 of 2 marks, ± 6.3531 (Student's t, 95 %)
delivery gap +2 h: time − promise
Bakery → Kitchen “Bread” 2 h promise org/bakery.yaml:10:14
time 4 h lead_time org/bakery.yaml:4:12

Trend per quarter
2026 Q2 – complaints, weight –: complaints and answers dated from 2026-04-01 on, until the next \
begins
perceived 3 of 2 marks
gap −1.5 of 2 marks"""
    )


def test_simulate(call: Call) -> None:
    pytest.importorskip("ciw")
    told = explained(call, "simulate", "--hours", "1000")
    assert told.startswith(
        "every simulated figure: mean of 10 replications with their 95 % interval (Student's t)\n"
        "1,000 h counted in each after 219.5445 h of warm-up, seed 1\n"
    )
    assert f"\nBakery\n{LOAD}\nload simulated 0.83" in told
    assert "wait simulated 0.7713 h ± 0.08997 h: until somebody begins, over all items\n" in told
    assert told.endswith("apart 7 % less: simulated over formula − 1\n0.7713 / 0.8333 − 1")


LOG = """\
case,team,time
1,Desk,2026-01-05 09:00
1,Lab,2026-01-05 11:00
1,Desk,2026-01-05 12:00
2,Desk,2026-01-06 09:00
2,,2026-01-06 11:00
,Lab,2026-01-06 12:00
"""


def test_observe_names_rows_columns_and_rules(call: Call, workplace: Path) -> None:
    pytest.importorskip("duckdb")
    (workplace / "log.csv").write_text(LOG, encoding="utf-8")
    words = ("observe", "log.csv", "--allow-unreadable", "50%", "--explain")
    text = call(*words).stdout.partition(TITLE)[2]
    told = "\n".join(" ".join(line.split()) for line in text.splitlines())
    assert "events 5: rows read less those left out\nread from log.csv\n" in told
    assert "column for team team guessed\n" in told
    assert "left out: no case 1\n6 − 1 = 5\n" in told
    assert "1 event without a team: no handoff to or from an event without a team" in told
    assert "returns 1: A → B → A with nothing in between, repeats as one stay\n" in told
    assert "\nDesk → Lab\nhandoffs 1 of 2, in 1 case: times from" in told
    assert "median 2 h of 1 time\n" in told
    explained = json.loads(call(*words, "--format", "json").stdout)["explained"]
    assert explained[0]["figure"] == "events"


def test_names_cannot_steer_a_terminal(call: Call, kiosk: Path) -> None:
    text = FILES["bakery.yaml"].replace("Bread", "Br\u202eead")
    (kiosk / "bakery.yaml").write_text(text, encoding="utf-8")
    assert "\u202e" not in call("gaps", *AS_OF, "--explain").stdout


def test_without_explain_json_has_no_explanations(call: Call) -> None:
    assert "explained" not in json.loads(call("gaps", *AS_OF, "--format", "json").stdout)
