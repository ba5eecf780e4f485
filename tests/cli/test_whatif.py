from __future__ import annotations

import json
from pathlib import Path

import pytest

from chainmap.issues import ChainmapError
from tests.calling import Call

SCENARIO = """\
scenario: A baker more, quicker bread
changes:
  - {team: Baker, lead_time: -50%, people: 2}
  - {team: Shop, promise: 30m}
  - {remove: {supplier: Eaters, customer: Baker, delivers: Forecast}}
"""

ANSWER = """\
What if: A baker more, quicker bread

“Sandwich” reaches Eaters in 3 h instead of 5 h; promised 8 h, which fits.

What changes
  Baker: people 2, lead time −50 %
  Shop: promise 30 min
  Eaters → Baker “Forecast” no longer takes place

What customers get
  Customer  gets      lead time  handoffs  accuracy  headroom   highest load
  Eaters    Sandwich  5 h → 3 h  2 → 1     100 %     3 h → 5 h  –

Teams
  Team   people  load  wait for people
  Baker  – → 2   –     –

handoffs  of the longest chain; accuracy: rolled over all upstream, unjudged as 100 %
headroom  promise to the customer (else need) less lead time; load: the busiest upstream

Next
  1. Agree the scenario's own figures with the teams: they are assumptions.
  2. The slowest chain would then be Baker → Shop → Eaters. Today: chainmap trace \
--customer "Eaters"

Working time, 8 h a day, 5 days a week. org/, 2026-09-30. plan.yaml.
"""


@pytest.fixture
def plan(bakery: Path) -> Path:
    path = bakery.parent / "plan.yaml"
    path.write_text(SCENARIO, encoding="utf-8")
    return path


@pytest.mark.usefixtures("plan")
def test_the_answer_comes_first_then_both_states(call: Call) -> None:
    done = call("whatif", "plan.yaml", "--as-of", "2026-09-30")
    assert done.output == ANSWER
    assert done.exit_code == 0


@pytest.mark.usefixtures("plan")
def test_as_json(call: Call) -> None:
    found = json.loads(call("whatif", "plan.yaml", "--format", "json").output)
    assert found["format"] == "chainmap.whatif/1"
    (delivery,) = found["deliveries"]
    assert (delivery["before"]["lead_time_h"], delivery["after"]["lead_time_h"]) == (5, 3)
    assert delivery["after"]["slowest_chain"] == ["Baker", "Shop", "Eaters"]
    assert found["teams"][0]["after"]["people"] == 2
    assert (found["gain_h"], found["complaints_lost"]) == (None, [])


def test_nothing_changes(call: Call, plan: Path) -> None:
    plan.write_text("scenario: Nothing\n", encoding="utf-8")
    text = call("whatif", "plan.yaml").output
    assert "Nothing changes for any external customer." in text
    assert "Write what would change below changes:" in text


def test_a_difference_too_small_to_see_is_said_as_one(call: Call, plan: Path) -> None:
    change = "{supplier: Baker, customer: Shop, delivers: Bread, lead_time: +10s}"
    plan.write_text(f"scenario: X\nchanges:\n- {change}\n", encoding="utf-8")
    text = call("whatif", "plan.yaml").output
    assert "“Sandwich” reaches Eaters in 5 h, 10 s later than today;" in text


def test_a_mistake_has_its_place(call: Call, plan: Path) -> None:
    plan.write_text("scenario: X\nchanges:\n- {team: Backer, people: 1}\n", encoding="utf-8")
    with pytest.raises(ChainmapError) as failed:
        call("whatif", "plan.yaml")
    (issue,) = failed.value.issues
    assert str(issue.location) == "plan.yaml:3:10"


@pytest.mark.usefixtures("bakery")
def test_a_missing_file_is_said_so(call: Call) -> None:
    with pytest.raises(ChainmapError, match="Cannot read it"):
        call("whatif", "nothing.yaml")


def test_without_customers_it_says_what_is_missing(call: Call, workplace: Path) -> None:
    (workplace / "org").mkdir()
    (workplace / "org" / "a.yaml").write_text("team: A\n", encoding="utf-8")
    plan = workplace / "plan.yaml"
    plan.write_text("scenario: X\nchanges: [{team: A, people: 3}]\n", encoding="utf-8")
    assert "add customers" in call("whatif", "plan.yaml").output


def test_every_kind_of_change_is_told_in_words(call: Call, plan: Path) -> None:
    plan.write_text(EVERY_KIND, encoding="utf-8")
    text = call("whatif", "plan.yaml").output
    told = text.split("What changes\n")[1].split("\n\n")[0]
    assert told == TOLD


EVERY_KIND = """\
scenario: Everything
changes:
  - add: {team: Mill, serves: [{customer: Baker, delivers: Flour, lead_time: 1d}]}
  - add: {supplier: Mill, customer: Shop, delivers: Bran}
  - {team: Baker, availability: 90%, arrivals: 4/h, lead_time: +1h}
  - {team: Baker, people: 3, process_time: 6m}
  - {team: Baker, people: -1, availability: -10%, process_time: +2m}
  - supplier: Baker
    customer: Shop
    lead_time: {low: 1h, likely: 2h, high: 6h}
    volume: 9/d
    accuracy: 95%
    share: 60%
    stock: true
    from: [Flour]
    within: 1h
    promise: 2h
  - {remove: {supplier: Mill, customer: Shop, delivers: Bran}}
  - {take_over: Mill, by: Baker, support: true}
  - {merge: [Mill, Shop], into: Bakehouse}
"""

TOLD = """\
  New: Mill with 1 handoff
  New: 1 handoff
  Baker: availability 90 %, arrivals 32/d, lead time +1 h
  Baker: people 3, process time 6 min
  Baker: people −1, availability −10 points, process time +2 min
  Baker → Shop “Bread”: lead time 1 h / 2 h / 6 h, promise 2 h, needed within 1 h, volume 9/d, \
accuracy 95 %, share 60 %, handed over from stock, made from Flour
  Mill → Shop “Bran” no longer takes place
  Baker takes over the support that Mill does
  Mill and Shop become Bakehouse"""


def test_names_cannot_steer_the_terminal(call: Call, plan: Path) -> None:
    plan.write_text('scenario: "A \\u202eB"\nchanges: []\n', encoding="utf-8")
    assert "\u202e" not in call("whatif", "plan.yaml").output


@pytest.mark.usefixtures("bakery")
def test_next_moves_side_by_side(call: Call, bakery: Path) -> None:
    (bakery / "baker.yaml").write_text(
        "team: Baker\npeople: 1\nprocess_time: 30m\n"
        "serves: [{customer: Shop, delivers: Bread, lead_time: 4h, volume: 12/d}]\n",
        encoding="utf-8",
    )
    shop = (bakery / "shop.yaml").read_text(encoding="utf-8")
    judged = shop.replace("within: 2h}", "within: 2h, accuracy: 80%}")
    (bakery / "shop.yaml").write_text(judged, encoding="utf-8")
    text = call("bottlenecks", "--add-person", "--accuracy", "99%").output
    assert (
        "The best next move, by question (per complaining customer)\n"
        "     Times cut by 50 %  sooner  One more person  sooner  "
        "All it hands over 99 % right  points\n"
        "  1  Baker                 2 h  Baker             3.5 h  "
        "Baker                          +19.0\n"
        "  2  Shop               30 min\n"
    ) in text
    assert "Most items wait no longer at Baker: " in text
    found = json.loads(call("bottlenecks", "--add-person", "--format", "json").output)
    (baker,) = found["next_moves"]["one_person"]
    assert baker["gain_h"] == pytest.approx(3.5)
    assert found["next_moves"]["more_accurate"] == []


@pytest.mark.usefixtures("bakery")
def test_without_asking_there_are_no_next_moves(call: Call) -> None:
    assert "next move" not in call("bottlenecks").output
    assert "next_moves" not in json.loads(call("bottlenecks", "--format", "json").output)


def test_who_forgets_the_scenario_is_told_where_it_stands(call: Call, bakery: Path) -> None:
    with pytest.raises(ChainmapError) as caught:
        call("whatif", str(bakery))
    (issue,) = caught.value.issues
    assert issue.code == "no-scenario"
    assert issue.hint is not None
    assert issue.hint.startswith("Name the file first: chainmap whatif SCENARIO")
